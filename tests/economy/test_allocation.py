"""Sharing out: the published tables to the krona, what each word of the question means, and properties."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.economy.rules.allocation import (
    Allocation,
    AllocationImpossible,
    Equal,
    Fixed,
    Given,
    Inhabitants,
    Participant,
    PerInhabitant,
    Usage,
    allocate,
    formula,
)
from tinget.economy.rules.rounding import Mode, Rounding, nearest, rounded_rows
from tinget.kernel.sorting import swedish_key

DAY = dt.date(2020, 12, 31)
FEW = {DAY: {"Arjeplog": 100, "Boden": 200, "Älvsbyn": 100}}
NAMES = ["Arjeplog", "Boden", "Kalix", "Luleå", "Piteå", "Älvsbyn", "Överkalix"]


def whole(*names):
    return tuple(Participant(name) for name in names)


def asked(*key, amount=None, names=("Arjeplog", "Boden", "Älvsbyn"), **more):
    return Allocation("Tjänst", 2022, whole(*names), key, amount, **more)


def rows(question, populations=None):
    return allocate(question, FEW if populations is None else populations).rows


@pytest.mark.parametrize(
    ("table", "amount", "key", "rounding"),
    [
        ("hr-2022", 368000, (Inhabitants(Fraction(100), DAY),), Rounding(100, Mode.UP)),
        (
            "earkiv-2022",
            314119,
            (Inhabitants(Fraction(100), dt.date(2017, 12, 31)),),
            Rounding(1000, Mode.UP),
        ),
        (
            "socgrund-2023",
            508400,
            (Equal(Fraction(50)), Inhabitants(Fraction(50), DAY)),
            Rounding(100, Mode.UP),
        ),
        ("grund-2022", 1065400, (Equal(Fraction(100)),), Rounding()),
    ],
)
def test_the_published_tables_come_out_to_the_krona(table, amount, key, rounding, known, published):
    question = Allocation("Tjänst", 2022, whole(*known.everybody), key, Fraction(amount), rounding=rounding)
    allocated = allocate(question, known.populations)
    assert allocated.rows == published[table]["rows"]
    assert allocated.total == published[table]["sum"]


def test_half_goes_away_from_zero_and_every_mode_to_its_side():
    assert [nearest(Fraction(value)) for value in ("0.5", "1.5", "-0.5", "-1.5")] == [1, 2, -1, -2]
    value = {"Boden": Fraction(250)}
    assert rounded_rows(value, Rounding(100, Mode.NEAREST)) == {"Boden": 300}
    assert rounded_rows(value, Rounding(100, Mode.UP)) == {"Boden": 300}
    assert rounded_rows(value, Rounding(100, Mode.DOWN)) == {"Boden": 200}


def test_largest_remainders_tie_in_swedish_name_order():
    thirds = dict.fromkeys(["Överkalix", "Älvsbyn", "Övertorneå", "Arjeplog"], Fraction(5, 2))
    shared = rounded_rows(thirds, Rounding(1, Mode.LARGEST_REMAINDER))
    assert shared == {"Arjeplog": 3, "Älvsbyn": 3, "Överkalix": 2, "Övertorneå": 2}


def test_percentages_share_what_the_other_parts_leave():
    question = asked(
        Fixed(Fraction(10)), Equal(Fraction(40)), Inhabitants(Fraction(60), DAY), amount=Fraction(130)
    )
    assert rows(question) == {"Arjeplog": 38, "Boden": 53, "Älvsbyn": 38}


def test_index_applies_to_all_parts_before_rounding():
    question = asked(
        Fixed(Fraction(10)), index=(Fraction("1.02"), Fraction("1.1")), rounding=Rounding(1, Mode.UP)
    )
    assert set(rows(question).values()) == {12}


def test_usage_and_rows_count_for_those_that_take_part():
    question = asked(
        Usage({"Boden": Fraction("2.5")}, Fraction(84)),
        Given({"Arjeplog": Fraction(7), "Kalix": Fraction(1000)}),
    )
    assert rows(question) == {"Arjeplog": 7, "Boden": 210, "Älvsbyn": 0}


def test_a_month_is_rounded_and_then_taken_twelve_times():
    assert set(rows(asked(Fixed(Fraction(1000)), per_month=True)).values()) == {83 * 12}


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2022-07-15", None, 6),
        (None, "2022-02-01", 2),
        ("2021-01-01", "2023-01-01", 12),
        ("2022-12-31", None, 1),
    ],
)
def test_part_of_a_year_is_begun_months_of_the_own_row_and_the_others_are_unchanged(first, last, months):
    day = [one and dt.date.fromisoformat(one) for one in (first, last)]
    question = asked(Equal(Fraction(100)), amount=Fraction(3600))
    one = replace(question, participants=(*whole("Arjeplog", "Älvsbyn"), Participant("Boden", *day)))
    assert rows(one) == {"Arjeplog": 1200, "Boden": 100 * months, "Älvsbyn": 1200}


def test_who_does_not_take_part_is_absent_and_pays_nothing():
    question = asked(Equal(Fraction(100)), amount=Fraction(300))
    gone = replace(
        question,
        participants=(*whole("Arjeplog", "Älvsbyn"), Participant("Boden", None, dt.date(2021, 12, 31))),
    )
    assert rows(gone) == {"Arjeplog": 150, "Älvsbyn": 150}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (asked(Equal(Fraction(100))), "amount"),
        (asked(Equal(Fraction(90)), amount=Fraction(10)), "key"),
        (asked(Equal(Fraction(100)), Fixed(Fraction(5)), amount=Fraction(14)), "amount"),
        (asked(Inhabitants(Fraction(100), dt.date(2019, 12, 31)), amount=Fraction(14)), "at"),
        (asked(PerInhabitant(Fraction(1), DAY), names=("Kalix",)), "populations"),
        (asked(Fixed(Fraction(5)), names=()), "participants"),
        (asked(Equal(Fraction(100)), amount=Fraction(-1)), "amount"),
    ],
)
def test_what_contradicts_itself_is_refused_by_field(question, named):
    with pytest.raises(AllocationImpossible, match=named):
        allocate(question, FEW)


def test_the_formula_can_be_redone_with_a_pocket_calculator():
    question = asked(Equal(Fraction(50)), Inhabitants(Fraction(50), DAY), amount=Fraction(508400))
    text = formula(question, FEW).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert text == (
        "508 400 kr × 50 % / 3 + 508 400 kr × 50 % × invånare 2020-12-31 / 400; "
        "varje rad avrundas till närmaste 1 kr"
    )


amounts = st.integers(0, 10**7).map(Fraction)
populations = st.fixed_dictionaries({name: st.integers(1, 80000) for name in NAMES})
roundings = st.builds(Rounding, st.sampled_from([1, 100, 1000]), st.sampled_from(list(Mode)))
percents = st.integers(0, 100).map(Fraction)


@given(amounts, populations, roundings, percents)
def test_rows_add_up_as_the_rounding_says(amount, people, rounding, percent):
    question = asked(
        Equal(percent), Inhabitants(100 - percent, DAY), amount=amount, names=NAMES, rounding=rounding
    )
    total = allocate(question, {DAY: people}).total
    if rounding.mode is Mode.LARGEST_REMAINDER:
        assert total == nearest(amount, rounding.to)
    elif rounding.mode is Mode.UP:
        assert amount <= total < amount + rounding.to * len(NAMES)
    elif rounding.mode is Mode.DOWN:
        assert amount - rounding.to * len(NAMES) < total <= amount
    else:
        assert abs(total - amount) <= rounding.to * len(NAMES) / 2


@given(amounts, populations, roundings, percents)
def test_more_inhabitants_never_pay_less(amount, people, rounding, percent):
    question = asked(
        Equal(percent), Inhabitants(100 - percent, DAY), amount=amount, names=NAMES, rounding=rounding
    )
    allocated = allocate(question, {DAY: people})
    paid, exact = allocated.rows, allocated.exact
    for one in NAMES:
        for other in NAMES:
            # Equal parts by largest remainder tie, and then it is the names that decide, as they must.
            ties = rounding.mode is Mode.LARGEST_REMAINDER and exact[one] == exact[other]
            if people[one] > people[other] and not ties:
                assert paid[one] >= paid[other]


@given(amounts, populations, roundings, percents, st.permutations(NAMES))
def test_the_order_of_municipalities_does_not_matter(amount, people, rounding, percent, order):
    question = asked(
        Equal(percent), Inhabitants(100 - percent, DAY), amount=amount, names=NAMES, rounding=rounding
    )
    turned = replace(question, participants=whole(*order))
    one = allocate(question, {DAY: people}).rows
    other = allocate(turned, {DAY: {name: people[name] for name in order}}).rows
    assert list(one.items()) == list(other.items())
    assert list(one) == sorted(NAMES, key=swedish_key)


@given(amounts, populations, roundings, st.sets(st.sampled_from(NAMES), min_size=1))
def test_nobody_pays_for_what_they_are_not_in(amount, people, rounding, taking_part):
    question = asked(
        Inhabitants(Fraction(100), DAY), amount=amount, names=tuple(taking_part), rounding=rounding
    )
    assert set(allocate(question, {DAY: people}).rows) == taking_part
