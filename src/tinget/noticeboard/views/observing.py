"""Where the official boards are, for the staff; what looking at one has found, and the pages kept."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import moment_words
from tinget.kernel.words import joined
from tinget.noticeboard import actions, queries
from tinget.noticeboard.forms import BoardAddressesForm
from tinget.noticeboard.permissions import FOLLOW
from tinget.noticeboard.queries import NoticeNotFound
from tinget.noticeboard.rules.observing import Seen
from tinget.noticeboard.views.boards import heading_of, marked, notice_under
from tinget.organisation.api import authority_by_slug, boards, permits, require

TONES = {Seen.FOUND: "done", Seen.ABSENT: "stop", Seen.UNREACHABLE: "wait"}


@require_http_methods(["GET", "POST"])
def addresses(request: HttpRequest, authority: str) -> HttpResponse:
    """Let the staff say where each municipality's official board is."""
    found = authority_by_slug(authority)
    require(actor_of(request), FOLLOW, authority=found.id)
    places = boards(found.id)
    known = queries.board_addresses(found.id)
    form = BoardAddressesForm(request.POST or None, places=places, known=known)
    if request.method == "POST" and form.is_valid() and _saved(request, found.id, form):
        messages.success(request, _("Adresserna är sparade."))
        return redirect("noticeboard_addresses", authority)
    context = {
        "page_title": _("Kommunernas officiella anslagstavlor"),
        "authority": found,
        "form": form,
        "known_text": ngettext("%(count)s adress är känd.", "%(count)s adresser är kända.", len(known))
        % {"count": len(known)},
    }
    return render(request, "noticeboard/addresses.html", context)


@public
@require_GET
def looks(request: HttpRequest, authority: str, notice_id: int, municipality: str) -> HttpResponse:
    """Show what looking at a municipality's board has found of a notice, newest first."""
    found = authority_by_slug(authority)
    view = notice_under(found, notice_id)
    posting = next((one for one in view.postings if one.municipality.slug == municipality), None)
    if posting is None:
        raise NoticeNotFound
    may_follow = permits(actor_of(request), FOLLOW, found.id)
    listing = Listing(
        caption=_("De senaste gångerna som kommunens anslagstavla har lästs, senaste först."),
        columns=(Column(_("När")), Column(_("Vad som fanns")), Column(_("Sidans SHA-256"))),
        rows=tuple(
            Row(
                cells=(
                    Cell(moment_words(look.at)),
                    Cell(joined(" ", filter(None, (look.text, look.why))), state=TONES[look.seen]),
                    Cell(look.sha256[:16] or "–"),
                ),
                href=reverse("noticeboard_kept_page", args=[authority, notice_id, municipality, look.kept_id])
                if look.kept_id and may_follow
                else "",
            )
            for look in queries.looks_of(posting.id)
        ),
        empty_title=_("Inga iakttagelser ännu"),
        empty_text=_("När adressen till kommunens anslagstavla är känd läses den flera gånger om dagen."),
    )
    context = {
        "page_title": _("Iakttagelser på anslagstavlan i %(place)s")
        % {"place": posting.municipality.org_name},
        "authority": found,
        "notice": view,
        "notice_heading": heading_of(view),
        "posting": posting,
        "listing": listing,
        **marked(view),
    }
    return render(request, "noticeboard/looks.html", context)


@require_GET
def kept_page(
    request: HttpRequest, authority: str, notice_id: int, municipality: str, look_id: int
) -> HttpResponse:
    """Give the staff a board's page as it was, as text: a stranger's page is never run here."""
    found = authority_by_slug(authority)
    view = notice_under(found, notice_id)
    posting = next((one for one in view.postings if one.municipality.slug == municipality), None)
    if posting is None:
        raise NoticeNotFound
    content = queries.kept_page(
        actor_of(request), authority=found.id, posting_id=posting.id, observation_id=look_id
    )
    answer = HttpResponse(content, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="anslagstavla-{municipality}-{look_id}.html.txt"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _saved(request: HttpRequest, authority: int, form: forms.Form) -> bool:
    told = {int(name.removeprefix("board_")): address for name, address in form.cleaned_data.items()}

    def save() -> bool:
        actions.set_board_addresses(actor_of(request), authority=authority, addresses=told)
        return True

    return bool(attempt(form, save))
