"""The list of cases: filters that read as a sentence, the columns somebody chose, and on after a key."""

from collections.abc import Callable, Mapping
from functools import partial

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from tinget.foundation import clock, exports
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.kernel.words import joined
from tinget.organisation.api import KEEP_WEB_DIARY, Authority, authority_by_slug, people, permits
from tinget.registry import queries
from tinget.registry.forms.lists import CaseListForm
from tinget.registry.permissions import REGISTER
from tinget.registry.queries import CasePage, Registered
from tinget.registry.rules import CaseLine
from tinget.registry.views import files, shapes
from tinget.registry.views.columns import columns_of

COLUMNS: Mapping[str, str | Promise] = {
    "klass": gettext_lazy("Klass"),
    "lage": gettext_lazy("Läge"),
    "registrerat": gettext_lazy("Registrerat"),
    "handlaggare": gettext_lazy("Handläggare"),
    "enhet": gettext_lazy("Enhet"),
    "klart": gettext_lazy("Ska vara klart"),
    "avslutat": gettext_lazy("Avslutat"),
    "kalla": gettext_lazy("Källa"),
}
USUAL = ("klass", "lage", "registrerat", "kalla")
USUAL_INSIDE = ("klass", "lage", "registrerat", "handlaggare", "kalla")
INSIDE_ONLY = frozenset({"handlaggare", "enhet", "klart"})


@public
@require_safe
def case_list(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Show the register's cases, newest first; visitors see the published ones."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    sees_all = queries.sees_all(owner.id)
    able = queries.officers(owner, on=clock.today(), demonstration=actor.is_demonstration) if sees_all else []
    form = CaseListForm(request.GET, officers=[(person.id, person.name) for person in able])
    shown, after = form.shown(clock.today()), form.after()
    if (kind := exports.asked_for(request)) is not None:
        return files.of_cases(kind, owner, partial(queries.case_page, owner, shown=shown))
    page = queries.case_page(owner, shown=shown, after=Registered(*after) if after else None)
    available = {name: text for name, text in COLUMNS.items() if sees_all or name not in INSIDE_ONLY}
    columns = columns_of(request, "arenden", available, USUAL_INSIDE if sees_all else USUAL)
    context = {
        "page_title": _("Ärenden"),
        "listing": _listing(request, page, form, columns=columns.shown, sees_all=sees_all),
        "exports": exports.links(request),
        "filters": form,
        "filter_names": [name for name in form.fields if sees_all or name not in {"handlaggare", "etikett"}],
        "columns": columns.choices,
        "goes_on_after": f"{after[0]}/{after[1]}" if after else "",
        "first_page": _without_place(request),
        "may_register": permits(actor, REGISTER, owner.id),
        "register_url": reverse("registry:register_case", args=[authority]),
        "sees_all": sees_all,
        "web_diary_months": None if sees_all else owner.web_diary_months,
        "may_keep_web_diary": permits(actor, KEEP_WEB_DIARY, owner.id),
        "web_diary_url": reverse("registry:web_diary", args=[authority]),
        "follow_ups_url": reverse("registry:follow_ups", args=[authority]),
        "classification_url": reverse("registry:classification", args=[authority]),
    }
    return columns.remember(render(request, "registry/cases.html", context))


def _listing(
    request: HttpRequest, page: CasePage, form: CaseListForm, *, columns: tuple[str, ...], sees_all: bool
) -> Listing:
    names = (
        people(case.officer_id for case in page.cases if case.officer_id) if "handlaggare" in columns else {}
    )
    cells: Mapping[str, Callable[[CaseLine], Cell]] = {
        "klass": lambda case: Cell(shapes.known(case.class_code)),
        "lage": shapes.status_cell,
        "registrerat": lambda case: Cell(shapes.known(shapes.day_text(case.registered_on))),
        "handlaggare": lambda case: Cell(names[case.officer_id].name if case.officer_id in names else "–"),
        "enhet": lambda case: Cell(case.unit or "–"),
        "klart": lambda case: Cell(shapes.day_text(case.deadline_on) or "–"),
        "avslutat": lambda case: Cell(shapes.day_text(case.closed_on) or "–"),
        "kalla": shapes.source_cell,
    }
    return Listing(
        caption=_sentence(page, form, sees_all=sees_all),
        columns=(
            Column(_("Nummer")),
            Column(_("Rubrik")),
            *(Column(str(COLUMNS[name])) for name in columns),
        ),
        rows=tuple(
            Row(
                cells=(Cell(case.short), Cell(case.title), *(cells[name](case) for name in columns)),
                href=case.url,
            )
            for case in page.cases
        ),
        empty_title=_("Inga ärenden att visa"),
        empty_text=_empty_text(form),
        more_url=_more_url(request, page.after),
        grows=True,
    )


def _empty_text(form: CaseListForm) -> str:
    if form.narrows:
        return _("Inget ärende är sådant. Välj något annat ovanför listan.")
    return _("Här visas ärenden när de har registrerats och, för allmänheten, publicerats.")


def _more_url(request: HttpRequest, after: Registered | None) -> str:
    if after is None:
        return ""
    query = request.GET.copy()
    query["efter"] = f"{after.year}-{after.serial}"
    return f"?{query.urlencode()}"


def _without_place(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("efter", None)
    return f"?{query.urlencode()}"


def _sentence(page: CasePage, form: CaseListForm, *, sees_all: bool) -> str:
    """Say what the list shows: "42 öppna ärenden, det senaste först"."""
    kinds = {
        "oppna": (_("öppet"), _("öppna")),
        "avslutade": (_("avslutat"), _("avslutade")),
        "makulerade": (_("makulerat"), _("makulerade")),
        "forsenade": (_("försenat"), _("försenade")),
    }
    number = page.count.number
    several = number != 1
    told = [] if sees_all else [_("publicerade") if several else _("publicerat")]
    told += [forms[several] for key, forms in kinds.items() if key == form.given("visa")]
    if not told:
        text = ngettext("%(count)s ärende", "%(count)s ärenden, det senaste först", number)
        return text % {"count": page.count}
    text = ngettext("%(count)s %(kind)s ärende", "%(count)s %(kind)s ärenden, det senaste först", number)
    return text % {"count": page.count, "kind": joined(" ", told)}


def class_choices(owner: Authority) -> list[tuple[str, str]]:
    """List the classes to suggest: those of the scheme valid today, else those used."""
    valid = queries.scheme_on(owner.id, clock.today())
    if valid is not None:
        return [(line.code, line.title) for line in queries.classes_of(valid.id)]
    return [(code, "") for code in queries.class_codes(owner.id)]
