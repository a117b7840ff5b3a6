"""The pages of those inside: what waits for me, read and sign, the file itself."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.http import actor_of, confirmed
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import moment_words
from tinget.organisation.api import authority_by_id, permits
from tinget.signatures import actions, queries
from tinget.signatures.forms import DeclineForm
from tinget.signatures.permissions import FOLLOW
from tinget.signatures.queries.ways import PaperNotice, notices_before_signing, ways_from
from tinget.signatures.rules import RequestState
from tinget.signatures.views.papers import PaperShown, file_response, papers_of, sign_form, signed_words


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """List what waits for the person's own signature."""
    person_id = actor_of(request).person_id
    papers = queries.waiting_for(person_id) if person_id is not None else []
    listing = Listing(
        caption=_("Det här väntar på din underskrift, äldst först."),
        columns=(Column(_("Handling")), Column(_("Du skriver under som")), Column(_("Begärd"))),
        rows=tuple(
            Row(
                cells=(Cell(one.title), Cell(one.capacity), Cell(moment_words(one.asked_at))),
                href=f"/underskrifter/{one.signer_id}/",
            )
            for one in papers
        ),
        empty_title=_("Inget väntar på din underskrift"),
        empty_text=_("När sekreteraren begär din underskrift visas handlingen här."),
    )
    context = {"listing": listing, "page_title": _("Att skriva under"), **_marked(_any_demonstration(papers))}
    return render(request, "signatures/waiting.html", context)


@require_http_methods(["GET", "POST"])
@confirmed
def signing(request: HttpRequest, signer_id: int) -> HttpResponse:
    """Show the paper to its signer, with those asked for at once, and sign what was read on POST."""
    actor = actor_of(request)
    line, signer = queries.signing_of(actor, signer_id=signer_id)
    if request.method != "POST":
        return page(request, signer_id)
    form = sign_form(request.POST, line, signer)
    if not form.is_valid():
        return page(request, signer_id, problem=_("Sidan är för gammal. Läs handlingen och försök igen."))

    def act() -> bool:
        actions.sign_all(actor, reads=form.reads, at=clock.now())
        return True

    if not attempt(form, act):
        return page(request, signer_id, problem=" ".join(map(str, form.non_field_errors())))
    if signer.signed_at is None:
        messages.success(request, signed_words(line, form))
    return redirect("signatures:signing", signer_id=signer_id)


@require_POST
def decline(request: HttpRequest, signer_id: int) -> HttpResponse:
    """Take down why the person does not sign."""
    actor = actor_of(request)
    queries.signing_of(actor, signer_id=signer_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return page(request, signer_id, decline_form=form)
    reason = form.cleaned_data["reason"]
    if not attempt(form, lambda: actions.decline(actor, signer_id=signer_id, reason=reason, at=clock.now())):
        return page(request, signer_id, problem=" ".join(map(str, form.non_field_errors())))
    messages.info(request, _("Du har avböjt. Den som begärde underskriften ser vad du skrev."))
    return redirect("signatures:signing", signer_id=signer_id)


@require_GET
def paper(request: HttpRequest, signer_id: int, name: str) -> HttpResponseBase:
    """Stream the newest file to those who sign it and those who follow it."""
    line, _signer = queries.signing_of(actor_of(request), signer_id=signer_id)
    if name != line.name:
        return redirect("signatures:paper", signer_id=signer_id, name=line.name)
    return file_response(request, line)


def _any_demonstration(papers: list[queries.WaitingSignature]) -> bool:
    """Whether one of these belongs to the demonstration."""
    return any(one.is_demonstration for one in papers)


def page(
    request: HttpRequest, signer_id: int, *, problem: str = "", decline_form: DeclineForm | None = None
) -> HttpResponse:
    """Show the paper, who signs it, and what the reader can do."""
    actor = actor_of(request)
    line, signer = queries.signing_of(actor, signer_id=signer_id)
    mine = actor.person_id == signer.person_id
    complete = line.state is RequestState.COMPLETE
    may_sign, papers = mine and signer.id in line.turn_ids, papers_of(line, signer)
    context = {
        "line": line,
        "signer": signer,
        "mine": mine,
        "authority": authority_by_id(line.authority),
        "may_sign": may_sign,
        "papers": papers,
        "notices": _told_first(papers) if may_sign else [],
        "eids": [
            (title, reverse("signatures:start_eid", args=[signer_id, name]))
            for name, title in queries.ways_to_sign(line)
        ],
        "needs_eid": queries.needs_eid(line),
        "may_follow": permits(actor, FOLLOW, line.authority),
        "paper_name": "signatures:paper",
        "why_not": _why_not(line, signer, mine=mine),
        "reports": queries.reports(line.id) if complete else [],
        "problem": problem,
        "ways": ways_from(actor, line),
        "form": decline_form or DeclineForm(),
        "page_title": line.title,
        **_marked(line.is_demonstration),
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "signatures/signing.html", context, status=status)


def _told_first(papers: list[PaperShown]) -> list[PaperNotice]:
    return [told for one in papers if one.is_to_sign for told in notices_before_signing(one.line)]


def _why_not(line: queries.SigningLine, signer: queries.SignerLine, *, mine: bool) -> str:
    if signer.signed_at is not None or line.state is RequestState.COMPLETE:
        return ""
    if line.state is RequestState.DECLINED:
        return _("någon har avböjt, så underskrifterna är avbrutna. Sekreteraren kan begära nya.")
    if line.state is RequestState.WITHDRAWN:
        return _("begäran är återtagen: %(reason)s") % {"reason": line.withdrawn_reason}
    if not mine:
        return _("bara %(name)s kan skriva under på den här raden.") % {"name": signer.name}
    return "" if signer.id in line.turn_ids else _("de som står före dig ska skriva under först.")


def _marked(demonstration: bool) -> dict[str, bool]:  # noqa: FBT001 -- one yes or no, named by the function
    """Mark the page as demonstration; otherwise the site's own setting stands."""
    return {"demonstration": True} if demonstration else {}
