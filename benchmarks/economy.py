"""Sharing out and explaining at the size of a nation: 290 municipalities, 40 services, 10 years.

Run: PYTHONPATH=src python benchmarks/economy.py
"""

import datetime as dt
import random
import time
from fractions import Fraction

from tinget.economy.rules.allocation import Allocation, Equal, Inhabitants, Participant, allocate
from tinget.economy.rules.explaining import explain
from tinget.economy.rules.paying import Paid, services_paid
from tinget.economy.rules.reading import Known, Question, Table
from tinget.economy.rules.rounding import Mode, Rounding

MUNICIPALITIES, SERVICES, YEARS = 290, 40, 10
DAYS = [dt.date(2017 + number, 12, 31) for number in range(5)]


def main() -> None:
    """Make up the municipalities, and time a year, one municipality, an explanation and a near miss."""
    dice = random.Random(3)  # noqa: S311 -- not a secret
    names = [f"Kommun {number:03d}" for number in range(MUNICIPALITIES)]
    size = {name: int(2000 * 1.02**number) + dice.randrange(500) for number, name in enumerate(names)}
    people = {day: {name: int(size[name] * dice.uniform(0.97, 1.03)) for name in names} for day in DAYS}
    known = Known(people, tuple(names), frozenset(DAYS))
    asked = Allocation(
        "Tjänst",
        2022,
        tuple(Participant(name) for name in names),
        (Equal(Fraction(50)), Inhabitants(Fraction(50), DAYS[3])),
        Fraction(5_084_000),
        rounding=Rounding(100, Mode.UP),
    )
    begun = time.perf_counter()
    for _ in range(SERVICES):
        rows = allocate(asked, people).rows
    print(f"a year, {SERVICES} services: {time.perf_counter() - begun:.2f} s")
    paid = [
        Paid(f"Tjänst {number:02d}", year, rows[names[0]], rows)
        for number in range(SERVICES)
        for year in range(2022 - YEARS + 1, 2023)
    ]
    begun = time.perf_counter()
    gathered = services_paid(paid, names[0], people)
    print(f"one municipality, {len(gathered)} services x {YEARS} years: {time.perf_counter() - begun:.2f} s")
    begun = time.perf_counter()
    found = explain(Question(Table("Tjänst", 2022, rows), None, ()), known)
    print(f"a table explained ({len(found.fits)} models): {time.perf_counter() - begun:.2f} s")
    altered = rows | {names[5]: rows[names[5]] + 700}
    begun = time.perf_counter()
    missed = explain(Question(Table("Tjänst", 2022, altered), None, ()), known)
    print(f"a near miss ({len(missed.misfits)} misfits): {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
