"""From boards, appeals and the court's answer to legal force; from an award to the end of its standstill."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.dates import DAY, REASONS_TO_MOVE, Reckoning, Step, day_off, in_words
from tinget.noticeboard.rules.appeal_time import Clock, Display, Interruption, run
from tinget.noticeboard.rules.notices import late_finding

STANDSTILL_DAYS = {True: 10, False: 15}  # by whether the notice of award was sent electronically (LOU 20:1)


class DecisionKind(StrEnum):
    """A decision is appealed under KL 13; an award is reviewed under LOU 20 and has a standstill instead."""

    DECISION = "decision"
    AWARD = "award"


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal as it arrived, at the court or at any party (KL 13:6), and the day of its final ruling."""

    received_on: dt.date
    at: str
    resolved_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one decision point; boards are all the parties', by name."""

    kind: DecisionKind
    approved_on: dt.date
    boards: Mapping[str, Sequence[Display]]
    appeals: Sequence[Appeal] = ()
    court_answer_on: dt.date | None = None
    sent_on: dt.date | None = None
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class BoardFinding:
    """A departure from a rule: the rule's number, whose board or which place, and a Swedish sentence."""

    rule: str
    board: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from the facts; what cannot be known yet, or does not apply, is None."""

    clock: Clock | None
    legal_force: Reckoning | None
    interruptions: tuple[Interruption[str], ...]
    standstill: Reckoning | None
    findings: tuple[BoardFinding, ...]


def standing_of(facts: Facts) -> Standing:
    """Reckon the time to appeal and legal force of a decision, or the standstill of an award."""
    if facts.kind is DecisionKind.AWARD:
        standstill = standstill_end(facts.sent_on, electronic=facts.electronic) if facts.sent_on else None
        return Standing(None, None, (), standstill, tuple(_late(facts)))
    followed = run(facts.boards)
    force = legal_force(followed.clock, appeals=facts.appeals, court_answer_on=facts.court_answer_on)
    findings = (*_late(facts), *_gone(followed.interruptions), *_appeals(facts, followed.clock))
    return Standing(followed.clock, force, followed.interruptions, None, findings)


def legal_force(
    clock: Clock | None, *, appeals: Sequence[Appeal], court_answer_on: dt.date | None
) -> Reckoning | None:
    """Reckon the day of legal force; None until the time has run out, the court answered, all in time ruled.

    An answer given while the time still ran says nothing about appeals that came in after it.
    """
    if clock is None or court_answer_on is None or not clock.has_run_out(court_answer_on):
        return None
    if any(in_time(appeal, clock) and appeal.resolved_on is None for appeal in appeals):
        return None
    day = clock.last_day.date + DAY
    answered = (
        f"Domstolens svar antecknades {in_words(court_answer_on)}: inget överklagande är kvar att pröva."
    )
    steps = (
        *clock.last_day.steps,
        Step(court_answer_on, answered, "KL 13:5"),
        Step(day, "Beslutet fick laga kraft dagen efter sista dagen att överklaga.", "KL 13:5"),
    )
    return Reckoning(day, steps)


def in_time(appeal: Appeal, clock: Clock) -> bool:
    """Tell whether the appeal came in by the last day, wherever it came in (KL 13:5-6)."""
    return not clock.has_run_out(appeal.received_on)


def standstill_end(sent_on: dt.date, *, electronic: bool) -> Reckoning:
    """Reckon the last day on which the contract may not yet be signed (LOU 20:1).

    Whether a weekend puts the day off is not settled; the later day is the safe one.
    """
    end = sent_on + STANDSTILL_DAYS[electronic] * DAY
    how = "elektroniskt" if electronic else "på annat sätt än elektroniskt"
    steps = [
        Step(sent_on, f"Underrättelsen om tilldelning skickades {how}.", "LOU 12:12"),
        Step(end, f"Avtalsspärren är {STANDSTILL_DAYS[electronic]} dagar.", "LOU 20:1"),
    ]
    while (why := day_off(end)) is not None:
        end += DAY
        steps.append(Step(end, REASONS_TO_MOVE[why], "lag 1930:173 2 §"))
    return Reckoning(end, tuple(steps))


def _late(facts: Facts) -> Iterator[BoardFinding]:
    for board, displays in facts.boards.items():
        first = min((display.up_on for display in displays), default=None)
        late = late_finding(first, approved_on=facts.approved_on) if first else None
        if late is not None:
            yield BoardFinding(late.rule, board, late.text)


def _gone(interruptions: Sequence[Interruption[str]]) -> Iterator[BoardFinding]:
    for one in interruptions:
        text = f"Anslaget togs ned {in_words(one.gone_on)}, innan överklagandetiden hade gått ut."
        if one.again_on is None:
            text += " Tiden löper inte förrän anslaget sitter uppe igen."
        else:
            text += f" Det sattes upp igen {in_words(one.again_on)}, och tiden börjar om."
        yield BoardFinding("26", one.board, text)


def _appeals(facts: Facts, clock: Clock | None) -> Iterator[BoardFinding]:
    if clock is None:
        return
    last = in_words(clock.last_day.date)
    for appeal in facts.appeals:
        if not in_time(appeal, clock):
            text = f"Överklagandet kom in {in_words(appeal.received_on)}; sista dagen var {last}."
            yield BoardFinding("28", appeal.at, text)
    answered = facts.court_answer_on
    if answered is not None and not clock.has_run_out(answered):
        text = f"Domstolens svar antecknades {in_words(answered)}, men tiden löpte till och med {last}."
        yield BoardFinding("29", None, text)
