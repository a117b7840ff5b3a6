"""How each paragraph of a set of minutes stands: appealable, appealed, in legal force or annulled."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tinget.kernel.dates import Reckoning, Step, in_words
from tinget.kernel.findings import Finding, WithoutEffect
from tinget.kernel.words import word as _
from tinget.noticeboard.rules.appeal_time import Clock, Display
from tinget.noticeboard.rules.legal_force import (
    Appeal,
    BoardFinding,
    DecisionKind,
    Facts,
    Standing,
    in_time,
    standing_of,
)
from tinget.noticeboard.rules.notices import expanded

COURT = "Förvaltningsrätten i Luleå"


class ForceState(StrEnum):
    """Where a paragraph stands on its way to legal force."""

    UNKNOWN = "unknown"
    WAITING = "waiting"
    RUNNING = "running"
    EXPIRED = "expired"
    APPEALED = "appealed"
    IN_FORCE = "in_force"
    ANNULLED = "annulled"


FORCE_TEXTS = {
    ForceState.UNKNOWN: _("uppgift saknas"),
    ForceState.WAITING: _("överklagandetiden har inte börjat"),
    ForceState.RUNNING: _("överklagandetiden löper"),
    ForceState.EXPIRED: _("överklagandetiden har gått ut"),
    ForceState.APPEALED: _("överklagat"),
    ForceState.IN_FORCE: _("har fått laga kraft"),
    ForceState.ANNULLED: _("upphävt av domstol"),
}
FORCE_TONES = {
    ForceState.UNKNOWN: "plain",
    ForceState.WAITING: "wait",
    ForceState.RUNNING: "now",
    ForceState.EXPIRED: "wait",
    ForceState.APPEALED: "stop",
    ForceState.IN_FORCE: "done",
    ForceState.ANNULLED: "stop",
}


class Ruling(StrEnum):
    """How an appeal ended, finally."""

    REJECTED = "rejected"
    DISMISSED = "dismissed"
    STRUCK_OFF = "struck_off"
    ANNULLED = "annulled"


RULING_TEXTS = {
    Ruling.REJECTED: _("överklagandet avslogs"),
    Ruling.DISMISSED: _("överklagandet avvisades"),
    Ruling.STRUCK_OFF: _("målet avskrevs"),
    Ruling.ANNULLED: _("beslutet upphävdes"),
}


@dataclass(frozen=True, slots=True)
class LoggedAppeal:
    """An appeal as it was logged; `paragraphs` as printed ("15–16"), `ruling` once it is final."""

    received_on: dt.date
    at: str
    paragraphs: str
    resolved_on: dt.date | None = None
    ruling: Ruling | None = None

    def concerns(self, paragraph: str) -> bool:
        """Tell whether the appeal is about the paragraph."""
        return paragraph in expanded(self.paragraphs)


@dataclass(frozen=True, slots=True)
class NoticeHistory:
    """What has happened to a notice: its boards by name, the appeals, and the court's answer."""

    approved_on: dt.date
    boards: Mapping[str, Sequence[Display]]
    appeals: Sequence[LoggedAppeal] = ()
    court_answer_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ParagraphStanding:
    """How one paragraph stands on a day; `legal_force` is None until it has it."""

    paragraph: str
    state: ForceState
    clock: Clock | None
    legal_force: Reckoning | None
    annulled_on: dt.date | None
    findings: tuple[BoardFinding, ...]

    @property
    def state_text(self) -> str:
        """The state in Swedish."""
        return FORCE_TEXTS[self.state]

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        return FORCE_TONES[self.state]

    @property
    def steps(self) -> tuple[Step, ...]:
        """How its days were reckoned, as far as they are known."""
        if self.legal_force is not None:
            return self.legal_force.steps
        return self.clock.last_day.steps if self.clock else ()


def standing_of_paragraph(
    paragraph: str, history: NoticeHistory | None, *, today: dt.date
) -> ParagraphStanding:
    """Reckon how a paragraph stands, by the same rules as `appeal-clock`; without a history it is unknown."""
    if history is None:
        return ParagraphStanding(paragraph, ForceState.UNKNOWN, None, None, None, ())
    own = [one for one in history.appeals if one.concerns(paragraph)]
    found = standing_of(
        Facts(
            kind=DecisionKind.DECISION,
            approved_on=history.approved_on,
            boards=history.boards,
            appeals=[Appeal(one.received_on, one.at, one.resolved_on) for one in own],
            court_answer_on=history.court_answer_on,
        )
    )
    annulled = next((one.resolved_on for one in own if one.ruling is Ruling.ANNULLED), None)
    state = ForceState.ANNULLED if annulled else _state(found, own, today=today)
    force = after_rulings(found, own) if state is ForceState.IN_FORCE else None
    return ParagraphStanding(paragraph, state, found.clock, force, annulled, found.findings)


def after_rulings(found: Standing, appeals: Sequence[LoggedAppeal]) -> Reckoning | None:
    """Reckon the day of legal force where appeals in time were tried: not before the last final ruling.

    `appeal-clock` gives the day after the last day to appeal whatever was tried (its contract).
    """
    force, clock = found.legal_force, found.clock
    if force is None or clock is None:
        return force
    tried = [
        one.resolved_on
        for one in appeals
        if one.resolved_on is not None and in_time(Appeal(one.received_on, one.at), clock)
    ]
    last = max(tried, default=None)
    if last is None or last <= force.date:
        return force
    text = f"Det sista överklagandet avgjordes slutligt {in_words(last)}; laga kraft räknas därifrån."
    return replace(force, date=last, steps=(*force.steps, Step(last, text, "KL 13:5–6")))


def check_appeal(
    *, received_on: dt.date, paragraphs: Sequence[str], noticed: str, meeting_date: dt.date, today: dt.date
) -> None:
    """Judge logging an appeal; raise WithoutEffect where it cannot have come in, or is about nothing here."""
    if received_on > today:
        raise WithoutEffect(_ahead(received_on, "28"))
    if received_on < meeting_date:
        text = (
            f"Ett överklagande kan inte ha kommit in {in_words(received_on)}, före sammanträdet"
            f" {in_words(meeting_date)}."
        )
        raise WithoutEffect(Finding("28", "KL 13:5", text))
    known = expanded(noticed)
    unknown = [one for one in paragraphs if one not in known]
    if unknown or not paragraphs:
        text = f"Välj paragrafer som anslaget gäller: {noticed}."
        raise WithoutEffect(Finding("28", "KL 13:1", text))


def check_ruling(appeal: LoggedAppeal, *, resolved_on: dt.date, today: dt.date) -> None:
    """Judge noting how an appeal ended; raise WithoutEffect where that cannot have been that day."""
    if resolved_on > today:
        raise WithoutEffect(_ahead(resolved_on, "29"))
    if resolved_on < appeal.received_on:
        text = (
            f"Avgörandet kan inte vara från {in_words(resolved_on)}: överklagandet kom in"
            f" {in_words(appeal.received_on)}."
        )
        raise WithoutEffect(Finding("29", "KL 13:5", text))


def check_answer(*, answered_on: dt.date, approved_on: dt.date, today: dt.date) -> None:
    """Judge noting the court's answer; raise WithoutEffect where it cannot have come that day."""
    if answered_on > today:
        raise WithoutEffect(_ahead(answered_on, "29"))
    if answered_on < approved_on:
        text = (
            f"Domstolens svar kan inte vara från {in_words(answered_on)}: protokollet justerades"
            f" {in_words(approved_on)}."
        )
        raise WithoutEffect(Finding("29", "KL 13:5", text))


def collapsed(paragraphs: Sequence[str], noticed: str) -> str:
    """Write paragraphs in the order of the notice, as `15, 16`; nothing else than what it names."""
    return ", ".join(one for one in expanded(noticed) if one in set(paragraphs))


def _state(found: Standing, appeals: Sequence[LoggedAppeal], *, today: dt.date) -> ForceState:
    clock = found.clock
    being_tried = [
        one
        for one in appeals
        if one.resolved_on is None and (clock is None or in_time(Appeal(one.received_on, one.at), clock))
    ]
    if being_tried:
        return ForceState.APPEALED
    if clock is None:
        return ForceState.WAITING
    if not clock.has_run_out(today):
        return ForceState.RUNNING
    return ForceState.IN_FORCE if found.legal_force is not None else ForceState.EXPIRED


def _ahead(on: dt.date, rule: str) -> Finding:
    text = f"{in_words(on).capitalize()} har inte varit än. Ange den dag då det skedde."
    return Finding(rule, "KL 13:5", text)
