"""The page of a sitting, by the secretary's hand and as others see it, and the pages of rules."""

import pytest

from tests.factories.meetings import an_open_meeting
from tests.meetings.addresses import HERE, LIST, text
from tinget.meetings import queries

LIVE = f"{HERE}pagar/"
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def meeting(secretary, within):
    with within():
        return an_open_meeting(secretary)


@pytest.fixture
def now(meeting, within):
    def look():
        with within():
            return queries.live(meeting[0])

    return look


def does(client, do, **fields):
    return client.post(LIVE, {"do": do, **fields}, follow=True)


def votes(seats, against=3):
    """Fill in the form: all yes but the last, who say no."""
    chosen = ["for"] * (len(seats) - against) + ["against"] * against
    return {f"seat-{number}": way for number, way in enumerate(chosen)}


def test_a_contested_item_is_carried_from_table_to_gavel(sign_in, meeting, now, view):
    client, item_id = sign_in("Sekreterare"), meeting[1]
    assert "§ 4 Budget 2027 togs upp." in text(does(client, "take_up", item=item_id))
    does(client, "narvaro", seat="Boden:member", way="conflict")
    does(client, "narvaro", seat="Boden:substitute", way="comes_remote")
    assert [one.name for one in now().item.conflicts] == ["Ledamot, Boden"]
    does(client, "yrkande", by="Kiruna:member", kind="reject", text="avslå budgeten")
    does(client, "freeze")
    seats = now().serving
    page = text(does(client, "votering", yes="draft", no="1", **votes(seats)))
    assert "11 ja, 3 nej" in page
    refused = text(does(client, "beslut", outcome="draft", text="", kind="approve"))
    assert "Något behöver rättas" in refused
    page = text(does(client, "beslut", outcome="draft", text="E-nämnden godkänner.", kind="approve"))
    assert "Beslut enligt förslaget i handlingarna." in page
    does(client, "reservation", by=seats[-1].key)
    does(client, "justera", approver="Kiruna:member", text_shown="on")
    found = now().item
    assert (found.is_decided, len(found.reservations), found.is_approved) == (True, 1, True)
    item = next(one for one in view().items if one.id == item_id)
    assert "Omröstningen ger 11 ja, 3 nej och 0 som avstår." in item.procedure


def test_what_has_no_effect_is_refused_in_words_and_nothing_written_is_lost(sign_in, meeting, now):
    client = sign_in("Sekreterare")
    does(client, "take_up", item=meeting[1])
    does(client, "narvaro", seat="Kiruna:member", way="leaves")
    before = now().version
    page = text(does(client, "narvaro", seat="Kiruna:member", way="comes"))
    assert "får inte tjänstgöra igen. (reglemente 18 §)" in page
    assert '<option value="Kiruna:member" selected>' in page
    assert now().version == before


def test_a_departure_asks_for_its_reason_where_it_was_written(sign_in, meeting, now):
    client = sign_in("Sekreterare")
    does(client, "take_up", item=meeting[1])
    does(client, "freeze")
    moved = {"by": "Kiruna:member", "kind": "reject", "text": "avslå"}
    asked = text(does(client, "yrkande", **moved))
    assert "(reglemente 19 §)" in asked
    assert 'id="yrkande-reason"' in asked
    does(client, "yrkande", **moved, reason="Ordföranden tillät det.")
    assert now().events[-1].reason == "Ordföranden tillät det."
    rules = text(client.get(f"{HERE}regler/"))
    assert "Ordföranden tillät det." in rules
    assert "reglemente 19 §" in rules


def test_a_slip_is_taken_back(sign_in, meeting, now):
    client = sign_in("Sekreterare")
    does(client, "take_up", item=meeting[1])
    assert "Ångra: § 4 Budget 2027 togs upp." in text(client.get(LIVE))
    does(client, "undo", number=now().last.number)
    assert now().item is None
    assert "Ångra" not in text(client.get(f"{HERE}regler/"))
    assert "Tillbakatagen." in text(client.get(f"{HERE}regler/"))


def test_what_was_klubbat_is_corrected_in_words(sign_in, meeting, now):
    client = sign_in("Sekreterare")
    does(client, "take_up", item=meeting[1])
    does(client, "beslut", outcome="draft", text="Ja.", kind="approve")
    decided = now().events[-1]
    does(client, "rattelse", number=decided.number, text="Beslutet gällde 2027.")
    assert now().events[-1].text == "Rättelse: Beslutet gällde 2027."


def test_members_follow_and_write_nothing(sign_in, visitor, meeting):
    member = sign_in("Ledamot, Boden")
    page = text(member.get(LIVE))
    assert "14 av 14 tjänstgör" in page
    assert "För in" not in page
    assert member.post(LIVE, {"do": "freeze"}).status_code == 403
    assert visitor.get(LIVE).status_code == 302
    assert sign_in("Sekreterare").post(LIVE, {"do": "applaud"}).status_code == 409


def test_who_has_a_conflict_is_told_to_leave_and_sees_nothing_of_the_item(sign_in, meeting):
    client, member = sign_in("Sekreterare"), sign_in("Ledamot, Boden")
    does(client, "take_up", item=meeting[1])
    does(client, "yrkande", by="Kiruna:member", kind="reject", text="avslå budgeten")
    assert "avslå budgeten" in text(member.get(LIVE))
    does(client, "narvaro", seat="Boden:member", way="conflict")
    away = text(member.get(LIVE))
    assert "Lämna rummet" in away
    assert "avslå budgeten" not in away
    assert "avslå budgeten" not in text(member.get(f"{HERE}skarm/"))
    item = f"{HERE}punkt/{meeting[1]}/"
    assert "Du är jävig i ärendet" in text(member.get(item))
    for page in (item, f"{HERE}regler/", "/api/e-namnden/meetings/2026-12-01/events"):
        assert "avslå budgeten" not in text(member.get(page))
    assert member.get(f"{item}grund/").status_code == 404
    for page in (item, "/api/e-namnden/meetings/2026-12-01"):
        assert "till budget." not in text(member.get(page))
        assert "till budget." in text(sign_in("Ledamot, Kiruna").get(page))
    assert "avslå budgeten" in text(sign_in("Ledamot, Kiruna").get(LIVE))
    does(client, "freeze")
    does(client, "acklamation", outcome="draft")
    does(client, "beslut", outcome="draft", text="E-nämnden godkänner.", kind="approve")
    assert "Lämna rummet" not in text(member.get(LIVE))


def test_the_rules_in_force_are_read_by_anyone(visitor, committee):
    page = text(visitor.get(f"{LIST}regler/"))
    assert "42 regler i kraft" in page
    assert "KL 6:27" in page
    assert "vägras" in page


def test_others_hear_of_an_event_by_its_number(sign_in, visitor, meeting):
    member, version = sign_in("Ledamot, Boden"), f"{LIVE}version/"
    first = member.get(version)
    known = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
    assert member.get(version, **known).status_code == 304
    does(sign_in("Sekreterare"), "take_up", item=meeting[1])
    assert member.get(version, **known).json() == {"version": first.json()["version"] + 1}
    assert visitor.get(version).status_code == 302


def test_three_proposals_are_put_in_two_votes(sign_in, meeting, now):
    client = sign_in("Sekreterare")
    does(client, "take_up", item=meeting[1])
    does(client, "yrkande", by="Kiruna:member", kind="amend")
    page = text(does(client, "yrkande", by="Boden:member", kind="reject"))
    assert "kontraproposition" in page
    assert now().item.question == ("1", "2")
    page = text(does(client, "votering", yes="1", no="2", **votes(now().serving, against=9)))
    assert "kontraproposition" not in page
    assert now().item.question == ("draft", "2")
    does(client, "votering", yes="draft", no="2", **votes(now().serving))
    assert (now().item.question, now().item.possible) == (None, ("draft",))
