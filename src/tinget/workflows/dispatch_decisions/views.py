"""The page where a meeting's decisions are dispatched, and what has gone out on a case's page."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages as told
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.messages import api as messages
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.dispatch_decisions.following import deliveries
from tinget.workflows.dispatch_decisions.paragraphs import Dispatching, dispatching_of
from tinget.workflows.dispatch_decisions.permissions import DISPATCH
from tinget.workflows.dispatch_decisions.rules import Addressee
from tinget.workflows.dispatch_decisions.sending import To, dispatch
from tinget.workflows.publish_minutes.extracts import can_be_extracted
from tinget.workflows.publish_minutes.views import meeting_at

SHOWN = 30


class AddressForm(forms.Form):
    """The address of each who is to have the decision, and of others whom the minutes don't name."""

    others = messages.AddressesField(
        label=gettext_lazy("Fler e-postadresser"),
        required=False,
        help_text=gettext_lazy("Skriv komma mellan adresserna. Lämna tomt om ingen mer ska ha beslutet."),
    )

    def __init__(self, *args: Any, waiting: list[tuple[Addressee, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.waiting = [addressee for addressee, _address in waiting]
        last = self.fields.pop("others")
        for number, (addressee, address) in enumerate(waiting):
            self.fields[f"to-{number}"] = forms.EmailField(
                label=addressee.name, required=False, initial=address
            )
        self.fields["others"] = last

    def to(self) -> list[To]:
        """Give those whose address is filled in."""
        given = [(one, self.cleaned_data[f"to-{number}"]) for number, one in enumerate(self.waiting)]
        chosen = [To(one.recipient, one.name, email, one.municipality) for one, email in given if email]
        return chosen + [To(email, email, email) for email in self.cleaned_data["others"]]


@require_http_methods(["GET", "HEAD", "POST"])
def dispatching(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show each paragraph with those who are to have it and how far it came; send it to those chosen."""
    place, meeting = meeting_at(authority, address)
    actor = actor_of(request)
    organisation.require(actor, DISPATCH, authority=place.id)
    found = dispatching_of(actor, place, meeting) if can_be_extracted(meeting) else []
    chosen = request.POST.get("paragraph", "") if request.method == "POST" else ""
    rows = []
    for one in found:
        form = _form(request, one, is_sent=one.paragraph == chosen)
        if form is not None and form.is_bound and form.is_valid():
            act = partial(dispatch, actor, meeting=meeting, paragraph=chosen, to=form.to(), at=clock.now())
            if (count := attempt(form, act)) is not None:
                told.success(request, _sent_words(chosen, count))
                return redirect(f"{request.path}#p{chosen}")
        rows.append({"one": one, "form": form})
    context = {
        "authority": place,
        "meeting": meeting,
        "rows": rows,
        "can_be_extracted": can_be_extracted(meeting),
        **({"demonstration": True} if meeting.is_demonstration else {}),
    }
    return render(request, "workflows/dispatching.html", context)


def case_panel(actor: organisation.Actor, case: registry.CaseLine) -> list[registry.Panel]:
    """Show on a case's page to whom its decisions have been sent, and how far each came."""
    if not organisation.permits(actor, DISPATCH, case.authority_id):
        return []
    lines = [one for one in deliveries(actor, case.authority_id, case_id=case.id) if not one.is_put_right]
    if not lines:
        return []
    context = {"lines": lines[:SHOWN], "more": max(0, len(lines) - SHOWN)}
    return [registry.Panel(_("Expedierade beslut"), "workflows/dispatched_panel.html", context)]


def _form(request: HttpRequest, one: Dispatching, *, is_sent: bool) -> AddressForm | None:
    if one.extract_id is None:
        return None
    prefix = f"p{one.paragraph}"
    return AddressForm(request.POST if is_sent else None, prefix=prefix, waiting=list(one.waiting))


def _sent_words(paragraph: str, count: int) -> str:
    pattern = ngettext(
        "§ %(paragraph)s är lämnad för att skickas till %(count)s mottagare.",
        "§ %(paragraph)s är lämnad för att skickas till %(count)s mottagare.",
        count,
    )
    return pattern % {"paragraph": paragraph, "count": count}
