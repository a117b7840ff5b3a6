"""The standstill of an award (avtalsspärr): how long no contract may be signed, and what prolongs it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.dates import DAY, REASONS_TO_MOVE, Reckoning, Step, day_off, in_words
from tinget.kernel.findings import Finding, WithoutEffect
from tinget.kernel.words import word as _
from tinget.noticeboard.rules.legal_force import standstill_end
from tinget.noticeboard.rules.notices import ahead

DAYS_AFTER_REVIEW = 10


class AwardState(StrEnum):
    """Where an award stands on its way to a contract."""

    STANDSTILL = "standstill"
    REVIEWED = "reviewed"
    FREE = "free"
    SIGNED = "signed"


AWARD_TEXTS = {
    AwardState.STANDSTILL: _("avtalsspärr"),
    AwardState.REVIEWED: _("överprövas"),
    AwardState.FREE: _("avtal får tecknas"),
    AwardState.SIGNED: _("avtal tecknat"),
}
AWARD_TONES = {
    AwardState.STANDSTILL: "stop",
    AwardState.REVIEWED: "stop",
    AwardState.FREE: "wait",
    AwardState.SIGNED: "done",
}


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """When and how the tenderers were told of an award, a longer standstill if stated, and a review."""

    sent_on: dt.date
    electronic: bool
    stated_until: dt.date | None = None
    review_on: dt.date | None = None
    review_decided_on: dt.date | None = None
    signed_on: dt.date | None = None

    @property
    def is_under_review(self) -> bool:
        """Whether a court has an application that it has not decided."""
        return self.review_on is not None and self.review_decided_on is None


def standstill(award: AwardFacts) -> Reckoning | None:
    """Reckon the last day without a contract (LOU 20:1); None while a court reviews the award (LOU 20:8).

    After the court's decision ten more days follow (LOU 20:10). A day off is put off to the next working day.
    """
    if award.is_under_review:
        return None
    found = standstill_end(award.sent_on, electronic=award.electronic)
    if award.stated_until is not None:
        step = Step(award.stated_until, "Underrättelsen angav en längre avtalsspärr.", "LOU 20:1")
        found = _later(found, award.stated_until, step)
    if award.review_decided_on is not None:
        day = award.review_decided_on + DAYS_AFTER_REVIEW * DAY
        text = f"Domstolen avgjorde överprövningen {in_words(award.review_decided_on)}; tio dagar följer."
        found = _later(found, day, Step(day, text, "LOU 20:8, 20:10"))
    return found


def award_state(award: AwardFacts, *, today: dt.date) -> AwardState:
    """Tell where an award stands on the day."""
    if award.signed_on is not None:
        return AwardState.SIGNED
    last = standstill(award)
    if last is None:
        return AwardState.REVIEWED
    return AwardState.STANDSTILL if today <= last.date else AwardState.FREE


def check_award(award: AwardFacts, *, meeting_date: dt.date, today: dt.date) -> None:
    """Judge noting an award; raise WithoutEffect where the tenderers cannot have been told that day."""
    if award.sent_on > today:
        raise WithoutEffect(ahead(award.sent_on))
    if award.sent_on < meeting_date:
        text = f"Underrättelsen kan inte ha skickats {in_words(award.sent_on)}, före beslutet."
        raise WithoutEffect(Finding("37", "LOU 12:12", text))


def check_review(award: AwardFacts, *, on: dt.date, today: dt.date) -> None:
    """Judge noting an application for review; raise WithoutEffect where it cannot be, or comes too late."""
    if on > today:
        raise WithoutEffect(ahead(on))
    last = standstill(award)
    if award.is_under_review or award.signed_on is not None or on < award.sent_on or last is None:
        text = "Ansökan kan inte antecknas: tilldelningen överprövas redan, eller är avslutad."
        raise WithoutEffect(Finding("37", "LOU 20:8", text))
    if on > last.date:
        text = f"Ansökan kom in {in_words(on)}; avtalsspärren varade till {in_words(last.date)}."
        raise WithoutEffect(Finding("37", "LOU 20:1, 20:8", text))


def check_review_decision(award: AwardFacts, *, on: dt.date, today: dt.date) -> None:
    """Judge noting the court's decision; raise WithoutEffect where nothing was under review that day."""
    if on > today:
        raise WithoutEffect(ahead(on))
    if not award.is_under_review or award.review_on is None or on < award.review_on:
        text = "Domstolens avgörande kan inte antecknas: tilldelningen överprövades inte den dagen."
        raise WithoutEffect(Finding("37", "LOU 20:10", text))


def check_contract(award: AwardFacts, *, on: dt.date, today: dt.date) -> None:
    """Judge signing the contract; raise WithoutEffect during the standstill and while a court reviews."""
    if on > today:
        raise WithoutEffect(ahead(on))
    last = standstill(award)
    if last is None:
        text = "Avtalet får inte tecknas medan domstolen överprövar tilldelningen."
        raise WithoutEffect(Finding("37", "LOU 20:8", text))
    if on <= last.date:
        text = f"Avtalet får tecknas tidigast dagen efter {in_words(last.date)}: avtalsspärren gäller."
        raise WithoutEffect(Finding("37", "LOU 20:1", text))


def _later(found: Reckoning, day: dt.date, step: Step) -> Reckoning:
    """Return the later of a reckoned day and another, which is moved past days off."""
    if day <= found.date:
        return found
    steps = [*found.steps, step]
    while (why := day_off(day)) is not None:
        day += DAY
        steps.append(Step(day, REASONS_TO_MOVE[why], "lag 1930:173 2 §"))
    return Reckoning(day, tuple(steps))
