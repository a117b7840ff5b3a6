"""The law of disposal as plain values: by which rule a record may go, on which day, and what stops it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.dates import in_words
from tinget.kernel.periods import Period
from tinget.kernel.tables import Fault, Line, read_table
from tinget.kernel.words import word as _

CODE_LENGTH = 40
KIND_LENGTH = 60
TEXT_LENGTH = 200
MOST_YEARS = 200


class CountsFrom(StrEnum):
    """The day that the years are counted from."""

    CLOSING = "closing"
    REGISTRATION = "registration"
    VALIDITY = "validity"


COUNTS_FROM_TEXTS: dict[CountsFrom, str] = {
    CountsFrom.CLOSING: _("ärendets avslut"),
    CountsFrom.REGISTRATION: _("registreringen"),
    CountsFrom.VALIDITY: _("giltighetens slut"),
}


class RunState(StrEnum):
    """How far a disposal run has come."""

    PROPOSING = "proposing"
    PROPOSED = "proposed"
    DISPOSING = "disposing"
    DONE = "done"
    ABANDONED = "abandoned"


RUN_STATE_TEXTS: dict[RunState, tuple[str, str]] = {
    RunState.PROPOSING: (_("förslaget tas fram"), "now"),
    RunState.PROPOSED: (_("förslag att gå igenom"), "wait"),
    RunState.DISPOSING: (_("gallring pågår"), "now"),
    RunState.DONE: (_("gallrad"), "done"),
    RunState.ABANDONED: (_("inte genomförd"), "plain"),
}
NEXT_STATES: Mapping[RunState, frozenset[RunState]] = {
    RunState.PROPOSING: frozenset({RunState.PROPOSED, RunState.ABANDONED}),
    RunState.PROPOSED: frozenset({RunState.DISPOSING, RunState.ABANDONED}),
    RunState.DISPOSING: frozenset({RunState.DONE}),
    RunState.DONE: frozenset(),
    RunState.ABANDONED: frozenset(),
}
OPEN = frozenset({RunState.PROPOSING, RunState.PROPOSED, RunState.DISPOSING})


class Outcome(StrEnum):
    """What became of a proposed record."""

    PENDING = ""
    DISPOSED = "disposed"
    HELD = "held"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Rule:
    """Records of a class ("2.2" also 2.2.0.1) and kind, "" being any: kept, or disposed of after years.

    `years` None is for ever.
    """

    class_code: str
    kind: str
    years: int | None
    counts_from: CountsFrom = CountsFrom.CLOSING
    source: str = ""
    media: str = ""
    secrecy_hint: str = ""
    id: int = 0

    @property
    def text(self) -> str:
        """What the rule says: "bevaras", "gallras 5 år efter ärendets avslut"."""
        if self.years is None:
            return _("bevaras")
        start = COUNTS_FROM_TEXTS[self.counts_from]
        return _("gallras %(years)s år efter %(start)s") % {"years": self.years, "start": start}


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of the records plan, valid from a day to a day (None: until another is adopted)."""

    id: int
    name: str
    adopted_by: str
    valid_from: dt.date
    valid_to: dt.date | None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold (gallringsstopp): on a case, on a class with what lies under it, or on the whole register.

    It wins over every rule.
    """

    first: dt.date
    last: dt.date | None
    class_code: str = ""
    case_id: int | None = None

    def stops(self, *, class_code: str, case_id: int | None, day: dt.date) -> bool:
        """Whether the hold stops disposal of such a record that day."""
        if not Period(self.first, self.last).holds_on(day):
            return False
        if self.case_id is not None:
            return case_id == self.case_id
        return covers(self.class_code, class_code)


def covers(class_code: str, other: str) -> bool:
    """Whether the class is the other or lies above it; "" lies above all."""
    return not class_code or other == class_code or other.startswith(f"{class_code}.")


def rule_for(rules: Iterable[Rule], *, class_code: str, kind: str) -> Rule | None:
    """Return the rule that decides: the nearest class, then the kind named before any kind; None: kept.

    What no rule covers is kept: disposal needs a rule (arkivlagen 10 §).
    """
    fitting = [
        rule
        for rule in rules
        if covers(rule.class_code, class_code) and rule.kind.lower() in {"", kind.lower()}
    ]
    return max(fitting, key=lambda rule: (len(rule.class_code), bool(rule.kind)), default=None)


def due_on(counted_from: dt.date, years: int) -> dt.date:
    """Return the day it may go: when that many whole calendar years have passed, never before."""
    return dt.date(counted_from.year + years + 1, 1, 1)


def last_counted_day(today: dt.date, years: int) -> dt.date:
    """Return the latest day that a record due today can be counted from."""
    return dt.date(today.year - years - 1, 12, 31)


def falls_due(rules: Sequence[Rule], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str, Rule]]:
    """Give those pairs of class and kind whose rule lets records go after years that can be counted."""
    found = []
    for class_code, kind in pairs:
        rule = rule_for(rules, class_code=class_code, kind=kind)
        if rule is not None and rule.years is not None and rule.counts_from is not CountsFrom.VALIDITY:
            found.append((class_code, kind, rule))
    return found


def confirmation_words(count: int) -> str:
    """Give what the person types to confirm: "gallra 128 handlingar"."""
    return f"gallra {count} {'handling' if count == 1 else 'handlingar'}"


def disposal_text(day: dt.date, plan: Plan, rule: Rule) -> str:
    """Say what stands in the register instead of the record: when and by what it was disposed of."""
    by = rule.source or plan.adopted_by
    return f"Gallrad {in_words(day, weekday=False)} enligt {plan.name}, {by}"


COLUMNS = ("klass", "slag", "gallras")
MORE_COLUMNS = ("räknas från", "beslut", "media", "sekretess")
_FROM = {
    "": CountsFrom.CLOSING,
    "avslut": CountsFrom.CLOSING,
    "registrering": CountsFrom.REGISTRATION,
    "giltighet": CountsFrom.VALIDITY,
}
_KEPT = frozenset({"bevaras", "nej", "aldrig"})


def read_rules(text: str) -> tuple[list[Rule], list[Fault]]:
    """Read a plan's rules from CSV text; every fault with its line."""
    lines, faults = read_table(text, required=COLUMNS, optional=MORE_COLUMNS)
    rules: list[Rule] = []
    taken: dict[tuple[str, str], int] = {}
    for line in lines:
        said = list(_faults_of(line.values))
        place = (_code(line), line.values["slag"].lower())
        if place in taken:
            said.append(f"Samma klass och slag står redan på rad {taken[place]}.")
        taken.setdefault(place, line.number)
        faults += [Fault(line.number, sentence) for sentence in said]
        if not said:
            rules.append(_rule(line))
    return ([], faults) if faults else (rules, [])


def years_of(text: str) -> int | None:
    """Read "5 år", "5" or "vid inaktualitet"; None where it is no number of years."""
    number = text.lower().removesuffix("år").strip()
    if not (number.isascii() and number.isdecimal()) or int(number) > MOST_YEARS:
        return None
    return int(number)


def _faults_of(values: Mapping[str, str]) -> Iterable[str]:
    code = values["klass"]
    if code and code != "*" and not all(part.isascii() and part.isdecimal() for part in code.split(".")):
        yield "”klass” skrivs med siffror och punkter, som 2.2.0.1, eller * för alla."
    limits = (("klass", CODE_LENGTH), ("slag", KIND_LENGTH), ("beslut", TEXT_LENGTH), ("media", TEXT_LENGTH))
    yield from (
        f"”{name}” är längre än {limit} tecken." for name, limit in limits if len(values[name]) > limit
    )
    if len(values["sekretess"]) > TEXT_LENGTH:
        yield f"”sekretess” är längre än {TEXT_LENGTH} tecken."
    if values["gallras"].lower() not in _KEPT and years_of(values["gallras"]) is None:
        yield "”gallras” ska vara bevaras eller ett antal år, som 5 år."
    if values["räknas från"].lower() not in _FROM:
        yield "”räknas från” ska vara avslut, registrering eller giltighet."


def _code(line: Line) -> str:
    return "" if line.values["klass"] == "*" else line.values["klass"]


def _rule(line: Line) -> Rule:
    values = line.values
    return Rule(
        class_code=_code(line),
        kind=values["slag"],
        years=None if values["gallras"].lower() in _KEPT else years_of(values["gallras"]),
        counts_from=_FROM[values["räknas från"].lower()],
        source=values["beslut"],
        media=values["media"],
        secrecy_hint=values["sekretess"],
    )
