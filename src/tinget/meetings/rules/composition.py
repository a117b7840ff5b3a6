"""How the committee stands on a meeting's day: its seats, its presidium and their terms (rules 1 and 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinget.kernel.dates import in_words
from tinget.kernel.periods import Period
from tinget.meetings.rules.wording import listed

YEARS_OF_A_TERM = 4
FIRST_YEAR_OF_A_TERM = 2023  # the year after an ordinary election, as every fourth year before and since
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """What a rule says of the whole meeting, and whether that departs from it."""

    rule: str
    source: str
    text: str
    departs: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality's two seats: who is known to hold each, or None."""

    municipality: str
    member: str | None
    substitute: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A seat's mandate; an end or beginning that is not known is None."""

    name: str
    term: Period


def seats_filled(places: Sequence[Place]) -> Judged:
    """Tell whether every municipality has a member and a substitute (KL 9:24, reglemente 13 §, rule 1)."""
    without = [f"ledamot för {one.municipality}" for one in places if one.member is None]
    without += [f"ersättare för {one.municipality}" for one in places if one.substitute is None]
    source = "KL 9:24, reglemente 13 §"
    if without:
        return Judged("1", source, f"Ingen är känd som {listed(_few(without))}.", departs=True)
    return Judged("1", source, f"Alla {len(places)} kommuner har en ledamot och en ersättare.")


def presidium_of_members(chair: str | None, vice_chair: str | None, places: Sequence[Place]) -> Judged:
    """Tell whether chair and vice chair are known, and are members (reglemente 13 §, rule 1)."""
    members = {one.member for one in places}
    wrong = [
        f"ingen är känd som {office}" if name is None else f"{name} är {office} men inte ledamot"
        for office, name in (("ordförande", chair), ("vice ordförande", vice_chair))
        if name is None or name not in members
    ]
    if wrong:
        text = listed(wrong)
        return Judged("1", "reglemente 13 §", f"{text[:1].upper()}{text[1:]} den dagen.", departs=True)
    return Judged("1", "reglemente 13 §", "Ordföranden och vice ordföranden är ledamöter.")


def term_on(day: date) -> Period:
    """Give the term of four years that a day lies in, from 1 January after the election (reglemente 8 §)."""
    first = day.year - (day.year - FIRST_YEAR_OF_A_TERM) % YEARS_OF_A_TERM
    return Period(date(first, 1, 1), date(first + YEARS_OF_A_TERM - 1, 12, 31))


def within_term(mandates: Sequence[Held], day: date) -> Judged:
    """Tell whose mandate, where that is known, reaches out of the day's term (reglemente 8 §, rule 2)."""
    term = term_on(day)
    years = "–".join(in_words(one, weekday=False) for one in (term.first, term.last) if one)
    outside = [
        one.name
        for one in mandates
        if (one.term.first and term.first and one.term.first < term.first)
        or (one.term.last and term.last and one.term.last > term.last)
    ]
    if outside:
        text = f"Mandatperioden är {years}, och mandatet når utanför den för {listed(_few(outside))}."
        return Judged("2", "reglemente 8 §", text, departs=True)
    return Judged("2", "reglemente 8 §", f"Inget känt mandat når utanför mandatperioden {years}.")


def _few(names: Sequence[str]) -> list[str]:
    """Name the first few, and count the others."""
    if len(names) <= MOST_NAMED:
        return list(names)
    return [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} till"]
