"""The standstill that an assignment waits for is the one of its §'s award, as the noticeboard reckons it."""

import datetime as dt

import pytest

from tests.factories.committee import AT, DAY, a_committee, acting
from tests.factories.noticeboard import APPROVED, a_notice
from tinget.noticeboard import actions
from tinget.noticeboard.rules.standstill import AwardFacts
from tinget.workflows.publish_minutes.standstill import standstill_of


@pytest.mark.django_db
def test_a_paragraph_with_an_award_has_its_standstill(in_scope, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    committee = a_committee()
    with in_scope(committee.id):
        notice = a_notice(committee.id, about="meetings.meeting:5")
        assert standstill_of(committee.id, 5, 1, "15") is None
        award = actions.record_award(
            acting("Sekreterare"), notice_id=notice, paragraph="15", subject="Skrivare",
            facts=AwardFacts(APPROVED, electronic=True), at=AT,
        )  # fmt: skip
        found = standstill_of(committee.id, 5, 1, "15")
        assert found.earliest_on == APPROVED + dt.timedelta(days=11)
        assert standstill_of(committee.id, 5, 1, "16") is None
        assert standstill_of(committee.id, 6, 1, "15") is None
        actions.record_review(acting("Sekreterare"), award_id=award, on=APPROVED, at=AT)
        assert standstill_of(committee.id, 5, 1, "15").earliest_on is None
