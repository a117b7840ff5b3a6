"""Time to appeal, legal force and standstill: constructed cases, each named after its law."""

import datetime as dt
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.dates import DAY, is_working_day, last_day_to_appeal
from tinget.noticeboard.management.commands.appeal_clock import Command
from tinget.noticeboard.rules.appeal_time import Display, run

DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2035, 12, 31))
THIRTEEN = [f"kommun {number}" for number in range(1, 14)]


def ask(facts, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(facts).encode())))
    out, error = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        Command(stdout=out, stderr=error).handle(file="-")
    return (json.loads(out.getvalue()) if out.getvalue() else error.getvalue()), ended.value.code


def decision(up="2023-10-17", down=None, *, last=None, approved="2023-10-16", **more):
    """Thirteen boards alike, and a fourteenth of its own."""
    alike = [{"up": up, "down": down}]
    return {
        "approved_on": approved,
        "kind": "decision",
        "boards": dict.fromkeys(THIRTEEN, alike) | {"Pajala": alike if last is None else last},
        **more,
    }


def clock_of(facts, monkeypatch):
    answer, code = ask(facts, monkeypatch)
    assert code == 0, answer
    return answer


@pytest.mark.parametrize(
    ("source", "up", "last"),
    [
        ("KL 13:5, a published notice", "2020-11-06", "2020-11-27"),
        ("KL 13:5, a published notice", "2020-11-12", "2020-12-03"),
        ("KL 13:5, a published notice", "2023-10-17", "2023-11-07"),
        ("lag 1930:173 2 §, a Saturday", "2023-10-21", "2023-11-13"),
        ("lag 1930:173 2 §, a Sunday", "2023-10-22", "2023-11-13"),
        ("lag 1930:173 2 §, Good Friday over Easter", "2024-03-08", "2024-04-02"),
        ("lag 1930:173 2 §, Easter Monday", "2024-03-11", "2024-04-02"),
        ("lag 1930:173 2 §, midsummer's eve", "2024-05-31", "2024-06-24"),
        ("lag 1930:173 2 §, Christmas Eve", "2024-12-03", "2024-12-27"),
        ("lag 1930:173 2 §, New Year's Eve", "2024-12-10", "2025-01-02"),
        ("lag 1930:173 2 §, Epiphany", "2024-12-16", "2025-01-07"),
        ("lag 1930:173 2 §, Ascension Day", "2024-04-18", "2024-05-10"),
        ("lag 1930:173 2 §, the first of May", "2024-04-10", "2024-05-02"),
        ("lag 1930:173 2 §, the national day", "2024-05-16", "2024-06-07"),
        ("lag 1930:173 2 §, All Saints' Day", "2024-10-12", "2024-11-04"),
    ],
)
def test_kl_13_5_the_last_day_to_appeal(source, up, last, monkeypatch):
    answer = clock_of(decision(up, approved=up), monkeypatch)
    removal = dt.date.fromisoformat(last) + DAY
    assert (answer["runs_from"], answer["last_day_to_appeal"]) == (up, last), source
    assert answer["earliest_removal"] == removal.isoformat()
    assert answer["legal_force_on"] is None
    assert {row["field"] for row in answer["days"]} == {"runs_from", "last_day_to_appeal", "earliest_removal"}


def test_kl_13_5_the_last_of_all_boards_starts_the_clock_and_kl_8_12_finds_it_late(monkeypatch):
    answer = clock_of(decision(last=[{"up": "2023-10-25", "down": None}]), monkeypatch)
    assert (answer["runs_from"], answer["last_day_to_appeal"]) == ("2023-10-25", "2023-11-15")
    assert [(one["rule"], one["board"]) for one in answer["findings"]] == [("25", "Pajala")]
    assert answer["restarts"] == []


def test_kl_13_5_a_board_that_drops_the_notice_starts_the_clock_anew(monkeypatch):
    dropped = [{"up": "2023-10-17", "down": "2023-10-20"}, {"up": "2023-10-24", "down": None}]
    answer = clock_of(decision(last=dropped), monkeypatch)
    assert (answer["runs_from"], answer["last_day_to_appeal"]) == ("2023-10-24", "2023-11-14")
    assert answer["restarts"] == [{"board": "Pajala", "day": "2023-10-24", "reason": "reposted"}]


def test_kl_13_5_down_and_up_on_the_same_day_is_an_interruption(monkeypatch):
    dropped = [{"up": "2023-10-17", "down": "2023-10-20"}, {"up": "2023-10-20", "down": None}]
    assert clock_of(decision(last=dropped), monkeypatch)["runs_from"] == "2023-10-20"


def test_kl_13_5_thirteen_boards_that_take_down_on_the_original_day_stop_the_restarted_clock(monkeypatch):
    dropped = [{"up": "2023-10-17", "down": "2023-10-30"}, {"up": "2023-11-01", "down": None}]
    answer = clock_of(decision(down="2023-11-08", last=dropped, court_answer_on="2023-12-01"), monkeypatch)
    assert [answer[key] for key in ("runs_from", "last_day_to_appeal", "legal_force_on")] == [None] * 3
    removed = [one["board"] for one in answer["restarts"] if one["reason"] == "removed"]
    assert removed == THIRTEEN
    assert answer["restarts"][0] == {"board": "Pajala", "day": "2023-11-01", "reason": "reposted"}


def test_kl_13_5_what_happens_before_all_boards_carry_it_restarts_nothing(monkeypatch):
    facts = decision(last=[{"up": "2023-10-30", "down": None}])
    facts["boards"]["kommun 1"] = [{"up": "2023-10-17", "down": "2023-10-19"}, {"up": "2023-10-20"}]
    answer = clock_of(facts, monkeypatch)
    assert (answer["runs_from"], answer["restarts"]) == ("2023-10-30", [])


@pytest.mark.parametrize("last", [[], [{"up": "2023-10-17", "down": "2023-10-20"}]])
def test_kl_13_5_a_board_without_the_notice_stops_the_clock(last, monkeypatch):
    answer = clock_of(decision(last=last), monkeypatch)
    assert answer["runs_from"] is None
    assert answer["days"] == []


@pytest.mark.parametrize(
    ("appeals", "answered", "force"),
    [
        ([], None, None),
        ([], "2023-11-10", "2023-11-08"),
        ([], "2023-11-07", None),  # while the time still ran
        ([{"received_on": "2023-11-07", "at": "Kiruna"}], "2023-11-10", None),
        ([{"received_on": "2023-11-08", "at": "Kiruna"}], "2023-11-10", "2023-11-08"),
        (
            [{"received_on": "2023-11-07", "at": "Kiruna", "resolved_on": "2024-03-01"}],
            "2024-03-05",
            "2023-11-08",
        ),
    ],
)
def test_kl_13_5_and_6_legal_force_waits_for_the_court_and_for_appeals_in_time_anywhere(
    appeals, answered, force, monkeypatch
):
    answer = clock_of(decision(appeals=appeals, court_answer_on=answered), monkeypatch)
    assert answer["legal_force_on"] == force


def test_rule_28_a_late_appeal_is_listed(monkeypatch):
    late = [{"received_on": "2023-11-09", "at": "förvaltningsrätten"}]
    answer = clock_of(decision(appeals=late), monkeypatch)
    assert [(one["rule"], one["board"]) for one in answer["findings"]] == [("28", "förvaltningsrätten")]


@pytest.mark.parametrize(
    ("sent", "electronic", "ends"),
    [
        ("2023-10-12", True, "2023-10-23"),  # the tenth day is a Sunday
        ("2023-10-11", True, "2023-10-23"),  # a Saturday
        ("2023-10-10", True, "2023-10-20"),
        ("2023-10-12", False, "2023-10-27"),
        ("2024-12-14", True, "2024-12-27"),  # Christmas Eve
    ],
)
def test_lou_20_1_the_standstill_ends_on_a_working_day_and_an_award_has_no_clock(
    sent, electronic, ends, monkeypatch
):
    facts = decision(kind="award", sent_on=sent, electronic=electronic)
    answer = clock_of(facts | {"court_answer_on": "2024-06-01"}, monkeypatch)
    assert answer["standstill_ends"] == ends
    fields = ("runs_from", "last_day_to_appeal", "earliest_removal", "legal_force_on")
    assert [answer[field] for field in fields] == [None] * 4


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (decision("2023-10-15"), "up"),
        (decision(last=[{"up": "2023-10-17", "down": "2023-10-16"}]), "down"),
        (decision(last=[{"up": "2023-10-17"}, {"up": "2023-10-20"}]), "Pajala"),
        (decision(kind="award"), "sent_on"),
        (decision(kind="other"), "kind"),
        (decision(approved="x"), "approved_on"),
        (decision(extra=1), "extra"),
        ({"approved_on": "2023-10-16"}, "boards"),
    ],
)
def test_bad_input_names_the_field(wrong, named, monkeypatch):
    sentence, code = ask(wrong, monkeypatch)
    assert code == 2
    assert named in sentence
    assert len(sentence.strip().splitlines()) == 1


def displays(cuts):
    """Read a list of steps as times up and down in turn; the last may be open."""
    day, found = dt.date(2023, 10, 17), []
    for up, down in cuts:
        day += up * DAY
        found.append(Display(day, None if down is None else day + down * DAY))
        day += (down or 0) * DAY
    return found


CUTS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), min_size=1, max_size=5)


@given(st.lists(st.tuples(CUTS, st.booleans()), min_size=1, max_size=14))
def test_kl_13_5_the_clock_never_ends_early_whatever_the_boards_do(drawn):
    boards = {}
    for number, (cuts, stays) in enumerate(drawn):
        ends = [*cuts[:-1], (cuts[-1][0], None)] if stays else cuts
        boards[number] = displays(ends)
    clock = run(boards).clock
    if clock is None:
        assert any(not one[1] for one in drawn)
        return
    assert clock.last_day == last_day_to_appeal(clock.runs_from)
    assert is_working_day(clock.last_day.date)
    for shown in boards.values():
        assert any(display.covers(clock.runs_from, clock.last_day.date) for display in shown)


@given(DAYS, st.booleans())
def test_a_board_that_stays_always_lets_the_clock_run(up, again):
    shown = [Display(up, up + DAY), Display(up + 3 * DAY)] if again else [Display(up)]
    clock = run({"a": shown, "b": [Display(up)]}).clock
    assert clock is not None
    assert clock.runs_from == (up + 3 * DAY if again else up)
