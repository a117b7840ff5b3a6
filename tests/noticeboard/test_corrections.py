"""Putting a wrongly told day right: the rules, the act on the database, and the page."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.factories.committee import AT, acting
from tests.factories.noticeboard import APPROVED, posting_of
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible, RuleRefused
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.kernel.dates import DAY
from tinget.kernel.findings import WithoutEffect
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Display as Row
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.corrections import corrected
from tinget.organisation.api import boards

TODAY = APPROVED + 60 * DAY
days = st.integers(0, 60).map(lambda number: APPROVED + number * DAY)


@st.composite
def times(draw):
    """Draw what one board may have told: times after each other, the last one perhaps still up."""
    drawn = sorted(draw(st.lists(days, min_size=1, max_size=6)))
    found = [Display(up, down) for up, down in zip(drawn[::2], drawn[1::2], strict=False)]
    return [*found, Display(drawn[-1])] if len(drawn) % 2 else found


@given(times(), st.data())
def test_kl_13_5_after_a_correction_no_two_times_are_at_once(told, data):
    number = data.draw(st.integers(0, len(told) - 1))
    up, down = data.draw(days), data.draw(st.none() | days)
    try:
        after = corrected(told, number, Display(up, down), today=TODAY, approved_on=APPROVED)
    except WithoutEffect:
        reject()
    assert Display(up, down) in after
    assert len(after) == len(told)
    for first, second in itertools.pairwise(after):
        assert first.down_on is not None
        assert first.up_on <= first.down_on <= second.up_on


@given(times(), st.data())
def test_what_never_was_leaves_the_other_times_as_they_are(told, data):
    number = data.draw(st.integers(0, len(told) - 1))
    after = corrected(told, number, None, today=TODAY, approved_on=APPROVED)
    assert after == told[:number] + told[number + 1 :]


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (Display(APPROVED - DAY), "justerades"),
        (Display(TODAY + DAY), "har inte varit än"),
        (Display(APPROVED, TODAY + DAY), "har inte varit än"),
        (Display(APPROVED + DAY, APPROVED), "det sattes upp"),
        (Display(APPROVED, APPROVED + 11 * DAY), "samtidigt"),
        (Display(APPROVED), "samtidigt"),
    ],
)
def test_kl_8_12_days_that_cannot_be_are_refused(right, words):
    told = [Display(APPROVED, APPROVED + DAY), Display(APPROVED + 10 * DAY)]
    with pytest.raises(WithoutEffect, match=words):
        corrected(told, 0, right, today=TODAY, approved_on=APPROVED)


def confirm_all(committee, notice_id, *, on=APPROVED):
    for board in boards(committee.id):
        noticeboard.confirm_up(
            acting("Sekreterare"),
            posting_id=posting_of(notice_id, board.name),
            on=on,
            at=AT,
            note="Ringde.",
        )


def correct(row, right, *, reason="Registratorn skrev fel dag.", at=AT + DAY, name="Sekreterare"):
    noticeboard.correct_display(acting(name), display_id=row.pk, right=right, reason=reason, at=at)


def running(notice_id):
    return noticeboard.notice(notice_id, today=AT.date()).clock


def kirunas(notice_id):
    return Row.objects.get(posting_id=posting_of(notice_id, "Kiruna"), corrected_at=None)


def test_the_clock_follows_a_correction_and_what_was_told_stays(committee, notice_id, in_scope):
    with in_scope(committee.id):
        confirm_all(committee, notice_id)
        first = kirunas(notice_id)
        correct(first, Display(APPROVED + DAY))
        assert running(notice_id).runs_from == APPROVED + DAY
        first.refresh_from_db()
        assert (first.up_on, first.corrected_note) == (APPROVED, "Registratorn skrev fel dag.")
        line = ledger.history(committee.id, f"noticeboard.posting:{first.posting_id}")[0]
        assert line.action == "correct_display"
        assert line.changes["told"] == "uppe från 2026-11-23"
        assert line.changes["right"] == "uppe från 2026-11-24"


def test_a_notice_that_was_never_up_stops_the_clock_and_can_go_up(committee, notice_id, in_scope):
    with in_scope(committee.id):
        confirm_all(committee, notice_id)
        correct(kirunas(notice_id), None)
        assert running(notice_id) is None
        noticeboard.confirm_up(
            acting("Sekreterare"),
            posting_id=posting_of(notice_id, "Kiruna"),
            on=APPROVED + DAY,
            at=AT + DAY,
            note="Såg det.",
        )
        assert running(notice_id).runs_from == APPROVED + DAY


def test_a_removal_that_did_not_happen_is_put_right(committee, notice_id, in_scope):
    with in_scope(committee.id):
        confirm_all(committee, notice_id)
        noticeboard.confirm_down(
            acting("Sekreterare"),
            posting_id=posting_of(notice_id, "Kiruna"),
            on=APPROVED + DAY,
            at=AT + DAY,
            note="Ringde.",
        )
        assert running(notice_id) is None
        correct(kirunas(notice_id), Display(APPROVED))
        assert running(notice_id).runs_from == APPROVED
        stays = kirunas(notice_id)
        assert (stays.up_by, stays.down_by, stays.down_note) == ("Sekreterare", "", "")


def test_refused_without_a_reason_twice_and_unchanged(committee, notice_id, in_scope):
    with in_scope(committee.id):
        confirm_all(committee, notice_id)
        row = kirunas(notice_id)
        with pytest.raises(NotPossible, match="Skriv varför"):
            correct(row, Display(APPROVED + DAY), reason=" ")
        with pytest.raises(NotPossible, match="desamma"):
            correct(row, Display(APPROVED))
        with pytest.raises(RuleRefused, match="justerades"):
            correct(row, Display(APPROVED - DAY))
        correct(row, None)
        with pytest.raises(NotPossible, match="redan rättad"):
            correct(row, Display(APPROVED + DAY))


def test_a_registrar_corrects_nothing_without_the_staff(committee, notice_id, in_scope):
    with in_scope(committee.id):
        confirm_all(committee, notice_id)
        with pytest.raises(NotPermitted):
            correct(kirunas(notice_id), None, name="Registrator, Kiruna")


@pytest.mark.urls("tests.noticeboard.urls")
def test_the_page_puts_a_day_right_and_visitors_see_that_it_was(
    committee, notice_id, in_scope, signed_in, settings, client
):
    with in_scope(committee.id):
        confirm_all(committee, notice_id)
        number = kirunas(notice_id).pk
    page = signed_in("Sekreterare")
    settings.TINGET_TODAY = (AT.date() + DAY).isoformat()
    place = f"/e-namnden/anslagstavla/{notice_id}/kiruna/"
    assert f"{place}ratta/{number}/" in page.get(place).content.decode()
    told = {"up_on": (APPROVED + DAY).isoformat(), "down_on": "", "reason": "Anna ringde och rättade."}
    assert "Skriv dagen" in page.post(f"{place}ratta/{number}/", told | {"up_on": ""}).content.decode()
    done = page.post(f"{place}ratta/{number}/", told, follow=True)
    assert done.redirect_chain == [(place, 302)]
    assert "Anna ringde" in done.content.decode()
    assert page.get(f"{place}ratta/{number}/").status_code == 404
    with scoped(PUBLIC):
        shown = client.get(f"/e-namnden/anslagstavla/{notice_id}/").content.decode()
    assert "Uppgiften rättades" in shown
    assert "Anna ringde" not in shown
    assert client.get(f"{place}ratta/{number}/").status_code in {302, 403}


def test_the_certificate_tells_the_right_day_alone(committee, notice_id, in_scope):
    with in_scope(committee.id):
        confirm_all(committee, notice_id)
        correct(kirunas(notice_id), Display(APPROVED + DAY))
        content = noticeboard.certificate_content(
            notice_id, secretary=None, generated_on=dt.date(2026, 11, 25)
        )
    kiruna = next(one for one in content["postings"] if one["municipality"] == "Kiruna")
    assert kiruna["up"] == "2026-11-24"
