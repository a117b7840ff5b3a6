"""Appeals, the court's answer and legal force: rules by their law, acts on the database, and the pages."""

import datetime as dt
import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import AT, acting
from tests.factories.noticeboard import APPROVED, posting_of, some_facts
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible, RuleRefused
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.kernel.dates import DAY
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.legal_force import Appeal, DecisionKind, Facts, standing_of
from tinget.noticeboard.rules.paragraphs import (
    ForceState,
    LoggedAppeal,
    NoticeHistory,
    Ruling,
    collapsed,
    standing_of_paragraph,
)
from tinget.organisation.api import boards, system_actor

UP, LAST = dt.date(2026, 11, 23), dt.date(2026, 12, 14)
NAMES = [f"kommun {number}" for number in range(14)]


def history(*appeals, answered=None, names=NAMES):
    return NoticeHistory(UP, {name: [Display(UP)] for name in names}, appeals, answered)


def state(paragraph, told, *, today):
    return standing_of_paragraph(paragraph, told, today=today).state


def test_kl_13_5_a_paragraph_goes_from_appealable_to_legal_force():
    assert state("15", history(), today=LAST) is ForceState.RUNNING
    assert state("15", history(), today=LAST + DAY) is ForceState.EXPIRED
    found = standing_of_paragraph("15", history(answered=LAST + DAY), today=LAST + DAY)
    assert (found.state, found.legal_force.date) == (ForceState.IN_FORCE, LAST + DAY)
    assert [step.source for step in found.steps] == [
        "KL 13:5",
        "KL 13:5, lag 1930:173 1 §",
        "KL 13:5",
        "KL 13:5",
    ]


def test_kl_13_5_thirteen_of_fourteen_boards_start_nothing():
    told = history()
    told = NoticeHistory(UP, {**told.boards, "kommun 3": []}, (), LAST + DAY)
    assert state("15", told, today=LAST + 90 * DAY) is ForceState.WAITING


def test_rule_28_an_appeal_of_one_paragraph_holds_back_that_paragraph_alone():
    told = history(LoggedAppeal(LAST, "Kiruna kommun", "15"), answered=LAST + DAY)
    assert state("15", told, today=LAST + 5 * DAY) is ForceState.APPEALED
    assert state("16", told, today=LAST + 5 * DAY) is ForceState.IN_FORCE


@given(st.integers(0, 13), st.integers(-21, 21))
def test_rule_28_an_appeal_that_reaches_any_of_the_fourteen_in_time_counts(place, days):
    appeal = LoggedAppeal(LAST + days * DAY, f"kommun {place}", "15")
    found = standing_of_paragraph("15", history(appeal, answered=LAST + DAY), today=LAST + 30 * DAY)
    assert (found.state is ForceState.APPEALED) is (days <= 0)
    assert [one.rule for one in found.findings] == ([] if days <= 0 else ["28"])


def test_rule_28_a_late_appeal_changes_nothing_but_is_found():
    found = standing_of_paragraph(
        "15",
        history(LoggedAppeal(LAST + DAY, "Kiruna kommun", "15"), answered=LAST + 2 * DAY),
        today=LAST + 9 * DAY,
    )
    assert found.state is ForceState.IN_FORCE
    assert [(one.rule, one.board) for one in found.findings] == [("28", "Kiruna kommun")]


def test_kl_13_5_a_final_ruling_gives_legal_force_that_day_or_annuls():
    ruled = dt.date(2027, 3, 1)
    for ruling in Ruling:
        told = history(LoggedAppeal(LAST, "rätten", "15", ruled, ruling), answered=ruled)
        found = standing_of_paragraph("15", told, today=ruled)
        if ruling is Ruling.ANNULLED:
            assert (found.state, found.annulled_on) == (ForceState.ANNULLED, ruled)
            assert found.legal_force is None
        else:
            assert (found.state, found.legal_force.date) == (ForceState.IN_FORCE, ruled)


def test_kl_13_5_an_answer_while_the_time_ran_gives_nothing():
    found = standing_of_paragraph("15", history(answered=LAST), today=LAST + 9 * DAY)
    assert found.state is ForceState.EXPIRED
    assert [one.rule for one in found.findings] == ["29"]


def test_published_minutes_that_name_no_boards_are_unknown():
    assert state("15", None, today=LAST) is ForceState.UNKNOWN


DAYS_OF_MONTHS = st.integers(0, 120)


@given(
    st.lists(st.tuples(DAYS_OF_MONTHS, st.none() | st.integers(0, 60)), max_size=4),
    st.none() | DAYS_OF_MONTHS,
    DAYS_OF_MONTHS,
)
def test_kl_13_5_legal_force_agrees_with_the_command_and_never_comes_before_the_time_is_out(
    appeals, answered, later
):
    logged = [
        LoggedAppeal(
            UP + day * DAY,
            "rätten",
            "15",
            None if took is None else UP + (day + took) * DAY,
            None if took is None else Ruling.REJECTED,
        )
        for day, took in appeals
    ]
    answer = None if answered is None else UP + answered * DAY
    told = history(*logged, answered=answer)
    today = UP + later * DAY
    found = standing_of_paragraph("15", told, today=today)
    by_command = standing_of(
        Facts(
            DecisionKind.DECISION,
            UP,
            told.boards,
            [Appeal(one.received_on, one.at, one.resolved_on) for one in logged],
            answer,
        )
    )
    if found.state is ForceState.IN_FORCE:
        assert by_command.legal_force is not None
        assert found.legal_force.date >= by_command.legal_force.date > LAST
        assert today > LAST
    if any(one.resolved_on is None and one.received_on <= LAST for one in logged):
        assert found.state is ForceState.APPEALED


def test_paragraphs_are_written_in_the_order_of_the_notice():
    assert collapsed(["16", "15"], "15–18") == "15, 16"


def moment(day):
    return dt.datetime.combine(day, dt.time(9, 0), dt.UTC)


@pytest.fixture
def up_everywhere(committee, notice_id, in_scope):
    with in_scope(committee.id):
        for board in boards(committee.id):
            noticeboard.confirm_up(
                acting("Sekreterare"),
                posting_id=posting_of(notice_id, board.name),
                on=APPROVED,
                at=moment(APPROVED),
                note="sett",
            )
    return notice_id


def an_appeal(notice_id, *, on=LAST, paragraphs=("15",), by="Sekreterare"):
    return noticeboard.record_appeal(
        acting(by),
        notice_id=notice_id,
        received_on=on,
        received_at="Kiruna kommun",
        paragraphs=paragraphs,
        reference="123-26",
        at=moment(LAST),
    )


def states(notice_id, *, today):
    return [one.state.value for one in noticeboard.legal_force(notice_id, today=today).paragraphs]


def test_an_appeal_its_ruling_and_the_courts_answer(committee, up_everywhere, in_scope):
    notice_id, secretary = up_everywhere, acting("Sekreterare")
    after = LAST + 10 * DAY
    with in_scope(committee.id):
        appeal_id = an_appeal(notice_id)
        noticeboard.record_court_answer(
            secretary, notice_id=notice_id, answered_on=LAST + DAY, reference="svar 7", at=moment(after)
        )
        assert states(notice_id, today=after) == ["appealed", "in_force"]
        told = {"appeal_id": appeal_id, "ruling": Ruling.REJECTED, "at": moment(after)}
        with pytest.raises(RuleRefused):
            noticeboard.record_ruling(secretary, resolved_on=LAST - DAY, **told)
        noticeboard.record_ruling(secretary, resolved_on=after, **told)
        with pytest.raises(NotPossible):
            noticeboard.record_ruling(secretary, resolved_on=after, **told)
        assert states(notice_id, today=after) == ["in_force", "in_force"]
        done = [line.action for line in ledger.history(committee.id, f"noticeboard.notice:{notice_id}")]
        assert done[:3] == ["record_ruling", "record_court_answer", "record_appeal"]
    with scoped(PUBLIC):
        assert states(notice_id, today=after) == ["in_force", "in_force"]


def test_what_cannot_have_come_in_is_refused(committee, up_everywhere, in_scope):
    with in_scope(committee.id):
        for wrong in ({"on": LAST + DAY}, {"on": dt.date(2026, 11, 1)}, {"paragraphs": ["99"]}):
            with pytest.raises(RuleRefused):
                an_appeal(up_everywhere, **wrong)
        with pytest.raises(NotPermitted):
            an_appeal(up_everywhere, by="Ordförande")
        with pytest.raises(RuleRefused):
            noticeboard.record_court_answer(
                acting("Sekreterare"),
                notice_id=up_everywhere,
                answered_on=APPROVED - DAY,
                reference="",
                at=moment(LAST),
            )


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


@pytest.fixture
def pages(settings):
    settings.ROOT_URLCONF = "tests.noticeboard.urls"
    settings.TINGET_TODAY = (LAST + 2 * DAY).isoformat()


def test_the_page_shows_every_paragraph_with_its_reckoning(pages, committee, up_everywhere, in_scope):
    with in_scope(committee.id):
        an_appeal(up_everywhere)
    page = Client().get(f"/e-namnden/anslagstavla/{up_everywhere}/laga-kraft/")
    text = text_of(page)
    for words in (
        "§ 15 överklagat",
        "§ 16 överklagandetiden har gått ut",
        "Tiden gick ut måndag 14 december 2026",
        "Så är dagen räknad för § 16",
        "lag 1930:173 1 §",
        "Kiruna kommun",
    ):
        assert words in text
    assert "Anteckna" not in text
    assert "/laga-kraft/" in Client().get(f"/e-namnden/anslagstavla/{up_everywhere}/").content.decode()


def test_the_secretary_logs_an_appeal_its_ruling_and_the_answer(pages, signed_in, up_everywhere, settings):
    client = signed_in("Sekreterare")
    settings.TINGET_TODAY = (LAST + 2 * DAY).isoformat()
    base = f"/e-namnden/anslagstavla/{up_everywhere}"
    told = {"received_on": "2026-12-14", "received_at": "Kiruna kommun", "paragraphs": ["15"]}
    wrong = client.post(f"{base}/overklagande/", told | {"received_on": "2027-12-14"})
    assert "har inte varit än" in text_of(wrong)
    done = client.post(f"{base}/overklagande/", told, follow=True)
    assert "Överklagandet är antecknat." in text_of(done)
    (way,) = re.findall(rf"{base}/overklagande/\d+/", done.content.decode())
    assert "Kiruna kommun" in text_of(client.get(way))
    client.post(way, {"resolved_on": "2026-12-16", "ruling": "dismissed"})
    done = client.post(f"{base}/domstolens-svar/", {"answered_on": "2026-12-16"}, follow=True)
    assert text_of(done).count("har fått laga kraft") >= 2
    assert "överklagandet avvisades 16 december 2026" in text_of(done)


def test_a_visitor_cannot_log(pages, up_everywhere):
    answer = Client().post(f"/e-namnden/anslagstavla/{up_everywhere}/overklagande/", {})
    assert answer.status_code in {302, 403}


def test_a_published_notice_says_that_it_is_not_known(pages, committee, in_scope):
    with in_scope(committee.id):
        notice_id = noticeboard.load_published_notice(
            system_actor(committee.id),
            authority=committee.id,
            facts=some_facts(about="meetings.meeting:9", approved_on=None),
            up_on=dt.date(2023, 10, 17),
            down_on=dt.date(2023, 11, 8),
            at=AT,
        )
    text = text_of(Client().get(f"/e-namnden/anslagstavla/{notice_id}/laga-kraft/"))
    assert "uppgift saknas" in text
