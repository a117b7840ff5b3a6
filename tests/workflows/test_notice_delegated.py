"""Delegated decisions that are not reported but can be appealed: their own minutes, on every board."""

import datetime as dt

import pytest
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee, account, acting
from tests.factories.delegation import a_delegated_decision, a_scheme, point_of
from tinget.delegation import api as delegation
from tinget.documents import api as documents
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.noticeboard import api as noticeboard
from tinget.registry import api as registry
from tinget.workflows.notice_delegated_decisions.noticing import notice_decisions, notice_states, numbers

PAGE = "/e-namnden/delegationsbeslut/ansla/"
EARLIER = dt.date(2026, 11, 20)


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, DAY.isoformat()
    return a_committee()


@pytest.fixture
def inside(committee):
    return lambda: scoped(Scope(authorities=frozenset({committee.id}), public=True))


@pytest.fixture
def decided(committee, inside):
    """Two decisions to notice, and one that is reported instead."""
    secretary = acting("Sekreterare")
    with inside():
        scheme = a_scheme(secretary, authority=committee.id)
        made = [
            a_delegated_decision(
                secretary, authority=committee.id, point=point_of(scheme, number), decided_on=EARLIER
            )
            for number in ("2.3", "2.3", "2.1")
        ]
    return made[:2]


def signed_in(name):
    client = Client()
    client.force_login(account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def notice(committee, ids, *, by="Sekreterare", approved_on=DAY, is_public=False):
    return notice_decisions(
        acting(by),
        authority=committee.id,
        delegated_ids=ids,
        approved_on=approved_on,
        is_public=is_public,
        at=AT,
    )


def test_one_act_makes_minutes_a_record_and_fourteen_tasks(committee, decided, inside):
    with inside():
        assert delegation.count_to_notice(committee.id, demonstration=True) == 2
        made = noticeboard.notice(notice(committee, decided), today=DAY)
        assert delegation.count_to_notice(committee.id, demonstration=True) == 0
        assert (made.paragraphs_text, made.approved_on, made.total) == ("D 2026/1, D 2026/2", DAY, 14)
        record_id = int(made.about.removeprefix("registry.record:"))
        record = registry.records([record_id])[record_id]
        assert record.title == "Protokoll över delegationsbeslut D 2026/1, D 2026/2"
        assert (record.published_at, made.minutes_url) == (None, "")
        with documents.open_version(documents.latest(record.document_id).id) as file:
            assert file.read(5) == b"%PDF-"
        assert notice_states(committee.id) == {record_id: ("väntar på anslag", "wait")}
        letter = OutgoingMail.objects.first()
    assert "Beslut på delegation: D 2026/1, D 2026/2" in letter.body
    assert "Sammanträde:" not in letter.body


def test_where_all_may_read_the_minutes_the_notice_says_where(committee, decided, inside):
    with inside():
        made = noticeboard.notice(notice(committee, decided[:1], is_public=True), today=DAY)
    place = made.minutes_url.partition("8000")[2]
    assert Client().get(place).status_code == 200
    shown = Client().get(f"/e-namnden/anslagstavla/{made.id}/").content.decode()
    assert "D 2026/1" in shown
    assert "§ D" not in shown


def test_a_decision_is_noticed_once_and_only_if_it_is_to_be(committee, decided, inside):
    with inside():
        reported = [one.id for one in delegation.to_report(committee.id, demonstration=True)]
        notice(committee, decided[:1])
        for refused in (decided, reported, []):
            with pytest.raises(NotPossible):
                notice(committee, refused)
        for day in (EARLIER - dt.timedelta(days=1), DAY + dt.timedelta(days=1)):
            with pytest.raises(NotPossible):
                notice(committee, decided[1:], approved_on=day)
        with pytest.raises(NotPermitted):
            notice(committee, decided[1:], by="Handläggare")


def test_the_page_the_register_and_the_start_page_follow_it(committee, decided):
    client = signed_in("Samordnare")
    assert "delegationsbeslut att anslå" in client.get("/").content.decode()
    assert "ska anslås" in client.get("/e-namnden/delegationsbeslut/").content.decode()
    assert client.post(PAGE, {"approved_on": DAY.isoformat()}).status_code == 200
    done = client.post(PAGE, {"decisions": decided, "approved_on": DAY.isoformat()}, follow=True)
    assert "D 2026/1, D 2026/2" in done.content.decode()
    start = client.get("/").content.decode()
    assert "delegationsbeslut att anslå" not in start
    assert "är uppe på 0 av 14 anslagstavlor" in start
    assert "väntar på anslag" in client.get("/e-namnden/delegationsbeslut/").content.decode()
    assert "väntar på anslag" in client.get("/e-namnden/beslut/2026/D-1/").content.decode()
    assert "Inget att anslå" in client.get(PAGE).content.decode()
    assert signed_in("Handläggare").get(PAGE).status_code == 403


def test_more_decisions_than_a_notice_holds_are_refused(committee, decided, inside):
    with inside():
        (line, *_rest) = delegation.to_notice(committee.id, demonstration=True)
    assert numbers([line] * 9).count("D 2026/1") == 9
    with pytest.raises(NotPossible, match="färre"):
        numbers([line] * 12)
