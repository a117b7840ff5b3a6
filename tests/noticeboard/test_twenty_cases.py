"""Constructed cases of the appeal clock, one line each: what the boards did and what follows."""

import pytest

from tests.noticeboard.test_legal_force import THIRTEEN, clock_of, decision

ANSWERED = {"court_answer_on": "2024-12-01"}
FIELDS = ("runs_from", "last_day_to_appeal", "earliest_removal", "legal_force_on")


def periods(*times):
    return [{"up": up, "down": down} for up, down in times]


def two_drop():
    """Two boards drop the notice, the second after the first has begun the time anew."""
    facts = decision(last=periods(("2023-10-17", "2023-10-20"), ("2023-10-24", None)))
    facts["boards"]["kommun 1"] = periods(("2023-10-17", "2023-11-01"), ("2023-11-02", None))
    return facts


def appeal(received, resolved=None):
    return {"appeals": [{"received_on": received, "at": "Kiruna", "resolved_on": resolved}]}


def on_a_weekday(up):
    return decision(up, approved=up)


CASES = [
    ("KL 13:5: three weeks, same weekday", decision(), ("2023-10-17", "2023-11-07", "2023-11-08", None), []),
    (
        "1930:173 2 §: a Saturday",
        on_a_weekday("2023-10-21"),
        ("2023-10-21", "2023-11-13", "2023-11-14", None),
        [],
    ),
    (
        "1930:173 2 §: a Sunday",
        on_a_weekday("2023-10-22"),
        ("2023-10-22", "2023-11-13", "2023-11-14", None),
        [],
    ),
    (
        "1930:173 2 §: midsummer 2024",
        on_a_weekday("2024-05-31"),
        ("2024-05-31", "2024-06-24", "2024-06-25", None),
        [],
    ),
    (
        "1930:173 2 §: midsummer 2025",
        on_a_weekday("2025-05-30"),
        ("2025-05-30", "2025-06-23", "2025-06-24", None),
        [],
    ),
    (
        "1930:173 2 §: Christmas",
        on_a_weekday("2024-12-03"),
        ("2024-12-03", "2024-12-27", "2024-12-28", None),
        [],
    ),
    (
        "1930:173 2 §: New Year",
        on_a_weekday("2024-12-10"),
        ("2024-12-10", "2025-01-02", "2025-01-03", None),
        [],
    ),
    (
        "1930:173 2 §: Easter",
        on_a_weekday("2024-03-08"),
        ("2024-03-08", "2024-04-02", "2024-04-03", None),
        [],
    ),
    (
        "1930:173 2 §: Ascension",
        on_a_weekday("2024-04-18"),
        ("2024-04-18", "2024-05-10", "2024-05-11", None),
        [],
    ),
    (
        "KL 13:5, 8:12: the last board is a week late",
        decision(last=periods(("2023-10-25", None))),
        ("2023-10-25", "2023-11-15", "2023-11-16", None),
        ["25"],
    ),
    ("KL 13:5: thirteen of fourteen are up", decision(last=[]), (None, None, None, None), []),
    (
        "KL 13:5: a board drops it for four days",
        decision(last=periods(("2023-10-17", "2023-10-20"), ("2023-10-24", None))),
        ("2023-10-24", "2023-11-14", "2023-11-15", None),
        ["26"],
    ),
    (
        "KL 13:5: dropped on the very last day",
        decision(last=periods(("2023-10-17", "2023-11-07"), ("2023-11-09", None))),
        ("2023-11-09", "2023-11-30", "2023-12-01", None),
        ["26"],
    ),
    (
        "KL 8:12: all take it down on the first day allowed",
        decision(down="2023-11-08"),
        ("2023-10-17", "2023-11-07", "2023-11-08", None),
        [],
    ),
    (
        "KL 13:5: dropped over Christmas",
        decision(
            "2024-12-02",
            approved="2024-12-02",
            last=periods(("2024-12-02", "2024-12-20"), ("2025-01-07", None)),
        ),
        ("2025-01-07", "2025-01-28", "2025-01-29", None),
        ["26"],
    ),
    (
        "KL 13:5: two boards drop it in turn",
        two_drop(),
        ("2023-11-02", "2023-11-23", "2023-11-24", None),
        ["26", "26"],
    ),
    (
        "KL 13:5: thirteen take it down on the original day while one was restarted",
        decision(down="2023-11-08", last=periods(("2023-10-17", "2023-10-30"), ("2023-11-01", None))),
        (None, None, None, None),
        ["26"] * (1 + len(THIRTEEN)),
    ),
    (
        "KL 13:6: an appeal in Kiruna on the last day is not tried yet",
        decision(**appeal("2023-11-07"), **ANSWERED),
        ("2023-10-17", "2023-11-07", "2023-11-08", None),
        [],
    ),
    (
        "KL 13:5: an appeal the day after",
        decision(**appeal("2023-11-08"), **ANSWERED),
        ("2023-10-17", "2023-11-07", "2023-11-08", "2023-11-08"),
        ["28"],
    ),
    (
        "KL 13:5: the court answers that nothing is left",
        decision(**ANSWERED),
        ("2023-10-17", "2023-11-07", "2023-11-08", "2023-11-08"),
        [],
    ),
    (
        "KL 13:5: the answer came before an interruption had run its time",
        decision(
            last=periods(("2023-10-17", "2023-10-20"), ("2023-10-24", None)), court_answer_on="2023-11-10"
        ),
        ("2023-10-24", "2023-11-14", "2023-11-15", None),
        ["26", "29"],
    ),
    (
        "KL 13:6: the appeal in time was ruled on",
        decision(**appeal("2023-11-07", "2024-05-02"), **ANSWERED),
        ("2023-10-17", "2023-11-07", "2023-11-08", "2023-11-08"),
        [],
    ),
]


@pytest.mark.parametrize(("source", "facts", "days", "rules"), CASES, ids=[case[0] for case in CASES])
def test_a_constructed_case(source, facts, days, rules, monkeypatch):
    answer = clock_of(facts, monkeypatch)
    assert tuple(answer[field] for field in FIELDS) == days, source
    assert [one["rule"] for one in answer["findings"]] == rules, source


@pytest.mark.parametrize(
    ("source", "sent", "electronic", "ends"),
    [
        ("LOU 20:1: the tenth day is a Saturday", "2023-10-11", True, "2023-10-23"),
        ("LOU 20:1: by letter, and Christmas Day", "2024-12-10", False, "2024-12-27"),
    ],
)
def test_a_constructed_standstill(source, sent, electronic, ends, monkeypatch):
    facts = decision(kind="award", sent_on=sent, electronic=electronic)
    assert clock_of(facts, monkeypatch)["standstill_ends"] == ends, source
