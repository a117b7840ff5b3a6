"""Registering records: ids, files, and what was printed before us."""

import datetime as dt

import pytest

from tests.factories.documents import PDF
from tests.factories.registry import DAY, a_case, a_record
from tinget.documents import api as documents
from tinget.foundation.errors import NotPossible
from tinget.foundation.files import FileTypeRefused
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.api import system_actor
from tinget.registry import api as registry

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def load(committee, as_printed, title="Beslutsattestanter"):
    return registry.register_record(
        system_actor(committee.pk),
        authority=committee.pk,
        case_id=None,
        title=title,
        direction="unknown",
        dated_on=None,
        counterpart="",
        day=DAY,
        as_printed=as_printed,
        is_published_fact=True,
    )


def test_ids_follow_each_other_across_cases(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        ids = [a_record(secretary, authority=committee.pk, case_id=owner) for owner in (case, None)]
        lines = registry.records(ids)
    assert [lines[i].label for i in ids] == ["Hid 2026.1", "Hid 2026.2"]


def test_published_facts_keep_their_print_and_the_series_goes_on_after_our_own(committee, secretary, inside):
    with inside():
        ids = [load(committee, printed) for printed in ("2026.45", "2022.2022.9", "KLF 2026.5128", "")]
        lines = registry.records(ids)
        following = a_record(secretary, authority=committee.pk, case_id=None)
        assert registry.records([following])[following].as_printed == "2026.46"
        assert registry.record_by_printed(committee.pk, "2022.2022.9").id == ids[1]
    assert [lines[i].label for i in ids] == ["Hid 2026.45", "Hid 2022.2022.9", "KLF 2026.5128", None]
    assert [lines[i].registered_on for i in ids] == [None] * 4


def register_file(actor, authority, **more):
    facts = {"content": PDF, "name": "skrivelse.pdf", "title": "Tjänsteskrivelse"} | more
    return registry.register_record_with_file(
        actor,
        authority=authority,
        case_id=None,
        direction="received",
        dated_on=DAY,
        counterpart="Luleå kommun",
        at=AT,
        **facts,
    )


def test_a_file_becomes_a_document(committee, secretary, inside):
    with inside():
        made = register_file(secretary, committee.pk)
        line = registry.records([made])[made]
        newest = documents.latest(line.document_id)
        with documents.open_version(newest.id) as file:
            assert file.read() == PDF
    assert (newest.number, newest.name, newest.media_type) == (1, "skrivelse.pdf", "application/pdf")


def test_a_file_that_is_not_what_it_says_is_refused(committee, secretary, inside):
    with inside(), pytest.raises(FileTypeRefused):
        register_file(secretary, committee.pk, content=b"<html><script>", name="skrivelse.pdf")


def test_a_document_that_is_not_there_is_refused(committee, secretary, inside):
    with inside(), pytest.raises(NotPossible):
        a_record(secretary, authority=committee.pk, case_id=None, document_id=4711)


def test_whoever_looks_in_from_outside_does_not_see_the_sender(committee, secretary, inside):
    with inside():
        record = registry.register_record(
            secretary,
            authority=committee.pk,
            case_id=None,
            title="Yttrande",
            direction=registry.Direction.RECEIVED,
            dated_on=None,
            counterpart="Siv Enskild",
            day=dt.date(2026, 11, 1),
        )
        registry.publish(
            secretary,
            authority=committee.pk,
            case_ids=[],
            record_ids=[record],
            decision_ids=[],
            at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        )
        assert registry.records([record])[record].counterpart == "Siv Enskild"
    with scoped(PUBLIC):
        assert registry.records([record])[record].counterpart == ""
