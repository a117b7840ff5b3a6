"""Printed figures against their lines: each disagreement of the published tables, and none falsely."""

from tests.economy.conftest import FACTS
from tinget.economy.rules.facts import read_economy
from tinget.economy.rules.printed import Line, Reason, against_line, computed_totals, disagreements
from tinget.kernel.facts import Faults


def tables():
    faults = Faults()
    found = read_economy(FACTS, faults)
    faults.raise_if_any()
    return {one.slug: one for one in found.tables}, found


def test_the_printed_sums_that_disagree_are_found_and_no_others():
    found, _all = tables()
    told = {
        (slug, one.where, one.column): (one.difference, one.reason, one.line)
        for slug, table in found.items()
        for one in disagreements(table.lines, table.printed_total, rounded_to=table.rounded_to)
    }
    assert told == {
        ("outcome-2022-10", "Grundbelopp", "deviation"): (-1, Reason.ROUNDING, ""),
        ("outcome-2022-10", "", "income"): (-1, Reason.LINE_OFF, "Grundbelopp"),
        ("interim-2022-05-tkr", "Norrbottens e-nämnd", "deviation"): (1000, Reason.ROUNDING, ""),
        ("outcome-2023-08-tkr", "Norrbottens e-nämnd", "deviation"): (-1000, Reason.ROUNDING, ""),
    }


def test_amounts_of_a_text_that_are_another_lines_are_seen():
    found, facts = tables()
    budgets = {2022: found["budget-2022"].lines, 2023: found["budget-2023"].lines}
    told = {
        one.slug: (held.difference, held.reason, held.line)
        for one in facts.amounts
        if (held := against_line(budgets.get(one.year, ()), one.line, one.amount))
    }
    assert told == {
        "vp2023-vu-text": (55100, Reason.OTHER_LINE, "E-tjänsteplattform"),
        "vp2023-soc-text": (-1896900, Reason.OTHER_LINE, "Verksamhetsutvecklare e-tjänster"),
        "bilaga-vu-2023": (-800, Reason.UNEXPLAINED, ""),
    }


def table(*costs):
    return [Line(f"rad {number}", {"cost": cost}) for number, cost in enumerate(costs)]


def reason(lines, printed):
    (found,) = disagreements(lines, {"cost": printed}, rounded_to=1)
    return found.reason, found.line


def test_a_line_left_out_counted_twice_or_with_the_wrong_sign_is_named():
    lines = table(100, 2000, 34000)
    assert reason(lines, 34100) == (Reason.LEFT_OUT, "rad 1")
    assert reason(lines, 70100) == (Reason.LEFT_OUT, "rad 2")
    assert reason(lines, 35900) == (Reason.SIGN, "rad 0")
    assert reason(lines, 36102) == (Reason.ROUNDING, "")
    assert reason(lines, 99999) == (Reason.UNEXPLAINED, "")


def test_two_lines_that_could_explain_it_explain_nothing():
    assert reason(table(500, 500, 34000), 34500) == (Reason.UNEXPLAINED, "")


def test_an_unknown_figure_counts_as_nothing_and_sums_are_always_computed():
    lines = [Line("a", {"cost": None, "income": 5}), Line("b", {"cost": 7})]
    assert computed_totals(lines) == {"cost": 7, "income": 5}
    assert disagreements(lines, {"cost": 7, "income": None}, rounded_to=1) == []
