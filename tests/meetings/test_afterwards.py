"""What happened on paper, or without a network, is written down afterwards with its own times, each once."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import DAY, a_case_item, a_planned_meeting, an_actor
from tests.meetings.addresses import HERE, text
from tinget.foundation.clock import STOCKHOLM
from tinget.meetings import queries
from tinget.meetings.rules.afterwards import SKEW, is_afterwards, misplaced, moment_of
from tinget.organisation.api import Role

AFTER = f"{HERE}pagar/i-efterhand/"
minutes = st.integers(0, 24 * 60 - 1).map(lambda one: dt.time(one // 60, one % 60))
moments = st.integers(0, 24 * 3600 - 1).map(
    lambda one: dt.datetime.combine(DAY, dt.time(), STOCKHOLM) + dt.timedelta(seconds=one)
)


@given(minutes, moments, st.none() | moments)
def test_what_is_told_comes_after_what_is_kept_and_before_now(clock, now, latest):
    told = moment_of(DAY, clock, now=now, latest=latest)
    assert abs((told.hour * 60 + told.minute) - (clock.hour * 60 + clock.minute)) <= 5
    if not misplaced(told, now=now, latest=latest):
        assert told <= now
        assert is_afterwards(told, now=now) is (told + SKEW < now)
        assert latest is None or latest <= told


@pytest.fixture
def meeting(secretary, within, settings):
    settings.TINGET_TODAY = (DAY + dt.timedelta(days=1)).isoformat()
    with within():
        meeting_id = a_planned_meeting(secretary)
        return meeting_id, a_case_item(secretary, meeting_id=meeting_id)


@pytest.fixture
def writes(sign_in):
    """Write something down as the secretary's browser does it; gives what is answered."""
    client = sign_in("Sekreterare")

    def write(do, clock, key=None, **fields):
        given = {"do": do, "clock": clock, "key": key or uuid.uuid4(), **fields}
        return client.post(AFTER, given, headers={"Accept": "application/json"}).json()

    write.client = client
    return write


def present(within, meeting_id):
    with within():
        authority = queries.meeting_by_id(meeting_id).authority
        members = [row.member.person_id for row in queries.seats_on(meeting_id) if row.member]
        return {"present": members, "chair": an_actor(Role.CHAIR, authority=authority).person_id}


@pytest.mark.slow
def test_a_meeting_on_paper_is_entered_with_its_true_times(writes, within, meeting):
    meeting_id, item_id = meeting
    roll = present(within, meeting_id)
    assert writes("oppna", "13:00", day=DAY.isoformat())["state"] == "done"
    assert writes("upprop", "13:02", **roll)["state"] == "done"
    writes("take_up", "13:10", item=item_id)
    writes("yrkande", "13:12", by="Kiruna:member", kind="reject")
    joined = writes("instammande", "13:13", id="1", by=["Boden:member"])
    assert joined["message"] == "Ledamoten för Boden instämde i yrkande 1."
    writes("in_writing", "13:13", motion="1")
    given = writes("skriftligt", "13:14", motion="1", text="Avslå budgeten.")
    assert given["message"] == "Yrkande 1 lämnades skriftligt: Avslå budgeten."
    writes("freeze", "13:15")
    voted = writes(
        "rostning", "13:16", yes="draft", no="1", against=["Kiruna:member"], abstain=["Boden:member"]
    )
    assert "12 ja, 1 nej, 1 avstår" in voted["message"]
    page = text(writes.client.get(AFTER))
    assert "Senast infört: 1 december 2026 kl. 13.16" in page
    writes("offentlighet", "13:16", way="open", decision="§ 1")
    writes("take_up", "13:17", item=item_id, election="on")
    writes("jav", "13:17", seat="Boden:member", by="Kiruna:member")
    found = writes("javsfraga", "13:17", conflict="no", otherwise=["Kiruna:member"])
    assert "med 1 röster mot 12, 0 avstår" in found["message"]
    with within():
        voters = [one.key for one in queries.live(meeting_id).serving]
    ballot = writes("sluten", "13:18", voters=voters, **{"votes-draft": 14, "votes-1": 0})
    assert ballot["message"] == "Sluten omröstning med 14 röstande: 14 för förslaget i handlingarna."
    decided = writes.client.post(
        AFTER, {"do": "beslut", "clock": "13:20", "outcome": "draft", "kind": "approve"}
    )
    assert decided.status_code == 302
    writes("reservation", "13:21", by="Boden:member")
    explained = writes("reservationsskal", "13:22", item=item_id, by="Boden:member", text="Den är för dyr.")
    assert explained["message"] == "Ledamoten för Boden lämnade skälen för sin reservation skriftligt."
    assert writes("justera", "13:23", approver="Boden:member", text_shown="on")["state"] == "done"
    told = "Infört i efterhand 2 december 2026 kl."
    assert told in text(writes.client.get(f"{HERE}regler/"))
    assert told in text(writes.client.get(f"{HERE}punkt/{item_id}/grund/"))
    with within():
        view, now = queries.meeting_by_id(meeting_id), queries.live(meeting_id)
    assert all(one.entered_at.date() == DAY + dt.timedelta(days=1) for one in now.events)
    assert (now.is_public, now.item.is_approved) == (True, True)
    assert (view.held_on, view.starts_at) == (DAY, dt.time(13))
    assert now.item.decision == "E-nämnden godkänner budgeten."
    times = {one.kind: one.at.astimezone(STOCKHOLM).time() for one in now.events}
    assert (times["open"], times["vote"], times["decide"]) == (dt.time(13), dt.time(13, 18), dt.time(13, 20))


@pytest.mark.slow
def test_each_is_done_once_and_what_is_refused_says_why(writes, within, meeting, sign_in):
    meeting_id, item_id = meeting
    writes("oppna", "13:00", day=DAY.isoformat())
    writes("upprop", "13:02", **present(within, meeting_id))
    key, taken_up = uuid.uuid4(), {"item": item_id}
    for _again in range(2):
        assert writes("take_up", "13:10", key, **taken_up)["state"] == "done"
    with within():
        version = queries.version_of(meeting_id)
    assert "Klockslaget" not in writes("freeze", "13:10")["message"]
    assert writes("freeze", "13:05")["message"].startswith("Något som hände 13.10 är redan infört.")
    asked = writes("yrkande", "13:11", by="Kiruna:member", kind="reject")
    assert (asked["state"], "reglemente 19 §" in asked["message"]) == ("reason", True)
    dropped = {"told": "13.11 Yrkande", "why": "Det togs tillbaka vid bordet."}
    assert writes("struket", "", **dropped)["state"] == "done"
    with within():
        assert queries.version_of(meeting_id) == version + 1
    assert "Det togs tillbaka vid bordet." in text(writes.client.get(HERE))
    member = sign_in("Ledamot, Boden")
    assert member.get(AFTER).status_code == member.post(AFTER, {"do": "freeze"}).status_code == 403
