"""Notices and postings; every answer is a frozen value without personal data unless its name says so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Max, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tinget.kernel.dates import Reckoning
from tinget.kernel.findings import Finding
from tinget.noticeboard import models
from tinget.noticeboard.permissions import FOLLOW, REPORT
from tinget.noticeboard.queries.links import digest
from tinget.noticeboard.rules.appeal_time import Clock, Display, clock
from tinget.noticeboard.rules.notices import (
    DELEGATED,
    STATE_TEXTS,
    STATE_TONES,
    PostingState,
    ended_early_finding,
    expanded,
    late_finding,
    latest_up_on,
    state_of,
)
from tinget.noticeboard.rules.observing import Seen
from tinget.organisation.api import (
    Actor,
    Municipality,
    municipalities,
    permits,
    require,
)

LISTED = 100
OWN_FIELDS = (
    "about",
    "kind",
    "title",
    "meeting_date",
    "paragraphs",
    "approved_on",
    "minutes_url",
    "kept_at",
    "is_demonstration",
    "is_published_fact",
    "printed_up_on",
    "printed_down_on",
    "certificate_document_id",
    "court_answer_on",
    "court_answer_reference",
)


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
    court_answer_on: dt.date | None
    court_answer_reference: str

    @property
    def is_delegated(self) -> bool:
        """Whether the minutes are over delegated decisions, and of no meeting."""
        return self.kind == DELEGATED

    @property
    def paragraphs_text(self) -> str:
        """The paragraphs with their sign: "§ 15", "§§ 15–16"; else as they stand, "D 2026/14"."""
        if self.is_delegated:
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

    @property
    def is_down_everywhere(self) -> bool:
        """Whether every board has taken it down, none too early."""
        return bool(self.postings) and all(p.state is PostingState.DOWN for p in self.postings)

    @property
    def state_text(self) -> str:
        """The notice's state in Swedish."""
        if self.is_published_fact:
            return _("publicerad uppgift")
        if self.is_down_everywhere:
            return _("nedtaget")
        return _("anslaget") if self.clock else _("väntar på anslag")

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        if self.is_published_fact:
            return "plain"
        if self.is_down_everywhere:
            return "done"
        return "now" if self.clock else "wait"


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


def notices(authority: int, *, today: dt.date) -> list[NoticeView]:
    """Return the authority's notices, the latest meeting first, at most 100."""
    rows = models.Notice.objects.filter(authority_id=authority).order_by("-meeting_date", "-pk")[:LISTED]
    return _views(rows, today=today)


def notice(notice_id: int, *, today: dt.date) -> NoticeView:
    """Return one notice, or raise NoticeNotFound."""
    found = _views(models.Notice.objects.filter(pk=notice_id), today=today)
    if not found:
        raise NoticeNotFound
    return found[0]


def notice_of(authority: int, about: str, *, today: dt.date, kind: str = "approval") -> NoticeView | None:
    """Return the notice about something, or None while there is none."""
    rows = models.Notice.objects.filter(authority_id=authority, about=about, kind=kind)
    return next(iter(_views(rows, today=today)), None)


def task(posting_id: int, *, today: dt.date) -> PostingTask:
    """Return a posting with its notice, or raise NoticeNotFound."""
    row = models.Posting.objects.filter(pk=posting_id).first()
    if row is None:
        raise NoticeNotFound
    return _task(row, today=today)


def task_of_token(token: str, *, today: dt.date) -> PostingTask:
    """Return the posting that a registrar's secret link leads to, or raise NoticeNotFound."""
    row = models.Posting.objects.filter(token_sha256=digest(token)).first()
    if row is None:
        raise NoticeNotFound
    return _task(row, today=today)


def tasks_of(actor: Actor, *, today: dt.date) -> list[PostingTask]:
    """Return the postings on the registrar's own board, newest first, at most 100."""
    require(actor, REPORT, authority=None)
    rows = models.Posting.objects.filter(municipality_id=actor.municipality or 0).order_by("-pk")[:LISTED]
    found = {
        view.id: view
        for view in _views(models.Notice.objects.filter(pk__in={r.notice_id for r in rows}), today=today)
    }
    return [
        PostingTask(found[row.notice_id], _posting_in(found[row.notice_id], row.pk))
        for row in rows
        if row.notice_id in found
    ]


def contacts(actor: Actor, *, authority: int, notice_id: int) -> dict[int, Contact]:
    """Return the addresses of a notice's boards, by posting, for the authority's staff; others get none."""
    if not permits(actor, FOLLOW, authority):
        return {}
    rows = models.Posting.objects.filter(authority_id=authority, notice_id=notice_id)
    return {row.pk: Contact(row.pk, row.email, row.sent_at, row.reminded_on) for row in rows}


def displays_of(notice_id: int) -> dict[int, list[Display]]:
    """Return each posting's displays, by posting, oldest first; a board without any has an empty list."""
    found: dict[int, list[Display]] = {
        pk: [] for pk in models.Posting.objects.filter(notice_id=notice_id).values_list("pk", flat=True)
    }
    for row in told_now().filter(posting__notice_id=notice_id):
        found[row.posting_id].append(Display(row.up_on, row.down_on))
    return found


def told_now() -> "QuerySet[models.Display]":
    """Return the displays that count: those that were not put right since."""
    rows = models.Display.objects.filter(corrected_at__isnull=True)
    return rows.order_by("up_on", F("down_on").asc(nulls_last=True), "pk")


def _views(rows: "QuerySet[models.Notice]", *, today: dt.date) -> list[NoticeView]:
    listed = list(rows)
    postings: dict[int, list[models.Posting]] = defaultdict(list)
    seen = Max("observations__at", filter=Q(observations__seen=Seen.FOUND.value))
    corrected = Max("displays__corrected_at")
    rows_of_all = models.Posting.objects.filter(notice__in=listed).annotate(
        seen_at=seen, corrected_at=corrected
    )
    for posting in rows_of_all.prefetch_related(Prefetch("displays", queryset=told_now())):
        postings[posting.notice_id].append(posting)
    boards = {one.id: one for one in municipalities()} if postings else {}
    return [_view(row, postings[row.pk], boards, today=today) for row in listed]


def _view(
    row: models.Notice,
    postings: Iterable[models.Posting],
    boards: dict[int, Municipality],
    *,
    today: dt.date,
) -> NoticeView:
    displays = {one.pk: [Display(d.up_on, d.down_on) for d in one.displays.all()] for one in postings}
    running = clock(displays)
    ordered = sorted(postings, key=lambda one: boards[one.municipality_id].number)
    shown = [
        _posting_view(
            boards[one.municipality_id],
            displays[one.pk],
            running=running,
            approved_on=row.approved_on,
            today=today,
            row=one,
        )
        for one in ordered
    ]
    return NoticeView(
        id=row.pk,
        authority=row.authority_id,
        latest_up=latest_up_on(row.approved_on) if row.approved_on else None,
        postings=tuple(shown),
        clock=running,
        **{name: getattr(row, name) for name in OWN_FIELDS},
    )


def _posting_view(
    municipality: Municipality,
    displays: list[Display],
    *,
    running: Clock | None,
    approved_on: dt.date | None,
    today: dt.date,
    row: models.Posting,
) -> PostingView:
    latest = latest_up_on(approved_on).date if approved_on else None
    return PostingView(
        id=row.pk,
        municipality=municipality,
        displays=tuple(displays),
        state=state_of(displays, running=running, latest=latest, today=today),
        findings=_findings(displays, running=running, approved_on=approved_on),
        seen_at=getattr(row, "seen_at", None),
        corrected_at=getattr(row, "corrected_at", None),
    )


def _findings(
    displays: list[Display], *, running: Clock | None, approved_on: dt.date | None
) -> tuple[Finding, ...]:
    found = [late_finding(displays[0].up_on, approved_on=approved_on)] if displays and approved_on else []
    found += [ended_early_finding(one, running=running) for one in displays]
    return tuple(finding for finding in found if finding is not None)


def _task(row: models.Posting, *, today: dt.date) -> PostingTask:
    view = notice(row.notice_id, today=today)
    return PostingTask(view, _posting_in(view, row.pk))


def _posting_in(view: NoticeView, posting_id: int) -> PostingView:
    return next(posting for posting in view.postings if posting.id == posting_id)
