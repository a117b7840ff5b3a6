"""The pages of secrecy: marking, who needs to know, looking, lifting, and who has looked."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.documents.api import VersionLine, document_url
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import moment_words
from tinget.organisation.api import Actor, Authority, PersonName, authority_by_slug, permits, require
from tinget.registry import actions, queries
from tinget.registry.forms.secrecy import LiftForm, MarkingForm, NeedToKnowForm
from tinget.registry.permissions import FOLLOW_LOOKS, MARK
from tinget.registry.queries import secrecy
from tinget.registry.queries.paging import PAGE
from tinget.registry.queries.secrecy import LookPage, MarkingLine, MarkingNotFound
from tinget.registry.rules import CaseLine, RecordLine
from tinget.registry.views import shapes

VALUE_TEXTS = {
    "title": _lazy("Rubrik"),
    "note": _lazy("Anteckning"),
    "counterpart": _lazy("Avsändare eller mottagare"),
    "kind": _lazy("Slag"),
    "void_reason": _lazy("Skäl för makulering"),
}
LOOK_TEXTS = {"values": _lazy("uppgifterna"), "file": _lazy("filen"), "page": _lazy("sidorna")}


@require_http_methods(["GET", "HEAD", "POST"])
def case_secrecy(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Show how a case is marked and who needs to know, or let it be marked."""
    owner = _inside(request, authority)
    case = queries.case_of(owner, year=year, serial=serial)
    return _secrecy(request, owner, case, secrecy.marking_of_case(case.id))


@require_http_methods(["GET", "HEAD", "POST"])
def record_secrecy(request: HttpRequest, authority: str, record_id: int) -> HttpResponse:
    """Show how a record is marked and who needs to know, or let it be marked."""
    owner = _inside(request, authority)
    record = secrecy.record_of(owner, record_id)
    return _secrecy(request, owner, record, secrecy.marking_of_record(record.id))


@require_POST
@never_cache
def look(request: HttpRequest, authority: str, marking_id: int) -> HttpResponse:
    """Show what is withheld, once, to somebody on the list; the look is written down."""
    owner = _inside(request, authority)
    thing, marking = _marked(owner, marking_id)
    shown = actions.look(actor_of(request), marking_id=marking.id, at=clock.now())
    context = _frame(owner, thing) | {
        "page_title": _("Det som är sekretess i %(number)s") % {"number": _name(thing)},
        "marking": marking,
        "values": [(VALUE_TEXTS.get(name, name), text) for name, text in shown.values.items()],
        "shown": shown,
        "files": [(_file_url(owner, version), version) for version in shown.files],
        "events": shapes.happenings(shown.history),
        "back": _page_of(owner, thing),
    }
    return render(request, "registry/secrecy_look.html", context)


@require_POST
def need_to_know(request: HttpRequest, authority: str, marking_id: int) -> HttpResponse:
    """Change who stands on the list."""
    owner, actor = _inside(request, authority), actor_of(request)
    thing, marking = _marked(owner, marking_id)
    form = NeedToKnowForm(request.POST, people=_people(owner, actor))
    if form.is_valid():
        act = partial(
            actions.change_need_to_know,
            actor,
            marking_id=marking.id,
            persons=form.cleaned_data["persons"],
            at=clock.now(),
        )
        if attempt(form, lambda: act() or True):
            messages.success(request, _("Listan över dem som behöver veta är ändrad."))
            return redirect(_page_of(owner, thing))
    return render(request, "registry/secrecy.html", _context(owner, actor, thing, marking, form))


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, authority: str, marking_id: int) -> HttpResponse:
    """Lift a marking, with the reason."""
    owner, actor = _inside(request, authority), actor_of(request)
    thing, marking = _marked(owner, marking_id)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.lift, actor, marking_id=marking.id, reason=form.cleaned_data["reason"], at=clock.now()
        )
        if attempt(form, lambda: act() or True):
            messages.success(request, _("Markeringen är hävd. Uppgifterna visas åter inom myndigheten."))
            return redirect(_page_of(owner, thing))
    context = _frame(owner, thing) | {
        "page_title": _("Häv sekretessmarkeringen"),
        "consequence": _("Alla i myndigheten ser uppgifterna igen. Inget publiceras av sig självt."),
        "facts": [(_("Gäller"), _name(thing)), (_("Bestämmelse"), marking.provision)],
        "form": form,
        "button": _("Häv markeringen"),
        "back_href": _page_of(owner, thing),
    }
    return render(request, "ui/confirm.html", context)


@require_safe
def marked(request: HttpRequest, authority: str) -> HttpResponse:
    """List what is marked now, by its public entry."""
    owner, actor = _inside(request, authority), actor_of(request)
    after = request.GET.get("efter", "")
    things = secrecy.marked_things(owner, after=int(after) if after.isdecimal() else None)
    context = {
        "page_title": _("Sekretessmarkerat"),
        "listing": _marked_listing(owner, things),
        "looks_url": reverse("registry:looks", args=[authority]),
        "may_follow": permits(actor, FOLLOW_LOOKS, owner.id),
    }
    return render(request, "registry/secrecy_list.html", context)


@require_safe
def looks(request: HttpRequest, authority: str) -> HttpResponse:
    """List who has looked at what is secret: all, of one case or record, or of one person."""
    owner = _inside(request, authority)
    asked = {
        name: int(value)
        for key, name in (("arende", "case_id"), ("handling", "record_id"), ("person", "person_id"))
        if (value := request.GET.get(key, "")).isdecimal()
    }
    after = request.GET.get("efter", "")
    page = secrecy.looks(actor_of(request), owner, after=int(after) if after.isdecimal() else None, **asked)
    context = {
        "page_title": _("Vem som har tittat"),
        "listing": _looks_listing(request, owner, page),
        "is_narrowed": bool(asked),
        "marked_url": reverse("registry:marked", args=[authority]),
    }
    return render(request, "registry/secrecy_looks.html", context)


def secrecy_links(actor: Actor, owner: Authority, thing: CaseLine | RecordLine) -> dict[str, Any]:
    """Give a case's or record's page its way to the marking, for those who may mark or look."""
    inside = queries.sees_all(owner.id)
    return {
        "secrecy_url": _page_of(owner, thing) if inside else "",
        "is_secret": thing.is_secret,
        "may_mark": permits(actor, MARK, owner.id) and (thing.is_demonstration or not actor.is_demonstration),
    }


def _secrecy(
    request: HttpRequest, owner: Authority, thing: CaseLine | RecordLine, marking: MarkingLine | None
) -> HttpResponse:
    actor = actor_of(request)
    form: Form | None = None
    if marking is None and permits(actor, MARK, owner.id):
        form = MarkingForm(
            request.POST or None,
            people=_people(owner, actor),
            me=actor.person_id,
            of_case=isinstance(thing, CaseLine),
            initial={"marking_authority": owner.name},
        )
        if request.method == "POST" and form.is_valid() and _mark(actor, thing, form):
            messages.success(request, _("Markeringen är satt. Det som är sekretess visas inte längre."))
            return redirect(_page_of(owner, thing))
    if request.method == "POST" and form is None:
        require(actor, MARK, authority=owner.id)
        raise NotPossible(_("Det är redan sekretessmarkerat. Läs in sidan på nytt."))
    if marking is not None:
        form = NeedToKnowForm(
            people=_people(owner, actor), initial={"persons": [person.id for person in marking.persons]}
        )
    return render(request, "registry/secrecy.html", _context(owner, actor, thing, marking, form))


def _mark(actor: Actor, thing: CaseLine | RecordLine, form: MarkingForm) -> int | None:
    now = clock.now()
    if isinstance(thing, CaseLine):
        act = partial(actions.mark_case, actor, case_id=thing.id, marking=form.marking(), at=now)
    else:
        act = partial(actions.mark_record, actor, record_id=thing.id, marking=form.marking(), at=now)
    return attempt(form, act)


def _context(
    owner: Authority,
    actor: Actor,
    thing: CaseLine | RecordLine,
    marking: MarkingLine | None,
    form: Form | None,
) -> dict[str, Any]:
    of_case = isinstance(thing, CaseLine)
    is_cleared = marking is not None and marking.clears(actor)
    may_change = is_cleared or marking is None or _nobody_left(owner, actor, marking)
    narrowed = f"?{'arende' if of_case else 'handling'}={thing.id}"
    looks_url = reverse("registry:looks", args=[owner.slug]) + narrowed
    return _frame(owner, thing) | {
        "page_title": _("Sekretess för %(number)s") % {"number": _name(thing)},
        "thing": thing,
        "marking": marking,
        "facts": _facts(marking) if marking else [],
        "is_cleared": is_cleared,
        "changes": may_change and permits(actor, MARK, owner.id),
        "form": form,
        "earlier": secrecy.earlier_markings(of_case=of_case, thing_id=thing.id),
        "list_url": _url("need_to_know", owner, marking),
        "look_url": _url("look", owner, marking),
        "lift_url": _url("lift", owner, marking),
        "looks_url": looks_url if permits(actor, FOLLOW_LOOKS, owner.id) else "",
    }


def _nobody_left(owner: Authority, actor: Actor, marking: MarkingLine) -> bool:
    there = {person.id for person in _people(owner, actor)}
    return not there & {person.id for person in marking.persons}


def _facts(marking: MarkingLine) -> list[tuple[str, Any]]:
    facts = [
        (_("Bestämmelse"), marking.provision),
        (_("Myndighet"), marking.marking_authority),
        (_("Markerat"), shapes.day_text(marking.marked_on)),
        (_("Av"), marking.marked_by),
        (_("De som behöver veta"), ", ".join(person.name for person in marking.persons)),
    ]
    if marking.case_id:
        along = _("markeras också") if marking.covers_records else _("markeras var för sig")
        facts.append((_("Ärendets handlingar"), along))
    return facts


def _marked_listing(owner: Authority, things: list[secrecy.Marked]) -> Listing:
    rows = []
    for one in things:
        thing = one.case or one.record
        if thing is not None:
            rows.append(
                Row(
                    cells=(
                        Cell(shapes.unbroken(_name(thing))),
                        Cell(thing.title),
                        Cell(one.marking.provision),
                        Cell(shapes.day_text(one.marking.marked_on)),
                    ),
                    href=_page_of(owner, thing),
                )
            )
    return Listing(
        caption=_("Ärenden och handlingar som är sekretessmarkerade, den senaste markeringen först"),
        columns=(
            Column(_("Nummer")),
            Column(_("Rubrik som visas")),
            Column(_("Bestämmelse")),
            Column(_("Markerat")),
        ),
        rows=tuple(rows),
        empty_title=_("Inget är sekretessmarkerat"),
        empty_text=_("Ett ärende eller en handling markeras på sin egen sida."),
        more_url=f"?efter={things[-1].marking.id}" if len(things) == PAGE else "",
    )


def _looks_listing(request: HttpRequest, owner: Authority, page: LookPage) -> Listing:
    rows = []
    for one in page.looks:
        thing = one.case or one.record
        rows.append(
            Row(
                cells=(
                    Cell(moment_words(one.at)),
                    Cell(one.name, href=f"?person={one.person_id}"),
                    Cell(one.acting_as),
                    Cell(LOOK_TEXTS.get(one.what, one.what)),
                    Cell(_name(thing), href=_page_of(owner, thing)) if thing else Cell("–"),
                )
            )
        )
    query = request.GET.copy()
    query["efter"] = str(page.after)
    return Listing(
        caption=_("Varje gång någon har tittat, den senaste först"),
        columns=(
            Column(_("När")),
            Column(_("Vem")),
            Column(_("Som")),
            Column(_("Såg")),
            Column(_("Ärende eller handling")),
        ),
        rows=tuple(rows),
        empty_title=_("Ingen har tittat"),
        empty_text=_("Här står varje gång någon visar det som är sekretess eller öppnar en sådan fil."),
        more_url=f"?{query.urlencode()}" if page.after else "",
    )


def _inside(request: HttpRequest, authority: str) -> Authority:
    """Find the authority for its own people; to others there is nothing here."""
    del request
    owner = authority_by_slug(authority)
    if not queries.sees_all(owner.id):
        raise Http404(authority)
    return owner


def _marked(owner: Authority, marking_id: int) -> tuple[CaseLine | RecordLine, MarkingLine]:
    marking = secrecy.marking(owner.id, marking_id)
    if marking.case_id is not None:
        return queries.case(marking.case_id), marking
    if marking.record_id is not None:
        return secrecy.record_of(owner, marking.record_id), marking
    raise MarkingNotFound(str(marking_id))


def _people(owner: Authority, actor: Actor) -> list[PersonName]:
    return secrecy.may_need_to_know(owner.id, on=clock.today(), demonstration=actor.is_demonstration)


def _frame(owner: Authority, thing: CaseLine | RecordLine) -> dict[str, Any]:
    is_case = isinstance(thing, CaseLine)
    trail = [(thing.url, thing.short)] if isinstance(thing, CaseLine) else []
    above = (
        (reverse("registry:cases", args=[owner.slug]), _("Ärenden"))
        if is_case
        else (reverse("registry:records", args=[owner.slug]), _("Handlingar"))
    )
    return {"trail": [above, *trail], **shapes.demonstration_of(thing)}


def _name(thing: CaseLine | RecordLine) -> str:
    return thing.number if isinstance(thing, CaseLine) else (thing.label or _("handling utan id"))


def _page_of(owner: Authority, thing: CaseLine | RecordLine) -> str:
    if isinstance(thing, CaseLine):
        return reverse("registry:case_secrecy", args=[owner.slug, thing.year, thing.serial])
    return reverse("registry:record_secrecy", args=[owner.slug, thing.id])


def _url(name: str, owner: Authority, marking: MarkingLine | None) -> str:
    return reverse(f"registry:{name}", args=[owner.slug, marking.id]) if marking else ""


def _file_url(owner: Authority, version: VersionLine) -> str:
    """Give an address without the file's own name, which may tell something."""
    return f"{document_url(owner.slug, version.document_id)}{version.number}/handling"
