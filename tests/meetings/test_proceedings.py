"""A meeting played by the rules: each test names the rule it holds, and properties hold for any events."""

import io
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinget.kernel.facts import Faults, read_facts_text
from tinget.meetings.management.commands.replay import Command
from tinget.meetings.management.commands.rules import Command as RulesCommand
from tinget.meetings.queries.committees import municipalities_of
from tinget.meetings.rules.proceedings.items import (
    DRAFT,
    CountedVote,
    Item,
    Motion,
    MotionKind,
)
from tinget.meetings.rules.proceedings.questions import next_question, still_before
from tinget.meetings.rules.proceedings.replay import replay
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.rulebook import RULES
from tinget.meetings.rules.seats import PresentAs

PLACES = municipalities_of("e-namnden")
OPEN, CLOSE, FREEZE = {"open": None}, {"close": None}, {"freeze": None}


def seat(name, as_="member", **more):
    return {"municipality": name, "as": as_, **more}


def arrive(name, as_="member", **more):
    return {"arrive": seat(name, as_, **more)}


def leave(name, reason, as_="member"):
    return {"leave": seat(name, as_, reason=reason)}


def item(paragraph=1, **more):
    return {"item": {"paragraph": paragraph, "title": "DEMONSTRATION", **more}}


def motion(name, by, kind="reject", as_="member", **more):
    return {"motion": {"id": name, "by": seat(by, as_), "kind": kind, "text": "x", **more}}


def counted(for_, against, abstain=(), *, yes="draft", no="m"):
    listed = {"for": for_, "against": against, "abstain": abstain}
    given_votes = {key: [seat(name) for name in names] for key, names in listed.items()}
    return {"vote": {"kind": "counted", "yes": yes, "no": no, **given_votes}}


def decide(outcome="draft"):
    return {"decide": {"outcome": outcome, "text": "x"}}


def reserve(name, as_="member"):
    return {"reserve": {"by": seat(name, as_)}}


def asked(events, **more):
    facts = {
        "committee": "e-namnden",
        "rules": "reglemente-2022",
        "summoned_on": "2023-10-05",
        "held_on": "2023-10-12",
        "public": False,
        "chair": seat("Luleå"),
        "vice_chair": seat("Piteå"),
        "seniority": [seat("Boden"), seat("Kiruna"), seat("Luleå")],
        "events": events,
    }
    return facts | more


def play(events, **more):
    faults = Faults()
    text = json.dumps(asked(events, **more))
    answer = replay(read_facts_text(text, "test", faults), PLACES)
    verdicts = [(one["verdict"], one["rule"]) for one in answer["events"]]
    return verdicts, answer["items"]


def last(events, **more):
    return play(events, **more)[0][-1]


EIGHT = ["Luleå", "Piteå", "Boden", "Kiruna", "Kalix", "Pajala", "Älvsbyn", "Överkalix"]
NINE = [*EIGHT, "Arjeplog"]
PRESENT = [*map(arrive, EIGHT), OPEN]
MORE = [*map(arrive, NINE), OPEN]
ALLOWED = ("allowed", None)


@pytest.mark.parametrize(
    ("summoned", "verdict"),
    [("2023-10-07", ALLOWED), ("2023-10-08", ("needs_reason", "4")), ("2023-10-12", ("needs_reason", "4"))],
)
def test_rule_4_the_summons_goes_out_five_days_before(summoned, verdict):
    assert play([], summoned_on=summoned)[0] == [verdict]


def test_rule_5_no_secret_matter_in_public():
    assert last([*PRESENT, item(secrecy=True)], public=True) == ("refused", "5")
    assert last([*PRESENT, item(secrecy=True)]) == ALLOWED
    assert last([*PRESENT, item()], public=True) == ALLOWED


def test_rule_6_the_remote_are_present():
    present = [arrive(name, remote=True) for name in EIGHT]
    verdicts, items = play([*present, OPEN, item(), decide()])
    assert set(verdicts) == {ALLOWED}
    assert items[0]["roll"][0] == seat("Boden", remote=True)


@pytest.mark.parametrize(
    ("presides", "verdict"),
    [
        (seat("Luleå", "chair"), ("refused", "7")),  # not there
        (seat("Piteå", "vice_chair"), ALLOWED),
        (seat("Kiruna", "elected"), ("needs_reason", "7")),  # the vice chair is there
        (seat("Kiruna", "chair"), ("needs_reason", "7")),
    ],
)
def test_rule_7_who_presides_when_the_chair_is_away(presides, verdict):
    away = [event for event in PRESENT if event != arrive("Luleå")]
    assert last([*away, arrive("Kalix"), {"preside": presides}]) == verdict


@pytest.mark.parametrize(
    ("presides", "verdict"),
    [
        (seat("Boden", "eldest"), ALLOWED),
        (seat("Kiruna", "eldest"), ("needs_reason", "7")),
        (seat("Kiruna", "elected"), ALLOWED),
    ],
)
def test_rule_7_the_eldest_presides_until_somebody_is_elected(presides, verdict):
    neither = [event for event in PRESENT if event not in (arrive("Luleå"), arrive("Piteå"))]
    assert last([*neither, {"preside": presides}]) == verdict


def test_rule_9_the_member_takes_the_seat_from_the_substitute():
    events = [*PRESENT, arrive("Gällivare", "substitute"), item(1), decide(), arrive("Gällivare"), item(2)]
    _verdicts, items = play([*events, decide()])
    assert seat("Gällivare", "substitute") in items[0]["roll"]
    assert seat("Gällivare") in items[1]["roll"]
    assert seat("Gällivare", "substitute") not in items[1]["roll"]


def test_rule_9_nobody_votes_for_an_empty_seat():
    events = [*PRESENT, item(), motion("m", "Boden"), counted([*EIGHT, "Haparanda"], [])]
    assert last(events) == ("refused", "9")


def test_rule_10_who_left_for_another_hindrance_does_not_serve_again():
    verdicts, items = play([*MORE, leave("Boden", "other"), arrive("Boden"), item(), decide()])
    assert verdicts[-3] == ("refused", "10")
    assert seat("Boden") not in items[0]["roll"]


def test_rule_10_the_own_substitute_serves_instead():
    events = [*MORE, arrive("Boden", "substitute"), leave("Boden", "other"), item(), decide()]
    assert seat("Boden", "substitute") in play(events)[1][0]["roll"]


def test_rule_10_who_never_served_may_come_back():
    waiting = [*MORE, arrive("Boden", "substitute"), leave("Boden", "other", "substitute")]
    assert last([*waiting, arrive("Boden", "substitute")]) == ALLOWED


@pytest.mark.parametrize("act", [motion("m2", "Boden", as_="substitute"), None])
def test_rule_11_a_substitute_who_does_not_serve_neither_moves_nor_votes(act):
    vote = counted(NINE, [])
    vote["vote"]["for"][2] = seat("Boden", "substitute")
    events = [*MORE, arrive("Boden", "substitute"), item(), motion("m", "Kiruna"), act or vote]
    assert last(events) == ("refused", "11")


def test_rule_12_who_has_a_conflict_takes_no_part_and_is_not_present():
    events = [*MORE, item(), motion("m", "Kiruna"), leave("Boden", "conflict")]
    assert last([*events, arrive("Boden")]) == ("refused", "12")
    assert last([*events, motion("m2", "Boden")]) == ("refused", "12")
    assert last([*events, counted(NINE, [])]) == ("refused", "12")
    assert last([*events, decide(), reserve("Boden")]) == ("refused", "22")
    verdicts, items = play([*events, decide(), arrive("Boden"), item(2), decide()])
    assert set(verdicts) == {ALLOWED}
    assert seat("Boden") not in items[0]["roll"]
    assert seat("Boden") in items[1]["roll"]


def test_rule_12_the_own_substitute_serves_during_the_conflict():
    events = [*MORE, arrive("Boden", "substitute"), item(1), leave("Boden", "conflict"), decide()]
    _verdicts, items = play([*events, arrive("Boden"), item(2), decide()])
    assert seat("Boden", "substitute") in items[0]["roll"]
    assert seat("Boden") in items[1]["roll"]


def test_rule_13_without_quorum_nothing_is_handled_or_decided():
    seven = [event for event in PRESENT if event != arrive("Kalix")]
    assert last([*seven, item()]) == ("refused", "13")
    lost = [*PRESENT, item(), leave("Kalix", "conflict")]
    for act in (motion("m", "Boden"), FREEZE, decide()):
        assert last([*lost, act]) == ("refused", "13")
    _verdicts, items = play([*lost, decide()])
    assert (items[0]["quorum"], items[0]["result"], len(items[0]["roll"])) == (False, None, 7)


def test_rule_14_one_vote_for_each_municipality():
    events = [*PRESENT, item(), motion("m", "Boden")]
    assert last([*events, counted(EIGHT, ["Boden"])]) == ("refused", "14")


def test_rule_15_after_the_gavel_only_what_all_agree_to():
    events = [*PRESENT, item(), FREEZE]
    assert last([*events, motion("m", "Boden")]) == ("needs_reason", "15")
    assert last([*events, motion("m", "Boden", unanimous=True)]) == ALLOWED


def test_rule_16_only_what_was_moved_with_a_seat_is_put_and_the_gavel_confirms_it_without_a_vote():
    put = {"vote": {"kind": "acclamation", "outcome": "m"}}
    unseated = [*PRESENT, item(), motion("m", "Boden", as_="substitute"), FREEZE]
    assert last([*unseated, put]) == ("refused", "16")
    assert last([*unseated, decide("m")]) == ("refused", "16")
    verdicts, items = play([*PRESENT, item(), motion("m", "Boden"), FREEZE, put, decide("m")])
    assert verdicts[-2:] == [ALLOWED, ALLOWED]
    assert items[0]["decided_by"] == "acclamation"


def closed(counts, voters=tuple(EIGHT)):
    return {"vote": {"kind": "closed", "voters": [seat(name) for name in voters], "counts": counts}}


@pytest.mark.parametrize("kind", ["election", "employment"])
def test_rule_17_closed_ballots_only_in_elections_and_employment(kind):
    assert last([*PRESENT, item(), closed({"draft": 8})]) == ("refused", "17")
    verdicts, items = play([*PRESENT, item(**{kind: True}), closed({"draft": 8}), decide()])
    assert verdicts[-1] == ALLOWED
    assert (items[0]["votes"], items[0]["decided_by"]) == (None, "majority")


def test_rule_18_the_majority_decides():
    events = [*PRESENT, item(), motion("m", "Boden"), counted(EIGHT[:3], EIGHT[3:])]
    assert last([*events, decide("draft")]) == ("refused", "18")
    _verdicts, items = play([*events, decide("m")])
    assert (items[0]["result"], items[0]["decided_by"]) == ("m", "majority")
    assert items[0]["votes"] == {"for": 3, "against": 5, "abstain": 0}


def test_rule_18_a_tie_is_the_presiders_to_decide():
    events = [*PRESENT, item(), motion("m", "Boden"), counted(EIGHT[4:], EIGHT[:4])]  # the chair is against
    assert last([*events, {"lottery": {"winner": "m"}}]) == ("refused", "18")
    assert last([*events, decide("draft")]) == ("refused", "18")
    _verdicts, items = play([*events, decide("m")])
    assert (items[0]["result"], items[0]["decided_by"]) == ("m", "casting")
    assert items[0]["votes"] == {"for": 4, "against": 4, "abstain": 0}


def test_rule_18_a_tie_in_an_election_is_drawn_by_lot():
    events = [*PRESENT, item(election=True), motion("m", "Boden"), closed({"draft": 4, "m": 4})]
    assert last([*events, decide("m")]) == ("refused", "18")
    assert last([*events, {"lottery": {"winner": "m"}}, decide("draft")]) == ("refused", "18")
    _verdicts, items = play([*events, {"lottery": {"winner": "m"}}, decide("m")])
    assert (items[0]["result"], items[0]["decided_by"]) == ("m", "lottery")


def test_rule_18_no_lottery_without_a_tie():
    events = [*PRESENT, item(election=True), closed({"draft": 8}), {"lottery": {"winner": "draft"}}]
    assert last(events) == ("refused", "18")


def test_rule_19_the_presider_votes_when_it_is_needed():
    events = [*MORE, item(), motion("m", "Boden")]
    tie = counted(NINE[1:5], NINE[5:], ["Luleå"])
    assert last([*events, tie]) == ("needs_reason", "19")
    assert last([*events, counted(NINE[1:6], NINE[6:], ["Luleå"])]) == ALLOWED
    assert last([*events, counted(NINE[1:6], NINE[6:])]) == ("needs_reason", "19")


def test_rule_21_tabling_and_referral_by_simple_majority():
    for kind, result in (("table", "tabled"), ("refer", "referred")):
        events = [*PRESENT, item(), motion("m", "Boden", kind), counted(EIGHT[:3], EIGHT[3:]), decide("m")]
        verdicts, items = play(events)
        assert verdicts[-1] == ALLOWED
        assert items[0]["result"] == result


def test_rule_22_a_reservation_by_who_took_part_before_the_close():
    events = [*MORE, item(), motion("m", "Boden"), counted(NINE[:4], NINE[4:7], NINE[7:]), decide()]
    verdicts, items = play([*events, reserve("Pajala"), reserve("Kalix")])
    assert verdicts[-2:] == [ALLOWED, ALLOWED]
    assert items[0]["reservations"] == [seat("Kalix"), seat("Pajala")]
    assert last([*events, reserve("Arjeplog")]) == ("refused", "22")  # abstained
    assert last([*events, reserve("Haparanda")]) == ("refused", "22")  # was not there
    assert last([*events, CLOSE, reserve("Kalix")]) == ("refused", "22")
    assert last([*MORE, item(), reserve("Kalix")]) == ("refused", "22")  # nothing is decided


@pytest.mark.parametrize(
    ("shown", "approver", "verdict"),
    [
        (True, "Boden", ALLOWED),
        (False, "Boden", ("needs_reason", "24")),
        (True, "Luleå", ("needs_reason", "24")),  # the chair approves anyway
        (True, "Haparanda", ("needs_reason", "24")),
    ],
)
def test_rule_24_immediate_approval_of_a_text_that_was_shown(shown, approver, verdict):
    approve = {"approve_at_once": {"text_shown": shown, "approver": seat(approver)}}
    assert last([*PRESENT, item(), decide(), approve]) == verdict


def test_a_motion_that_was_refused_cannot_be_voted_on():
    events = [*MORE, arrive("Boden", "substitute"), item(), motion("m", "Boden", as_="substitute")]
    assert last([*events, decide("m")]) == ("refused", "16")


def test_a_refused_event_changes_nothing_and_the_replay_goes_on():
    events = [*PRESENT, item(), decide("draft"), decide("draft"), motion("m", "Boden"), item(2), decide()]
    verdicts, items = play(events)
    assert [one[0] for one in verdicts[-5:]] == ["allowed", "refused", "refused", "allowed", "allowed"]
    assert [one["result"] for one in items] == ["draft", "draft"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (asked([arrive("Umeå")]), "municipality"),
        (asked([arrive("Boden", "guest")]), "as"),
        (asked([leave("Boden", "tired")]), "reason"),
        (asked([decide("nobody-moved-this")]), "nobody-moved-this"),
        (asked([{"applaud": None}]), "arrive"),
        (asked([motion("draft", "Boden")]), "draft"),
        (asked([], rules="reglemente-1999"), "rules"),
        (asked([], committee="rymdnamnden"), "committee"),
        (asked([], held_on="then"), "held_on"),
        (asked([], colour="blue"), "colour"),
        (asked([item() | {"open": None}]), "arrive"),
    ],
)
def test_bad_input_is_one_sentence_that_names_the_field(wrong, named, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(wrong).encode())))
    out, error = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        Command(stdout=out, stderr=error).handle(file="-")
    assert (ended.value.code, out.getvalue()) == (2, "")
    assert named in error.getvalue()
    assert len(error.getvalue().strip().splitlines()) == 1


def test_the_rules_of_a_day_as_json():
    out = io.StringIO()
    RulesCommand(stdout=out).handle(on="2023-10-12", committee="e-namnden", json=True)
    listed = json.loads(out.getvalue())
    assert [rule["id"] for rule in listed] == [str(number) for number in range(1, 43)]
    summons = listed[3]
    assert (summons["parameters"], summons["valid_from"]) == ({"days_before": 5}, None)
    assert {rule["verdict"] for rule in listed} == {"refused", "needs_reason"}
    before = io.StringIO()
    RulesCommand(stdout=before).handle(on="2017-12-31", committee="e-namnden", json=True)
    assert "13" not in {rule["id"] for rule in json.loads(before.getvalue())}


def test_every_finding_of_the_replay_names_a_rule_of_the_book():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.id for rule in RULES if rule.verdict == "refused"} >= {"5", "7", "9", "10", "11", "12", "13"}


SEATS = st.builds(seat, st.sampled_from(PLACES), st.sampled_from(["member", "substitute"]))
PROPOSALS = st.sampled_from(["draft", "m", "t"])
HINDRANCES = st.sampled_from(["conflict", "other"])
VOTERS = st.lists(SEATS, max_size=14)
EVENTS = st.one_of(
    st.builds(lambda one: {"arrive": one}, SEATS),
    st.builds(lambda one: {"arrive": one}, SEATS),
    st.builds(
        lambda one, why: {"leave": one | {"reason": why}}, SEATS, st.sampled_from(["conflict", "other"])
    ),
    st.builds(lambda secret, election: item(secrecy=secret, election=election), st.booleans(), st.booleans()),
    st.builds(
        lambda name, by, kind: {"motion": {"id": name, "by": by, "kind": kind}},
        st.sampled_from(["m", "t"]),
        SEATS,
        st.sampled_from(["reject", "table", "amend"]),
    ),
    st.builds(
        lambda yes, a, b, c: {
            "vote": {
                "kind": "counted",
                "yes": yes,
                "no": "m" if yes == "draft" else "draft",
                "for": a,
                "against": b,
                "abstain": c,
            }
        },
        PROPOSALS,
        VOTERS,
        VOTERS,
        VOTERS,
    ),
    st.builds(
        lambda voters, a, b: {"vote": {"kind": "closed", "voters": voters, "counts": {"draft": a, "m": b}}},
        VOTERS,
        st.integers(0, 7),
        st.integers(0, 7),
    ),
    st.builds(lambda one: {"lottery": {"winner": one}}, PROPOSALS),
    st.builds(decide, PROPOSALS),
    st.builds(lambda one: {"reserve": {"by": one}}, SEATS),
    st.just(FREEZE),
)
CROWD = st.permutations(PLACES).map(lambda order: [arrive(name) for name in order[:11]])


@settings(max_examples=300, deadline=None)
@given(CROWD, st.lists(EVENTS, max_size=40))
def test_rules_9_to_14_and_18_hold_for_any_events(crowd, events):
    verdicts, items = play([*crowd, OPEN, *events, *(motion(name, "Boden") for name in ("m", "t"))])
    assert len(verdicts) == len(crowd) + len(events) + 4
    for one in items:
        names = [each["municipality"] for each in one["roll"]]
        assert len(names) == len(set(names)), "two votes for one municipality"
        assert one["quorum"] is (len(names) >= 8)
        assert one["result"] is None or one["quorum"], "decided without quorum"
        assert not [each for each in one["reservations"] if each not in one["roll"]]
        votes = one["votes"]
        if votes and one["decided_by"] in ("casting", "lottery"):
            assert votes["for"] == votes["against"]
        if votes and one["result"]:
            assert sum(votes.values()) <= 14


@settings(max_examples=200, deadline=None)
@given(CROWD, st.lists(EVENTS, max_size=30), SEATS)
def test_rule_12_nobody_decides_in_an_item_they_have_a_conflict_in(crowd, events, conflicted):
    start = [*crowd, OPEN, {"arrive": conflicted}, item("x"), {"leave": conflicted | {"reason": "conflict"}}]
    during = [event for event in events if "item" not in event]
    moved = [motion(name, "Boden") for name in ("m", "t")]
    _verdicts, items = play([*start, *during, {"decide": {"outcome": "draft"}}, item("y"), *moved])
    assert conflicted not in items[0]["roll"]
    assert conflicted not in items[0]["reservations"]


@given(for_=st.integers(0, 8), motions=st.integers(1, 5))
def test_rule_20_counter_proposals_meet_one_by_one_before_the_main_one(for_, motions):
    item = Item(1)
    for number in range(motions):
        item.motions[str(number)] = Motion(Seat("Boden", PresentAs.MEMBER), MotionKind.AMEND)
    seats = [Seat(name, PresentAs.MEMBER) for name in NINE]
    asked_about = []
    while question := next_question(item):
        asked_about.append(question)
        item.put.append(CountedVote(*question, tuple(seats[:for_]), tuple(seats[for_:]), ()))
    assert len(asked_about) == motions
    assert all(DRAFT not in question for question in asked_about[:-1])
    assert DRAFT in asked_about[-1]
    assert len(still_before(item)) == 1
