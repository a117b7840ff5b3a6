"""Logging appeals where they arrive, how they ended, and the court's answer that none is left to try."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible, RuleRefused
from tinget.kernel.findings import WithoutEffect
from tinget.noticeboard import models
from tinget.noticeboard.actions.force_certificates import mark_outdated
from tinget.noticeboard.permissions import APPEALS
from tinget.noticeboard.queries import AppealNotFound, NoticeNotFound
from tinget.noticeboard.rules.force_certificates import Outdating
from tinget.noticeboard.rules.notices import expanded
from tinget.noticeboard.rules.paragraphs import (
    RULING_TEXTS,
    LoggedAppeal,
    Ruling,
    check_answer,
    check_appeal,
    check_ruling,
    collapsed,
)
from tinget.organisation.api import Actor, require


def record_appeal(
    actor: Actor,
    *,
    notice_id: int,
    received_on: dt.date,
    received_at: str,
    paragraphs: Sequence[str],
    reference: str,
    at: dt.datetime,
) -> int:
    """Log an appeal with the day and the place where it came in (KL 13:6); return its id.

    One that came too late is logged too: the court decides, and the page tells that it changes nothing.
    """
    notice = _notice(actor, notice_id)
    with _refusing():
        check_appeal(
            received_on=received_on,
            paragraphs=paragraphs,
            noticed=notice.paragraphs,
            meeting_date=notice.meeting_date,
            today=at.date(),
        )
    row = models.Appeal.objects.create(
        authority_id=notice.authority_id,
        notice=notice,
        received_on=received_on,
        received_at=received_at.strip(),
        paragraphs=collapsed(paragraphs, notice.paragraphs),
        reference=reference.strip(),
        recorded_at=at,
        published_at=notice.published_at,
    )
    mark_outdated(notice, paragraphs, by=Outdating.APPEAL, at=at)
    _record(actor, "record_appeal", notice, on=received_on, note=f"§ {row.paragraphs}, {row.received_at}")
    return row.pk


def record_ruling(
    actor: Actor, *, appeal_id: int, resolved_on: dt.date, ruling: Ruling, at: dt.datetime
) -> None:
    """Note how an appeal ended, on the day of the ruling that is final."""
    row = models.Appeal.objects.filter(pk=appeal_id).first()
    if row is None:
        raise AppealNotFound
    notice = _notice(actor, row.notice_id)
    row.refresh_from_db()  # the notice is locked now: another may have been faster
    if row.resolved_on is not None:
        raise NotPossible(_("Överklagandet är redan avgjort."))
    with _refusing():
        check_ruling(
            LoggedAppeal(row.received_on, row.received_at, row.paragraphs),
            resolved_on=resolved_on,
            today=at.date(),
        )
    row.resolved_on, row.ruling = resolved_on, ruling.value
    row.save(update_fields=["resolved_on", "ruling"])
    mark_outdated(notice, expanded(row.paragraphs), by=Outdating.APPEAL, at=at)
    _record(
        actor,
        "record_ruling",
        notice,
        on=resolved_on,
        note=f"§ {row.paragraphs}, {RULING_TEXTS[ruling]}",
    )


def record_court_answer(
    actor: Actor, *, notice_id: int, answered_on: dt.date, reference: str, at: dt.datetime
) -> None:
    """Note the day of the court's answer that no appeal is left to try; a later answer takes its place."""
    notice = _notice(actor, notice_id)
    if notice.approved_on is None or notice.is_published_fact:
        raise NotPossible(_("Anslaget är en publicerad uppgift, så laga kraft kan inte räknas ut."))
    with _refusing():
        check_answer(answered_on=answered_on, approved_on=notice.approved_on, today=at.date())
    told, newest = (notice.court_answer_on, notice.court_answer_reference), (answered_on, reference.strip())
    notice.court_answer_on, notice.court_answer_reference = newest
    if newest != told:
        mark_outdated(notice, expanded(notice.paragraphs), by=Outdating.ANSWER, at=at)
    notice.save(update_fields=["court_answer_on", "court_answer_reference"])
    _record(actor, "record_court_answer", notice, on=answered_on, note=notice.court_answer_reference)


def _notice(actor: Actor, notice_id: int) -> models.Notice:
    """Lock the notice, whose appeals the actor may log."""
    found = models.Notice.objects.filter(pk=notice_id).first()
    if found is None:
        raise NoticeNotFound
    require(actor, APPEALS, authority=found.authority_id)
    return models.Notice.objects.select_for_update().get(pk=notice_id)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except WithoutEffect as error:
        finding = error.finding
        raise RuleRefused(rule=finding.rule, source=finding.source, message=finding.text) from error


def _record(actor: Actor, action: str, notice: models.Notice, *, on: dt.date, note: str) -> None:
    ledger.append(
        actor,
        action,
        on=f"noticeboard.notice:{notice.pk}",
        authority=notice.authority_id,
        changes={"on": on.isoformat(), "note": note},
    )
