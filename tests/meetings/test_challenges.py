"""What is settled before an item: a contested conflict of interest (rule 12), a late item (rule 4)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, a_planned_meeting, an_open_meeting
from tests.meetings.test_sitting import happens, seat, sitting, taken_up
from tinget.foundation.errors import NeedsReason, RuleRefused
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.dates import in_words
from tinget.meetings import actions, queries
from tinget.meetings import api as meetings
from tinget.meetings.models import Item, Presence
from tinget.meetings.rules.findings import Verdict
from tinget.meetings.rules.proceedings.beforehand import Facts
from tinget.meetings.rules.proceedings.challenges import Challenge, Consent, Said, judges
from tinget.meetings.rules.proceedings.items import Item as Matter
from tinget.meetings.rules.proceedings.room import Room, Seat
from tinget.meetings.rules.proceedings.sitting import Sitting
from tinget.meetings.rules.seats import PresentAs, needed_for_quorum

PLACES = [f"Kommun {number}" for number in range(14)]
SEATS = [Seat(name, as_) for name in PLACES for as_ in (PresentAs.MEMBER, PresentAs.SUBSTITUTE)]
MEMBERS = [one for one in SEATS if one.as_ is PresentAs.MEMBER]
LIVE = "/e-namnden/sammantraden/2026-12-01/pagar/"


def begun(present, **more):
    """Open a meeting with these there, and take up an item."""
    facts = Facts(
        14, None, dt.date(2026, 12, 1), is_public=False, chair=MEMBERS[0], vice_chair=None, seniority=()
    )
    one = Sitting(facts)
    for here in present:
        one.arrive(here, remote=False)
    one.open()
    found = one.begin_item(Matter(1, **more))
    return one, found


@given(st.sets(st.sampled_from(SEATS), min_size=1), st.data())
def test_nobody_decides_on_their_own_conflict_while_there_is_a_quorum_without_them(present, data):
    room = Room(remote=dict.fromkeys(present, False))
    about = data.draw(st.sampled_from(sorted(present, key=str)))
    found = judges(about, room, 14)
    assert len({one.municipality for one in found}) == len(found)
    if about in found:
        able = {one.municipality for one in present if one != about}
        assert len(able) < needed_for_quorum(14)


@given(st.integers(0, 13), st.booleans())
def test_a_ruling_follows_its_votes_and_who_has_a_conflict_takes_no_part(votes_for, said):
    one, _found = begun(MEMBERS)
    about = MEMBERS[5]
    assert one.allege(Challenge(about, MEMBERS[1])) is None
    others = [seat for seat in MEMBERS if seat != about]
    told = Said(said, for_=tuple(others[:votes_for]), against=tuple(others[votes_for:]))
    found = one.judge(told)
    if said is (votes_for > 13 - votes_for):
        assert found is None
        assert (about in one.room.serving()) is not said
        assert one.decide("draft") is None
        assert (about in one.item.roll) is not said
    else:
        assert (found.verdict, found.rule) == (Verdict.REFUSED, "18")


def test_the_one_it_is_about_has_no_vote_in_it_and_the_own_substitute_has():
    substitute = Seat(PLACES[5], PresentAs.SUBSTITUTE)
    one, _found = begun([*MEMBERS, substitute])
    one.allege(Challenge(MEMBERS[5], None))
    refused = one.judge(Said(has_conflict=False, against=(MEMBERS[5],)))
    assert (refused.verdict, refused.rule) == (Verdict.REFUSED, "12")
    assert one.judge(Said(has_conflict=True, for_=(substitute,))) is None
    assert substitute in one.room.serving()
    assert MEMBERS[5] not in one.room.remote


def test_without_the_chair_somebody_else_has_the_casting_vote():
    """The chair contests a conflict: the vice chair leads that question, and decides a tie (rule 18)."""
    one, _found = begun(MEMBERS)
    one.facts = Facts(
        14, None, dt.date(2026, 12, 1), is_public=False, chair=MEMBERS[0], vice_chair=MEMBERS[1], seniority=()
    )
    one.allege(Challenge(MEMBERS[0], None))
    tie = {"for_": tuple(MEMBERS[1:7]), "against": tuple(MEMBERS[7:13])}
    assert one.judge(Said(has_conflict=False, **tie)).rule == "18"
    assert one.judge(Said(has_conflict=True, **tie)) is None


def test_an_item_is_not_decided_before_the_question_of_conflict_without_a_reason():
    one, _found = begun(MEMBERS)
    one.allege(Challenge(MEMBERS[5], None))
    assert one.allege(Challenge(MEMBERS[6], None)).verdict is Verdict.REFUSED
    assert (one.decide("draft").verdict, one.item.challenge.seat) == (Verdict.NEEDS_REASON, MEMBERS[5])


def test_who_admits_a_conflict_leaves_and_the_question_is_gone():
    one, _found = begun(MEMBERS)
    one.allege(Challenge(MEMBERS[5], None))
    one.leave(MEMBERS[5], in_conflict=True)
    assert one.item.challenge is None
    assert one.decide("draft") is None


@pytest.mark.parametrize(
    ("says", "asked", "decided"),
    [
        (Consent.UNANIMOUS, None, None),
        (Consent.MAJORITY, "reglemente 10 §", None),
        (Consent.REFUSED, None, "reglemente 10 §"),
    ],
)
def test_a_late_item_is_asked_about(says, asked, decided):
    """Rule 4: what no summons told of is taken up when the committee says so; a dispute needs a reason."""
    one, _found = begun(MEMBERS)
    found = one.take_in(2, says)
    assert (found.source if found else None) == asked
    assert one.begin_item(Matter(2, is_late=True)) is None
    found = one.decide("draft")
    assert (found.source if found else None) == decided


def test_a_late_item_that_nobody_asked_about_needs_a_reason_once():
    one, found = begun(MEMBERS, is_late=True)
    assert (found.verdict, found.rule) == (Verdict.NEEDS_REASON, "4")
    one.begin_item(Matter(2))
    assert one.begin_item(Matter(1, is_late=True)) is None


@pytest.mark.usefixtures("inside")
def test_a_contested_conflict_is_kept_told_and_taken_back(secretary):
    meeting_id, item_id = taken_up(secretary)
    happens(secretary, meeting_id, "allege", seat("Boden") | {"by": seat("Kiruna")})
    assert queries.live(meeting_id).item.alleged.municipality == "Boden"
    with pytest.raises(NeedsReason):
        actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    number = happens(secretary, meeting_id, "judge", {"conflict": True})
    assert not Presence.objects.get(meeting_id=meeting_id, name="Ledamot, Boden").is_present
    actions.undo(secretary, meeting_id=meeting_id, number=number, at=AT)
    assert queries.live(meeting_id).item.alleged.municipality == "Boden"
    happens(secretary, meeting_id, "judge", {"conflict": True})
    actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    row = Item.objects.get(pk=item_id)
    assert row.procedure.startswith(
        "Ledamot, Kiruna anför att Ledamot, Boden är jävig, vilket Ledamot, Boden bestrider."
        " E-nämnden prövar frågan utan Ledamot, Boden och finner att jäv föreligger."
    )
    grounds = queries.grounds_of(item_id)
    assert any(one.event.kind == "judge" and "12" in one.rules for one in grounds.during)
    assert len(row.served) == 13


@pytest.mark.usefixtures("inside")
def test_an_item_added_at_the_meeting_is_late_and_the_committee_is_asked(secretary):
    meeting_id, _item = an_open_meeting(secretary)
    late = meetings.ItemWording("Strömavbrottet", proposal="E-nämnden noterar.")
    item_id = meetings.add_item(secretary, meeting_id=meeting_id, kind=meetings.ItemKind.OTHER, wording=late)
    with pytest.raises(NeedsReason) as asked:
        actions.take_up_item(secretary, item_id=item_id, at=AT)
    assert asked.value.source == "reglemente 10 §"
    paragraph = Item.objects.get(pk=item_id).paragraph
    told = {"paragraph": paragraph, "title": late.title, "says": "unanimous"}
    happens(secretary, meeting_id, "take_in", told)
    actions.take_up_item(secretary, item_id=item_id, at=AT)
    assert queries.live(meeting_id).asked == {paragraph}
    actions.decide_item(secretary, item_id=item_id, at=AT, text="E-nämnden noterar.")
    assert "som inte stod i kallelsen" in Item.objects.get(pk=item_id).procedure
    assert [one.event.kind for one in queries.grounds_of(item_id).before][-1] == "take_in"


@pytest.mark.usefixtures("inside")
def test_the_summons_is_judged_at_the_opening_by_the_day_it_went_out(secretary):
    """Rule 4: the page of rules says how the summons stood to it, with the reason that was given then."""
    meeting_id = a_planned_meeting(secretary)

    def called(at, *, calls, reason=""):
        told = {"item_ids": [], "at": at, "calls": calls, "reason": reason}
        meetings.items_called(secretary, meeting_id=meeting_id, **told)

    late = AT - dt.timedelta(days=4)
    called(AT - dt.timedelta(days=9), calls=True)
    called(late, calls=True, reason="Lokalen brann.")
    called(AT - dt.timedelta(days=1), calls=False)
    actions.open_meeting(secretary, meeting_id=meeting_id, at=AT)
    told = next(one for one in queries.live(meeting_id).events if one.kind == "summoned")
    assert (told.text, told.rule, told.source) == (
        f"Kallelsen gick ut {in_words(late.date())}.", "4", "reglemente 10 §"
    )  # fmt: skip
    assert (told.reason, told.is_withdrawn) == ("Lokalen brann.", False)
    assert queries.live(meeting_id).last is None


@pytest.mark.usefixtures("inside")
def test_a_late_item_is_decided_from_its_own_page_with_a_reason(secretary):
    meeting_id, _item = an_open_meeting(secretary)
    wording = meetings.ItemWording("Strömavbrottet")
    item_id = meetings.add_item(
        secretary, meeting_id=meeting_id, kind=meetings.ItemKind.INFORMATION, wording=wording
    )
    with pytest.raises(NeedsReason):
        actions.note_item(secretary, item_id=item_id, at=AT)
    actions.note_item(secretary, item_id=item_id, at=AT, reason="Brådskar.")
    assert sitting(meeting_id).item.is_noted


def test_the_page_takes_a_contested_conflict_and_a_late_item(sign_in, secretary, committee, settings):
    settings.TINGET_TODAY = "2026-12-01"
    with scoped(Scope(authorities=frozenset({committee.id}))):
        meeting_id, item_id = an_open_meeting(secretary)
        late = meetings.ItemWording("Strömavbrottet")
        late_id = meetings.add_item(
            secretary, meeting_id=meeting_id, kind=meetings.ItemKind.INFORMATION, wording=late
        )
        paragraph = Item.objects.get(pk=late_id).paragraph
    client = sign_in("Sekreterare")

    def does(do, **fields):
        return client.post(LIVE, {"do": do, **fields}, follow=True).content.decode()

    does("take_up", item=item_id)
    assert "bestrider att vara jävig" in does("jav", seat="Boden:member", by="Kiruna:member")
    assert "Jäv föreligger inte, fann nämnden med acklamation." in does("javsfraga", conflict="no")
    assert "stod inte i kallelsen" in does("take_up", item=late_id)
    assert "alla är inte ense" in does("tillkommande", item=paragraph, says="majority")
    assert "Alla är inte ense om det." in does(
        "tillkommande", item=paragraph, says="majority", reason="Avtalet löper ut."
    )
    assert "togs upp" in does("take_up", item=late_id)
    assert "Avtalet löper ut." in client.get(LIVE.replace("pagar", "regler")).content.decode()
    with pytest.raises(RuleRefused), scoped(Scope(authorities=frozenset({committee.id}))):
        happens(secretary, meeting_id, "judge", {"conflict": True})
