"""The page that registers a message, filled in from it."""

from functools import partial
from typing import Any

from django.contrib import messages as told
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.foundation.ui.words import local
from tinget.messages import api as messages
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.receive_mail.forms import RegisterForm
from tinget.workflows.receive_mail.registering import case_of, register_message

CASES_OFFERED = 100


def register_address(slug: str, message_id: int) -> str:
    """Return where a message is registered."""
    return reverse("receive_mail:register", args=[slug, message_id])


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, authority: str, message_id: int) -> HttpResponse:
    """Register a message: what it says is filled in, each file is ticked."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    view = messages.message(actor, owner.id, message_id)
    organisation.require(actor, messages.TAKE_CARE, authority=owner.id)
    organisation.require(actor, registry.REGISTER, authority=owner.id)
    back = reverse("messages:message", args=[owner.slug, message_id])
    if view.line.state is messages.State.REGISTERED:
        told.info(request, _("Meddelandet är redan registrerat: %(label)s.") % {"label": view.line.outcome})
        return redirect(back)
    form = RegisterForm(request.POST or None, view=view, owner=owner, initial=_initial(view, owner))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_register, actor, view, form))
        if made is not None:
            _tell(request, made)
            return redirect("messages:inbox", owner.slug)
    context = {
        "page_title": _("Registrera ett meddelande"),
        "authority": owner,
        "message": view,
        "form": form,
        "back": back,
        "cases": registry.open_cases(
            owner.id, limit=CASES_OFFERED, demonstration=actor.is_demonstration or None
        ),
        **({"demonstration": True} if actor.is_demonstration else {}),
    }
    return render(request, "workflows/receive_mail.html", context)


def _initial(view: messages.MessageView, owner: organisation.Authority) -> dict[str, Any]:
    case = case_of(owner, view)
    return {
        "title": view.line.title,
        "case": case.number if case else "",
        "counterpart": view.line.sender,
        "dated_on": local(view.line.received_at),
        "attached": [one.number for one in view.files if one.is_kept and not one.is_inline],
    }


def _register(actor: organisation.Actor, view: messages.MessageView, form: RegisterForm) -> list[int]:
    given = form.cleaned_data
    return register_message(
        actor,
        view,
        title=given["title"],
        case=given["case"],
        counterpart=given["counterpart"],
        dated_on=given["dated_on"],
        numbers=given.get("attached", ()),
        at=clock.now(),
        submission=submission_of(form),
    )


def _tell(request: HttpRequest, made: list[int]) -> None:
    records = registry.records(made)
    labels = ", ".join(str(records[one].label) for one in made)
    pattern = ngettext(
        "Meddelandet är registrerat och har fått %(labels)s.",
        "Meddelandet och dess bilagor är registrerade och har fått %(labels)s.",
        len(made),
    )
    told.success(request, pattern % {"labels": labels})
