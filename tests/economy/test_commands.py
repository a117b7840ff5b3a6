"""The two commands: one file in, JSON out, and one sentence that names the field where the file is wrong."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinget.economy.management.commands import allocate, explain_allocation

SOME = ["Boden", "Kalix", "Kiruna", "Luleå", "Piteå"]
days = st.sampled_from(["2019-12-31", "2020-12-31", "2023-12-31"])
keys = st.one_of(
    st.just([{"equal": 100}]),
    days.map(lambda at: [{"inhabitants": 100, "at": at}]),
    st.integers(1, 90000).map(lambda each: [{"fixed": each}]),
    st.tuples(st.integers(1, 99), days).map(
        lambda one: [{"equal": one[0]}, {"inhabitants": 100 - one[0], "at": one[1]}]
    ),
    st.tuples(st.integers(1, 9000), days).map(
        lambda one: [{"fixed": one[0]}, {"inhabitants": 100, "at": one[1]}]
    ),
    st.tuples(st.integers(1, 9000), st.integers(1, 900), days).map(
        lambda one: [{"fixed": one[0]}, {"per_inhabitant": one[1] / 100, "at": one[2]}]
    ),
)
made_up = st.fixed_dictionaries(
    {
        "service": st.just("Påhittad"),
        "year": st.just(2023),
        "participants": st.one_of(
            st.just("all"),
            st.lists(
                st.sampled_from(["Boden", "Kalix", "Kiruna", "Luleå", "Piteå"]), min_size=3, unique=True
            ),
        ),
        "amount": st.integers(200_000, 2_000_000),
        "key": keys,
        "rounding": st.fixed_dictionaries(
            {
                "to": st.sampled_from([1, 100, 1000]),
                "mode": st.sampled_from(["nearest", "up", "down", "largest_remainder"]),
            }
        ),
    }
).map(lambda asked: asked if can_have_amount(asked) else {k: v for k, v in asked.items() if k != "amount"})


def can_have_amount(asked):
    """Tell whether the key shares an amount out; per inhabitant alone it would be too little."""
    return any("equal" in part or "inhabitants" in part for part in asked["key"])


HALVES = """
service: SOC
year: 2023
participants: all
amount: 508400
key: [{equal: 50}, {inhabitants: 50, at: 2020-12-31}]
rounding: {to: 100, mode: up}
"""


def ask(command, text, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    out, error = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        command.Command(stdout=out, stderr=error).handle(file="-")
    return json.loads(out.getvalue() or "null"), error.getvalue(), ended.value.code


def test_allocate_answers_rows_sum_and_formula(monkeypatch, published):
    answer, error, code = ask(allocate, HALVES, monkeypatch)
    assert (answer["rows"], answer["sum"]) == (published["socgrund-2023"]["rows"], 509200)
    assert set(answer) == {"rows", "sum", "formula"}
    assert (error, code) == ("", 0)


def test_explain_answers_what_allocate_accepts(monkeypatch, published):
    table = {key: published["socgrund-2023"][key] for key in ("service", "year", "rows", "sum")}
    answer, _, code = ask(explain_allocation, json.dumps(table), monkeypatch)
    assert set(answer) == {"exact", "model", "amount_range", "also", "near_miss", "misfits"}
    assert code == 0
    again, _, _ = ask(allocate, json.dumps(answer["model"]), monkeypatch)
    assert again["rows"] == table["rows"]


def test_explain_exits_1_where_nothing_is_exact(monkeypatch):
    asked = {"service": "X", "year": 2022, "rows": {"Boden": 1, "Luleå": 500, "Kiruna": 2, "Piteå": 499}}
    answer, _, code = ask(explain_allocation, json.dumps(asked), monkeypatch)
    assert (answer["exact"], answer["model"], code) == (False, None, 1)


def test_a_name_that_nobody_knows_is_told_and_still_counted(monkeypatch):
    answer, error, code = ask(
        allocate, "{service: X, year: 2022, participants: [Lulea], key: [{fixed: 5}]}", monkeypatch
    )
    assert (answer["rows"], code) == ({"Lulea": 5}, 0)
    assert "Lulea" in error


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("amount: 508400\n", ""), "amount"),
        (("amount: 508400", "amount: många"), "amount"),
        (("amount: 508400", "amount: true"), "amount"),
        (("amount: 508400", "amount: .nan"), "amount"),
        (("amount: 508400", "amount: 1\nfixed: 3"), "fixed"),
        (("year: 2023", "year: i år"), "year"),
        (("service: SOC\n", ""), "service"),
        (("participants: all", "participants: några"), "participants"),
        (("participants: all", "participants: []"), "participants"),
        (("participants: all", "participants: [Boden, Boden]"), "participants"),
        (("participants: all", "participants: [{name: Boden, until: 2023-01-01}]"), "until"),
        (("participants: all", "participants: [{name: Boden, from: 2023-02-01, to: 2023-01-01}]"), "to"),
        (("participants: all", "participants: [{name: Boden, from: 2023-02-30}]"), "2023-02-30"),
        (("{equal: 50}", "{equal: 40}"), "key"),
        (("{equal: 50}", "{equal: 50, at: 2020-12-31}"), "at"),
        (("{equal: 50}", "{equal: 50, fixed: 3}"), "key"),
        (("{equal: 50}", "{lika: 50}"), "key"),
        (("{equal: 50}", "{equal: -50}"), "equal"),
        ((", at: 2020-12-31", ""), "at"),
        (("at: 2020-12-31", "at: 2021-12-31"), "at"),
        (("to: 100", "to: 10"), "to"),
        (("mode: up", "mode: uppåt"), "mode"),
        (("mode: up", "mode: up, per: month"), "per"),
        (("rounding:", "per: week\nrounding:"), "per"),
        (("rounding:", "index: 1.02\nrounding:"), "index"),
        (("rounding:", "index: [0]\nrounding:"), "index"),
        (("rounding:", "populations: {i fjol: {Boden: 5}}\nrounding:"), "populations"),
        (("rounding:", "populations: {2021-12-31: {Boden: 5.5}}\nrounding:"), "Boden"),
    ],
)
def test_bad_input_to_allocate_is_one_sentence_that_names_the_field(change, named, monkeypatch):
    answer, error, code = ask(allocate, HALVES.replace(*change), monkeypatch)
    assert (answer, code) == (None, 2)
    assert named in error
    assert len(error.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{service: X, year: 2022}", "rows"),
        ("{service: X, year: 2022, rows: {}}", "rows"),
        ("{service: X, year: 2022, rows: {Boden: 1.5}}", "Boden"),
        ("{service: X, year: 2022, rows: {Boden: 1}, sum: ett}", "sum"),
        ("{service: X, year: 2022, rows: {Boden: 1}, model: a}", "model"),
        ("{service: X, year: 2022, rows: {Boden: 1}, earlier: [{service: X, year: 2021}]}", "rows"),
        ("{service: X, year: 2022, rows: {Boden: 1}, earlier: {}}", "earlier"),
    ],
)
def test_bad_input_to_explain_is_one_sentence_that_names_the_field(text, named, monkeypatch):
    answer, error, code = ask(explain_allocation, text, monkeypatch)
    assert (answer, code) == (None, 2)
    assert named in error
    assert len(error.strip().splitlines()) == 1


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made_up, st.booleans(), st.integers(0, 13))
def test_the_commands_explain_each_other_and_claim_nothing_else(monkeypatch, asked, spoiled, place):
    made, _, code = ask(allocate, json.dumps(asked), monkeypatch)
    assert code == 0
    rows = dict(made["rows"])
    if spoiled:  # one row that is no multiple of any unit but 1, far from where a model would have it
        name = sorted(rows)[place % len(rows)]
        rows[name] = rows[name] * 3 + 7
    table = {"service": asked["service"], "year": asked["year"], "rows": rows}
    answer, _, code = ask(explain_allocation, json.dumps(table), monkeypatch)
    assert (code == 0) is answer["exact"] is (answer["model"] is not None)
    assert answer["exact"] or spoiled
    shown = answer["model"] or answer["near_miss"]
    again = ask(allocate, json.dumps(shown), monkeypatch)[0]["rows"]
    assert {name for name in rows if again[name] != rows[name]} == set(answer["misfits"])
    assert bool(answer["misfits"]) is not answer["exact"]
