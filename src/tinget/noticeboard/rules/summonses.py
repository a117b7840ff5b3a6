"""The notice of a summons: what it tells, until when, and where it stands on one board; no time runs by it.

The law asks for no such notice of a committee (KL 5:13 is about the assembly): the authority chooses.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.dates import DAY, in_words
from tinget.kernel.findings import Finding, WithoutEffect
from tinget.kernel.words import word as _
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.notices import PostingState, ahead
from tinget.noticeboard.rules.reminders import Awaited, Waiting

SUMMONS = "summons"
SOURCE = "nämndens eget beslut"
ASKED_WHETHER_DOWN = 3 * DAY  # one letter: nothing in law hangs on the answer


class Called(StrEnum):
    """What the committee is told: that it meets, meets at another time or place, or does not meet."""

    FIRST = "first"
    MOVED = "moved"
    CANCELLED = "cancelled"


HEADINGS = {
    Called.FIRST: _("Kallelse till sammanträde"),
    Called.MOVED: _("Flyttat sammanträde"),
    Called.CANCELLED: _("Inställt sammanträde"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsFacts:
    """What a summons tells everybody: which meeting, when and where, and where its agenda is.

    `about` names the summons as text ("summons.summons:7"), `meeting` the meeting ("meetings.meeting:5").
    """

    about: str
    meeting: str
    called: Called
    day: dt.date
    hours: str
    place: str
    agenda_url: str


@dataclass(frozen=True, slots=True)
class SummonsNotice:
    """What a notice of a summons tells besides its day, and when it may come down."""

    meeting: str
    called: Called
    hours: str
    place: str
    agenda_url: str
    is_open: bool
    removal_on: dt.date
    completed_on: dt.date | None  # a later summons told more of the agenda
    replaced_on: dt.date | None
    is_over: bool

    @property
    def heading(self) -> str:
        """What it is, in words."""
        return HEADINGS[self.called]

    @property
    def is_cancelled(self) -> bool:
        """Whether it tells that the meeting is not held."""
        return self.called is Called.CANCELLED


def removal_day(meeting_day: dt.date, *, replaced_on: dt.date | None) -> dt.date:
    """Give the first day on which it may be gone: the day after the meeting, or when it is replaced."""
    after = meeting_day + DAY
    return after if replaced_on is None else min(after, replaced_on)


def state_of_summons(displays: Sequence[Display], *, removal: dt.date, today: dt.date) -> PostingState:
    """Tell where the notice stands on one board; after its time nothing more is waited for."""
    is_over = today >= removal
    if not displays:
        return PostingState.UNTOLD if is_over else PostingState.WAITING
    down_on = displays[-1].down_on
    if down_on is None:
        return PostingState.UP
    return PostingState.DOWN if is_over or down_on >= removal else PostingState.DOWN_TOO_EARLY


def waiting_of_summons(
    displays: Sequence[Display], *, sent_on: dt.date, removal: dt.date, today: dt.date
) -> Waiting | None:
    """Tell what a board is waited for, or None: that it is down is asked for once, and told to nobody."""
    state = state_of_summons(displays, removal=removal, today=today)
    if state is PostingState.WAITING:
        return Waiting(Awaited.UP, sent_on)
    if state is PostingState.DOWN_TOO_EARLY:
        return Waiting(Awaited.UP_AGAIN, displays[-1].down_on or sent_on)
    if state is PostingState.UP and removal <= today < removal + ASKED_WHETHER_DOWN:
        return Waiting(Awaited.DOWN, removal)
    return None


def check_summons_up(
    displays: Sequence[Display], *, on: dt.date, today: dt.date, sent_on: dt.date, removal: dt.date
) -> None:
    """Judge putting it up on that day; raise WithoutEffect where it cannot have been. No day is too late."""
    if on > today:
        raise WithoutEffect(_cannot(ahead(on).text))
    if on < sent_on:
        raise WithoutEffect(
            _cannot(f"Anslaget skickades {in_words(sent_on)} och kan inte ha suttit uppe förr.")
        )
    if on >= removal:
        raise WithoutEffect(_cannot("Anslaget behövs inte längre och ska inte sättas upp."))
    down_on = displays[-1].down_on if displays else None
    if down_on is not None and on < down_on:
        raise WithoutEffect(_cannot(f"Anslaget satt redan uppe den dagen; det togs ned {in_words(down_on)}."))


def check_summons_down(displays: Sequence[Display], *, on: dt.date, today: dt.date) -> None:
    """Judge taking it down; raise WithoutEffect where it cannot have been. No day is too early in law."""
    newest = displays[-1] if displays else None
    if newest is None or newest.down_on is not None:
        raise WithoutEffect(_cannot("Anslaget kan inte tas ned: det är inte uppsatt."))
    if on > today:
        raise WithoutEffect(_cannot(ahead(on).text))
    if on < newest.up_on:
        text = f"Anslaget kan inte ha tagits ned {in_words(on)}: det sattes upp {in_words(newest.up_on)}."
        raise WithoutEffect(_cannot(text))


def _cannot(text: str) -> Finding:
    return Finding("4", SOURCE, text)
