"""The linter of minutes finds what is surely wrong, names where it is, and is silent on what is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.workflows.publish_minutes.rules.linting import Known, Place, lint, numbers_named
from tinget.workflows.publish_minutes.rules.personal import identity_numbers

BODEN, KIRUNA = (
    {"name": f"{name} (S)", "municipality": name, "remote": False} for name in ("Boden", "Kiruna")
)
KNOWN = Known(cases={"2026/15": "2026/15-2.2.0.2"}, matters=frozenset({"4"}), decided=frozenset({"4"}))


def vote(for_=(), against=(), abstain=()) -> dict:
    return {"yes": "a", "no": "b", "for": for_, "against": against, "abstain": abstain}


def item(**more) -> dict:
    given = {
        "paragraph": "4", "title": "Budget för 2026", "case_number": "2026/15-2.2.0.2",
        "decision": "Budgeten antas.", "decision_points": [], "summary": "", "meeting_text": "",
        "procedure": "", "conflicts": [],
        "basis": [{"title": "Förslag", "record_id": "2026.3"}], "recipients": ["Luleå kommun"],
        "roll": [BODEN, KIRUNA], "votes": [], "reservations": [],
    }  # fmt: skip
    return given | more


def minutes(*items, **more) -> dict:
    attendance = [{"name": one, "as": "member"} for one in ("Boden", "Kiruna")]
    given = {
        "meeting": {"starts_at": "09:00", "ends_at": "10:00"}, "approvers": [{"name": "Boden"}],
        "attendance": attendance, "items": items, "paragraphs": [one["paragraph"] for one in items],
    }  # fmt: skip
    return given | more


def rules(*items, known=KNOWN, **more) -> list[str]:
    return [one.rule for one in lint(minutes(*items, **more), known)]


def test_minutes_in_order_have_no_finding():
    assert rules(item(votes=[vote([BODEN], [KIRUNA])])) == []


NO_ID = {"title": "Muntligt", "record_id": None}
BOTH, SPLIT = vote([BODEN, KIRUNA]), vote([BODEN], [KIRUNA])
WRONG = {
    "KL 5:67 a decided matter without words": (item(decision=None), "decision_missing"),
    "OSL 5:2 a matter without a case": (item(case_number=None), "case_number"),
    "OSL 5:2 another class than the register's": (item(decision="Se 2026/15-9.9.9."), "case_number"),
    "OSL 5:1 a basis without id": (item(basis=[NO_ID]), "basis_without_id"),
    "a sum": (item(summary="Boden  100\nKiruna  200\nLuleå  50\nSumma  400"), "sum"),
    "nobody to send it to": (item(recipients=[]), "recipient_missing"),
    "another year": (item(decision="Nämnden antar budget för 2027."), "title_year"),
    "SFS 2018:218 3:10 an identity number": (item(summary="Sökande 19811218-9876."), "identity_number"),
    "KL 5:67 a vote from outside the roll": (item(votes=[BOTH], roll=[BODEN]), "vote_attendance"),
    "KL 5:67 somebody's vote is missing": (item(votes=[vote([BODEN])]), "vote_attendance"),
    "KL 4:24 two votes": (item(votes=[vote([BODEN, BODEN], [KIRUNA])]), "vote_attendance"),
    "KL 5:67 figures that no vote had": (
        item(procedure="Omröstningen ger 2 ja och 0 nej.", votes=[SPLIT]), "procedure"),
    "KL 5:67 a vote that is not told of": (item(procedure="Nämnden bifaller.", votes=[SPLIT]), "procedure"),
    "KL 6:28 a vote in spite of a conflict": (item(conflicts=[BODEN], votes=[BOTH]), "conflict"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_each_fault_is_found_once_by_its_rule(name):
    wrong, rule = WRONG[name]
    assert rules(wrong) == [rule]


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"approvers": []}, "approver"),
        ({"approvers": [{"name": "Luleå"}]}, "approver"),
        ({"meeting": {"starts_at": "10:00", "ends_at": "09:00"}}, "hours"),
    ],
    ids=["KL 5:69 no approver", "KL 5:69 an approver who did not serve", "it ends before it begins"],
)
def test_faults_of_the_meeting_itself(more, rule):
    assert rules(item(), **more) == [rule]


def test_how_it_was_decided_is_held_against_the_motions_and_votes():
    """KL 5:67: what was edited before the gavel still tells who moved, and what the votes were."""
    moved = Known(KNOWN.cases, KNOWN.matters, KNOWN.decided, movers={"4": ("Kiruna (S)",)})
    told = "Kiruna yrkar avslag. Omröstningen ger 1 ja, 1 nej och 0 som avstår."
    assert rules(item(procedure=told, votes=[SPLIT]), known=moved) == []
    found = lint(minutes(item(procedure="Nämnden bifaller förslaget.")), moved)
    assert [one.rule for one in found] == ["procedure"]
    assert "Kiruna har yrkat något" in found[0].text
    assert rules(item(procedure="Omröstningen ger 9 ja, 4 nej.", roll=None)) == []


def test_a_voter_who_is_not_on_the_attendance_list_is_found():
    absent = [{"name": "Boden", "as": "member"}]
    found = lint(minutes(item(votes=[vote([BODEN], [KIRUNA])]), attendance=absent), KNOWN)
    assert [(one.rule, one.place) for one in found] == [("vote_attendance", Place.HAPPENINGS)]
    assert "Kiruna" in found[0].text


def test_a_gap_in_the_numbers_is_found():
    assert rules(item(), item(paragraph="6"), known=Known(KNOWN.cases, frozenset(), frozenset())) == [
        "numbering"
    ]


def test_only_numbers_with_a_class_are_asked_about():
    text = "Enligt 2023/24:12, KS 2024/7-04, 2019/258 och 2026/15-2.2.0.2."
    assert numbers_named(minutes(item(decision=text))) == {"2026/15"}


@given(st.text(alphabet="abc 0123456789-/\n", max_size=60))
def test_identity_numbers_are_digits_of_the_text_with_a_right_check_digit(text):
    for number in identity_numbers(text):
        assert number in text
        digits = [int(one) for one in number if one.isdigit()][-10:]
        doubled = [one * 2 if place % 2 == 0 else one for place, one in enumerate(digits)]
        assert sum(one // 10 + one % 10 for one in doubled) % 10 == 0


@pytest.mark.parametrize("text", ["811218-9877", "2023.1234", "556016-0680", "0920-123456"])
def test_other_numbers_are_no_identity_numbers(text):
    assert identity_numbers(text) == []
