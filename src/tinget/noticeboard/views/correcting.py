"""The staff's page for putting a wrongly told day right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import short_date
from tinget.noticeboard import actions, queries
from tinget.noticeboard.forms import CorrectionForm
from tinget.noticeboard.permissions import CORRECT
from tinget.noticeboard.views.boards import heading_of, marked
from tinget.noticeboard.views.reports import task_under
from tinget.organisation.api import require


@require_http_methods(["GET", "POST"])
def correct(
    request: HttpRequest, authority: str, notice_id: int, municipality: str, display_id: int
) -> HttpResponse:
    """Ask for the right days and the reason, and put one told time right."""
    found, task = task_under(authority, notice_id, municipality)
    actor = actor_of(request)
    require(actor, CORRECT, authority=found.id)
    told = queries.told_time(actor, authority=found.id, posting_id=task.posting.id, display_id=display_id)
    form = CorrectionForm(request.POST or None, initial={"up_on": told.up_on, "down_on": told.down_on})

    def put_right() -> bool:
        actions.correct_display(
            actor, display_id=told.id, right=form.right, reason=form.cleaned_data["reason"], at=clock.now()
        )
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, put_right, rule_field="up_on"):
        messages.success(request, _thanks(is_summons=task.notice.summons is not None))
        return redirect("noticeboard_enter", authority, notice_id, municipality)
    context = {
        "page_title": _("Rätta en uppgift om anslaget i %(place)s")
        % {"place": task.posting.municipality.org_name},
        "authority": found,
        "notice": task.notice,
        "posting": task.posting,
        "notice_heading": heading_of(task.notice),
        "form": form,
        "told_text": _told(told),
        **marked(task.notice),
    }
    return render(request, "noticeboard/correct.html", context)


def _thanks(*, is_summons: bool) -> str:
    return (
        _("Uppgiften är rättad.") if is_summons else _("Uppgiften är rättad. Överklagandetiden är räknad om.")
    )


def _told(told: queries.ToldTime) -> str:
    if told.down_on is None:
        return _("Antecknat: uppsatt %(up)s, sitter uppe.") % {"up": short_date(told.up_on)}
    return _("Antecknat: uppsatt %(up)s, nedtaget %(down)s.") % {
        "up": short_date(told.up_on),
        "down": short_date(told.down_on),
    }
