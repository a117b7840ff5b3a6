"""The page where a letter is written, and what was written in a case on the case's page."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock, submissions
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.messages import api as messages
from tinget.organisation import api as organisation
from tinget.organisation.api import Actor, Authority
from tinget.registry import api as registry
from tinget.workflows.receive_mail.registering import case_about, case_of
from tinget.workflows.write_mail.forms import CASE_LIST, LetterForm
from tinget.workflows.write_mail.writing import send_letter, why_not

CASES_OFFERED = 100
LETTERS_SHOWN = 20
WRITTEN = ("to", "subject", "text", "case", "submission")


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, authority: str) -> HttpResponse:
    """Write a letter; `?arende=2023-15` names the case that it belongs to."""
    owner, actor = _allowed(request, authority)
    initial = {"case": request.GET.get("arende", "")[:60].replace("-", "/", 1)}
    return _page(request, owner, actor, initial=initial, title=_("Skriv e-post"))


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, authority: str, message_id: int) -> HttpResponse:
    """Answer a message: to whom, about what and in which case is filled in from it."""
    owner, actor = _allowed(request, authority)
    view = messages.message(actor, owner.id, message_id)
    if not view.line.sender_address:
        raise Http404(_("Meddelandet säger inte vem som ska få svaret."))
    case = case_about(view.line.record_on) or case_of(owner, view)
    initial = {
        "to": view.line.sender_address,
        "subject": messages.answer_subject(view.line.subject)[:180],
        "text": messages.quoted(view),
        "case": case.short if case else "",
    }
    return _page(request, owner, actor, initial=initial, title=_("Svara"), answered=view)


def writing_address(slug: str, answered: int | None) -> str:
    """Return where a letter, or an answer, is written."""
    if answered is None:
        return reverse("write_mail:write", args=[slug])
    return reverse("write_mail:answer", args=[slug, answered])


def case_panel(actor: Actor, case: registry.CaseLine) -> list[registry.Panel]:
    """Show on a case's page the letters that were sent in it, and the way to write one."""
    if not organisation.permits(actor, messages.SEND, case.authority_id):
        return []
    owner = organisation.authority_by_id(case.authority_id)
    on = [f"registry.case:{case.id}"]
    on += [f"registry.record:{one}" for one in registry.dispatched_of_case(case.id)]
    sent = messages.sent_about(actor, owner.id, *on)[:LETTERS_SHOWN]
    lines = [
        {"line": one, "text": messages.MAIL_TEXTS[one.state][0], "tone": messages.MAIL_TEXTS[one.state][1]}
        for one in sent
    ]
    page = f"{reverse('write_mail:write', args=[owner.slug])}?arende={case.year}-{case.serial}"
    reason = why_not(case)
    if reason and not lines:
        return []
    context = {"lines": lines, "write_url": "" if reason else page, "why_not": reason}
    return [registry.Panel(_("E-post"), "workflows/write_mail_panel.html", context)]


def _allowed(request: HttpRequest, authority: str) -> tuple[Authority, Actor]:
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, messages.SEND, authority=owner.id)
    organisation.require(actor, registry.REGISTER, authority=owner.id)
    return owner, actor


def _page(
    request: HttpRequest,
    owner: Authority,
    actor: Actor,
    *,
    initial: Mapping[str, Any],
    title: str,
    answered: messages.MessageView | None = None,
) -> HttpResponse:
    form = _form(request, owner, initial)
    if form.is_bound and form.is_valid():
        act = partial(_send, actor, owner, form, answered.message_id if answered else "")
        if attempt(form, act) is not None:
            return _sent(request, owner, form)
    if form.is_bound and request.FILES:
        form.add_error("uploads", _("Välj filerna igen. Webbläsaren behåller dem inte."))
    context = {
        "page_title": title,
        "authority": owner,
        "form": form,
        "answered": answered,
        "sender": messages.sender_of(actor, owner) or settings.DEFAULT_FROM_EMAIL,
        "back": _back(owner, form, answered),
        "case_list": CASE_LIST,
        "cases": registry.open_cases(
            owner.id, limit=CASES_OFFERED, demonstration=actor.is_demonstration or None
        ),
        **({"demonstration": True} if actor.is_demonstration else {}),
    }
    return render(request, "workflows/write_mail.html", context)


def _form(request: HttpRequest, owner: Authority, initial: Mapping[str, Any]) -> LetterForm:
    """Make the form; asked only to show a case's records, it keeps what was written and judges nothing."""
    if request.method != "POST":
        return LetterForm(owner=owner, initial=dict(initial))
    if request.POST.get("visa"):
        kept: dict[str, Any] = {name: request.POST.get(name, "") for name in WRITTEN}
        kept |= {"records": request.POST.getlist("records"), "register": request.POST.get("register")}
        return LetterForm(owner=owner, initial=kept)
    return LetterForm(request.POST, request.FILES, owner=owner)


def _send(actor: Actor, owner: Authority, form: LetterForm, in_reply_to: str) -> int:
    given = form.cleaned_data
    letter = messages.Letter(given["to"], given["subject"], given["text"], in_reply_to)
    return submissions.once(
        submission_of(form),
        authority=owner.id,
        sender=actor.person_id,
        sent="",  # the key is bound to what was written
        make=partial(
            send_letter,
            actor,
            owner.id,
            letter,
            case=given["case"],
            record_ids=given.get("records", ()),
            uploads=given["uploads"],
            register=given["register"],
            at=clock.now(),
        ),
    )


def _sent(request: HttpRequest, owner: Authority, form: LetterForm) -> HttpResponse:
    count = len(form.cleaned_data["to"])
    pattern = ngettext(
        "Brevet är lämnat för att skickas till %(count)s adress.",
        "Brevet är lämnat för att skickas till %(count)s adresser.",
        count,
    )
    told.success(request, pattern % {"count": count})
    case = form.cleaned_data["case"]
    return redirect(case.url if case else reverse("messages:sent", args=[owner.slug]))


def _back(owner: Authority, form: LetterForm, answered: messages.MessageView | None) -> str:
    if answered is not None:
        return reverse("messages:message", args=[owner.slug, answered.line.id])
    return form.named.url if form.named else reverse("messages:sent", args=[owner.slug])
