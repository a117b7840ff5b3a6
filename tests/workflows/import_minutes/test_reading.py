"""Whatever the layout, the same facts are read; and what is taken away is doubted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.import_minutes.rendering import paged, render
from tests.workflows.import_minutes.strategies import minutes, styles
from tinget.workflows.import_minutes.rules.read import read_minutes

pytestmark = pytest.mark.slow


def check(made, style, text):
    read = read_minutes(text)
    printed = read.printed("x")
    meeting = printed["meeting"]
    assert meeting["date"] == made.date
    assert meeting["place"] == made.place
    assert meeting["chair"] == made.chair[0]
    assert meeting["secretary"] == made.secretary
    assert meeting["approvers"] == [made.approver[0]]
    expected = [(*made.chair, "chair"), *((*one, "member") for one in made.members)]
    expected += [(*one, "serving_substitute") for one in made.serving]
    expected += [(*one, "substitute") for one in made.substitutes]
    expected += [(made.secretary, None, "other")]
    assert [(one["name"], one["party"], one["as"]) for one in meeting["attendance"]] == expected
    numbers = [str(item.number) for item in made.items]
    assert meeting["notices"] == [{"paragraphs": numbers, "up": made.up, "down": made.down}]
    assert meeting["signatures"] == list(dict.fromkeys([made.secretary, made.chair[0], made.approver[0]]))
    assert [item["paragraph"] for item in printed["items"]] == numbers
    rows = text.replace("\f", "").split("\n")
    for item, found in zip(made.items, printed["items"], strict=True):
        assert found["title"] == item.title
        assert found["case_number"] == item.case
        assert found["points"] == item.points
        if not item.points:
            assert found["decision"] == item.decision
        else:
            assert found["decision"].split("\n")[0] == item.decision
            assert len(found["decision"].split("\n")) == 1 + len(item.points)
        assert found["summary"] == (item.summary or None)
        assert found["procedure"] == (item.procedure or None)
        assert found["reservations"] == item.reservations
        assert [(one["title"], one["record_id"]) for one in found["basis"]] == item.basis
        assert found["recipients"] == item.recipients
        assert style.sign.format(n=item.number) in rows[found["line"] - 1]
    return read


@settings(max_examples=150, deadline=None)
@given(made=minutes(), style=styles())
def test_the_same_facts_in_any_layout(made, style):
    check(made, style, "\n".join(render(made, style)))


@settings(max_examples=150, deadline=None)
@given(made=minutes(), style=styles(), data=st.data())
def test_page_breaks_anywhere_change_nothing(made, style, data):
    lines = render(made, style)
    breaks = data.draw(st.sets(st.integers(1, len(lines) - 1), min_size=2, max_size=8))
    check(
        made, style, paged(lines, breaks, made, feeds=data.draw(st.booleans()), foot=data.draw(st.booleans()))
    )


ITEM = """
§ {n} Avtal om sal {name}
{case}

Beslut
Nämnden antar avtalet om {name}.
{reservation}
Handling
Tjänsteskrivelse, Hid 2022.10{n}
Bilaga 1
Bilaga 2
Bilaga 3

Beslutet skickas till
Förvaltningen
"""


@pytest.mark.parametrize("case", ["Dnr 2022/1{n}", "Dnr KFN 2022/1{n}", "2022/1{n}"])
def test_cases_papers_and_annexes_numbered_in_a_row_are_no_page_numbers(case):
    names = ["norr", "syd", "väst", "öst"]
    parts = [
        ITEM.format(n=n, name=name, case=case.format(n=n), reservation="")
        for n, name in enumerate(names, start=1)
    ]
    items = read_minutes("Protokoll 2022-03-15\n" + "".join(parts)).printed("x")["items"]
    assert [item["case_number"] for item in items] == [
        case.format(n=n).removeprefix("Dnr ") for n in range(1, 5)
    ]
    for n, item in enumerate(items, start=1):
        assert [(one["title"], one["record_id"]) for one in item["basis"]] == [
            ("Tjänsteskrivelse", f"2022.10{n}"),
            ("Bilaga 1", None),
            ("Bilaga 2", None),
            ("Bilaga 3", None),
        ]


@pytest.mark.parametrize(
    "reservation",
    [
        ["Modell Ceder (C) och Prov Björk (M) reserverar sig mot beslutet till förmån för eget yrkande."],
        ["Mot beslutet reserverar sig Modell Ceder (C)."],
        ["Modell Ceder (C) reserverar sig mot beslutet.", "Prov Björk (M) reserverade sig skriftligt."],
    ],
)
def test_a_reservation_that_closes_a_decision_is_no_part_of_it(reservation):
    text = ITEM.format(
        n=7, name="norr", case="Dnr 2022/7", reservation="\n" + "\n\n".join(reservation) + "\n"
    )
    (item,) = read_minutes(f"Protokoll 2022-03-15\n{text}").printed("x")["items"]
    assert item["decision"] == "Nämnden antar avtalet om norr."
    assert item["reservations"] == reservation
