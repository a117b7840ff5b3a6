"""Who takes over a seat is called to what is called already; who left has nothing to answer."""

import datetime as dt

import pytest

from tests.factories.meetings import DAY
from tests.factories.summons import SENT, a_summons
from tinget.foundation import events
from tinget.foundation.errors import NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.meetings import api as meetings
from tinget.organisation.actions import replace_holder
from tinget.organisation.api import HolderReplaced, Role, offices_on
from tinget.organisation.models import Account
from tinget.organisation.rules.replacing import Ending, Successor
from tinget.summons import actions, queries
from tinget.summons.models import SubstituteCall
from tinget.summons.rules.replies import Answer

NEW = Successor("Nya Namnet", "nya@demonstration.invalid")


@pytest.fixture
def replaced(committee, secretary, meeting_id, within):
    """The member for Boden said no and the substitute was called; then another got the seat."""
    events.listen(HolderReplaced, actions.follow_replacement)
    with within():
        a_summons(secretary, meeting_id=meeting_id)
        held = offices_on(committee.id, on=DAY, roles=[Role.MEMBER])
        office = next(one for one in held if one.person.name == "Ledamot, Boden")
        actions.reply(
            secretary, meeting_id=meeting_id, answer=Answer.HINDERED, at=SENT, person=office.person.id
        )
        assert SubstituteCall.objects.get().released_at is None
        replace_holder(
            secretary,
            authority=committee.id,
            mandate_id=office.mandate_id,
            ending=Ending(DAY - dt.timedelta(days=1), "Egen begäran", "KF Boden § 1/2026"),
            successor=NEW,
            at=SENT,
        )
    return office.person.id


def test_the_successor_is_called_and_the_substitute_released(committee, meeting_id, within, replaced):
    with within():
        letters = OutgoingMail.objects.filter(to=NEW.email)
        assert [one.about.partition(":")[0] for one in letters] == [queries.ABOUT.partition(":")[0]]
        assert SubstituteCall.objects.get().released_at is not None
        seats = {one.municipality.name: one.member for one in meetings.seats_on(meeting_id)}
        assert seats["Boden"].name == NEW.name


def test_who_left_has_nothing_to_answer(secretary, meeting_id, within, replaced):
    with within(), pytest.raises(NotPossible, match="har upphört"):
        actions.reply(secretary, meeting_id=meeting_id, answer=Answer.COMING, at=SENT, person=replaced)
    with within():
        person = Account.objects.get(email=NEW.email).person_id
        actions.reply(secretary, meeting_id=meeting_id, answer=Answer.COMING, at=SENT, person=person)
