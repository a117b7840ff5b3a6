"""A settled item is taken up anew only as the committee decides, and everything that happened is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, an_open_meeting
from tests.meetings.addresses import HERE, text
from tests.meetings.test_challenges import MEMBERS, PLACES, begun
from tests.meetings.test_sitting import happens, kinds, seat, sitting
from tinget.foundation import ledger
from tinget.foundation.errors import NeedsReason, NotPossible, RuleRefused
from tinget.meetings import actions, queries
from tinget.meetings.models import Item
from tinget.meetings.rules.findings import Verdict
from tinget.meetings.rules.proceedings.challenges import Consent
from tinget.meetings.rules.proceedings.items import Item as Matter
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs
from tinget.registry.api import cases, decisions, reopen_decision
from tinget.registry.models import Decision
from tinget.workflows.case_file.contents import case_file

LIVE = f"{HERE}pagar/"


def settled(present=MEMBERS):
    one, _found = begun(present)
    one.find_by_acclamation("draft")
    one.decide("draft")
    return one


@pytest.mark.parametrize(
    ("says", "verdict", "is_open"),
    [
        (Consent.UNANIMOUS, None, True),
        (Consent.MAJORITY, Verdict.NEEDS_REASON, True),
        (Consent.REFUSED, None, False),
    ],
)
def test_the_committee_says_whether_a_settled_item_is_taken_up_anew(says, verdict, is_open):
    """Rule 15: what the gavel confirmed is opened again when all agree; a dispute needs a reason."""
    one = settled()
    found = one.reopen(1, says)
    assert (found.verdict if found else None) is verdict
    assert (one.item.result is None) is is_open
    assert bool(one.item.reopening) is is_open


def test_nothing_else_opens_a_settled_item():
    one = settled()
    assert one.take_up(Matter(1)).verdict is Verdict.REFUSED
    assert one.reopen(2, Consent.UNANIMOUS).verdict is Verdict.REFUSED
    assert one.item.result == "draft"


def test_what_is_approved_at_once_stays():
    """Rule 24: the text that was approved is not opened again."""
    one = settled()
    one.approve_at_once(MEMBERS[1], is_text_shown=True)
    found = one.reopen(1, Consent.UNANIMOUS)
    assert (found.verdict, found.rule) == (Verdict.REFUSED, "24")


@given(st.sets(st.sampled_from(MEMBERS[1:]), max_size=6), st.sets(st.sampled_from(PLACES[1:])))
def test_who_had_a_conflict_has_it_still(away, with_substitute):
    """Rules 12 and 13: back for the next item, they are out again when theirs is taken up anew."""
    substitutes = [Seat(name, PresentAs.SUBSTITUTE) for name in sorted(with_substitute)]
    one, _found = begun([*MEMBERS, *substitutes])
    for seat_ in away:
        one.leave(seat_, in_conflict=True)
    one.decide("draft")
    one.take_up(Matter(2))
    for seat_ in away:
        assert one.arrive(seat_, remote=False) is None
    one.note()
    one.reopen(1, Consent.UNANIMOUS)
    assert one.item.paragraph == 1
    assert away.isdisjoint(one.room.serving())
    assert {one_.municipality for one_ in substitutes} <= {seat_.municipality for seat_ in one.room.serving()}
    one.decide("draft")
    assert away.isdisjoint(one.item.roll)


def test_too_few_without_those_in_conflict_decide_nothing_about_it():
    """Rule 13, without who has a conflict in the item."""
    one, _found = begun(MEMBERS)
    for seat_ in MEMBERS[:6]:
        one.leave(seat_, in_conflict=True)
    one.decide("draft")
    for seat_ in MEMBERS[:6]:
        one.arrive(seat_, remote=False)
    one.leave(MEMBERS[13], in_conflict=False)
    assert len(one.room.serving()) == 13
    found = one.reopen(1, Consent.UNANIMOUS)
    assert (found.verdict, found.rule) == (Verdict.REFUSED, "13")


@pytest.mark.usefixtures("inside")
def test_a_decision_made_anew_stands_and_the_first_is_kept_among_the_events(secretary, committee):
    meeting_id, item_id = an_open_meeting(secretary)
    first = actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    with pytest.raises(NotPossible):
        actions.take_up_item(secretary, item_id=item_id, at=AT)
    actions.reopen_item(secretary, item_id=item_id, says=Consent.UNANIMOUS, at=AT)
    item = Item.objects.get(pk=item_id)
    assert (item.state, item.decision_id, item.served, item.decision_text) == ("open", None, None, "Ja")
    assert decisions([first])[first].reopened
    moved = {"id": "1", "by": seat("Kiruna"), "kind": "reject", "text": "avslå"}
    happens(secretary, meeting_id, "motion", moved)
    happens(secretary, meeting_id, "vote", {"kind": "acclamation", "outcome": "1"})
    assert actions.decide_item(secretary, item_id=item_id, at=AT, outcome="1", text="Nej") == first
    now = decisions([first])[first]
    assert (now.text, now.reopened) == ("Nej", False)
    assert kinds(meeting_id)[-5:] == ["decide", "reopen", "motion", "vote", "decide"]
    procedure = Item.objects.get(pk=item_id).procedure
    assert "är enig om att ta upp ärendet på nytt. Det tidigare beslutet gäller inte längre." in procedure
    told = [one.event.text for one in queries.grounds_of(item_id).during]
    assert sum(one.startswith("Beslut enligt") for one in told) == 2
    acts = [line.action for line in ledger.history(committee.id, f"registry.case:{now.case_id}")]
    assert acts[:3] == ["record_decision", "reopen_decision", "record_decision"]


@pytest.mark.usefixtures("inside")
def test_a_dispute_needs_its_reason_and_a_no_changes_nothing(secretary):
    meeting_id, item_id = an_open_meeting(secretary)
    with pytest.raises(RuleRefused):
        actions.reopen_item(secretary, item_id=item_id, says=Consent.UNANIMOUS, at=AT)
    first = actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    actions.reopen_item(secretary, item_id=item_id, says=Consent.REFUSED, at=AT)
    assert not decisions([first])[first].reopened
    with pytest.raises(NeedsReason):
        actions.reopen_item(secretary, item_id=item_id, says=Consent.MAJORITY, at=AT)
    reason = "Underlaget var ett annat."
    actions.reopen_item(secretary, item_id=item_id, says=Consent.MAJORITY, at=AT, reason=reason)
    assert sitting(meeting_id).item.result is None
    actions.table_item(secretary, item_id=item_id, at=AT)
    assert decisions([first])[first].kind == "table"


@pytest.mark.usefixtures("today")
def test_the_secretary_opens_a_settled_item_on_the_page(sign_in, secretary, within):
    with within():
        _meeting, item_id = an_open_meeting(secretary)
        decision = actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
        url = decisions([decision])[decision].url
    client = sign_in("Sekreterare")
    assert "Ta upp en klubbad punkt på nytt" in text(client.get(LIVE))
    answer = client.post(LIVE, {"do": "pa_nytt", "item": item_id, "says": "unanimous"}, follow=True)
    assert "Det som klubbades gäller inte längre." in text(answer)
    assert "tas upp på nytt" in text(client.get(url))
    assert "Budget 2027 (tas upp på nytt)" in text(client.get("/e-namnden/beslut/"))
    assert client.get("/api/e-namnden/decisions").json()["decisions"][0]["reopened"]
    assert sign_in("Ledamot, Boden").post(LIVE, {"do": "pa_nytt"}).status_code == 403


@pytest.mark.usefixtures("inside")
def test_the_file_of_the_case_leaves_it_out_and_a_published_one_stands(secretary, committee):
    _meeting, item_id = an_open_meeting(secretary)
    first = actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    case = cases([decisions([first])[first].case_id]).popitem()[1]

    def filed():
        return case_file(committee, case, day=AT.date(), most_bytes=10**9).decisions

    assert [one.id for one in filed()] == [first]
    actions.reopen_item(secretary, item_id=item_id, says=Consent.UNANIMOUS, at=AT)
    assert filed() == ()
    actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    Decision.objects.filter(pk=first).update(published_at=AT)
    with pytest.raises(NotPossible, match="publicerat"):
        reopen_decision(secretary, decision_id=first, at=AT)
