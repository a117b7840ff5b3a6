"""The steps of preparation, who has each, and what a move between them needs."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tinget.kernel.words import word as _


class Step(StrEnum):
    """Where a preparation stands."""

    COORDINATOR = "coordinator"
    GROUP = "group"
    REFERRAL = "referral"
    CHAIR = "chair"
    READY = "ready"
    ON_AGENDA = "on_agenda"
    ENDED = "ended"


class Way(StrEnum):
    """How a preparation came to a step."""

    BEGUN = "begun"
    RAISED = "raised"  # by a member of the committee
    ONWARD = "onward"
    SKIPPED = "skipped"
    RETURNED = "returned"
    ENDED = "ended"


class Reminder(StrEnum):
    """The reminders of a referral, each sent once."""

    WEEK_LEFT = "week_left"
    LAST_DAY = "last_day"
    PASSED = "passed"


ORDER = (Step.COORDINATOR, Step.GROUP, Step.REFERRAL, Step.CHAIR, Step.READY, Step.ON_AGENDA)
ASKING = frozenset({Step.GROUP, Step.REFERRAL})
OPEN = frozenset(ORDER) - {Step.ON_AGENDA}
BY_CHAIR = (Step.READY, Step.GROUP, Step.COORDINATOR)  # where whoever presides sends what they have
STEP_TEXTS: dict[Step, str] = {
    Step.COORDINATOR: _("hos samordnaren"),
    Step.GROUP: _("i beredningsgruppen"),
    Step.REFERRAL: _("på remiss"),
    Step.CHAIR: _("hos ordföranden"),
    Step.READY: _("klart för dagordningen"),
    Step.ON_AGENDA: _("på dagordningen"),
    Step.ENDED: _("avslutat utan sammanträde"),
}
HOLDERS: dict[Step, str] = {
    Step.COORDINATOR: _("samordnaren"),
    Step.GROUP: _("beredningsgruppen"),
    Step.REFERRAL: _("kommunerna"),
    Step.CHAIR: _("ordföranden"),
    Step.READY: _("sekreteraren"),
    Step.ON_AGENDA: _("nämnden"),
    Step.ENDED: _("ingen"),
}
WAY_TEXTS: dict[Way, str] = {
    Way.BEGUN: _("beredningen började"),
    Way.RAISED: _("en ledamot väckte ärendet (KL 4:20)"),
    Way.ONWARD: _("gick vidare"),
    Way.SKIPPED: _("gick förbi"),
    Way.RETURNED: _("skickades tillbaka"),
    Way.ENDED: _("avslutades"),
}
REMIND_FROM: dict[Reminder, timedelta] = {  # from the last day to answer
    Reminder.WEEK_LEFT: timedelta(days=-7),
    Reminder.LAST_DAY: timedelta(0),
    Reminder.PASSED: timedelta(days=1),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a move is judged by."""

    step: Step
    missing: int = 0  # municipalities that have not answered
    answer_by: date | None = None
    has_proposal: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A move: its way, the steps that it goes past, and why it needs a reason (empty: it needs none)."""

    way: Way
    skipped: tuple[Step, ...]
    needs: tuple[str, ...]


def judge(standing: Standing, to: Step, *, on: date, by_chair: bool) -> Judged:
    """Say what a move is. A departure is never refused, only told: it needs a reason (house rule)."""
    here = standing.step
    if to is Step.ENDED:
        return Judged(Way.ENDED, (), ("Beredningen avslutas utan att ärendet går till nämnden.",))
    if here is Step.ENDED or ORDER.index(to) <= ORDER.index(here):
        return Judged(Way.RETURNED, (), ("Ärendet skickas tillbaka i beredningen.",))
    skipped = ORDER[ORDER.index(here) + 1 : ORDER.index(to)]
    needs = [f"Ärendet går förbi ett steg: {STEP_TEXTS[step]}." for step in skipped]
    if (
        here is Step.REFERRAL
        and standing.missing
        and (standing.answer_by is None or on <= standing.answer_by)
    ):
        needs.append(f"{standing.missing} kommuner har inte svarat, och tiden att svara har inte gått ut.")
    if here is Step.CHAIR and not by_chair:
        needs.append("Ordföranden har inte godkänt ärendet här.")
    if to in (Step.READY, Step.ON_AGENDA) and not standing.has_proposal:
        needs.append("Ärendet saknar förslag till beslut.")
    return Judged(Way.SKIPPED if skipped else Way.ONWARD, tuple(skipped), tuple(needs))


def reminder_due(answer_by: date, *, asked_on: date, on: date, sent: Reminder | None) -> Reminder | None:
    """Give the reminder that is due: the latest whose day has come after the asking, unless it is sent."""
    come = [one for one, shift in REMIND_FROM.items() if asked_on < answer_by + shift <= on]
    due = come[-1] if come else None
    order = list(Reminder)
    if due is None or (sent is not None and order.index(sent) >= order.index(due)):
        return None
    return due


def committee_decides(committee: str) -> str:
    """Begin a proposal as the committee's decisions begin: `E-nämnden beslutar att`."""
    return f"{committee[:1].upper()}{committee[1:]} beslutar att"


def numbered(points: tuple[str, ...], *, lead: str) -> str:
    """Write the proposal as text: the lead, and the points by number."""
    lines = [f"{number}. {point}" for number, point in enumerate(points, start=1)]
    return "\n".join([lead, *lines] if lead else lines)
