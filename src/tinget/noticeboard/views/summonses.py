"""The staff's page for choosing whether summonses are put on the boards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import moment_words
from tinget.noticeboard import actions, queries
from tinget.noticeboard.forms import SummonsChoiceForm
from tinget.noticeboard.permissions import CHOOSE_SUMMONS
from tinget.organisation.api import authority_by_slug, require


@require_http_methods(["GET", "POST"])
def choice(request: HttpRequest, authority: str) -> HttpResponse:
    """Say whether summonses are noticed, let the staff choose, and list what was chosen before."""
    found, actor = authority_by_slug(authority), actor_of(request)
    require(actor, CHOOSE_SUMMONS, authority=found.id)
    now = queries.summons_choice(found.id)
    initial = {"is_noticed": now.is_noticed, "is_open": now.is_open}
    form = SummonsChoiceForm(request.POST or None, initial=initial)

    def choose() -> bool:
        actions.choose_summons_notices(actor, authority=found.id, at=clock.now(), **form.cleaned_data)
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, choose):
        messages.success(request, _("Valet är sparat och gäller kallelser som skickas från och med nu."))
        return redirect("noticeboard_summonses", authority)
    context = {
        "page_title": _("Anslag om kallelser"),
        "authority": found,
        "form": form,
        "choice": now,
        "listing": _listing(queries.summons_choices(actor, authority=found.id)),
    }
    return render(request, "noticeboard/summonses.html", context)


def _listing(choices: list[queries.SummonsChoice]) -> Listing:
    return Listing(
        caption=_("Det som har bestämts, senaste först."),
        columns=(
            Column(_("När")),
            Column(_("Kallelser")),
            Column(_("Sammanträden")),
            Column(_("Nämndens beslut")),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(moment_words(one.chosen_at) if one.chosen_at else "–"),
                    Cell(_("anslås") if one.is_noticed else _("anslås inte")),
                    Cell(_("öppna") if one.is_open else _("stängda")),
                    Cell(one.decision or "–"),
                )
            )
            for one in choices
        ),
        empty_title=_("Inget är bestämt än"),
        empty_text=_("Då anslås inga kallelser."),
    )
