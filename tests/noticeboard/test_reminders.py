"""Reminders and silence: the days are declared, a letter is sent once, and the secretary gets to know."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import acting
from tests.factories.noticeboard import APPROVED, posting_of, token_of
from tinget.foundation import ledger, mail
from tinget.foundation.errors import NotPermitted
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.kernel.dates import DAY
from tinget.noticeboard import actions, jobs
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Posting
from tinget.noticeboard.rules.appeal_time import Display, clock
from tinget.noticeboard.rules.reminders import REMINDED_AFTER, SILENT_AFTER, Awaited, Waiting, waiting_of
from tinget.organisation.api import system_actor

UP = APPROVED


def awaited(displays, others, *, today):
    boards = {"own": displays, "other": others}
    return waiting_of(displays, running=clock(boards), approved_on=UP, today=today)


def test_kl_8_12_a_board_without_the_notice_is_waited_for_from_the_approval():
    assert awaited([], [Display(UP)], today=UP) == Waiting(Awaited.UP, UP)


def test_kl_13_5_a_board_that_took_it_down_too_early_is_waited_for_again():
    early = UP + 5 * DAY
    assert awaited([Display(UP, early)], [Display(UP)], today=early) == Waiting(Awaited.UP_AGAIN, early)


def test_kl_8_12_a_board_is_asked_whether_it_is_down_first_when_it_may_be():
    removal = clock({"own": [Display(UP)]}).removal.date
    assert awaited([Display(UP)], [Display(UP)], today=removal - DAY) is None
    assert awaited([Display(UP)], [Display(UP)], today=removal) == Waiting(Awaited.DOWN, removal)
    assert awaited([Display(UP, removal)], [Display(UP)], today=removal) is None
    assert awaited([Display(UP)], [], today=removal) is None


@given(st.sampled_from(Awaited), st.lists(st.integers(0, 60), unique=True))
def test_a_reminder_is_sent_once_for_each_declared_day_whenever_one_looks(what, looked):
    waiting, reminded = Waiting(what, UP), None
    sent = []
    for days in sorted(looked):
        today = UP + days * DAY
        if waiting.reminder_due(today, reminded_on=reminded):
            reminded = today
            sent.append(days)
            assert not waiting.reminder_due(today, reminded_on=reminded)
    assert len(sent) <= len(REMINDED_AFTER[what])
    assert all(days >= REMINDED_AFTER[what][0] for days in sent)


@given(st.sampled_from(Awaited), st.integers(0, 60))
def test_silence_is_told_from_its_declared_day(what, days):
    assert Waiting(what, UP).is_silent(UP + days * DAY) == (days >= SILENT_AFTER[what])


def moment(day):
    return dt.datetime.combine(day, dt.time(9, 0), dt.UTC)


def reminded(committee, day):
    actor = system_actor(committee.id)
    return actions.remind_registrars(actor, authority=committee.id, at=moment(day))


def test_those_who_have_not_confirmed_get_one_letter_with_the_same_link(committee, notice_id, in_scope):
    with in_scope(committee.id):
        noticeboard.confirm_up(
            acting("Sekreterare"),
            posting_id=posting_of(notice_id, "Boden"),
            on=UP,
            at=moment(UP),
            note="sett",
        )
        before = token_of(notice_id, "Kiruna")
        assert reminded(committee, UP) == 0
        assert [reminded(committee, UP + DAY) for _again in range(2)] == [13, 0]
        letter = OutgoingMail.objects.filter(subject__contains="Påminnelse").order_by("pk")[0]
        assert letter.subject.startswith("DEMONSTRATION: ")
        assert mail.LINK in letter.body
        assert "senast onsdag 25 november 2026" in letter.body
        assert token_of(notice_id, "Kiruna") == before
        posting = posting_of(notice_id, "Kiruna")
        done = ledger.history(committee.id, f"noticeboard.posting:{posting}")
        assert [line.action for line in done] == ["remind_registrar"]
    with scoped(PUBLIC):
        assert noticeboard.confirm_up_by_token(before, on=UP, at=moment(UP)).posting.is_up


def test_a_link_from_before_links_were_derived_is_replaced_by_one_that_works(committee, notice_id, in_scope):
    with in_scope(committee.id):
        Posting.objects.filter(pk=posting_of(notice_id, "Kiruna")).update(token_sha256="0" * 64)
        reminded(committee, UP + DAY)
        token = token_of(notice_id, "Kiruna")
    with scoped(PUBLIC):
        assert noticeboard.confirm_up_by_token(token, on=UP, at=moment(UP)).posting.is_up


def test_silence_names_the_boards(committee, notice_id, in_scope):
    with in_scope(committee.id):
        seen = [
            len(noticeboard.silent_boards(noticeboard.notice(notice_id, today=day), today=day))
            for day in (UP, UP + DAY, UP + 2 * DAY)
        ]
    assert seen == [0, 0, 14]


def test_only_the_system_reminds(committee, notice_id, in_scope):
    with in_scope(committee.id), pytest.raises(NotPermitted):
        actions.remind_registrars(acting("Sekreterare"), authority=committee.id, at=moment(UP))


def test_the_job_writes_to_those_who_wait(committee, notice_id, settings, in_scope):
    settings.TINGET_TODAY = (UP + DAY).isoformat()
    jobs.remind(authority=committee.id)
    with in_scope(committee.id):
        assert OutgoingMail.objects.filter(subject__contains="Påminnelse").count() == 14
