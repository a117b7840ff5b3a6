"""A record from draft to official, corrected, voided, given a file, laid in a case; many files at once."""

import datetime as dt
import io
import uuid

import pytest
from django.db import IntegrityError, transaction

from tests.factories.documents import PDF
from tests.factories.registry import DAY, a_case, a_record, a_secretary, an_actor
from tinget.documents import api as documents
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.organisation.api import Role, authority_by_id
from tinget.registry import actions, queries
from tinget.registry import api as registry
from tinget.registry.models import Record
from tinget.registry.views.changes_in_words import detail_of

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def a_draft(actor, authority, *, case_id=None, direction="drawn_up"):
    return registry.register_record(
        actor, authority=authority, case_id=case_id, title="Utkast till svar", direction=direction,
        dated_on=None, counterpart="", day=DAY, is_draft=True,
    )  # fmt: skip


def correct(actor, record, **more):
    facts = {"title": "Tjänsteskrivelse", "direction": "drawn_up", "dated_on": DAY, "counterpart": "",
             "kind": "", "media": "unknown"}  # fmt: skip
    return actions.correct_record(actor, record_id=record, **(facts | more))


def test_a_draft_takes_its_id_when_it_becomes_official(committee, secretary, inside):
    with inside():
        draft = a_draft(secretary, committee.pk)
        a_record(secretary, authority=committee.pk, case_id=None)
        before = registry.records([draft])[draft]
        registry.make_official(
            secretary, record_id=draft, why="dispatched", at=AT, counterpart="Kiruna kommun"
        )
        after = registry.records([draft])[draft]
        with pytest.raises(NotPossible):
            registry.make_official(secretary, record_id=draft, why="finished", at=AT)
        (told, begun) = ledger.history(committee.pk, f"registry.record:{draft}")
    assert (before.label, before.registered_on, before.state) == (None, None, registry.RecordState.DRAFT)
    assert (after.label, after.registered_on, after.dated_on) == ("Hid 2026.2", DAY, DAY)
    assert (after.direction, after.counterpart) == (registry.Direction.DISPATCHED, "Kiruna kommun")
    assert (begun.action, told.action) == ("begin_draft", "make_official")
    assert detail_of(told.changes) == "2026.2 Utkast till svar. den har skickats"


def test_what_has_come_in_is_official_at_once(committee, secretary, inside):
    with inside(), pytest.raises(NotPossible, match="kommit in"):
        a_draft(secretary, committee.pk, direction="received")


def test_a_draft_is_not_published(committee, secretary, inside):
    with inside():
        draft = a_draft(secretary, committee.pk)
        with pytest.raises(NotPossible):
            registry.publish(
                secretary, authority=committee.pk, case_ids=(), record_ids=[draft], decision_ids=(), at=AT
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            Record.objects.filter(pk=draft).update(published_at=AT)


def test_a_draft_changes_freely_and_what_is_official_for_a_reason(committee, secretary, inside):
    with inside():
        draft, official = (
            a_draft(secretary, committee.pk),
            a_record(secretary, authority=committee.pk, case_id=None),
        )
        assert correct(secretary, draft, title="Svar")
        with pytest.raises(NotPossible):
            correct(secretary, draft, direction="received")
        with pytest.raises(NotPossible, match="skälet"):
            correct(secretary, official, counterpart="Luleå")
        assert correct(secretary, official, counterpart="Luleå", reason="Föll bort")
        assert not correct(secretary, official, counterpart="Luleå")
        told = ledger.history(committee.pk, f"registry.record:{official}")[0]
    assert detail_of(told.changes) == "2026.1. Avsändare eller mottagare: inget blev ”Luleå”. Skäl: Föll bort"


def test_a_void_record_keeps_its_id_and_changes_no_more(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        record = a_record(secretary, authority=committee.pk, case_id=None)
        registry.void_record(secretary, record_id=record, reason="Dubbelt")
        line = registry.records([record])[record]
        assert (line.label, line.void_reason) == ("Hid 2026.1", "Dubbelt")
        for write in (
            lambda: registry.void_record(secretary, record_id=record, reason="igen"),
            lambda: correct(secretary, record, title="X", reason="x"),
            lambda: registry.place_record(secretary, record_id=record, case_id=case),
            lambda: registry.attach_file(secretary, record_id=record, content=PDF, name="a.pdf", at=AT),
            lambda: actions.discard_draft(secretary, record_id=record),
        ):
            with pytest.raises(NotPossible):
                write()
        following = a_record(secretary, authority=committee.pk, case_id=None)
        assert registry.records([following])[following].label == "Hid 2026.2"


def test_a_draft_is_discarded_without_a_number_lost(committee, secretary, inside):
    with inside():
        draft = a_draft(secretary, committee.pk)
        actions.discard_draft(secretary, record_id=draft)
        with pytest.raises(queries.RecordNotFound):
            actions.discard_draft(secretary, record_id=draft)
        record = a_record(secretary, authority=committee.pk, case_id=None)
        assert registry.records([record])[record].label == "Hid 2026.1"


def test_a_file_is_added_once(committee, secretary, inside):
    with inside():
        record = a_record(secretary, authority=committee.pk, case_id=None)
        registry.attach_file(secretary, record_id=record, content=PDF, name="svar.pdf", at=AT)
        line = registry.records([record])[record]
        assert documents.latest(line.document_id).name == "svar.pdf"
        assert line.media is registry.Media.DIGITAL
        with pytest.raises(NotPossible):
            registry.attach_file(secretary, record_id=record, content=PDF, name="svar.pdf", at=AT)


def test_the_file_of_what_is_official_is_frozen_and_a_drafts_is_not(committee, secretary, inside):
    def frozen(record):
        line = registry.records([record])[record]
        return documents.documents([line.document_id])[line.document_id].frozen_at is not None

    facts = {
        "authority": committee.pk,
        "case_id": None,
        "title": "Svar",
        "direction": "drawn_up",
        "dated_on": DAY,
    }
    facts |= {"counterpart": "", "content": PDF, "name": "svar.pdf", "at": AT}
    with inside():
        official = registry.register_record_with_file(secretary, **facts)
        draft = registry.register_record_with_file(secretary, is_draft=True, **facts)
        assert (frozen(official), frozen(draft)) == (True, False)
        registry.make_official(secretary, record_id=draft, why="finished", at=AT)
        assert frozen(draft)
        bare = a_record(secretary, authority=committee.pk, case_id=None)
        registry.attach_file(secretary, record_id=bare, content=PDF, name="svar.pdf", at=AT)
        assert frozen(bare)


def test_a_record_is_sorted_and_moved_and_both_cases_tell(committee, secretary, inside):
    owner = authority_by_id(committee.pk)
    with inside():
        first, second, closed = (a_case(secretary, authority=committee.pk) for _ in range(3))
        registry.close_case(secretary, case_id=closed)
        record = a_record(secretary, authority=committee.pk, case_id=None)
        assert queries.count_to_sort(owner).number == 1
        with pytest.raises(NotPossible):
            registry.place_record(secretary, record_id=record, case_id=closed)
        assert registry.place_record(secretary, record_id=record, case_id=first)
        assert not registry.place_record(secretary, record_id=record, case_id=first)
        assert registry.place_record(secretary, record_id=record, case_id=second)
        assert queries.count_to_sort(owner).number == 0
        heads = [ledger.history(committee.pk, f"registry.case:{case}")[0].action for case in (first, second)]
        lines = queries.timeline_of_record(committee.pk, record, second)
    assert heads == ["take_record_out", "place_record"]
    assert [line.action for line in lines] == ["place_record", "register_record"]


def test_a_demonstration_leaves_real_records_alone_and_members_write_nothing(committee, secretary, inside):
    pretender = a_secretary(committee.pk, demonstration=True)
    with inside():
        record = a_record(secretary, authority=committee.pk, case_id=None)
        with pytest.raises(NotPossible, match="verklig"):
            registry.void_record(pretender, record_id=record, reason="x")
        with pytest.raises(NotPermitted):
            correct(an_actor(Role.MEMBER, committee.pk), record, title="X", reason="x")


def arrive(actor, committee, files, submission=None):
    arrivals = [
        actions.Arrival(io.BytesIO(content), name, len(content), title) for content, name, title in files
    ]
    return actions.register_arrivals(
        actor, authority=committee.pk, case_id=None, arrivals=arrivals, direction="received", dated_on=DAY,
        counterpart="Boden", kind="", is_draft=False, at=AT, submission=submission,
    )  # fmt: skip


def test_each_of_many_files_is_registered_whole_or_not_at_all(committee, secretary, inside):
    files = [(PDF, "a.pdf", "A"), (b"<html>", "b.pdf", "B"), (PDF, "c.pdf", "C"), (PDF, "d.pdf", "")]
    with inside():
        outcomes = arrive(secretary, committee, files)
        lines = registry.records([one.record_id for one in outcomes if one.record_id])
    assert [bool(one.refusal) for one in outcomes] == [False, True, False, True]
    assert [line.label for line in lines.values()] == ["Hid 2026.1", "Hid 2026.2"]


def test_many_files_sent_twice_are_registered_once(committee, secretary, inside):
    key, files = uuid.uuid4(), [(PDF, "a.pdf", "A"), (PDF, "a.pdf", "A")]
    with inside():
        first, second = (arrive(secretary, committee, files, key) for _ in range(2))
        assert Record.objects.count() == 2
    assert [one.record_id for one in first] == [one.record_id for one in second]
