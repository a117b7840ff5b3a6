"""What somebody who is called sees by the link in their letter, without signing in."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.foundation.ui.forms import attempt
from tinget.meetings.api import MeetingState
from tinget.summons import actions, queries
from tinget.summons.forms import ReplyForm
from tinget.summons.queries import LinkUnknown
from tinget.summons.rules.replies import ANSWER_TEXTS
from tinget.summons.views.around import around
from tinget.summons.views.replying import thanks
from tinget.summons.views.summoning import facts_of


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show the summons to whoever has the link in a letter, and take down their answer."""
    try:
        found = queries.called_by_link(token)
    except LinkUnknown:
        unknown = {"page_title": _("Länken fungerar inte")}
        return render(request, "summons/link_unknown.html", unknown, status=HTTPStatus.NOT_FOUND)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]

        def tell() -> bool:
            actions.reply_by_link(token, answer=answer, at=clock.now())
            return True

        if attempt(form, tell):
            messages.success(request, thanks(answer))
            return redirect(request.path)
    context = {
        **around(found.owner, found.meeting),
        "page_title": _("Kallelse till %(name)s") % {"name": found.owner.name},
        "recipient": found.name,
        "summons": found.summons,
        "form": form if found.person_id and found.meeting.state is MeetingState.PLANNED else None,
        "answer": ANSWER_TEXTS[found.answer] if found.answer else "",
        "facts": facts_of(found.summons.content, found.summons),
    }
    return render(request, "summons/by_link.html", context)
