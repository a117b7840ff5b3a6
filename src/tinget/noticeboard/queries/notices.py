"""Notices and postings; every answer is a frozen value without personal data unless its name says so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Max, Prefetch, Q, QuerySet

from tinget.kernel.findings import Finding
from tinget.noticeboard import models
from tinget.noticeboard.permissions import FOLLOW, REPORT
from tinget.noticeboard.queries.links import digest
from tinget.noticeboard.queries.noticed import Contact, NoticeNotFound, NoticeView, PostingTask, PostingView
from tinget.noticeboard.rules.appeal_time import Clock, Display, clock
from tinget.noticeboard.rules.notices import (
    ended_early_finding,
    late_finding,
    latest_up_on,
    state_of,
)
from tinget.noticeboard.rules.observing import Seen
from tinget.noticeboard.rules.summonses import (
    SUMMONS,
    Called,
    SummonsNotice,
    removal_day,
    state_of_summons,
)
from tinget.organisation.api import (
    Actor,
    Municipality,
    municipalities,
    permits,
    require,
)

LISTED, LISTED_SUMMONSES = 100, 20
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
    "certificate_drawn_up_at",
    "court_answer_on",
    "court_answer_reference",
    "created_at",
)


def notices(authority: int, *, today: dt.date) -> list[NoticeView]:
    """Return the authority's notices of minutes, the latest meeting first, at most 100."""
    return _views(_latest(authority).exclude(kind=SUMMONS)[:LISTED], today=today)


def summons_notices(authority: int, *, today: dt.date) -> list[NoticeView]:
    """Return the authority's notices of summonses, the latest meeting first, at most 20."""
    return _views(_latest(authority).filter(kind=SUMMONS)[:LISTED_SUMMONSES], today=today)


def every_notice(authority: int, *, today: dt.date) -> list[NoticeView]:
    """Return notices of both kinds, the latest meeting first, at most 100 of minutes and 20 of summonses."""
    newest = models.Notice.objects.filter(
        Q(pk__in=_latest(authority).exclude(kind=SUMMONS).values("pk")[:LISTED])
        | Q(pk__in=_latest(authority).filter(kind=SUMMONS).values("pk")[:LISTED_SUMMONSES])
    )
    return _views(newest.order_by("-meeting_date", "-pk"), today=today)


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


def _latest(authority: int) -> "QuerySet[models.Notice]":
    return models.Notice.objects.filter(authority_id=authority).order_by("-meeting_date", "-pk")


def _views(rows: "QuerySet[models.Notice]", *, today: dt.date) -> list[NoticeView]:
    listed = list(rows.select_related("called_meeting"))
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
    summons = _summons_of(row, today=today)
    running = None if summons else clock(displays)
    ordered = sorted(postings, key=lambda one: boards[one.municipality_id].number)
    shown = [
        _posting_view(
            boards[one.municipality_id],
            displays[one.pk],
            running=running,
            notice=row,
            summons=summons,
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
        summons=summons,
        **{name: getattr(row, name) for name in OWN_FIELDS},
    )


def _summons_of(row: models.Notice, *, today: dt.date) -> SummonsNotice | None:
    if row.kind != SUMMONS:
        return None
    told = row.called_meeting
    removal = removal_day(row.meeting_date, replaced_on=told.replaced_on)
    return SummonsNotice(
        meeting=told.meeting,
        called=Called(told.called),
        hours=told.hours,
        place=told.place,
        agenda_url=told.agenda_url,
        is_open=told.is_open,
        removal_on=removal,
        completed_on=told.completed_on,
        replaced_on=told.replaced_on,
        is_over=today >= removal,
    )


def _posting_view(
    municipality: Municipality,
    displays: list[Display],
    *,
    running: Clock | None,
    notice: models.Notice,
    summons: SummonsNotice | None,
    today: dt.date,
    row: models.Posting,
) -> PostingView:
    approved_on = notice.approved_on
    latest = latest_up_on(approved_on).date if approved_on else None
    if summons is not None:
        state = state_of_summons(displays, removal=summons.removal_on, today=today)
    else:
        state = state_of(displays, running=running, latest=latest, today=today)
    return PostingView(
        id=row.pk,
        municipality=municipality,
        displays=tuple(displays),
        state=state,
        findings=() if summons else _findings(displays, running=running, approved_on=approved_on),
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
