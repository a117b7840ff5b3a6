"""A member replaced in mid-term: by a day and a decision, never two in a seat, and only by whoever may."""

import datetime as dt

import pytest
from django.conf import settings as settings_now
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import AT, DAY, a_committee, account, acting
from tinget.foundation import events
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import queries
from tinget.organisation.actions import MandateNotFound, replace_holder
from tinget.organisation.events import HolderReplaced
from tinget.organisation.rules.offices import Term
from tinget.organisation.rules.replacing import Ending, Successor, faults_of
from tinget.organisation.rules.roles import Role

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
LEAVES = Ending(DAY + dt.timedelta(days=9), "Egen begäran", "Kommunfullmäktige i Boden § 45/2026")
NEW = Successor("Nya Namnet", "Nya@demonstration.invalid", "S")


@given(DAYS, st.none() | DAYS, st.none() | DAYS, st.sampled_from(["", " ", "Beslut"]))
def test_an_office_ends_within_its_time_and_by_a_decision(day, first, last, decision):
    told = faults_of(Ending(day, "Egen begäran", decision), Term(first, last), today=dt.date(2026, 1, 1))
    within = (first is None or first <= day) and (last is None or day <= last)
    assert bool(told) is not (within and bool(decision.strip()))


@pytest.fixture
def committee(db, settings, monkeypatch):
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True
    monkeypatch.setattr(events, "_handlers", events.defaultdict(list))
    return a_committee()


def within(committee):
    return scoped(Scope(authorities=frozenset({committee.id}), public=True))


def seat(committee, name, *, on=DAY):
    return next(
        one.mandate_id
        for one in queries.offices_on(committee.id, on=on, roles=[Role.MEMBER, Role.SUBSTITUTE])
        if one.person.name == name
    )


def replaced(committee, name="Ledamot, Boden", *, by="Sekreterare", ending=LEAVES, successor=NEW):
    with within(committee):
        return replace_holder(
            acting(by), authority=committee.id, mandate_id=seat(committee, name), ending=ending,
            successor=successor, at=AT,
        )  # fmt: skip


def of_boden(committee, day):
    return {
        seat.as_: seat.name
        for seat in queries.seats(committee.id, on=day, demonstration=True)
        if seat.municipality == "Boden"
    }


def test_the_day_says_who_has_the_seat(committee):
    heard = []
    events.listen(HolderReplaced, heard.append)
    made = replaced(committee)
    assert of_boden(committee, LEAVES.last)[Role.MEMBER] == "Ledamot, Boden"
    assert of_boden(committee, LEAVES.first_after)[Role.MEMBER] == "Nya Namnet"
    assert [(one.first, one.successor_id is not None) for one in heard] == [(LEAVES.first_after, True)]
    (early,) = queries.ended_early(committee.id)
    assert (early.person.name, early.ended_decision) == ("Ledamot, Boden", LEAVES.decision)
    assert made == seat(committee, "Nya Namnet", on=LEAVES.first_after)


def test_a_seat_can_be_left_empty_and_filled_later(committee):
    replaced(committee, successor=None)
    assert Role.MEMBER not in of_boden(committee, LEAVES.first_after)


def test_nobody_has_two_seats_and_no_seat_has_two(committee):
    person = account("Ersättare, Boden")
    with pytest.raises(NotPossible, match="redan ersättare"):
        replaced(committee, successor=Successor(person.person.name, person.email))
    replaced(committee)
    with pytest.raises(NotPossible, match="har platsen"):
        replaced(committee, successor=Successor("En Tredje", "tredje@demonstration.invalid"))
    with pytest.raises(MandateNotFound), within(committee):
        replace_holder(
            acting("Sekreterare"), authority=committee.id, mandate_id=0, ending=LEAVES, successor=None, at=AT
        )


def test_a_member_replaces_nobody(committee):
    with pytest.raises(NotPermitted):
        replaced(committee, by="Ledamot, Boden")


def test_the_page_ends_and_begins_and_tells_everybody(committee):
    client, address = Client(), "/e-namnden/fortroendevalda/byta/"
    client.force_login(account("Sekreterare"), backend=settings_now.AUTHENTICATION_BACKENDS[0])
    given = {
        "mandate_id": seat(committee, "Ledamot, Boden"), "last": LEAVES.last.isoformat(), "name": NEW.name,
        "decision": LEAVES.decision, "reason": LEAVES.reason,
    }  # fmt: skip
    assert "Skriv både namn och e-post" in client.post(address, given).content.decode()
    assert client.post(address, given | {"email": NEW.email}).status_code == 302
    page = Client().get(f"/e-namnden/fortroendevalda/?dag={LEAVES.first_after}").content.decode()
    assert "Nya Namnet (S)" not in page.partition("Byten under mandatperioden")[2]
    assert "Nya Namnet" in page.partition("Byten under mandatperioden")[0]
    assert LEAVES.decision in page
    assert LEAVES.reason not in page
    shown = Client().get(f"/api/authorities/e-namnden/offices?on={LEAVES.last}").json()
    assert LEAVES.decision in {one["ended_decision"] for one in shown}


def test_a_municipalitys_system_tells_the_same_over_http(committee):
    client, day = Client(), LEAVES.first_after
    client.force_login(account("Sekreterare"), backend=settings_now.AUTHENTICATION_BACKENDS[0])
    place = f"/api/authorities/e-namnden/mandates/{seat(committee, 'Ledamot, Boden')}/replacement"
    given = {"last": LEAVES.last.isoformat(), "decision": LEAVES.decision, "reason": LEAVES.reason}
    new = {"name": NEW.name, "email": NEW.email, "party": NEW.party}

    def sent(**more):
        return client.post(place, given | more, content_type="application/json")

    assert sent(successor=new | {"email": "ingen adress"}).status_code == 422
    assert sent(decision=" ").status_code == 409
    told = sent(successor=new)
    assert (told.status_code, told.json()["first"]) == (201, day.isoformat())
    shown = client.get(f"/api/authorities/e-namnden/offices?on={day}").json()
    assert NEW.name in {one["name"] for one in shown if one["mandate_id"] == told.json()["mandate_id"]}
    assert sent(successor=new).status_code == 409
