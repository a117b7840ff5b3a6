"""A year's books: entering, adopting, versions, and how the year goes against its budget."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.committee import AT, acting
from tinget.economy import actions, queries
from tinget.economy.rules.entering import Sheet, as_of, as_text, read_lines
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.follow_up import OtherBudget, Wholes, follow, summed, whole_of
from tinget.economy.rules.printed import Line
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible

BUDGET, OUTCOME, FORECAST = TableKind.BUDGET, TableKind.OUTCOME, TableKind.FORECAST
ENTERED = (
    "rad;intäkt;kostnad;förklaring\nE-arkiv;120 000;120000;\nGrund;60000;60 000;\nSumma;180000;181000;\n"
)
names = st.sampled_from(["E-arkiv", "Grund; del 2", "Övrigt", "HR/lön, förstudie"])
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
figures = st.none() | st.integers(-(10**9), 10**9)


def sheet(kind=BUDGET, text=ENTERED, *, year=2027, month=12, why=""):
    lines, total, faults = read_lines(text, kind)
    assert not faults
    return Sheet(kind, year, as_of(kind, year, month, entered_on=AT.date()), lines, total, why)


def test_lines_are_read_with_the_printed_sum_and_its_disagreement():
    lines, total, faults = read_lines(ENTERED, BUDGET)
    assert [(line.name, line.figures["cost"]) for line in lines] == [("E-arkiv", 120000), ("Grund", 60000)]
    assert (total, faults) == ({"income": 180000, "cost": 181000}, [])


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 0, "tom"),
        ("rad;intäkt\nE-arkiv;5\n", 1, "kostnad"),
        ("rad;intäkt;kostnad\nE-arkiv;5;mycket\n", 2, "hela kronor"),
        ("rad;intäkt;kostnad\nE-arkiv;5;5\nE-arkiv;6;6\n", 3, "redan ovanför"),
        ("rad;intäkt;kostnad\n;5;5\n", 2, "saknas"),
        ("rad;intäkt;kostnad\nSumma;5;5\n", 0, "ingen rad"),
        ("rad;intäkt;kostnad\nE-arkiv;5;5,50\n", 2, "hela kronor"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, line, told):
    lines, _total, faults = read_lines(text, BUDGET)
    assert not lines
    assert any(fault.line == line and told in fault.text for fault in faults)


@CALM
@given(st.dictionaries(names, st.tuples(figures, figures), min_size=1, max_size=5))
def test_what_is_written_is_read_back(rows):
    lines = tuple(Line(" ".join(name.split()), {"income": i, "cost": c}) for name, (i, c) in rows.items())
    lines = tuple({line.name: line for line in lines}.values())
    assert read_lines(as_text(lines, BUDGET), BUDGET) == (lines, {}, [])


@CALM
@given(
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7)), max_size=6),
    st.integers(1, 12),
)
def test_the_lines_deviations_add_up_to_the_years(rows, month):
    budget = [Line(str(n), {"income": b, "cost": b}) for n, (b, _i, _c) in enumerate(rows)]
    outcome = [Line(str(n), {"income": i, "cost": c}) for n, (_b, i, c) in enumerate(rows)]
    lines = follow(budget, outcome, (), month=month, moved={})
    assert sum(line.deviation for line in lines) == (
        summed(lines, month=month, wholes=Wholes()).deviation or 0
    )
    assert [line.deviation for line in lines] == [i - c for _b, i, c in rows]  # a budget in balance
    assert all(line.forecast_deviation is None for line in lines)


def test_a_line_outside_the_budget_deviates_by_all_of_it_and_is_explained():
    outcome = [Line("Förstudie", {"income": None, "cost": 5000}, "Beslutades i mars.")]
    (line,) = follow((), outcome, (), month=6, moved={})
    assert (line.deviation, line.part.cost, line.explanation) == (-5000, None, "Beslutades i mars.")


def test_a_sum_that_stands_alone_is_the_years_and_no_lines():
    alone = Line("Nämnden", {"income": 100, "cost": 90})
    assert whole_of([alone], "nämnden") is alone
    assert whole_of([alone], "E-arkiv") is whole_of([alone, alone], "Nämnden") is None
    lines = follow([Line("A", {"income": 24, "cost": 24})], (), (), month=6, moved={})
    total = summed(lines, month=6, wholes=Wholes(outcome=alone, forecast=alone))
    assert (total.part.cost, total.deviation, total.forecast_deviation) == (12, 10, 10)
    assert summed((), month=6, wholes=Wholes(budget=alone)).part.cost == 45


def test_a_line_is_held_by_the_budgets_name_and_none_is_lost():
    budget = [Line("A system", {"income": 12, "cost": 12})]
    had = [Line("A", {"cost": 5}, "", "A system"), Line("A del 2", {"cost": 7}, "", "A system")]
    first, second = follow(budget, had, (), month=12, moved={})
    assert (first.name, first.outcome.cost, first.part.cost) == ("A system", 5, 12)
    assert (second.name, second.outcome.cost) == ("A del 2", 7)


def test_a_years_whole_outcome_at_budget_deviates_nothing():
    budget = [Line("A", {"income": 0, "cost": 1201})]
    (half,) = follow(budget, budget, (), month=6, moved={})
    (whole,) = follow(budget, budget, (), month=12, moved={})
    assert (half.part.cost, half.deviation, whole.deviation) == (601, -600, 0)


def test_a_draft_is_replaced_and_what_is_adopted_is_not(committee, in_scope, client):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        first = actions.save_table(staff, authority=committee.id, sheet=sheet())
        again = actions.save_table(staff, authority=committee.id, sheet=sheet(why="Nytt index"))
        assert first == again == "budget-2027-v1"
    assert client.get(f"/e-namnden/ekonomi/tabell/{first}/").status_code == 404
    with in_scope(committee.id):
        day = dt.date(2026, 11, 20)
        adopt = {"authority": committee.id, "decision": "KF § 210", "decided_on": day, "at": AT}
        actions.adopt_table(staff, slug=first, **adopt)
        with pytest.raises(NotPossible, match="ny version"):
            actions.adopt_table(staff, slug=first, **adopt)
        with pytest.raises(NotPossible, match="ny version"):
            actions.adopt_table(staff, slug="budget-2022", **adopt)
        second = actions.save_table(staff, authority=committee.id, sheet=sheet())
        assert second == "budget-2027-v2"
        assert queries.year_of(committee.id, 2027).budget.slug == first
        actions.adopt_table(staff, slug=second, **adopt)
        year = queries.year_of(committee.id, 2027)
        told = ledger.history(committee.id, f"economy.table:{year.budget.id}")
    assert (year.budget.slug, [one.slug for one in year.earlier], year.drafts) == (second, [first], ())
    assert {line.action for line in told} == {"save_table", "adopt_table"}
    (one,) = [one for one in year.budget.disagreements if one.column == "cost"]
    assert (one.printed, one.computed) == (181000, 180000)
    page = client.get(f"/e-namnden/ekonomi/tabell/{first}/").content.decode()
    assert "KF § 210" in page
    assert "skillnad +1" in page


def test_others_may_neither_enter_nor_adopt(committee, in_scope):
    with in_scope(committee.id):
        member = acting("Ledamot, Boden")
        with pytest.raises(NotPermitted):
            actions.save_table(member, authority=committee.id, sheet=sheet())
        with pytest.raises(NotPermitted):
            actions.adopt_table(
                member, authority=committee.id, slug="x", decision="y", decided_on=AT.date(), at=AT
            )
        slug = actions.save_table(acting("Sekreterare"), authority=committee.id, sheet=sheet())
        with pytest.raises(NotPossible, match="efter i dag"):
            actions.adopt_table(
                acting("Sekreterare"),
                authority=committee.id,
                slug=slug,
                decision="y",
                decided_on=dt.date(2026, 12, 24),
                at=AT,
            )


def test_a_printed_year_holds_its_tables_together(committee, in_scope):
    with in_scope(committee.id):
        year = queries.year_of(committee.id, 2022)
    assert (year.budget.slug, year.outcome.slug, year.month) == ("budget-2022", "outcome-2022-10", 10)
    archive = next(line for line in year.lines if line.name == "E-arkiv")
    assert archive.part.cost == round(322000 * 10 / 12)
    assert archive.deviation == 272283 - 260833
    rescue = next(line for line in year.lines if line.name == "Räddningstjänsten system")
    assert (rescue.part.cost, rescue.outcome.cost, rescue.forecast.cost) == (610417, 610417, 732500)
    assert year.other_budgets == (OtherBudget("Grundfinansiering", 2002600, 1065400),)
    assert year.later[0].slug == "outcome-2022-year-tkr"
    assert {line.name for line in year.lines}.isdisjoint({"Norrbottens e-nämnd", "Tjänst e-arkiv"})


def test_a_year_of_which_only_the_sum_is_published_says_so(committee, in_scope, client):
    with in_scope(committee.id):
        year = queries.year_of(committee.id, 2023)
    assert year.sum.deviation == 6429000 - 6038000
    assert all(line.outcome.result is None for line in year.lines)
    page = client.get("/e-namnden/ekonomi/ar/2023/").content.decode()
    assert "Utfallet till och med 31 augusti 2023 är publicerat endast som summa" in page
    assert "Endast summan är publicerad för utfallet och prognosen." in page
    assert '<th scope="row">Norrbottens e-nämnd</th>' not in page
    assert "överskott 267\u202f000 kr" in client.get("/e-namnden/ekonomi/ar/2022/").content.decode()
    carried = client.get("/e-namnden/ekonomi/ar/2022/resultat/").content.decode()
    assert "Resultatet är 267\u202f000 kr. Det har inga rader" in carried


def test_the_coordinator_enters_a_budget_and_an_outcome(signed_in, committee, client):
    staff, address = signed_in("Samordnare"), "/e-namnden/ekonomi/"
    assert "Grundfinansiering;1127000;1127000" in staff.get(f"{address}ny-tabell/?ar=2026").content.decode()
    entered = {"kind": "budget", "year": "2026", "month": "12", "lines": ENTERED}
    wrong = staff.post(f"{address}ny-tabell/", entered | {"lines": "rad;intäkt;kostnad\nA;1;x"})
    assert "Rad 2: ”kostnad” ska vara hela kronor" in wrong.content.decode()
    outcome = "rad;intäkt;kostnad;förklaring\nE-arkiv;100000;112000;Dyrare lagring.\n"
    for one in (entered, entered | {"kind": "outcome", "month": "10", "lines": outcome}):
        saved = staff.post(f"{address}ny-tabell/", one)
        assert saved.status_code == 302
        adopted = staff.post(f"{saved.url}anta/", {"decision": "§ 20", "decided_on": "2026-11-20"})
        assert adopted.status_code == 302
    page = client.get(f"{address}ar/2026/").content.decode()
    assert "−12\u202f000 sämre" in page
    assert "Dyrare lagring." in page
    assert "Lägg in budget" not in page
    assert client.get(f"{address}ar/2090/").status_code == 200
    assert client.get(f"{address}ny-tabell/").status_code == 302
