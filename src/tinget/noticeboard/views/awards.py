"""Noting an award, and what happens to it: review, decision, contract."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.noticeboard import actions, queries
from tinget.noticeboard.forms import AwardEventForm, AwardForm
from tinget.noticeboard.rules.notices import expanded
from tinget.noticeboard.rules.standstill import AwardFacts
from tinget.noticeboard.views.appeals import DONE, log_with, place_of

EVENTS = {
    AwardEventForm.REVIEW: actions.record_review,
    AwardEventForm.DECISION: actions.record_review_decision,
    AwardEventForm.CONTRACT: actions.record_contract,
}


@require_http_methods(["GET", "POST"])
def log_award(request: HttpRequest, authority: str, notice_id: int) -> HttpResponse:
    """Note an award, so that its standstill is reckoned."""
    found, notice = place_of(request, authority, notice_id)
    form = AwardForm(
        request.POST or None, initial={"sent_on": clock.today()}, paragraphs=expanded(notice.paragraphs)
    )

    def log() -> bool:
        told = form.cleaned_data
        actions.record_award(
            actor_of(request),
            notice_id=notice.id,
            paragraph=told["paragraph"],
            subject=told["subject"],
            facts=AwardFacts(told["sent_on"], told["electronic"], told["stated_until"]),
            at=clock.now(),
        )
        return DONE

    words = {
        "page_title": _("Anteckna en tilldelning"),
        "button": _("Anteckna tilldelningen"),
        "thanks": _("Tilldelningen är antecknad, och avtalsspärren är räknad."),
    }
    return log_with(request, (found, notice), form, log, words)


@require_http_methods(["GET", "POST"])
def log_award_event(request: HttpRequest, authority: str, notice_id: int, award_id: int) -> HttpResponse:
    """Note what has happened to an award; the contract is refused during the standstill."""
    found, notice = place_of(request, authority, notice_id)
    award = queries.award(notice.id, award_id, today=clock.today())
    form = AwardEventForm(request.POST or None, initial={"on": clock.today()})

    def log() -> bool:
        told = form.cleaned_data
        EVENTS[told["what"]](actor_of(request), award_id=award.id, on=told["on"], at=clock.now())
        return DONE

    words = {
        "page_title": _("Anteckna vad som hänt med tilldelningen"),
        "button": _("Anteckna"),
        "thanks": _("Det är antecknat."),
        "about": _("Tilldelningen i § %(paragraph)s gäller %(subject)s. Läge: %(state)s.")
        % {"paragraph": award.paragraph, "subject": award.subject, "state": award.state_text},
    }
    return log_with(request, (found, notice), form, log, words)
