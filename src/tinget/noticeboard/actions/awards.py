"""Noting an award, its review and its contract, which the standstill holds back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible, RuleRefused
from tinget.kernel.findings import WithoutEffect
from tinget.noticeboard import models
from tinget.noticeboard.permissions import APPEALS
from tinget.noticeboard.queries import AwardNotFound, NoticeNotFound, facts_of_award
from tinget.noticeboard.rules.notices import expanded
from tinget.noticeboard.rules.standstill import (
    AwardFacts,
    check_award,
    check_contract,
    check_review,
    check_review_decision,
)
from tinget.organisation.api import Actor, require


def record_award(
    actor: Actor, *, notice_id: int, paragraph: str, subject: str, facts: AwardFacts, at: dt.datetime
) -> int:
    """Note that the tenderers were told of an award in the paragraph, and when; return its id (LOU 12:12)."""
    notice = models.Notice.objects.filter(pk=notice_id).first()
    if notice is None:
        raise NoticeNotFound
    require(actor, APPEALS, authority=notice.authority_id)
    if paragraph not in expanded(notice.paragraphs):
        raise NotPossible(_("Välj en paragraf som anslaget gäller."))
    told = replace(facts, review_on=None, review_decided_on=None, signed_on=None)
    _heed(lambda: check_award(told, meeting_date=notice.meeting_date, today=at.date()))
    row = models.Award.objects.create(
        authority_id=notice.authority_id,
        notice=notice,
        paragraph=paragraph,
        subject=subject.strip(),
        sent_on=told.sent_on,
        electronic=told.electronic,
        stated_until=told.stated_until,
        recorded_at=at,
        published_at=notice.published_at,
    )
    _record(actor, "record_award", row, on=told.sent_on)
    return row.pk


def record_review(actor: Actor, *, award_id: int, on: dt.date, at: dt.datetime) -> None:
    """Note that somebody has asked the court to review the award: no contract meanwhile (LOU 20:8)."""
    row = _locked(actor, award_id)
    _heed(lambda: check_review(facts_of_award(row), on=on, today=at.date()))
    row.review_on, row.review_decided_on = on, None
    row.save(update_fields=["review_on", "review_decided_on"])
    _record(actor, "record_review", row, on=on)


def record_review_decision(actor: Actor, *, award_id: int, on: dt.date, at: dt.datetime) -> None:
    """Note the court's decision in the review: ten days follow (LOU 20:10)."""
    row = _locked(actor, award_id)
    _heed(lambda: check_review_decision(facts_of_award(row), on=on, today=at.date()))
    row.review_decided_on = on
    row.save(update_fields=["review_decided_on"])
    _record(actor, "record_review_decision", row, on=on)


def record_contract(actor: Actor, *, award_id: int, on: dt.date, at: dt.datetime) -> None:
    """Note that the contract is signed; refused during the standstill (LOU 20:1). Again changes nothing."""
    row = _locked(actor, award_id)
    if row.signed_on is not None:
        return
    _heed(lambda: check_contract(facts_of_award(row), on=on, today=at.date()))
    row.signed_on = on
    row.save(update_fields=["signed_on"])
    _record(actor, "record_contract", row, on=on)


def _locked(actor: Actor, award_id: int) -> models.Award:
    row = models.Award.objects.select_for_update().filter(pk=award_id).first()
    if row is None:
        raise AwardNotFound
    require(actor, APPEALS, authority=row.authority_id)
    return row


def _heed(check: Callable[[], None]) -> None:
    try:
        check()
    except WithoutEffect as error:
        finding = error.finding
        raise RuleRefused(rule=finding.rule, source=finding.source, message=finding.text) from error


def _record(actor: Actor, action: str, row: models.Award, *, on: dt.date) -> None:
    ledger.append(
        actor,
        action,
        on=f"noticeboard.notice:{row.notice_id}",
        authority=row.authority_id,
        changes={"on": on.isoformat(), "note": f"§ {row.paragraph}, {row.subject}"},
    )
