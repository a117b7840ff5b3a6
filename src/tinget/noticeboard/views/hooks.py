"""Telling a municipality's own system: where, the secret that is shown once, and what became of it."""

from collections.abc import Callable

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
from tinget.noticeboard.forms import HookForm
from tinget.noticeboard.permissions import FOLLOW
from tinget.noticeboard.queries import MessageLine
from tinget.noticeboard.views.sharing import board_place
from tinget.organisation.api import Actor, Authority, Municipality, require


@require_http_methods(["GET", "HEAD", "POST"])
def hook(request: HttpRequest, authority: str, municipality: str) -> HttpResponse:
    """Let the staff say where the municipality's system is told, and see what became of each message."""
    owner, place = board_place(authority, municipality)
    actor = actor_of(request)
    require(actor, FOLLOW, authority=owner.id)
    address = queries.hook_address(actor, authority=owner.id, municipality=place.id)
    saving = request.method == "POST" and request.POST.get("do") == "save"
    form = HookForm(request.POST if saving else None, initial={"address": address})
    if saving and form.is_valid():
        told = attempt(form, _save(actor, owner, place, form.cleaned_data["address"]))
    else:
        told = _try(request, actor, owner, place)
    if told is not None:
        messages.success(request, told)
        return redirect("noticeboard_hook", owner.slug, place.slug)
    secret = ""
    if address and request.POST.get("do") == "secret":
        secret = actions.renew_secret(actor, authority=owner.id, municipality=place.id)
    context = {
        "page_title": _("Avisering till %(place)s") % {"place": place.org_name},
        "authority": owner,
        "municipality": place,
        "form": form,
        "address": address,
        "secret": secret,
        "listing": _listing(queries.messages_to(actor, authority=owner.id, municipality=place.id)),
    }
    answer = render(request, "noticeboard/hook.html", context)
    if secret:
        answer["Cache-Control"] = "no-store"
    return answer


def _save(actor: Actor, owner: Authority, place: Municipality, address: str) -> Callable[[], str]:
    def save() -> str:
        actions.set_hook(actor, authority=owner.id, municipality=place.id, address=address)
        return _("Adressen är sparad.") if address else _("Aviseringen är avstängd.")

    return save


def _try(request: HttpRequest, actor: Actor, owner: Authority, place: Municipality) -> str | None:
    if request.POST.get("do") != "try":
        return None
    actions.try_hook(actor, authority=owner, municipality=place, at=clock.now())
    return _("Provet skickas nu. Ladda om sidan om en stund för att se hur det gick.")


def _listing(lines: list[MessageLine]) -> Listing:
    return Listing(
        caption=_("De senaste meddelandena, senaste först."),
        columns=(Column(_("Skrevs")), Column(_("Vad det säger")), Column(_("Hur det gick"))),
        rows=tuple(
            Row(
                cells=(
                    Cell(moment_words(one.made_at)),
                    Cell(f"{one.text}: {one.paragraphs}" if one.paragraphs else one.text),
                    _outcome(one),
                )
            )
            for one in lines
        ),
        empty_title=_("Inga meddelanden ännu"),
        empty_text=_(
            "När adressen är sparad skickas de anslag som ska sitta uppe nu, och sedan varje ändring."
        ),
    )


def _outcome(one: MessageLine) -> Cell:
    if one.delivered_at:
        return Cell(_("Framme %(at)s") % {"at": moment_words(one.delivered_at)}, state="done")
    if one.is_given_up:
        return Cell(_("Kom inte fram. %(why)s") % {"why": one.why}, state="stop")
    if one.tried_at:
        return Cell(
            _("Försökte senast %(at)s. %(why)s Nya försök görs.")
            % {"at": moment_words(one.tried_at), "why": one.why},
            state="wait",
        )
    return Cell(_("Väntar på att skickas"), state="wait")
