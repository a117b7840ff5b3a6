"""Awards with their standstill, and those whose contract may be signed now."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from tinget.kernel.dates import Reckoning
from tinget.noticeboard import models
from tinget.noticeboard.rules.standstill import (
    AWARD_TEXTS,
    AWARD_TONES,
    AwardFacts,
    AwardState,
    award_state,
    standstill,
)


class AwardNotFound(Http404):
    """No such award, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award as the page shows it; `last_day` is None while a court reviews it."""

    id: int
    notice_id: int
    paragraph: str
    subject: str
    facts: AwardFacts
    state: AwardState
    last_day: Reckoning | None

    @property
    def state_text(self) -> str:
        """The state in Swedish."""
        return AWARD_TEXTS[self.state]

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        return AWARD_TONES[self.state]


def awards_of(notice_id: int, *, today: dt.date) -> list[AwardLine]:
    """Return the notice's awards, in the order that they were noted."""
    return [_line(row, today=today) for row in models.Award.objects.filter(notice_id=notice_id)]


def award(notice_id: int, award_id: int, *, today: dt.date) -> AwardLine:
    """Return one award of the notice, or raise AwardNotFound."""
    row = models.Award.objects.filter(pk=award_id, notice_id=notice_id).first()
    if row is None:
        raise AwardNotFound
    return _line(row, today=today)


def contracts_to_sign(authority: int, *, today: dt.date) -> list[AwardLine]:
    """Return the awards whose standstill is over and whose contract is not signed."""
    rows = models.Award.objects.filter(authority_id=authority, signed_on__isnull=True)
    lines = [_line(row, today=today) for row in rows]
    return [line for line in lines if line.state is AwardState.FREE]


def facts_of_award(row: models.Award) -> AwardFacts:
    """Return what the standstill is reckoned from."""
    return AwardFacts(
        row.sent_on, row.electronic, row.stated_until, row.review_on, row.review_decided_on, row.signed_on
    )


def _line(row: models.Award, *, today: dt.date) -> AwardLine:
    facts = facts_of_award(row)
    return AwardLine(
        row.pk,
        row.notice_id,
        row.paragraph,
        row.subject,
        facts,
        award_state(facts, today=today),
        standstill(facts),
    )
