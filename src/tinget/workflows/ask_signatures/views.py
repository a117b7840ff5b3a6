"""The pages of those who ask for signatures: the form, what was asked, how far one request has come."""

from collections.abc import Iterable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import moment_words, short_date
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.ask_signatures.forms import AskForm, SignerForm, WithdrawForm, signer_forms
from tinget.workflows.ask_signatures.papers import DOCUMENT, Candidate, candidates, papers_of
from tinget.workflows.ask_signatures.people import people_of_the_house


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, authority: str) -> HttpResponse:
    """Choose papers and people; a post asks them."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, signatures.REQUEST, authority=owner.id)
    chosen = _chosen(request)
    found = candidates(owner.id, chosen, demonstration=actor.is_demonstration)
    offered = [one for one in found if one.paper is not None]
    people = people_of_the_house(actor, owner.id)
    data = request.POST if request.method == "POST" else None
    form = AskForm(
        data,
        choices=[(one.id, one.title) for one in offered],
        has_eid=bool(signatures.services_to_sign_with(demonstration=actor.is_demonstration)),
        initial={"papers": chosen},
    )
    rows = signer_forms(data, people)
    wants_more = data is not None and "more" in data
    if data is not None and not wants_more and form.is_valid() and rows.is_valid():
        made = _ask(actor, owner.id, form, rows, offered)
        if made:
            messages.success(request, _asked_words(len(made)))
            return redirect("ask_signatures:asked_one", authority, made[0])
    context = {
        "page_title": _("Begär underskrifter"),
        "authority": owner,
        "form": form,
        "rows": rows,
        "left_out": [one for one in found if one.paper is None],
        "has_papers": bool(offered),
        **({"demonstration": True} if actor.is_demonstration else {}),
    }
    wrong = data is not None and not wants_more
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "workflows/ask_signatures.html", context, status=status)


@require_safe
def asked(request: HttpRequest, authority: str) -> HttpResponse:
    """List what has been asked for."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, signatures.FOLLOW, authority=owner.id)
    lines = signatures.asked(owner.id, demonstration=actor.is_demonstration)
    listing = Listing(
        caption=_("Underskrifter som har begärts, de senaste först."),
        columns=(
            Column(_("Handling")), Column(_("Läge")), Column(_("Har skrivit under")), Column(_("Begärd")),
        ),
        rows=tuple(_row(owner.slug, line) for line in lines),
        empty_title=_("Inga underskrifter är begärda"),
        empty_text=_("Begär underskrifter från ett dokuments sida. Här följer du hur det går."),
    )  # fmt: skip
    context = {"page_title": _("Begärda underskrifter"), "authority": owner, "listing": listing}
    return render(request, "workflows/asked_signatures.html", context)


@require_safe
def asked_one(request: HttpRequest, authority: str, signing_id: int) -> HttpResponse:
    """Show how far one request has come."""
    return _page(request, authority, signing_id, WithdrawForm())


@require_POST
def remind(request: HttpRequest, authority: str, signing_id: int) -> HttpResponse:
    """Write again to those whose turn it is."""
    owner, line = _line(request, authority, signing_id)
    count = signatures.remind(actor_of(request), request_id=line.id, at=clock.now())
    told = ngettext("%(count)s person är påmind.", "%(count)s personer är påminda.", count) % {"count": count}
    messages.success(request, told)
    return redirect("ask_signatures:asked_one", owner.slug, line.id)


@require_POST
def withdraw(request: HttpRequest, authority: str, signing_id: int) -> HttpResponse:
    """Take the request back."""
    owner, line = _line(request, authority, signing_id)
    form = WithdrawForm(request.POST)

    def act() -> signatures.SigningLine:
        return signatures.withdraw(actor_of(request), request_id=line.id, reason=form.cleaned_data["reason"])

    if not form.is_valid() or not attempt(form, act):
        return _page(request, authority, signing_id, form)
    messages.info(request, _("Begäran är återtagen."))
    return redirect("ask_signatures:asked_one", owner.slug, line.id)


def way_to_ask(
    actor: organisation.Actor, authority: organisation.Authority, document: documents.DocumentLine
) -> tuple[str, str] | None:
    """Offer the way from a document to the form, or to the request that waits."""
    if not organisation.permits(actor, signatures.REQUEST, authority.id) or document.latest is None:
        return None
    about = f"{DOCUMENT}{document.id}"
    newest = signatures.newest_requests(authority.id, [about]).get(about)
    if newest is not None and newest.state is signatures.RequestState.WAITING:
        return _("Följ underskrifterna"), reverse(
            "ask_signatures:asked_one", args=[authority.slug, newest.id]
        )
    if document.restriction_id is not None:
        return None
    address = reverse("ask_signatures:ask", args=[authority.slug])
    return _("Begär underskrifter"), f"{address}?dokument={document.id}"


def _ask(
    actor: organisation.Actor,
    authority: int,
    form: AskForm,
    rows: Iterable[SignerForm],
    offered: list[Candidate],
) -> list[int] | None:
    signers = [spec for spec in (row.spec for row in rows) if spec is not None]
    wanted = set(form.cleaned_data["papers"])

    def act() -> list[int]:
        return signatures.request_for_papers(
            actor,
            authority=authority,
            papers=papers_of(one for one in offered if one.id in wanted),
            signers=signers,
            purpose=signatures.Purpose.OTHER,
            at=clock.now(),
            terms=form.terms,
        )

    return attempt(form, act)


def _asked_words(count: int) -> str:
    return ngettext(
        "Underskrifter är begärda på %(count)s handling.",
        "Underskrifter är begärda på %(count)s handlingar.",
        count,
    ) % {"count": count}


def _chosen(request: HttpRequest) -> list[int]:
    """Return which documents the address names."""
    return [int(one) for one in request.GET.getlist("dokument") if one.isdecimal()][:100]


def _row(slug: str, line: signatures.SigningLine) -> Row:
    count = _("%(signed)s av %(total)s") % {"signed": line.signed, "total": len(line.signers)}
    return Row(
        cells=(
            Cell(line.title),
            Cell(line.state_text, state=line.tone),
            Cell(count),
            Cell(moment_words(line.created_at)),
        ),
        href=reverse("ask_signatures:asked_one", args=[slug, line.id]),
    )


def _line(
    request: HttpRequest, authority: str, signing_id: int
) -> tuple[organisation.Authority, signatures.SigningLine]:
    owner = organisation.authority_by_slug(authority)
    organisation.require(actor_of(request), signatures.FOLLOW, authority=owner.id)
    line = signatures.request(signing_id)
    if line.authority != owner.id:
        raise signatures.SigningNotFound
    return owner, line


def _page(request: HttpRequest, authority: str, signing_id: int, form: WithdrawForm) -> HttpResponse:
    owner, line = _line(request, authority, signing_id)
    is_waiting = line.state is signatures.RequestState.WAITING
    document = int(line.about.removeprefix(DOCUMENT)) if line.about.startswith(DOCUMENT) else None
    facts = [
        (_("Begärd"), f"{moment_words(line.created_at)} {line.asked_by}".strip()),
        (_("Senast"), short_date(line.due_on) if line.due_on else _("ingen sista dag")),
        (_("Ordning"), _("en i taget") if line.in_order else _("när det passar var och en")),
        (_("E-legitimation"), _("krävs") if line.eid_required else _("krävs inte")),
    ]
    context = {
        "page_title": line.title,
        "authority": owner,
        "line": line,
        "facts": facts,
        "form": form,
        "is_waiting": is_waiting,
        "may_change": is_waiting and organisation.permits(actor_of(request), signatures.REQUEST, owner.id),
        "document_url": documents.document_url(owner.slug, document) if document else "",
        **({"demonstration": True} if line.is_demonstration else {}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "workflows/asked_one.html", context, status=status)
