"""What each board is waited for, and which of them have been silent too long."""

import datetime as dt
from dataclasses import dataclass

from django.utils.timezone import localtime

from tinget.noticeboard.queries.noticed import NoticeView, PostingView
from tinget.noticeboard.rules.reminders import Waiting, waiting_of
from tinget.noticeboard.rules.summonses import waiting_of_summons


@dataclass(frozen=True, slots=True)
class Silence:
    """A board that has not told what it is waited for."""

    posting: PostingView
    waiting: Waiting


def awaited_of(view: NoticeView, *, today: dt.date) -> list[Silence]:
    """Return the boards that have something to tell, with what."""
    found = [(posting, _waiting(view, posting, today=today)) for posting in view.postings]
    return [Silence(posting, waiting) for posting, waiting in found if waiting is not None]


def silent_boards(view: NoticeView, *, today: dt.date) -> list[Silence]:
    """Return the boards whose silence the secretary should know of."""
    return [one for one in awaited_of(view, today=today) if one.waiting.is_silent(today)]


def _waiting(view: NoticeView, posting: PostingView, *, today: dt.date) -> Waiting | None:
    if view.summons is not None:
        sent_on = localtime(view.created_at).date()
        return waiting_of_summons(
            posting.displays, sent_on=sent_on, removal=view.summons.removal_on, today=today
        )
    return waiting_of(posting.displays, running=view.clock, approved_on=view.approved_on, today=today)
