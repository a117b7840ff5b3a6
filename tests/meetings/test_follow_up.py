"""Following decisions up: assignments, conditions with their day, the councils, and telling the committee."""

import datetime as dt

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, DAY, a_planned_meeting, an_actor, an_open_meeting
from tests.meetings.addresses import HERE, LIST, text
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible
from tinget.meetings import actions, queries
from tinget.meetings.models import Item
from tinget.meetings.rules.agenda import ClosedFor
from tinget.meetings.rules.follow_up import (
    CouncilLine,
    Standing,
    Standstill,
    councils_of,
    standing,
    too_early,
)
from tinget.organisation.api import Role, boards

NAMES = ("Boden", "Kiruna", "Luleå", "Piteå")
days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@given(
    answers=st.dictionaries(st.sampled_from(NAMES), st.tuples(st.booleans(), st.none() | days), max_size=4)
)
def test_it_is_valid_when_every_council_has_approved_with_legal_force_and_not_before(answers):
    lines = [CouncilLine(name, DAY, "", approves, force) for name, (approves, force) in answers.items()]
    found = councils_of(NAMES, lines)
    all_in_force = len(answers) == len(NAMES) and all(yes and day for yes, day in answers.values())
    assert (found.valid_from is not None) is all_in_force
    assert set(found.awaited) == set(NAMES) - set(answers)
    if all_in_force:
        assert found.valid_from == max(day for _yes, day in answers.values())
    assert f"{len(answers)} av 4" in found.told


@given(now=days, due=st.none() | days, first=st.none() | days, done=st.none() | days)
def test_how_an_assignment_stands(now, due, first, done):
    found = standing(now, due_on=due, earliest_on=first, done_on=done)
    assert (found is Standing.DONE) is (done is not None)
    if found is Standing.LATE:
        assert now > due
    if found is Standing.NOT_YET:
        assert now < first
    if done and first:
        assert (too_early(done, earliest_on=first, condition="avtalsspärren") is None) is (done >= first)


def decided(secretary):
    meeting_id, item_id = an_open_meeting(secretary)
    actions.decide_item(secretary, item_id=item_id, at=AT, text="E-nämnden godkänner.")
    return meeting_id, item_id


@pytest.mark.usefixtures("inside")
def test_a_conditional_assignment_is_done_on_its_day_or_says_why_not(secretary, committee):
    meeting_id, item_id = decided(secretary)
    with pytest.raises(NotPossible, match="villkoret"):
        actions.assign(secretary, item_id=item_id, text="Teckna", owner="Luleå", earliest_on=DAY)
    first = DAY + dt.timedelta(days=11)
    made = actions.assign(
        secretary, item_id=item_id, text="Teckna avtalet", owner="Luleå", earliest_on=first,
        condition="avtalsspärren löper till dagen före",
    )  # fmt: skip
    with pytest.raises(NeedsReason):
        actions.report_status(secretary, assignment_id=made, status="", day=DAY, done_on=DAY)
    assert queries.assignment(committee.id, made, today=DAY).standing is Standing.NOT_YET
    actions.report_status(secretary, assignment_id=made, status="Klart", day=first, done_on=first)
    assert queries.assignments(committee.id, today=first)[0].standing is Standing.DONE
    open_item = queries.meeting_by_id(meeting_id).open_items[0].id
    with pytest.raises(NotPossible, match="inte avgjord"):
        actions.assign(secretary, item_id=open_item, text="x", owner="y")
    with pytest.raises(NotPermitted):
        actions.assign(an_actor(Role.MEMBER, authority=committee.id), item_id=item_id, text="x", owner="y")


@pytest.mark.usefixtures("inside")
def test_what_is_sent_to_the_councils_is_tracked_until_all_fourteen_have_decided(secretary, committee):
    _meeting, item_id = decided(secretary)
    made = actions.assign(
        secretary, item_id=item_id, text="Anta reglementet", owner="Fullmäktige", of_councils=True
    )
    parties = boards(committee.id, on=DAY)
    for number, party in enumerate(parties):
        found = queries.assignment(committee.id, made, today=DAY).councils
        assert (len(found.awaited), found.valid_from) == (len(parties) - number, None)
        actions.record_council_decision(
            secretary, assignment_id=made, municipality_id=party.id, decided_on=DAY, approves=True,
            legal_force_on=DAY + dt.timedelta(days=30 + number),
        )  # fmt: skip
    last = DAY + dt.timedelta(days=30 + len(parties) - 1)
    assert queries.assignment(committee.id, made, today=DAY).councils.valid_from == last
    with pytest.raises(NotPossible, match="laga kraft"):
        actions.record_council_decision(
            secretary, assignment_id=made, municipality_id=parties[0].id, decided_on=DAY, approves=True,
            legal_force_on=DAY - dt.timedelta(days=1),
        )  # fmt: skip


@pytest.mark.usefixtures("today")
def test_follow_up_from_the_decision_to_the_next_agenda(sign_in, secretary, within):
    with within():
        _meeting, item_id = decided(secretary)
    client, member = sign_in("Sekreterare"), sign_in("Ledamot, Boden")
    assert "uppdrag/" in text(client.get(f"{HERE}punkt/{item_id}/"))
    answer = client.post(
        f"{HERE}punkt/{item_id}/uppdrag/",
        {"text": "Skicka budgeten", "owner": "Samordnaren", "due_on": "2026-11-30", "of_councils": "on"},
    )
    page = answer.headers["Location"]
    boden = next(line for line in text(client.get(page)).split("<option")[1:] if "Boden" in line)
    client.post(
        page,
        {
            "do": "fullmaktige", "kf-municipality_id": boden.split('"')[1],
            "kf-decided_on": "2026-11-30", "kf-approves": "yes",
        },
    )  # fmt: skip
    client.post(page, {"do": "lage", "status": "Skickad till alla."})
    told = text(member.get(f"{LIST}uppfoljning/"))
    for words in ("1 av 14 fullmäktige har beslutat", "Skickad till alla.", "försenat"):
        assert words in told
    assert member.post(page, {"do": "lage"}).status_code == 403
    assert client.post(f"{LIST}uppfoljning/").status_code == 409
    with within():
        coming = a_planned_meeting(secretary, day=DAY + dt.timedelta(days=30))
    client.post(f"{LIST}uppfoljning/")
    client.post(page, {"do": "lage", "status": "Alla har den."})
    client.post(f"{LIST}uppfoljning/")
    with within():
        (item,) = [one for one in queries.meeting_by_id(coming).items if one.title == "Uppföljning av beslut"]
    assert "Alla har den." in item.summary


@pytest.mark.usefixtures("inside")
def test_what_concerns_a_secret_item_is_not_told_on_the_agenda(secretary, committee):
    _meeting, item_id = decided(secretary)
    made = actions.assign(secretary, item_id=item_id, text="Skriv till Anna", owner="Samordnaren")
    a_planned_meeting(secretary, day=DAY + dt.timedelta(days=30))
    Item.objects.filter(pk=item_id).update(closed_for=ClosedFor.SECRECY.value)
    assert queries.assignment(committee.id, made, today=DAY).is_secret
    with pytest.raises(NotPossible, match="inga öppna uppdrag"):
        actions.report_at_next_meeting(secretary, authority=committee.id, today=DAY)


@pytest.mark.usefixtures("inside")
def test_an_assignment_is_found_under_its_own_authority_alone(secretary, committee):
    _meeting, item_id = decided(secretary)
    made = actions.assign(secretary, item_id=item_id, text="Teckna", owner="Luleå")
    with pytest.raises(Http404):
        queries.assignment(committee.id + 1, made, today=DAY)


@pytest.mark.usefixtures("inside")
def test_an_assignment_waits_for_the_standstill_as_it_is_reckoned_each_day(secretary, committee, monkeypatch):
    """LOU 20:1 and 20:8, rule 37: a review prolongs it, and nobody types the day anew."""
    _meeting, item_id = decided(secretary)
    reckoned = [None]
    monkeypatch.setattr("tinget.meetings.queries.standstill._sources", [lambda *_asked: reckoned[0]])
    made = actions.assign(secretary, item_id=item_id, text="Teckna avtalet", owner="Luleå")
    with pytest.raises(NotPossible, match="ingen tilldelning"):
        actions.await_standstill(secretary, assignment_id=made)
    first = DAY + dt.timedelta(days=11)
    reckoned[0] = Standstill(first, "avtalsspärren löper till dagen före")
    actions.await_standstill(secretary, assignment_id=made)
    line = queries.assignment(committee.id, made, today=DAY)
    assert (line.earliest_on, line.standing) == (first, Standing.NOT_YET)
    reckoned[0] = Standstill(None, "tilldelningen överprövas")
    assert queries.assignment(committee.id, made, today=first).standing is Standing.NOT_YET
    with pytest.raises(NeedsReason) as asked:
        actions.report_status(secretary, assignment_id=made, status="", day=first, done_on=first)
    assert (asked.value.rule, asked.value.source) == ("37", "LOU 20:1")
    reckoned[0] = Standstill(first, "avtalsspärren löper till dagen före")
    actions.report_status(secretary, assignment_id=made, status="", day=first, done_on=first)
    assert queries.assignment(committee.id, made, today=first).standing is Standing.DONE
