"""Recording that the notice went up and came down on each board, and by whose word."""

import datetime as dt
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NeedsReason, NotPossible, RuleRefused
from tinget.foundation.ledger.entries import LedgerActor
from tinget.foundation.scoping import scoped, widened
from tinget.kernel.findings import Finding, WithoutEffect
from tinget.noticeboard import models, queries
from tinget.noticeboard.events import NoticeDownEverywhere, NoticeUpEverywhere
from tinget.noticeboard.permissions import on_behalf, require_board
from tinget.noticeboard.queries import NoticeNotFound, PostingTask
from tinget.noticeboard.rules.appeal_time import Clock, Display, clock
from tinget.noticeboard.rules.notices import certificate_possible, check_down, check_up
from tinget.noticeboard.rules.summonses import (
    SUMMONS,
    check_summons_down,
    check_summons_up,
    removal_day,
)
from tinget.organisation.api import ROLE_TEXTS, Actor, Municipality, Role


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whoever uses a registrar's secret link: known only by the board that it was sent to."""

    municipality: Municipality

    @property
    def who(self) -> str:
        """The holder as the ledger names them."""
        return f"den som fått länken för {self.municipality.name}"

    @property
    def acting_as(self) -> str:
        """The office that the link stands for."""
        return f"registrator, {self.municipality.org_name}"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody tells about one posting: the day, when it was told, and a reason or note."""

    by: LedgerActor
    by_text: str
    on: dt.date
    at: dt.datetime
    note: str


def confirm_up(actor: Actor, *, posting_id: int, on: dt.date, at: dt.datetime, note: str = "") -> PostingTask:
    """Record that the notice is up since that day, told by the board's registrar or entered by the staff."""
    posting = _posting_for(actor, posting_id, note=note)
    return tell_up(posting, Confirmation(actor, _role_text(actor, posting), on, at, note.strip()))


def confirm_down(
    actor: Actor, *, posting_id: int, on: dt.date, at: dt.datetime, note: str = ""
) -> PostingTask:
    """Record that the notice is down since that day, told by the registrar or entered by the staff."""
    posting = _posting_for(actor, posting_id, note=note)
    return tell_down(posting, Confirmation(actor, _role_text(actor, posting), on, at, note.strip()))


def confirm_up_by_token(token: str, *, on: dt.date, at: dt.datetime, note: str = "") -> PostingTask:
    """Record that the notice is up, as told by whoever has the registrar's secret link."""
    task = queries.task_of_token(token, today=at.date())
    posting = models.Posting.objects.get(pk=task.posting.id)
    holder = LinkHolder(task.posting.municipality)
    return tell_up(posting, Confirmation(holder, _role_text(None, posting), on, at, note.strip()))


def confirm_down_by_token(token: str, *, on: dt.date, at: dt.datetime, note: str = "") -> PostingTask:
    """Record that the notice is down, as told by whoever has the registrar's secret link."""
    task = queries.task_of_token(token, today=at.date())
    posting = models.Posting.objects.get(pk=task.posting.id)
    holder = LinkHolder(task.posting.municipality)
    return tell_down(posting, Confirmation(holder, _role_text(None, posting), on, at, note.strip()))


def _posting_for(actor: Actor, posting_id: int, *, note: str) -> models.Posting:
    """Return a posting that the actor may report on; the staff say how they know."""
    posting = models.Posting.objects.filter(pk=posting_id).first()
    if posting is None:
        raise NoticeNotFound
    require_board(
        actor,
        authority=posting.authority_id,
        municipality=posting.municipality_id,
        municipality_name=posting.municipality_name,
    )
    if on_behalf(actor, authority=posting.authority_id) and not note.strip():
        raise NotPossible(
            _("Skriv hur du vet det, till exempel att registratorn har ringt eller att du har sett anslaget.")
        )
    return posting


def _role_text(actor: Actor | None, posting: models.Posting) -> str:
    """Name the role that told, as the certificate prints it; None is whoever has the registrar's link."""
    if actor is None or actor.role is Role.BOARD_REGISTRAR:
        return _("Registrator, %(board)s") % {"board": posting.municipality_name}
    return str(ROLE_TEXTS[actor.role]).capitalize() if actor.role else actor.name


def tell_up(posting: models.Posting, told: Confirmation) -> PostingTask:
    """Record that a notice is up, as somebody tells who has been shown to have the right."""
    # The one place where a scope is widened. A registrar, or the holder of the secret link, is nobody in
    # the committee and sees only what is public; the callers above have shown that exactly this posting
    # is theirs to report on, and only its own authority is added, for this one act.
    with scoped(widened(posting.authority_id)):
        notice, boards = _locked(posting)
        mine = boards[posting.pk]
        if mine and (mine[-1].down_on is None or mine[-1].up_on == told.on != mine[-1].down_on):
            return queries.task(posting.pk, today=told.at.date())
        if mine and notice.kind != SUMMONS and _stayed_long_enough(mine, boards):
            raise NotPossible(_("Anslaget har suttit uppe hela tiden ut och behöver inte sättas upp igen."))
        try:
            finding = _judge_up(notice, mine, told)
        except WithoutEffect as error:
            raise _refused(error) from error
        _check_reason(finding, told)
        models.Display.objects.create(
            authority_id=posting.authority_id,
            posting=posting,
            municipality_id=posting.municipality_id,
            up_on=told.on,
            up_recorded_at=told.at,
            up_by=told.by_text,
            up_note=told.note,
            published_at=told.at,
        )
        if not mine:
            _tell_when_up_everywhere(notice, told)
        _record("confirm_up", posting, told, finding)
        return queries.task(posting.pk, today=told.at.date())


def tell_down(posting: models.Posting, told: Confirmation) -> PostingTask:
    """Record that a notice is down, as somebody tells who has been shown to have the right."""
    with scoped(widened(posting.authority_id)):  # as argued in tell_up
        notice, boards = _locked(posting)
        mine = boards[posting.pk]
        if mine and mine[-1].down_on is not None:
            return queries.task(posting.pk, today=told.at.date())
        try:
            finding = _judge_down(notice, mine, told, running=clock(boards))
        except WithoutEffect as error:
            raise _refused(error) from error
        _check_reason(finding, told)
        queries.told_now().filter(posting=posting, down_on__isnull=True).update(
            down_on=told.on, down_recorded_at=told.at, down_by=told.by_text, down_note=told.note
        )
        _tell_when_down_everywhere(notice, told)
        _record("confirm_down", posting, told, finding)
        return queries.task(posting.pk, today=told.at.date())


def _judge_up(notice: models.Notice, mine: list[Display], told: Confirmation) -> Finding | None:
    today = told.at.date()
    if notice.kind != SUMMONS:
        return check_up(mine, on=told.on, today=today, approved_on=notice.approved_on)
    removal = removal_day(notice.meeting_date, replaced_on=notice.called_meeting.replaced_on)
    sent_on = localtime(notice.created_at).date()
    check_summons_up(mine, on=told.on, today=today, sent_on=sent_on, removal=removal)
    return None


def _judge_down(
    notice: models.Notice, mine: list[Display], told: Confirmation, *, running: Clock | None
) -> Finding | None:
    today = told.at.date()
    if notice.kind != SUMMONS:
        return check_down(mine, on=told.on, today=today, running=running)
    check_summons_down(mine, on=told.on, today=today)
    return None


def _locked(posting: models.Posting) -> tuple[models.Notice, dict[int, list[Display]]]:
    """Let one at a time report on a notice, so that the last board is the last one only once."""
    notice = models.Notice.objects.select_for_update().get(pk=posting.notice_id)
    return notice, queries.displays_of(notice.pk)


def _stayed_long_enough(mine: list[Display], boards: dict[int, list[Display]]) -> bool:
    running = clock(boards)
    down = mine[-1].down_on
    return running is not None and down is not None and down >= running.removal.date


def _check_reason(finding: Finding | None, told: Confirmation) -> None:
    if finding is not None and not told.note:
        message = _("%(finding)s Skriv en orsak, så antecknas avvikelsen.") % {"finding": finding.text}
        raise NeedsReason(rule=finding.rule, source=finding.source, message=message)


def _refused(error: WithoutEffect) -> RuleRefused:
    finding = error.finding
    return RuleRefused(rule=finding.rule, source=finding.source, message=finding.text)


def _tell_when_up_everywhere(notice: models.Notice, told: Confirmation) -> None:
    boards = queries.displays_of(notice.pk)
    if notice.kind == SUMMONS or not certificate_possible(boards):
        return
    running = clock(boards)
    events.raise_event(
        NoticeUpEverywhere(
            authority=notice.authority_id,
            notice_id=notice.pk,
            about=notice.about,
            since=running.runs_from if running else None,
            at=told.at,
            is_demonstration=notice.is_demonstration,
        )
    )


def _tell_when_down_everywhere(notice: models.Notice, told: Confirmation) -> None:
    if notice.kind != SUMMONS and queries.notice(notice.pk, today=told.at.date()).is_down_everywhere:
        events.raise_event(
            NoticeDownEverywhere(
                authority=notice.authority_id,
                notice_id=notice.pk,
                about=notice.about,
                at=told.at,
                is_demonstration=notice.is_demonstration,
            )
        )


def _record(action: str, posting: models.Posting, told: Confirmation, finding: Finding | None) -> None:
    ledger.append(
        told.by,
        action,
        on=f"noticeboard.posting:{posting.pk}",
        authority=posting.authority_id,
        changes={
            "board": posting.municipality_name,
            "on": told.on.isoformat(),
            "note": told.note,
            "finding": finding.text if finding else None,
        },
    )
