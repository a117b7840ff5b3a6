"""What was sent by e-mail and how far it came; never what it said, which may hold a secret link."""

from django.contrib import messages as told
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinget.foundation.http import actor_of
from tinget.foundation.mail import MailLine, MailState
from tinget.messages import actions, queries
from tinget.messages.forms import SentForm
from tinget.messages.models import MAIL_TEXTS
from tinget.messages.permissions import SEND
from tinget.organisation.api import authority_by_slug, permits


@require_safe
def sent(request: HttpRequest, authority: str) -> HttpResponse:
    """List what was sent, newest first."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    form = SentForm(request.GET)
    shown = form.shown()
    found = queries.sent(
        actor, owner.id, state=SentForm.SHOWN[shown], after=form.after(), size=queries.PAGE + 1
    )
    more = len(found) > queries.PAGE
    found = found[: queries.PAGE]
    context = {
        "page_title": _("Utskick"),
        "authority": owner,
        "filters": SentForm(initial={"visa": shown}),
        "mails": [_shown(line) for line in found],
        "goes_on": form.after(),
        "more_url": f"?visa={shown}&efter={found[-1].id}" if more else "",
        "may_send": permits(actor, SEND, owner.id),
        "write_url": queries.writing_address(actor, owner),
    }
    return render(request, "messages/sent.html", context)


@require_POST
def send_again(request: HttpRequest, authority: str, mail_id: int) -> HttpResponse:
    """Put a message that failed back in the queue."""
    owner = authority_by_slug(authority)
    actions.send_again(actor_of(request), owner.id, mail_id)
    told.success(request, _("Utskicket står i kö igen."))
    return redirect("messages:sent", owner.slug)


def _shown(line: MailLine) -> dict[str, object]:
    text, tone = MAIL_TEXTS[line.state]
    return {
        "line": line,
        "state_text": text,
        "tone": tone,
        "at": line.returned_at or line.sent_at or line.created_at,
        "has_failed": line.state is MailState.FAILED,
    }
