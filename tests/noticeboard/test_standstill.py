"""The standstill of an award: the rules by their law, the acts, and the page."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import AT, acting
from tests.factories.noticeboard import APPROVED
from tinget.foundation.errors import NotPermitted, NotPossible, RuleRefused
from tinget.kernel.dates import DAY, day_off
from tinget.kernel.findings import WithoutEffect
from tinget.noticeboard import actions
from tinget.noticeboard.queries import awards_of, contracts_to_sign
from tinget.noticeboard.rules.standstill import (
    AwardFacts,
    AwardState,
    award_state,
    check_contract,
    check_review,
    standstill,
)

SENT = APPROVED  # a Monday
FAR = SENT + 400 * DAY
days = st.integers(0, 800).map(lambda number: dt.date(2026, 1, 1) + number * DAY)


def test_lou_20_1_ten_days_when_told_electronically_else_fifteen():
    assert standstill(AwardFacts(SENT, electronic=True)).date == dt.date(2026, 12, 3)
    assert standstill(AwardFacts(SENT, electronic=False)).date == dt.date(2026, 12, 8)


def test_a_standstill_that_ends_on_a_saturday_lasts_until_monday():
    assert standstill(AwardFacts(dt.date(2026, 11, 25), electronic=True)).date == dt.date(2026, 12, 7)


def test_lou_20_1_a_longer_stated_time_counts_and_a_shorter_does_not():
    longer = AwardFacts(SENT, electronic=True, stated_until=dt.date(2026, 12, 12))  # a Saturday
    assert standstill(longer).date == dt.date(2026, 12, 14)
    assert standstill(AwardFacts(SENT, electronic=True, stated_until=SENT)).date == dt.date(2026, 12, 3)


def test_lou_20_8_a_review_holds_the_contract_and_ten_days_follow_its_decision():
    tried = AwardFacts(SENT, electronic=True, review_on=SENT + DAY)
    assert standstill(tried) is None
    assert award_state(tried, today=FAR) is AwardState.REVIEWED
    with pytest.raises(WithoutEffect, match="överprövar"):
        check_contract(tried, on=FAR, today=FAR)
    decided = AwardFacts(SENT, electronic=True, review_on=SENT + DAY, review_decided_on=dt.date(2027, 2, 1))
    assert standstill(decided).date == dt.date(2027, 2, 11)


@given(days, st.booleans(), st.none() | days, st.none() | days)
def test_lou_20_1_no_contract_on_or_before_the_last_day_and_it_is_a_working_day(
    sent, electronic, stated, decided
):
    review = sent if decided is not None and decided >= sent else None
    facts = AwardFacts(sent, electronic, stated, review, decided if review else None)
    last = standstill(facts).date
    assert day_off(last) is None
    assert last >= sent + (10 if electronic else 15) * DAY
    assert stated is None or last >= stated
    assert review is None or last >= decided + 10 * DAY
    with pytest.raises(WithoutEffect):
        check_contract(facts, on=last, today=last + 99 * DAY)
    check_contract(facts, on=last + DAY, today=last + 99 * DAY)
    assert award_state(facts, today=last) is AwardState.STANDSTILL
    assert award_state(facts, today=last + DAY) is AwardState.FREE


def test_lou_20_8_an_application_after_the_standstill_is_too_late():
    with pytest.raises(WithoutEffect, match="varade till"):
        check_review(AwardFacts(SENT, electronic=True), on=SENT + 20 * DAY, today=FAR)


def awarded(notice_id, *, paragraph="15", name="Sekreterare", at=AT):
    return actions.record_award(
        acting(name),
        notice_id=notice_id,
        paragraph=paragraph,
        subject="Skrivare",
        facts=AwardFacts(SENT, electronic=True),
        at=at,
    )


def test_the_contract_waits_for_the_standstill_and_then_is_a_task(committee, notice_id, in_scope):
    with in_scope(committee.id):
        award = awarded(notice_id)
        with pytest.raises(RuleRefused, match="avtalsspärren"):
            actions.record_contract(acting("Sekreterare"), award_id=award, on=SENT + DAY, at=AT + DAY)
        assert contracts_to_sign(committee.id, today=dt.date(2026, 12, 3)) == []
        assert [one.id for one in contracts_to_sign(committee.id, today=dt.date(2026, 12, 4))] == [award]
        on = dt.date(2026, 12, 4)
        for _again in range(2):
            actions.record_contract(acting("Sekreterare"), award_id=award, on=on, at=AT + 20 * DAY)
        assert contracts_to_sign(committee.id, today=dt.date(2026, 12, 4)) == []
        assert awards_of(notice_id, today=on)[0].state is AwardState.SIGNED


def test_a_review_is_noted_and_decided_by_the_staff_alone(committee, notice_id, in_scope):
    with in_scope(committee.id):
        award = awarded(notice_id)
        with pytest.raises(NotPermitted):
            awarded(notice_id, name="Ordförande")
        with pytest.raises(NotPossible):
            awarded(notice_id, paragraph="99")
        with pytest.raises(RuleRefused):
            actions.record_review_decision(acting("Sekreterare"), award_id=award, on=SENT, at=AT)
        with pytest.raises(NotPermitted):
            actions.record_review(acting("Ordförande"), award_id=award, on=SENT, at=AT)
        actions.record_review(acting("Sekreterare"), award_id=award, on=SENT, at=AT)
        assert awards_of(notice_id, today=FAR)[0].state is AwardState.REVIEWED
        on = SENT + 30 * DAY
        actions.record_review_decision(acting("Sekreterare"), award_id=award, on=on, at=AT + 30 * DAY)
        assert awards_of(notice_id, today=on)[0].last_day.date >= on + 10 * DAY


@pytest.mark.urls("tests.noticeboard.urls")
def test_the_page_tells_the_standstill_and_refuses_an_early_contract(notice_id, signed_in, client):
    page = signed_in("Sekreterare")
    place = f"/e-namnden/anslagstavla/{notice_id}/"
    told = {"sent_on": "2026-11-23", "paragraph": "15", "subject": "Skrivare", "electronic": "on"}
    assert page.post(f"{place}tilldelning/", told).status_code == 302
    shown = client.get(f"{place}laga-kraft/").content.decode()
    assert "torsdag 3 december 2026" in shown
    assert "Anteckna vad som hänt" not in shown
    way = re.search(r'href="([^"]*/tilldelning/\d+/)"', page.get(f"{place}laga-kraft/").content.decode())
    early = page.post(way[1], {"what": "contract", "on": "2026-11-23"}).content.decode()
    assert "avtalsspärren gäller" in early
    assert client.get(way[1]).status_code in {302, 403}
