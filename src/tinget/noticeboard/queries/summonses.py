"""What the authority has chosen about notices of its summonses, and which notice stands for a meeting."""

import datetime as dt
from dataclasses import dataclass

from tinget.noticeboard import models
from tinget.noticeboard.permissions import CHOOSE_SUMMONS
from tinget.noticeboard.queries.noticed import NoticeView
from tinget.organisation.api import Actor, require


@dataclass(frozen=True, slots=True)
class SummonsChoice:
    """One choice: whether summonses are noticed, whether meetings are open, by which decision, since when."""

    is_noticed: bool
    is_open: bool
    decision: str
    chosen_at: dt.datetime | None


NOT_CHOSEN = SummonsChoice(is_noticed=False, is_open=False, decision="", chosen_at=None)


def summons_choice(authority: int) -> SummonsChoice:
    """Return what holds now: summonses are not noticed until somebody has chosen so."""
    row = models.SummonsChoice.objects.filter(authority_id=authority).first()
    return _choice(row) if row else NOT_CHOSEN


def summons_choices(actor: Actor, *, authority: int) -> list[SummonsChoice]:
    """Return every choice, the newest first, for those who make them."""
    require(actor, CHOOSE_SUMMONS, authority=authority)
    return [_choice(row) for row in models.SummonsChoice.objects.filter(authority_id=authority)]


def has_standing_notice(authority: int, meeting: str) -> bool:
    """Tell whether a notice of the meeting's summons stands, which a later one must replace."""
    rows = models.CalledMeeting.objects.filter(authority_id=authority, meeting=meeting)
    return rows.filter(replaced_on__isnull=True).exists()


def replaced_by(view: NoticeView) -> dt.date | None:
    """Return the day of the meeting in the notice that this one took the place of, or None."""
    if view.summons is None:
        return None
    rows = models.CalledMeeting.objects.filter(authority_id=view.authority, meeting=view.summons.meeting)
    before = rows.filter(notice_id__lt=view.id).order_by("-notice_id")
    return before.values_list("notice__meeting_date", flat=True).first()


def _choice(row: models.SummonsChoice) -> SummonsChoice:
    return SummonsChoice(row.is_noticed, row.is_open, row.decision, row.chosen_at)
