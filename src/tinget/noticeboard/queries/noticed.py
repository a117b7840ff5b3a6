"""What a notice tells, and how far it has come on its boards: the frozen values that queries give."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from tinget.kernel.dates import Reckoning
from tinget.kernel.findings import Finding
from tinget.noticeboard.rules.appeal_time import Clock, Display
from tinget.noticeboard.rules.notices import DELEGATED, STATE_TEXTS, STATE_TONES, PostingState, expanded
from tinget.noticeboard.rules.summonses import SummonsNotice
from tinget.organisation.api import Municipality


class NoticeNotFound(Http404):
    """No such notice or posting, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class PostingView:
    """The notice on one municipality's board; when it was last seen there, and its days last put right."""

    id: int
    municipality: Municipality
    displays: tuple[Display, ...]
    state: PostingState
    findings: tuple[Finding, ...]
    seen_at: dt.datetime | None = None
    corrected_at: dt.datetime | None = None

    @property
    def state_text(self) -> str:
        """The state in Swedish."""
        return STATE_TEXTS[self.state]

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        return STATE_TONES[self.state]

    @property
    def up_on(self) -> dt.date | None:
        """The day the notice last went up; None before that."""
        return self.displays[-1].up_on if self.displays else None

    @property
    def down_on(self) -> dt.date | None:
        """The first day without the notice; None while it is up, and before."""
        return self.displays[-1].down_on if self.displays else None

    @property
    def is_up(self) -> bool:
        """Whether the notice is up."""
        return self.state is PostingState.UP

    @property
    def can_go_up(self) -> bool:
        """Whether the next thing to confirm is that the notice is up."""
        return self.state in {PostingState.WAITING, PostingState.LATE, PostingState.DOWN_TOO_EARLY}


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice and how far it has come on all its boards."""

    id: int
    authority: int
    about: str
    kind: str
    title: str
    meeting_date: dt.date
    paragraphs: str
    approved_on: dt.date | None
    minutes_url: str
    kept_at: str
    latest_up: Reckoning | None
    postings: tuple[PostingView, ...]
    clock: Clock | None
    is_demonstration: bool
    is_published_fact: bool
    printed_up_on: dt.date | None
    printed_down_on: dt.date | None
    certificate_document_id: int | None
    certificate_drawn_up_at: dt.datetime | None
    court_answer_on: dt.date | None
    court_answer_reference: str
    created_at: dt.datetime
    summons: SummonsNotice | None = None  # it is of a summons, and no time to appeal runs by it

    @property
    def is_delegated(self) -> bool:
        """Whether the minutes are over delegated decisions, and of no meeting."""
        return self.kind == DELEGATED

    @property
    def paragraphs_text(self) -> str:
        """The paragraphs with their sign: "§ 15", "§§ 15–16"; else as they stand, "D 2026/14"."""
        if self.is_delegated or self.summons:
            return self.paragraphs
        return f"{'§' if len(expanded(self.paragraphs)) == 1 else '§§'} {self.paragraphs}"

    @property
    def total(self) -> int:
        """How many boards."""
        return len(self.postings)

    @property
    def up_count(self) -> int:
        """How many boards carry the notice, or have carried it through its time."""
        return sum(posting.state in {PostingState.UP, PostingState.DOWN} for posting in self.postings)

    def is_put_right_since(self, moment: dt.datetime) -> bool:
        """Whether a board's day has been put right after the moment."""
        return any(one.corrected_at > moment for one in self.postings if one.corrected_at)

    @property
    def is_down_everywhere(self) -> bool:
        """Whether every board has taken it down, none too early."""
        return bool(self.postings) and all(p.state is PostingState.DOWN for p in self.postings)

    @property
    def removal_on(self) -> dt.date | None:
        """The first day on which it may come down; None while that cannot be known."""
        if self.summons:
            return self.summons.removal_on
        return self.clock.removal.date if self.clock else None

    @property
    def is_up(self) -> bool:
        """Whether it is up on all boards, so that the time to appeal runs; a summons on any."""
        return self.up_count > 0 if self.summons else self.clock is not None

    @property
    def state_text(self) -> str:
        """The notice's state in Swedish."""
        if self.is_published_fact:
            return _("publicerad uppgift")
        if self.summons and self.summons.is_over:
            return _("ersatt") if self.summons.replaced_on else _("avslutat")
        if self.is_down_everywhere:
            return _("nedtaget")
        return _("anslaget") if self.is_up else _("väntar på anslag")

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        if self.is_published_fact:
            return "plain"
        if self.is_down_everywhere or (self.summons and self.summons.is_over):
            return "done"
        return "now" if self.is_up else "wait"


@dataclass(frozen=True, slots=True)
class PostingTask:
    """A posting with its notice, for those who report on it."""

    notice: NoticeView
    posting: PostingView


@dataclass(frozen=True, slots=True)
class Contact:
    """Staff only: the address that a board's link went to, when, and the day of the last reminder."""

    posting_id: int
    email: str
    sent_at: dt.datetime | None
    reminded_on: dt.date | None
