"""Notices of summonses: the rules, the acts, the pages; and that no time to appeal comes of one."""

import datetime as dt

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import AT, DAY, acting
from tests.factories.noticeboard import posting_of, token_of
from tinget.foundation.errors import NotPermitted, NotPossible, RuleRefused
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.kernel.dates import DAY as ONE
from tinget.kernel.findings import WithoutEffect
from tinget.noticeboard import actions, queries
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import HookMessage
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.hooks import Told, changes, key_of
from tinget.noticeboard.rules.notices import PostingState
from tinget.noticeboard.rules.reminders import Awaited
from tinget.noticeboard.rules.summonses import (
    check_summons_down,
    check_summons_up,
    removal_day,
    state_of_summons,
    waiting_of_summons,
)
from tinget.organisation.api import boards, municipality_by_slug, system_actor

pytestmark = pytest.mark.urls("tests.noticeboard.urls")
SENT, MEETS = DAY, DAY + 10 * ONE
REMOVAL = MEETS + ONE
DAYS = st.integers(0, 20).map(lambda number: SENT + number * ONE)


@st.composite
def displays(draw):
    """Times that a notice was up, one after another."""
    days = sorted(draw(st.lists(DAYS, max_size=6, unique=True)))
    return [
        Display(up, days[place + 1] if place + 1 < len(days) else None)
        for place, up in list(enumerate(days))[::2]
    ]


@given(displays(), DAYS)
def test_after_its_time_a_board_is_waited_for_to_tell_nothing_but_that_it_is_down(told, today):
    waiting = waiting_of_summons(told, sent_on=SENT, removal=REMOVAL, today=today)
    state = state_of_summons(told, removal=REMOVAL, today=today)
    if today >= REMOVAL:
        assert state not in {PostingState.WAITING, PostingState.DOWN_TOO_EARLY, PostingState.LATE}
        assert waiting is None or (waiting.what is Awaited.DOWN and not waiting.is_silent(today))
    else:
        assert waiting is None or waiting.what is not Awaited.DOWN
        assert (waiting is None) == (state in {PostingState.UP, PostingState.DOWN})


@given(displays(), DAYS, DAYS)
def test_a_day_that_cannot_have_been_has_no_effect_and_any_other_needs_no_reason(told, on, today):
    def may(check, **more):
        try:
            check(told, on=on, today=today, **more)
        except WithoutEffect:
            return False
        return True

    is_up = bool(told) and told[-1].down_on is None
    gone = told[-1].down_on if told else None
    assert may(check_summons_up, sent_on=SENT, removal=REMOVAL) == (
        on <= today and on < REMOVAL and (gone is None or on >= gone)
    )
    assert may(check_summons_down) == (is_up and told[-1].up_on <= on <= today)


def test_it_may_come_down_the_day_after_the_meeting_or_when_it_is_replaced():
    assert removal_day(MEETS, replaced_on=None) == REMOVAL
    assert removal_day(MEETS, replaced_on=SENT) == SENT
    assert removal_day(MEETS, replaced_on=REMOVAL + ONE) == REMOVAL


def test_a_system_is_told_of_a_summons_in_words_of_its_own():
    key = key_of(7, is_summons=True)
    (one,) = changes({}, {key: {"place": "Luleå"}})
    assert (one.told, one.noun) == (Told.SUMMONS_UP, "summons")
    (one,) = changes({"7": {}}, {"7": {"up_on": "2026-11-23"}})
    assert (one.told, one.noun) == (Told.CHANGED, "notice")


def facts(number=1, *, called=noticeboard.Called.FIRST, day=MEETS, hours="13.00–15.00"):
    return noticeboard.SummonsFacts(
        about=f"summons.summons:{number}",
        meeting="meetings.meeting:5",
        called=called,
        day=day,
        hours=hours,
        place="Stadshuset, Luleå",
        agenda_url="http://127.0.0.1:8000/e-namnden/sammantraden/2026-12-03/",
    )


def post(committee, told, *, at=AT):
    actor = system_actor(committee.id, demonstration=True)
    return noticeboard.post_summons_notice(
        actor, authority=committee.id, facts=told, municipalities=boards(committee.id), at=at
    )


@pytest.fixture
def summons_id(committee, in_scope):
    with in_scope(committee.id):
        return post(committee, facts())


@pytest.fixture
def view(committee, in_scope):
    def read(notice_id, today=DAY):
        with in_scope(committee.id):
            return noticeboard.notice(notice_id, today=today)

    return read


@pytest.fixture
def on_day(settings):
    def set_day(day):
        settings.TINGET_TODAY = day.isoformat()

    set_day(DAY)
    return set_day


def at(day):
    return dt.datetime.combine(day, dt.time(9, 0), dt.UTC)


def carried():
    told = Client().get("/e-namnden/anslagstavla/kiruna/anslag.json").json()
    return told["summonses"], told["notices"]


def test_every_board_gets_it_by_letter_page_json_feed_and_element(committee, summons_id, on_day, in_scope):
    with in_scope(committee.id):
        letters = list(OutgoingMail.objects.filter(subject__contains="Anslå: Kallelse till sammanträde"))
    assert letters
    for told in (
        "Dag: torsdag 3 december 2026",
        "Tid: 13.00–15.00",
        "Plats: Stadshuset",
        "Tas ned: fredag 4",
    ):
        assert told in letters[0].body
    assert "överklagar" not in letters[0].body
    (one,), minutes = carried()
    assert minutes == []
    assert (one["called"], one["meeting_date"], one["earliest_removal"]) == (
        "first",
        "2026-12-03",
        "2026-12-04",
    )
    assert one["who_may_attend"] == "Sammanträdet är stängt för allmänheten."
    assert (
        "Kallelse till sammanträde"
        in Client().get("/e-namnden/anslagstavla/kiruna/anslag.atom").content.decode()
    )
    for path in ("", f"{summons_id}/", "kiruna/"):
        page = Client().get(f"/e-namnden/anslagstavla/{path}").content.decode()
        assert "Stadshuset, Luleå" in page
        assert "Sista dag att överklaga" not in page
    assert Client().get("/api/e-namnden/summons-notices").json()[0]["place"] == "Stadshuset, Luleå"
    assert Client().get("/api/e-namnden/notices").json() == []
    with override("en"), scoped(PUBLIC):
        told = queries.board_content(committee, municipality_by_slug("kiruna"), today=DAY)
    assert told["summonses"] == [one]  # in Swedish whoever asks
    on_day(REMOVAL)
    assert carried() == ([], [])


def test_no_time_to_appeal_and_no_certificate_comes_of_it(committee, summons_id, on_day, in_scope, view):
    with in_scope(committee.id):
        for board in boards(committee.id):
            noticeboard.confirm_up(
                acting("Sekreterare"),
                posting_id=posting_of(summons_id, board.name),
                on=DAY,
                at=AT,
                note="sett",
            )
        assert noticeboard.notices(committee.id, today=DAY) == []
        with pytest.raises(NotPossible):
            noticeboard.set_certificate(acting("Sekreterare"), notice_id=summons_id, document_id=1)
        with pytest.raises(NotPossible):
            noticeboard.record_court_answer(
                acting("Sekreterare"), notice_id=summons_id, answered_on=DAY, reference="", at=AT
            )
    up = view(summons_id)
    assert (up.clock, up.up_count, up.state_text) == (None, 14, "anslaget")
    for path in ("laga-kraft/", "overklagande/"):
        assert Client().get(f"/e-namnden/anslagstavla/{summons_id}/{path}").status_code in {302, 404}
    assert Client().get(f"/e-namnden/anslagstavla/{summons_id}/laga-kraft/").status_code == 404
    assert Client().get(f"/api/e-namnden/notices/{summons_id}/legal-force").status_code == 404


def test_a_registrar_tells_by_the_link_and_a_board_that_drops_it_restarts_nothing(
    committee, summons_id, on_day, in_scope, view
):
    with in_scope(committee.id):
        token = token_of(summons_id, "Kiruna")
    with scoped(PUBLIC), pytest.raises(RuleRefused, match="kan inte ha suttit uppe förr"):
        noticeboard.confirm_up_by_token(token, on=DAY - ONE, at=AT)
    page = f"/anslag/{token}/"
    assert "Text att anslå" in Client().get(page).content.decode()
    Client().post(page, {"what": "up", "on": DAY.isoformat()})
    shown = Client().get(page).content.decode()
    assert "Det får tas ned tidigast fredag 4 december 2026" in shown
    assert "Det är före sammanträdet" in shown
    on_day(DAY + ONE)
    Client().post(page, {"what": "down", "on": (DAY + ONE).isoformat()})
    dropped = next(one for one in view(summons_id, DAY + ONE).postings if one.municipality.name == "Kiruna")
    assert (dropped.state, dropped.findings) == (PostingState.DOWN_TOO_EARLY, ())
    with in_scope(committee.id):
        actor = system_actor(committee.id)
        assert actions.remind_registrars(actor, authority=committee.id, at=at(DAY + 2 * ONE)) == 14
        again = OutgoingMail.objects.filter(subject__contains="igen").get()
        assert "Sätt gärna upp det igen" in again.body
        assert actions.remind_registrars(actor, authority=committee.id, at=at(REMOVAL)) == 0
    on_day(REMOVAL)
    assert "behövs inte längre" not in Client().get(page).content.decode()
    untold = {one.state for one in view(summons_id, REMOVAL).postings if one.municipality.name != "Kiruna"}
    assert untold == {PostingState.UNTOLD}


def test_a_later_call_replaces_it_and_a_completed_agenda_is_said(
    committee, summons_id, on_day, in_scope, view
):
    with in_scope(committee.id):
        noticeboard.complete_summons_notice(
            acting("Sekreterare"), authority=committee.id, meeting="meetings.meeting:5", at=AT
        )
        assert carried()[0][0]["completed_on"] == DAY.isoformat()
        moved = post(committee, facts(2, called=noticeboard.Called.MOVED, day=MEETS + ONE), at=at(DAY + ONE))
        letter = OutgoingMail.objects.filter(subject__contains="Flyttat sammanträde").first()
    assert "Ta ned det tidigare anslaget om sammanträdet torsdag 3 december 2026" in letter.body
    on_day(DAY + ONE)
    assert [one["id"] for one in carried()[0]] == [moved]
    old = view(summons_id, DAY + ONE)
    assert (old.state_text, old.removal_on) == ("ersatt", DAY + ONE)
    with in_scope(committee.id):
        assert noticeboard.has_standing_notice(committee.id, "meetings.meeting:5")
        post(committee, facts(3, called=noticeboard.Called.CANCELLED, day=MEETS + ONE), at=at(DAY + ONE))
    page = Client().get("/e-namnden/anslagstavla/").content.decode()
    assert "Inställt sammanträde 4 december 2026" in page
    assert "Stadshuset" not in page


def test_a_system_gets_the_summons_as_json_has_it(committee, summons_id, on_day, in_scope, settings):
    with in_scope(committee.id):
        kiruna = municipality_by_slug("kiruna")
        settings.TINGET_INNER_ADDRESSES = True
        actions.set_hook(
            acting("Sekreterare"),
            authority=committee.id,
            municipality=kiruna.id,
            address="http://127.0.0.1/a",
        )
        actions.tell_hooks(system_actor(committee.id), authority=committee, boards={kiruna.id: kiruna}, at=AT)
        assert [
            (one.told, '"place": "Stadshuset, Luleå"' in one.body) for one in HookMessage.objects.all()
        ] == [("summons.up", True)]


def test_the_staff_choose_on_their_page_and_every_choice_is_kept(committee, signed_in, in_scope):
    place = "/e-namnden/anslagstavla/kallelser/"
    with in_scope(committee.id):
        assert not noticeboard.summons_choice(committee.id).is_noticed
        with pytest.raises(NotPermitted):
            noticeboard.choose_summons_notices(
                acting("Ordförande"),
                authority=committee.id,
                is_noticed=True,
                is_open=False,
                decision="",
                at=AT,
            )
    client = signed_in("Sekreterare")
    assert "Kallelser anslås inte nu." in client.get(place).content.decode()
    told = {"is_noticed": "on", "is_open": "on", "decision": "§ 12 den 3 mars 2026"}
    page = client.post(place, told, follow=True).content.decode()
    assert "Kallelser anslås nu på kommunernas anslagstavlor." in page
    assert "§ 12 den 3 mars 2026" in page
    client.post(place, {"decision": ""}, follow=True)
    with in_scope(committee.id):
        listed = queries.summons_choices(acting("Sekreterare"), authority=committee.id)
    assert [one.is_noticed for one in listed] == [False, True]
    assert signed_in("Ordförande").get(place).status_code == 403
