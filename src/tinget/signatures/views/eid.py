"""Signing with an e-identity: begin, follow it on a page, and the proof; for insiders and by a link."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import segno
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.http import actor_of, address_of, public
from tinget.foundation.scoping import scoped, widened
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Actor
from tinget.signatures import actions, queries
from tinget.signatures.forms import SignForm
from tinget.signatures.queries import EidLine, SignerLine, SigningLine
from tinget.signatures.rules import EID_NAMES, REMOTE, EidState
from tinget.signatures.views import by_link, mine
from tinget.signatures.views.papers import sign_form

ACTS = {"cancel": actions.cancel_eid, "leave": actions.leave_eid}
_SCALE = 4  # pixels a module, before the page sizes it


@dataclass(frozen=True, slots=True)
class Door:
    """The way somebody came in: who they are, the paper, its page, the order's pages, and whose scope."""

    holder: Actor | actions.ByLink
    line: SigningLine
    signer: SignerLine
    paper: str
    order: str
    code: str
    refuse: Callable[[str], HttpResponse]
    scope: Callable[[], AbstractContextManager[None]] = nullcontext


@require_POST
def start(request: HttpRequest, signer_id: int, service: str) -> HttpResponse:
    """Begin to sign as the person named."""
    return _start(request, _own(request, signer_id), service)


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, signer_id: int) -> HttpResponse:
    """Show how it goes; look again, break off, or say that the page is left, on POST."""
    return _follow(request, _own(request, signer_id))


@never_cache
@require_GET
def code(request: HttpRequest, signer_id: int) -> HttpResponse:
    """Draw the code that is read off the screen at this second."""
    return _code(_own(request, signer_id))


@require_GET
def proof(request: HttpRequest, signer_id: int) -> HttpResponse:
    """Hand over the proof that a signature was made with, to those who follow signing."""
    name, content = queries.eid_proof(actor_of(request), signer_id=signer_id)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/json", headers=headers)


@csrf_exempt  # posted from the service's page; the answer is signed and names a request of ours
@public
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take the signing service's answer, which the browser brings, and show the paper, or why it failed."""
    reference, response = request.POST.get("RelayState", ""), request.POST.get("EidSignResponse", "")
    order, signer = actions.receive_remote(reference, response, at=clock.now())
    is_signed = order.state is EidState.COMPLETE
    if signer.person_id is not None:
        return redirect("signatures:signing" if is_signed else "signatures:eid", signer.pk)
    token = queries.token_of(signer)
    return redirect("signatures:by_link" if is_signed else "signatures:eid_by_link", token)


@public
@require_POST
@by_link.finding_link
def start_by_link(request: HttpRequest, token: str, service: str) -> HttpResponseBase:
    """Begin to sign as the outsider whom link and code prove."""
    return _start(request, _by_link(request, token), service)


@public
@never_cache
@require_http_methods(["GET", "POST"])
@by_link.finding_link
def follow_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show how it goes; look again, break off, or say that the page is left, on POST."""
    return _follow(request, _by_link(request, token))


@public
@never_cache
@require_GET
@by_link.finding_link
def code_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Draw the code that is read off the screen at this second."""
    return _code(_by_link(request, token))


def _own(request: HttpRequest, signer_id: int) -> Door:
    actor = actor_of(request)
    line, signer = queries.signing_of(actor, signer_id=signer_id)
    return Door(
        holder=actor,
        line=line,
        signer=signer,
        paper=reverse("signatures:signing", args=[signer_id]),
        order=reverse("signatures:eid", args=[signer_id]),
        code=reverse("signatures:eid_code", args=[signer_id]),
        refuse=lambda problem: mine.page(request, signer_id, problem=problem),
    )


def _by_link(request: HttpRequest, token: str) -> Door:
    found = queries.linked(token)
    if not by_link.has_told_code(request, found):
        raise Http404(_("Ange koden först. Därefter visas handlingen."))
    return Door(
        holder=actions.ByLink(token, request.session.get(by_link.PROOF, "")),
        line=found.line,
        signer=found.signer,
        paper=reverse("signatures:by_link", args=[token]),
        order=reverse("signatures:eid_by_link", args=[token]),
        code=reverse("signatures:eid_code_by_link", args=[token]),
        refuse=lambda problem: by_link.page(request, queries.linked(token), token, problem=problem),
        scope=lambda: scoped(widened(found.line.authority)),
    )


def _start(request: HttpRequest, door: Door, service: str) -> HttpResponse:
    if service not in dict(queries.ways_to_sign(door.line)):
        raise Http404(_("Den e-legitimationen kan inte användas här."))
    with door.scope():
        form = sign_form(request.POST, door.line, door.signer)
    if not form.is_valid():
        return door.refuse(_("Sidan är för gammal. Läs handlingen och försök igen."))

    if service == REMOTE:
        return _leave(request, door, form)

    def act() -> EidLine:
        return actions.start_eid(
            door.holder,
            signer_id=door.signer.id,
            reads=form.reads,
            service=service,
            address=address_of(request),
            return_to=f"{settings.TINGET_ADDRESS}{door.order}",
            at=clock.now(),
        )

    if attempt(form, act) is None:
        return door.refuse(" ".join(map(str, form.non_field_errors())))
    return redirect(door.order)


def _leave(request: HttpRequest, door: Door, form: SignForm) -> HttpResponse:
    """Show the form that the browser carries to the signing service, and let it be posted there."""

    def act() -> actions.FormToCarry:
        return actions.start_remote(
            door.holder,
            signer_id=door.signer.id,
            reads=form.reads,
            return_to=f"{settings.TINGET_ADDRESS}{reverse('signatures:remote_answer')}",
            at=clock.now(),
        )

    carried = attempt(form, act)
    if carried is None:
        return door.refuse(" ".join(map(str, form.non_field_errors())))
    context = {
        "page_title": _("Skriv under i underskriftstjänsten"),
        "line": door.line,
        "back": door.paper,
        "carried": carried,
    }
    shown = render(request, "signatures/carry.html", context)
    there = urlsplit(carried.address)
    allowed = csp_update({"form-action": [f"{there.scheme}://{there.netloc}"]})
    allowed(lambda _request: shown)(request)
    return shown


def _follow(request: HttpRequest, door: Door) -> HttpResponse:
    if request.method == "POST":
        act = ACTS.get(request.POST.get("do", ""), actions.follow_eid)
        order = act(door.holder, signer_id=door.signer.id, at=clock.now())
        if order.state is EidState.COMPLETE:
            messages.success(request, _("Du har skrivit under med %(name)s.") % {"name": order.name})
        return _told(request, door, order)
    with door.scope():
        order = queries.eid_of(door.signer.id)
    if order.state is EidState.COMPLETE or (order.service == REMOTE and not order.is_over):
        return redirect(door.paper)
    return _page(request, door, order)


def _told(request: HttpRequest, door: Door, order: EidLine) -> HttpResponse:
    """Answer the script with how it goes, and others with a page."""
    onward = door.paper if order.state is EidState.COMPLETE else door.order
    if request.accepts("text/html"):
        return redirect(onward)
    over = onward if order.is_over else ""
    return JsonResponse({"words": order.words, "scanned": order.is_scanned, "over": over})


def _page(request: HttpRequest, door: Door, order: EidLine) -> HttpResponse:
    service = queries.eid_services().get(order.service)
    context = {
        "page_title": _("Skriv under med %(name)s") % {"name": EID_NAMES[order.service]},
        "order": order,
        "line": door.line,
        "back": door.paper,
        "here": door.order,
        "code_url": door.code,
        "same_device": service.same_device(order.order, f"{settings.TINGET_ADDRESS}{door.order}")
        if service
        else "",
    }
    return render(request, "signatures/eid.html", context)


def _code(door: Door) -> HttpResponse:
    with door.scope():
        order = queries.eid_of(door.signer.id)
    service = queries.eid_services().get(order.service)
    if service is None or not order.is_scanned:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    drawn = io.BytesIO()
    text = service.code(order.order, int((clock.now() - order.asked_at).total_seconds()))
    segno.make_qr(text).save(drawn, kind="svg", scale=_SCALE, light="white")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
