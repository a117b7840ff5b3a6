"""Notices on the real database: who may confirm what, once, and what follows."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connections

from tests.factories.committee import AT, a_committee, acting
from tests.factories.documents import a_document
from tests.factories.noticeboard import (
    APPROVED,
    a_notice,
    posting_of,
    some_facts,
    token_of,
)
from tinget.foundation import events, ledger
from tinget.foundation import mail as foundation_mail
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible, RuleRefused
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Display, Posting
from tinget.noticeboard.queries import digest
from tinget.organisation.api import boards, system_actor

DAY = dt.timedelta(days=1)
UP, DOWN = APPROVED, dt.date(2026, 12, 15)


@pytest.fixture
def told():
    heard = []
    events.listen(noticeboard.NoticeUpEverywhere, heard.append)
    events.listen(noticeboard.NoticeDownEverywhere, heard.append)
    return heard


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9, 0), dt.UTC)


def board_scope(actor) -> Scope:
    return Scope(boards=frozenset({actor.municipality}), public=True)


def registrar_confirms(what, notice_id, municipality, *, on, note=""):
    """As the page does it: under the registrar's own scope, which has no part in the committee."""
    actor = acting(f"Registrator, {municipality}")
    with scoped(board_scope(actor)):
        return what(actor, posting_id=posting_of(notice_id, municipality), on=on, at=moment(on), note=note)


def everywhere(what, notice_id, committee, *, on, but=()):
    for board in boards(committee.id):
        if board.name not in but:
            registrar_confirms(what, notice_id, board.name, on=on)


def test_every_registrar_gets_a_link_and_only_its_hash_is_kept(committee, notice_id, in_scope):
    with in_scope(committee.id):
        assert Posting.objects.filter(notice_id=notice_id).count() == 14
        assert OutgoingMail.objects.count() == 14
        token = token_of(notice_id, "Kiruna")
        assert len(token) >= 43
        row = Posting.objects.get(notice_id=notice_id, municipality_name="Kiruna")
        assert row.token_sha256 == digest(token)
        assert token not in str(vars(row))
        mail = OutgoingMail.objects.get(to=row.email)
        assert token not in mail.body
        assert foundation_mail.LINK in mail.body
        assert mail.subject.startswith("DEMONSTRATION: ")
        assert "onsdag 25 november 2026" in mail.subject
        for part in (
            "registrator för Kiruna",
            "§§ 15–16",
            "Förvaltningsrätten i Luleå",
            "Digitalt hos e-nämnden",
        ):
            assert part in mail.body
        assert "&" not in mail.body


def test_a_notice_is_sent_once_and_not_before_approval(committee, notice_id, in_scope):
    with in_scope(committee.id):
        with pytest.raises(NotPossible):
            a_notice(committee.id)
        with pytest.raises(NotPossible):
            noticeboard.post_notice(
                acting("Sekreterare"), authority=committee.id, municipalities=boards(committee.id), at=AT,
                facts=some_facts(about="meetings.meeting:6", approved_on=None),
            )  # fmt: skip
        with pytest.raises(NotPermitted):
            noticeboard.post_notice(
                acting("Ordförande"), authority=committee.id, municipalities=boards(committee.id), at=AT,
                facts=some_facts(about="meetings.meeting:6"),
            )  # fmt: skip


def test_the_link_confirms_once_without_any_office(committee, notice_id, in_scope):
    with in_scope(committee.id):
        token = token_of(notice_id, "Kiruna")
    for _click in range(2):
        with scoped(PUBLIC):
            done = noticeboard.confirm_up_by_token(token, on=UP, at=moment(UP))
            assert done.posting.up_on == UP
            assert done.posting.state is noticeboard.PostingState.UP
    with in_scope(committee.id):
        posting = posting_of(notice_id, "Kiruna")
        assert Display.objects.filter(posting_id=posting).count() == 1
        (line,) = ledger.history(committee.id, f"noticeboard.posting:{posting}")
        assert "Kiruna" in line.who
        assert line.action == "confirm_up"


def test_a_wrong_link_finds_nothing(committee, notice_id):
    with scoped(PUBLIC), pytest.raises(noticeboard.NoticeNotFound):
        noticeboard.confirm_up_by_token("fel" * 15, on=UP, at=moment(UP))


def test_the_registrar_of_kiruna_cannot_confirm_bodens(committee, notice_id):
    kiruna = acting("Registrator, Kiruna")
    with scoped(board_scope(kiruna)):
        boden = posting_of(notice_id, "Boden")
        for what in (noticeboard.confirm_up, noticeboard.confirm_down):
            with pytest.raises(NotPermitted) as refused:
                what(kiruna, posting_id=boden, on=UP, at=moment(UP))
            assert "Boden" in refused.value.message
    with scoped(Scope(boards=board_scope(kiruna).boards)), pytest.raises(noticeboard.NoticeNotFound):
        noticeboard.confirm_up(kiruna, posting_id=boden, on=UP, at=moment(UP))


@pytest.mark.parametrize("name", ["Ordförande", "Ledamot, Boden"])
def test_members_confirm_nothing(committee, notice_id, in_scope, name):
    with in_scope(committee.id), pytest.raises(NotPermitted):
        noticeboard.confirm_up(
            acting(name), posting_id=posting_of(notice_id, "Boden"), on=UP, at=moment(UP), note="sett"
        )


def test_the_secretary_enters_for_a_board_and_says_how_it_is_known(committee, notice_id, in_scope):
    with in_scope(committee.id):
        posting = posting_of(notice_id, "Boden")
        with pytest.raises(NotPossible):
            noticeboard.confirm_up(acting("Sekreterare"), posting_id=posting, on=UP, at=moment(UP))
        done = noticeboard.confirm_up(
            acting("Sekreterare"), posting_id=posting, on=UP, at=moment(UP), note="registratorn ringde"
        )
        assert done.posting.up_on == UP
        assert Display.objects.get(posting_id=posting).up_by == "Sekreterare"


def test_kl_8_12_up_before_approval_is_refused(committee, notice_id):
    with pytest.raises(RuleRefused) as refused:
        registrar_confirms(noticeboard.confirm_up, notice_id, "Boden", on=APPROVED - DAY)
    assert refused.value.source == "KL 8:12"


def test_kl_8_12_a_late_notice_needs_a_reason_and_becomes_a_finding(committee, notice_id):
    late = APPROVED + 3 * DAY
    with pytest.raises(NeedsReason) as refused:
        registrar_confirms(noticeboard.confirm_up, notice_id, "Boden", on=late)
    assert refused.value.rule == "25"
    done = registrar_confirms(noticeboard.confirm_up, notice_id, "Boden", on=late, note="sjukdom")
    assert [finding.rule for finding in done.posting.findings] == ["25"]


def test_kl_13_5_time_runs_when_the_last_board_confirms(committee, notice_id, told):
    everywhere(noticeboard.confirm_up, notice_id, committee, on=UP, but=("Boden",))
    with scoped(PUBLIC):
        view = noticeboard.notice(notice_id, today=UP)
        assert (view.clock, view.up_count, view.total) == (None, 13, 14)
    assert told == []
    done = registrar_confirms(noticeboard.confirm_up, notice_id, "Boden", on=UP + DAY)
    assert done.notice.clock.runs_from == UP + DAY
    (heard,) = told
    assert (heard.notice_id, heard.since, heard.is_demonstration) == (notice_id, UP + DAY, True)
    registrar_confirms(noticeboard.confirm_up, notice_id, "Boden", on=UP + DAY)
    assert len(told) == 1


def test_kl_8_12_down_everywhere_on_the_first_day_allowed(committee, notice_id, told):
    everywhere(noticeboard.confirm_up, notice_id, committee, on=UP)
    everywhere(noticeboard.confirm_down, notice_id, committee, on=DOWN)
    assert [type(event) for event in told] == [
        noticeboard.NoticeUpEverywhere,
        noticeboard.NoticeDownEverywhere,
    ]
    with scoped(PUBLIC):
        view = noticeboard.notice(notice_id, today=DOWN)
        assert view.is_down_everywhere
        assert not any(posting.findings for posting in view.postings)
    with pytest.raises(NotPossible):
        registrar_confirms(noticeboard.confirm_up, notice_id, "Boden", on=DOWN + DAY)


def test_kl_13_5_early_removal_needs_a_reason_and_the_clock_starts_anew(committee, notice_id, told):
    everywhere(noticeboard.confirm_up, notice_id, committee, on=UP)
    early = UP + 7 * DAY
    with pytest.raises(NeedsReason) as refused:
        registrar_confirms(noticeboard.confirm_down, notice_id, "Boden", on=early)
    assert "tidigast" in refused.value.message
    done = registrar_confirms(noticeboard.confirm_down, notice_id, "Boden", on=early, note="misstag")
    assert done.posting.state is noticeboard.PostingState.DOWN_TOO_EARLY
    assert done.notice.clock is None
    again = registrar_confirms(noticeboard.confirm_down, notice_id, "Boden", on=early)
    assert again.posting == done.posting
    done = registrar_confirms(noticeboard.confirm_up, notice_id, "Boden", on=early + DAY)
    assert done.notice.clock.runs_from == early + DAY
    assert [finding.rule for finding in done.posting.findings] == ["26"]
    assert len(done.posting.displays) == 2
    assert len(told) == 1


def test_down_before_up_is_refused(committee, notice_id):
    with pytest.raises(RuleRefused):
        registrar_confirms(noticeboard.confirm_down, notice_id, "Boden", on=UP)


def test_a_new_link_ends_the_old_one(committee, notice_id, in_scope):
    with in_scope(committee.id):
        old = token_of(notice_id, "Boden")
        noticeboard.renew_link(
            acting("Sekreterare"), posting_id=posting_of(notice_id, "Boden"), email="ny@example.se", at=AT
        )
        new = token_of(notice_id, "Boden")
    with scoped(PUBLIC):
        with pytest.raises(noticeboard.NoticeNotFound):
            noticeboard.confirm_up_by_token(old, on=UP, at=moment(UP))
        assert noticeboard.confirm_up_by_token(new, on=UP, at=moment(UP)).posting.is_up


def test_the_certificate_comes_when_every_board_has_carried_the_notice(committee, notice_id, in_scope):
    secretary = acting("Sekreterare")
    with in_scope(committee.id):
        document = a_document(secretary, authority=committee.id, title="Anslagsbevis").id
        with pytest.raises(NotPossible):
            noticeboard.set_certificate(secretary, notice_id=notice_id, document_id=document)
    everywhere(noticeboard.confirm_up, notice_id, committee, on=UP)
    with in_scope(committee.id):
        noticeboard.set_certificate(secretary, notice_id=notice_id, document_id=document)
        content = noticeboard.certificate_content(notice_id, secretary=None, generated_on=UP)
        assert content["paragraphs"] == ["15", "16"]
        assert content["postings"][0] == {
            "municipality": "Arjeplog", "up": "2026-11-23", "earliest_removal": "2026-12-15", "down": None,
            "confirmed_by": "Registrator, Arjeplog", "confirmed_on": "2026-11-23", "observed": None,
        }  # fmt: skip
        assert noticeboard.render_certificate(content).startswith(b"%PDF-1.7")
        assert noticeboard.notice(notice_id, today=UP).certificate_document_id == document


def test_a_certificate_can_be_drawn_while_boards_are_missing(committee, notice_id, in_scope):
    with in_scope(committee.id):
        content = noticeboard.certificate_content(notice_id, secretary=None, generated_on=UP)
        assert content["last_day_to_appeal"] is None
        assert noticeboard.render_certificate(content).startswith(b"%PDF-1.7")


def test_published_minutes_tell_of_a_notice_without_naming_boards(committee, in_scope):
    actor = system_actor(committee.id)
    facts = some_facts(about="meetings.meeting:9", approved_on=None)
    with in_scope(committee.id):
        first, second = (
            noticeboard.load_published_notice(
                actor, authority=committee.id, facts=facts,
                up_on=dt.date(2023, 10, 17), down_on=dt.date(2023, 11, 8), at=AT,
            )
            for _time in range(2)
        )  # fmt: skip
        assert first == second
    with scoped(PUBLIC):
        view = noticeboard.notice_of(committee.id, "meetings.meeting:9", today=UP)
        assert view.is_published_fact
        assert (view.printed_up_on, view.postings) == (dt.date(2023, 10, 17), ())


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_last_two_boards_at_the_same_moment_start_the_clock_once(told):
    committee = a_committee()
    with scoped(Scope(authorities=frozenset({committee.id}))):
        notice_id = a_notice(committee.id)
    everywhere(noticeboard.confirm_up, notice_id, committee, on=UP, but=("Boden", "Kiruna"))
    start, faults = Barrier(2), []

    def click(name):
        try:
            start.wait()
            registrar_confirms(noticeboard.confirm_up, notice_id, name, on=UP)
        except Exception as error:  # noqa: BLE001 -- a thread's error is shown by the test itself
            faults.append(error)
        finally:
            connections["default"].close()

    threads = [Thread(target=click, args=[name]) for name in ("Boden", "Kiruna")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(told) == 1
    assert ledger.verify(committee.id).breaks == ()
