"""The delegation scheme: its versions and points, what may never stand in one, reading one from a table."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.dates import in_words
from tinget.kernel.findings import Finding
from tinget.kernel.periods import Period
from tinget.kernel.tables import Fault, Line, read_table
from tinget.kernel.words import word as _

NUMBER_LENGTH = 20
MATTER_LENGTH = 500
NAME_LENGTH = 200


class Delegate(StrEnum):
    """Who may be given the right to decide (KL 6:37, 7:5, 9:30-31)."""

    PRESIDIUM = "presidium"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SUBCOMMITTEE = "subcommittee"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    FUNCTION = "function"
    AUTOMATED = "automated"


DELEGATE_TEXTS: dict[Delegate, str] = {
    Delegate.PRESIDIUM: _("presidiet"),
    Delegate.CHAIR: _("ordföranden"),
    Delegate.VICE_CHAIR: _("vice ordföranden"),
    Delegate.SUBCOMMITTEE: _("utskott"),
    Delegate.MEMBER: _("ledamot"),
    Delegate.SUBSTITUTE: _("ersättare"),
    Delegate.FUNCTION: _("anställd"),
    Delegate.AUTOMATED: _("automatiserat beslut"),
}


class Matter(StrEnum):
    """What sort of matter it is, as far as the law asks before it lets somebody else decide."""

    ORDINARY = "ordinary"
    AIMS = "aims"
    COUNCIL = "council"
    PRINCIPLE = "principle"
    CITIZEN_PROPOSAL = "citizen_proposal"
    LEGALITY_REVIEW = "legality_review"
    PROCUREMENT = "procurement"


MATTER_TEXTS: dict[Matter, str] = {
    Matter.ORDINARY: _("inget av detta"),
    Matter.AIMS: _("verksamhetens mål, inriktning, omfattning eller kvalitet"),
    Matter.COUNCIL: _("framställning eller yttrande till fullmäktige"),
    Matter.PRINCIPLE: _("myndighetsutövning mot enskilda av principiell beskaffenhet eller större vikt"),
    Matter.CITIZEN_PROPOSAL: _("medborgarförslag"),
    Matter.LEGALITY_REVIEW: _("beslut som kan prövas enligt 13 kap. kommunallagen"),
    Matter.PROCUREMENT: _("upphandling"),
}
NEVER_DELEGATED = frozenset({Matter.AIMS, Matter.COUNCIL, Matter.PRINCIPLE, Matter.CITIZEN_PROPOSAL})
NEVER_AUTOMATED = frozenset({Matter.LEGALITY_REVIEW, Matter.PROCUREMENT})


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the scheme: who may decide what. `amount_limit` in whole SEK, None is no limit.

    `holder` names the function, member or subcommittee. An urgent point is the mandate of KL 6:39.
    """

    number: str
    matter: str
    delegate: Delegate
    holder: str = ""
    conditions: str = ""
    amount_limit: int | None = None
    is_reported: bool = True
    may_delegate_further: bool = False
    is_urgent: bool = False
    is_appealable: bool = True
    kind: Matter = Matter.ORDINARY
    id: int = 0

    @property
    def delegate_text(self) -> str:
        """Who decides, in Swedish: "samordnaren", "ordföranden"."""
        if self.delegate is Delegate.FUNCTION and self.holder:
            return self.holder
        text = DELEGATE_TEXTS[self.delegate]
        return f"{text} ({self.holder})" if self.holder else text


@dataclass(frozen=True, slots=True)
class Scheme:
    """A version of the scheme, valid from a day to a day (None: until another is adopted)."""

    id: int
    name: str
    valid_from: dt.date
    valid_to: dt.date | None
    adopted_on: dt.date
    adopted_by: str
    points: tuple[Point, ...] = ()

    def holds_on(self, day: dt.date) -> bool:
        """Whether the version is in force that day."""
        return Period(self.valid_from, self.valid_to).holds_on(day)


def scheme_on(schemes: Iterable[Scheme], day: dt.date) -> Scheme | None:
    """Return the version in force that day; the latest where two meet."""
    in_force = [scheme for scheme in schemes if scheme.holds_on(day)]
    return max(in_force, key=lambda scheme: scheme.valid_from, default=None)


def never_delegated(kind: Matter, delegate: Delegate) -> Finding | None:
    """Tell that such a matter may not be left to the delegate (KL 6:38, and 6:37 for automated decisions)."""
    if kind in NEVER_DELEGATED:
        text = f"Beslutanderätten får inte delegeras i den här sortens ärende: {MATTER_TEXTS[kind]}."
        return Finding("30", "KL 6:38", text)
    if delegate is Delegate.AUTOMATED and kind in NEVER_AUTOMATED:
        text = f"Får inte beslutas automatiserat: {MATTER_TEXTS[kind]}."
        return Finding("30", "KL 6:37", text)
    return None


def point_fault(point: Point) -> Finding | None:
    """Tell why a point has no effect in law, or None."""
    forbidden = never_delegated(point.kind, point.delegate)
    if forbidden is not None:
        return forbidden
    if point.is_urgent and point.delegate not in {Delegate.CHAIR, Delegate.MEMBER}:
        text = "Rätten att besluta i brådskande ärenden kan bara ges åt ordföranden eller en annan ledamot."
        return Finding("31", "KL 6:39", text)
    if point.is_urgent and not point.is_reported:
        text = "Beslut i brådskande ärenden ska alltid anmälas vid nämndens nästa sammanträde."
        return Finding("31", "KL 6:40", text)
    return None


def retroactive(valid_from: dt.date, adopted_on: dt.date) -> Finding | None:
    """Tell that a version would hold before it was adopted: nobody can be given a right to have decided."""
    if valid_from >= adopted_on:
        return None
    text = f"Delegationsordningen kan gälla tidigast {in_words(adopted_on)}, den dag då den antogs."
    return Finding("30", "KL 6:37", text)


COLUMNS = ("punkt", "ärende", "delegat")
MORE_COLUMNS = ("funktion", "villkor", "beloppsgräns", "anmäls", "vidare", "brådskande", "överklagas", "slag")
_DELEGATES = {text: delegate for delegate, text in DELEGATE_TEXTS.items()} | {
    "ordförande": Delegate.CHAIR,
    "vice ordförande": Delegate.VICE_CHAIR,
    "presidium": Delegate.PRESIDIUM,
    "funktion": Delegate.FUNCTION,
    "automatiserat": Delegate.AUTOMATED,
    "utskottet": Delegate.SUBCOMMITTEE,
}
_MATTERS = {
    "": Matter.ORDINARY,
    "mål": Matter.AIMS,
    "fullmäktige": Matter.COUNCIL,
    "principiellt": Matter.PRINCIPLE,
    "medborgarförslag": Matter.CITIZEN_PROPOSAL,
    "13 kap": Matter.LEGALITY_REVIEW,
    "upphandling": Matter.PROCUREMENT,
}
_ANSWERS = {"ja": True, "nej": False}


def read_points(text: str) -> tuple[list[Point], list[Fault]]:
    """Read a scheme's points from CSV text; every fault with its line, also what has no effect in law."""
    lines, faults = read_table(text, required=COLUMNS, optional=MORE_COLUMNS)
    points: list[Point] = []
    taken: set[str] = set()
    for line in lines:
        said = [*_faults_of(line.values)]
        number = line.values["punkt"]
        if number in taken:
            said.append(f"Punkt {number} finns redan ovanför.")
        taken.add(number)
        if not said:
            point = _point(line)
            refused = point_fault(point)
            said = [f"{refused.text} ({refused.source})"] if refused else []
            points.append(point)
        faults += [Fault(line.number, sentence) for sentence in said]
    return ([], faults) if faults else (points, [])


def _faults_of(values: Mapping[str, str]) -> Iterable[str]:
    for name, limit in (("punkt", NUMBER_LENGTH), ("ärende", MATTER_LENGTH), ("funktion", NAME_LENGTH)):
        if len(values[name]) > limit:
            yield f"”{name}” är längre än {limit} tecken."
    yield from (f"”{name}” saknas." for name in ("punkt", "ärende") if not values[name])
    delegate = _DELEGATES.get(values["delegat"].lower())
    if delegate is None:
        yield f"”delegat” ska vara ett av: {', '.join(DELEGATE_TEXTS.values())}."
    if delegate is Delegate.FUNCTION and not values["funktion"]:
        yield "”funktion” saknas: skriv vilken anställd det gäller, till exempel samordnaren."
    amount = values["beloppsgräns"].replace(" ", "").replace("\u00a0", "")
    if amount and not (amount.isascii() and amount.isdecimal() and len(amount) < 13):  # noqa: PLR2004 -- below 10^12
        yield "”beloppsgräns” ska vara hela kronor, bara siffror."
    answers = ("anmäls", "vidare", "brådskande", "överklagas")
    unclear = [name for name in answers if values[name].lower() not in {"", *_ANSWERS}]
    yield from (f"”{name}” ska vara ja eller nej." for name in unclear)
    if values["slag"].lower() not in _MATTERS:
        yield f"”slag” ska vara tomt eller ett av: {', '.join(filter(None, _MATTERS))}."


def _point(line: Line) -> Point:
    values = line.values
    amount = values["beloppsgräns"].replace(" ", "").replace("\u00a0", "")
    return Point(
        number=values["punkt"],
        matter=values["ärende"],
        delegate=_DELEGATES[values["delegat"].lower()],
        holder=values["funktion"],
        conditions=values["villkor"],
        amount_limit=int(amount) if amount else None,
        is_reported=_answer(values["anmäls"], otherwise=True),
        may_delegate_further=_answer(values["vidare"], otherwise=False),
        is_urgent=_answer(values["brådskande"], otherwise=False),
        is_appealable=_answer(values["överklagas"], otherwise=True),
        kind=_MATTERS[values["slag"].lower()],
    )


def _answer(text: str, *, otherwise: bool) -> bool:
    return _ANSWERS.get(text.lower(), otherwise)
