"""A service's cost shared out over municipalities: the key as data, computed in exact fractions."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod

from tinget.economy.rules.rounding import Mode, Rounding, rounded, rounded_rows
from tinget.kernel.sorting import swedish_key

MONTHS = 12
WHOLE = Fraction(100)

Populations = Mapping[dt.date, Mapping[str, int]]
Rows = dict[str, Fraction]


class AllocationImpossible(ValueError):
    """What is asked for cannot be shared out; the sentence names the field."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part, and from and to which day, both included; None is the whole year that way."""

    name: str
    first: dt.date | None = None
    last: dt.date | None = None

    def months_in(self, year: int) -> int:
        """Count the months of the year that are begun, 0-12."""
        first = max(self.first or dt.date.min, dt.date(year, 1, 1))
        last = min(self.last or dt.date.max, dt.date(year, MONTHS, 31))
        return last.month - first.month + 1 if first <= last else 0


@dataclass(frozen=True, slots=True)
class Equal:
    """A percentage of what is left of the amount, in equal parts."""

    percent: Fraction


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """A percentage of what is left of the amount, by inhabitants on a day."""

    percent: Fraction
    at: dt.date


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same amount in SEK for each."""

    each: Fraction


@dataclass(frozen=True, slots=True)
class PerInhabitant:
    """An amount in SEK for each inhabitant on a day."""

    each: Fraction
    at: dt.date


@dataclass(frozen=True, slots=True)
class Usage:
    """A price in SEK for what each has used; who is not named has used nothing."""

    quantities: Mapping[str, Fraction]
    price: Fraction


@dataclass(frozen=True, slots=True)
class Given:
    """Rows in SEK that are given, last year's say; who is not named has none."""

    rows: Mapping[str, Fraction]


Part = Equal | Inhabitants | Fixed | PerInhabitant | Usage | Given


@dataclass(frozen=True, slots=True)
class Allocation:
    """One service and year: who shares what amount, by which key, index and rounding."""

    service: str
    year: int
    participants: tuple[Participant, ...]
    key: tuple[Part, ...]
    amount: Fraction | None = None
    index: tuple[Fraction, ...] = ()
    rounding: Rounding = field(default_factory=Rounding)
    per_month: bool = False


@dataclass(frozen=True, slots=True)
class Allocated:
    """The rows in whole SEK, in Swedish order, and what each was before rounding."""

    rows: dict[str, int]
    exact: Rows

    @property
    def total(self) -> int:
        """The sum of the rounded rows."""
        return sum(self.rows.values())


def allocate(asked: Allocation, populations: Populations) -> Allocated:
    """Share the amount out; raises AllocationImpossible where the question contradicts itself.

    Part of a year is begun months / 12 of the participant's own row; the others' rows are unchanged.
    """
    months = {one.name: one.months_in(asked.year) for one in asked.participants}
    names = sorted(
        (name for name, count in months.items() if count), key=lambda name: (swedish_key(name), name)
    )
    if not names:
        raise AllocationImpossible(f"”participants”: ingen deltar {asked.year}")
    factor = prod(asked.index, start=Fraction(1)) / (MONTHS if asked.per_month else 1)
    whole_year = {name: value * factor for name, value in _exact(asked, names, populations).items()}
    rows = rounded_rows(whole_year, asked.rounding)
    for name in names:
        if months[name] < MONTHS:
            whole_year[name] *= Fraction(months[name], MONTHS)
            rows[name] = rounded(whole_year[name], asked.rounding)
    times = MONTHS if asked.per_month else 1
    return Allocated(
        {name: row * times for name, row in rows.items()},
        {name: value * times for name, value in whole_year.items()},
    )


def _exact(asked: Allocation, names: list[str], populations: Populations) -> Rows:
    """Add up each whole year's row before index and rounding."""
    rows = dict.fromkeys(names, Fraction())
    shares: Rows = dict.fromkeys(names, Fraction())
    percent = Fraction()
    for part in asked.key:
        if isinstance(part, Equal | Inhabitants):
            percent += part.percent
            target = shares
        else:
            target = rows
        for name, value in _part(part, names, populations).items():
            target[name] += value
    left = _left(asked, sum(rows.values(), Fraction()), percent)
    return {name: rows[name] + left * shares[name] for name in names}


def _left(asked: Allocation, taken: Fraction, percent: Fraction) -> Fraction:
    """Return what the other parts leave for the percentages to share."""
    has_shares = any(isinstance(part, Equal | Inhabitants) for part in asked.key)
    if has_shares and percent != WHOLE:
        raise AllocationImpossible(f"”key”: procenten ska bli 100 tillsammans, inte {shown(percent)}")
    if has_shares and asked.amount is None:
        raise AllocationImpossible("”amount” saknas: procenten i nyckeln behöver ett belopp att dela")
    if asked.amount is None:
        return Fraction()
    left = asked.amount - taken
    if left < 0:
        raise AllocationImpossible(
            f"”amount”: {shown(asked.amount)} räcker inte, nyckelns övriga delar tar {shown(taken)}"
        )
    return left if has_shares else Fraction()


def _part(part: Part, names: list[str], populations: Populations) -> Rows:
    """Return each name's row of one part; for a percentage its share of what is left, at most 1."""
    match part:
        case Equal():
            return dict.fromkeys(names, part.percent / WHOLE / len(names))
        case Fixed():
            return dict.fromkeys(names, part.each)
        case Inhabitants():
            people = _people(names, part.at, populations)
            total = sum(people.values())
            if not total:
                raise AllocationImpossible(f"”populations”: ingen bor i de deltagande kommunerna {part.at}")
            return {name: part.percent / WHOLE * Fraction(count, total) for name, count in people.items()}
        case PerInhabitant():
            return {name: part.each * count for name, count in _people(names, part.at, populations).items()}
        case Usage():
            return {name: part.price * part.quantities.get(name, Fraction()) for name in names}
        case Given():
            return {name: part.rows.get(name, Fraction()) for name in names}


def _people(names: list[str], at: dt.date, populations: Populations) -> dict[str, int]:
    if at not in populations:
        raise AllocationImpossible(f"”at”: invånarna {at} är inte kända; lägg dem i ”populations”")
    known = populations[at]
    for name in names:
        if name not in known:
            raise AllocationImpossible(f"”populations”: invånarna i {name} {at} är inte kända")
    return {name: known[name] for name in names}


def shown(value: Fraction) -> str:
    """Write a number for a person: 1 065 400, 1,25; what does not end is cut at six decimals."""
    sign, value = ("−" if value < 0 else ""), abs(value)
    whole, rest = divmod(round(value * 10**6), 10**6)
    decimals = f"{rest:06d}".rstrip("0")
    return (
        sign + f"{whole:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") + (f",{decimals}" if decimals else "")
    )


MODE_WORDS = {
    Mode.NEAREST: "till närmaste",
    Mode.UP: "uppåt till",
    Mode.DOWN: "nedåt till",
    Mode.LARGEST_REMAINDER: "med största rest till",
}


def formula(asked: Allocation, populations: Populations) -> str:
    """Tell how each row is made, so that it can be redone with a pocket calculator."""
    names = [one.name for one in asked.participants if one.months_in(asked.year)]
    has_shares = any(isinstance(part, Equal | Inhabitants) for part in asked.key)
    others = has_shares and any(not isinstance(part, Equal | Inhabitants) for part in asked.key)
    amount = "resten" if others else f"{shown(asked.amount or Fraction())} kr"
    text = " + ".join(_part_words(part, names, amount, populations) for part in asked.key)
    if others:
        text += f", där resten är {shown(asked.amount or Fraction())} kr minus de övriga delarna"
    if asked.index:
        text = f"({text})" + "".join(f" × {shown(one)}" for one in asked.index)
    if any(0 < one.months_in(asked.year) < MONTHS for one in asked.participants):
        text += "; för den som deltar en del av året × påbörjade månader / 12"
    rounding = f"avrundas {MODE_WORDS[asked.rounding.mode]} {shown(Fraction(asked.rounding.to))} kr"
    if asked.per_month:
        return f"{text}; radens tolftedel {rounding} och gånger 12"
    return f"{text}; varje rad {rounding}"


def _part_words(part: Part, names: list[str], amount: str, populations: Populations) -> str:
    match part:
        case Equal():
            return f"{amount} × {shown(part.percent)} % / {len(names)}"
        case Inhabitants():
            total = shown(Fraction(sum(_people(names, part.at, populations).values())))
            return f"{amount} × {shown(part.percent)} % × invånare {part.at} / {total}"
        case Fixed():
            return f"{shown(part.each)} kr"
        case PerInhabitant():
            return f"{shown(part.each)} kr × invånare {part.at}"
        case Usage():
            return f"{shown(part.price)} kr × förbrukning"
        case Given():
            return "radens givna belopp"
