"""What somebody outside the house sees by the link in their letter: a code, then read, sign or decline."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.foundation.scoping import scoped, widened
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import authority_by_id
from tinget.signatures import actions, queries
from tinget.signatures.forms import CodeForm, DeclineForm
from tinget.signatures.queries import Linked, LinkUnknown
from tinget.signatures.rules import masked
from tinget.signatures.views.papers import file_response, papers_of, sign_form, signed_words

PROOF = "signatures.proof"  # where the session keeps what the code proved


def finding_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Show a calm page for a link that was not made here, or not whole."""

    def shown(request: HttpRequest, token: str, **rest: str) -> HttpResponseBase:
        try:
            return view(request, token, **rest)
        except LinkUnknown:
            unknown = {"page_title": _("Länken fungerar inte")}
            return render(request, "signatures/link_unknown.html", unknown, status=HTTPStatus.NOT_FOUND)

    return shown


@public
@never_cache
@require_GET
@finding_link
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is to be signed, or first ask for the code."""
    return page(request, queries.linked(token), token)


@public
@require_POST
@finding_link
def send_code(request: HttpRequest, token: str) -> HttpResponse:
    """Send a one-time code to the address that the link went to."""
    form = CodeForm(request.POST)

    def act() -> bool:
        actions.ask_for_code(token, at=clock.now())
        return True

    if not attempt(form, act):
        return page(
            request, queries.linked(token), token, problem=" ".join(map(str, form.non_field_errors()))
        )
    messages.success(request, _("En kod är på väg till din e-post. Den gäller i 15 minuter."))
    return redirect("signatures:by_link", token=token)


@public
@require_POST
@finding_link
def tell_code(request: HttpRequest, token: str) -> HttpResponse:
    """Take the code that was sent, and open the papers."""
    form, found = CodeForm(request.POST), queries.linked(token)
    if not form.is_valid():
        return page(request, found, token, code_form=form)
    proof = actions.tell_code(token, code=form.cleaned_data["code"], at=clock.now())
    if proof is None:
        form.add_error("code", _("Koden stämmer inte eller har gått ut. Skriv den igen eller be om en ny."))
        return page(request, found, token, code_form=form)
    request.session[PROOF] = proof
    return redirect("signatures:by_link", token=token)


@public
@require_POST
@finding_link
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Sign what was read."""
    found = queries.linked(token)
    with scoped(widened(found.line.authority)):
        form = sign_form(request.POST, found.line, found.signer)
    if not form.is_valid():
        return page(request, found, token, problem=_("Sidan är för gammal. Läs handlingen och försök igen."))

    def act() -> bool:
        proof = request.session.get(PROOF, "")
        actions.sign_by_link(token, proof=proof, reads=form.reads, at=clock.now())
        return True

    if not attempt(form, act):
        problem = " ".join(map(str, form.non_field_errors()))
        return page(request, queries.linked(token), token, problem=problem)
    messages.success(request, signed_words(found.line, form))
    return redirect("signatures:by_link", token=token)


@public
@require_POST
@finding_link
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Take down why the outsider does not sign."""
    form, found = DeclineForm(request.POST), queries.linked(token)
    if not form.is_valid():
        return page(request, found, token, decline_form=form)

    def act() -> bool:
        proof, reason = request.session.get(PROOF, ""), form.cleaned_data["reason"]
        actions.decline_by_link(token, proof=proof, reason=reason, at=clock.now())
        return True

    if not attempt(form, act):
        return page(
            request, queries.linked(token), token, problem=" ".join(map(str, form.non_field_errors()))
        )
    messages.info(request, _("Du har avböjt. Den som begärde underskriften ser vad du skrev."))
    return redirect("signatures:by_link", token=token)


@public
@require_GET
@finding_link
def paper(request: HttpRequest, token: str, signer_id: int, name: str) -> HttpResponseBase:
    """Stream one of the papers to whoever has told the code."""
    del name
    found = queries.linked(token)
    if not has_told_code(request, found):
        raise Http404(_("Ange koden först. Därefter visas handlingen."))
    with scoped(widened(found.line.authority)):
        theirs = queries.together(found.line, found.signer)
    line = next((one for one, place in theirs if place.id == signer_id), None)
    if line is None:
        raise LinkUnknown
    return file_response(request, line)


def has_told_code(request: HttpRequest, found: Linked) -> bool:
    """Tell whether whoever asks has told the code that was sent to the link's address."""
    return queries.is_proved(found, request.session.get(PROOF, ""), at=clock.now())


def page(
    request: HttpRequest,
    found: Linked,
    token: str,
    *,
    problem: str = "",
    code_form: CodeForm | None = None,
    decline_form: DeclineForm | None = None,
) -> HttpResponse:
    """Show what is to be signed, or first ask for the code."""
    is_proved = has_told_code(request, found)
    with scoped(widened(found.line.authority)):
        papers = papers_of(found.line, found.signer) if is_proved else []
    context = {
        "page_title": found.line.title,
        "line": found.line,
        "signer": found.signer,
        "authority": authority_by_id(found.line.authority),
        "token": token,
        "is_proved": is_proved,
        "papers": papers,
        "may_sign": any(one.is_to_sign for one in papers),
        "eids": [
            (title, reverse("signatures:start_eid_by_link", args=[token, name]))
            for name, title in queries.ways_to_sign(found.line)
        ],
        "needs_eid": queries.needs_eid(found.line),
        "address": masked(found.signer.email),
        "code_form": code_form or CodeForm(),
        "form": decline_form or code_form or DeclineForm(),
        "decline_form": decline_form or DeclineForm(),
        "problem": problem,
        **({"demonstration": True} if found.line.is_demonstration else {}),
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "signatures/by_link.html", context, status=status)
