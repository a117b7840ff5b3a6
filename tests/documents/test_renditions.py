"""What is made of a version: text, pictures, copies; as published and as restricted as the version."""

import datetime as dt
import shutil

import pytest

from tests.factories import office
from tests.factories.documents import AT, a_document, a_pdf, a_version
from tests.programs import needs
from tinget.documents import api as documents
from tinget.documents import jobs
from tinget.documents.models import Rendition, RenditionFile, VersionText
from tinget.documents.rules.renditions import LOST_AFTER, RenditionKind, RenditionState
from tinget.foundation import events, need_to_know
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.files import path_of
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.organisation.api import VISITOR

pytestmark = pytest.mark.slow


@pytest.fixture
def told(monkeypatch):
    """Listen to texts that have been read."""
    heard = []
    monkeypatch.setitem(events._handlers, documents.TextExtracted, [heard.append])
    return heard


def make(line, *kinds):
    """Do the job for a version, as the worker does."""
    jobs.prepare(authority=make.authority, version_id=line.id, kinds=[*kinds])
    return {one.kind: one for one in seen(line)}


def seen(line):
    with scoped(Scope(frozenset({make.authority}), unrestricted=True)):
        return documents.renditions_of([line.id])


@pytest.fixture(autouse=True)
def authority(committee):
    make.authority = committee.pk


@pytest.fixture
def document(committee, secretary, inside):
    with inside():
        content = a_pdf("Första sidan", "Andra sidan")
        return a_document(secretary, authority=committee.pk, content=content)


def test_a_new_version_is_asked_to_be_read_in_the_same_transaction(document):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args ->> 'version_id' FROM procrastinate_jobs ORDER BY id DESC LIMIT 1"
        )
        assert cursor.fetchone() == ("documents.prepare", str(document.latest.id))


def test_a_pdf_is_read_and_drawn_and_it_is_told(document, inside, told, committee):
    made = make(document.latest)
    assert {kind: line.state for kind, line in made.items()} == {
        RenditionKind.TEXT: RenditionState.DONE,
        RenditionKind.PREVIEW: RenditionState.DONE,
    }
    assert [file.page for file in made[RenditionKind.PREVIEW].files] == [0, 1, 2]
    with inside():
        assert documents.text_of([document.latest.id]) == {
            document.latest.id: "Första sidan\n\fAndra sidan\n"
        }
    assert told == [documents.TextExtracted(committee.pk, document.id, document.latest.id)]
    make(document.latest)
    assert len(seen(document.latest)) == 2


def test_progress_is_seen_by_others_while_it_goes_on(document, monkeypatch):
    heard = []

    def text(_path, _media_type, _folder, progress):
        for done in range(3):
            progress(done, 3)
            (line,) = seen(document.latest)
            heard.append((line.state, line.done, line.total))
        raise jobs.reading.ReadingFailed("x")

    monkeypatch.setattr(jobs, "SECONDS_BETWEEN", 0)
    monkeypatch.setattr(jobs.reading, "text", text)
    (line,) = make(document.latest, RenditionKind.TEXT).values()
    assert heard == [(RenditionState.RUNNING, done, 3) for done in range(3)]
    assert (line.state, line.failure) == (RenditionState.FAILED, "unreadable")
    assert line.is_lost(line.told_at + LOST_AFTER * 2) is False


def test_a_failure_harms_nothing_and_may_be_tried_again(document, secretary, inside, committee):
    path = path_of(committee.pk, document.latest.sha256)
    path.rename(path.with_suffix(".away"))
    made = make(document.latest)
    assert {line.failure for line in made.values()} == {"file_lost"}
    path.with_suffix(".away").rename(path)
    with inside():
        documents.ask_for(secretary, version_id=document.latest.id, kinds=[RenditionKind.TEXT], at=AT)
        assert documents.renditions_of([document.latest.id])[0].state is RenditionState.RUNNING
    assert make(document.latest, RenditionKind.TEXT)[RenditionKind.TEXT].state is RenditionState.DONE


def test_only_what_can_be_made_is_asked_for_and_by_whom(document, secretary, committee, inside):
    with inside():
        with pytest.raises(NotPossible):
            documents.ask_for(secretary, version_id=document.latest.id, kinds=[RenditionKind.DOCX], at=AT)
        with pytest.raises(NotPermitted):
            documents.ask_for(VISITOR, version_id=document.latest.id, kinds=[RenditionKind.TEXT], at=AT)


def test_a_making_that_fell_silent_was_broken_off(document):
    (line,) = make(document.latest, RenditionKind.TEXT).values()
    from dataclasses import replace

    running = replace(line, state=RenditionState.RUNNING, told_at=AT)
    assert not running.is_lost(AT + dt.timedelta(minutes=1))
    assert running.is_lost(AT + LOST_AFTER + dt.timedelta(seconds=1))


@needs("soffice")
def test_an_office_file_gets_a_pdf_pictures_and_an_approved_archival_copy(committee, secretary, inside):
    with inside():
        made = a_document(secretary, authority=committee.pk, content=office.a_docx("Hej"), name="a.docx")
    kinds = make(made.latest)
    assert {kind: line.state for kind, line in kinds.items()} == dict.fromkeys(
        (RenditionKind.TEXT, RenditionKind.PDF, RenditionKind.PREVIEW, RenditionKind.PDFA),
        RenditionState.DONE,
    )
    assert kinds[RenditionKind.PDFA].flavour == "2b"


def test_without_the_program_it_is_said_and_the_text_is_read_all_the_same(
    committee, secretary, inside, monkeypatch
):
    monkeypatch.setattr(shutil, "which", lambda *_names, **_more: None)
    with inside():
        made = a_document(secretary, authority=committee.pk, content=office.a_docx("Hej"), name="a.docx")
    kinds = make(made.latest)
    assert kinds[RenditionKind.TEXT].state is RenditionState.DONE
    assert {kinds[kind].failure for kind in (RenditionKind.PDF, RenditionKind.PREVIEW)} == {"no_program"}


def test_what_a_validator_does_not_approve_is_not_kept(document):
    (line,) = make(document.latest, RenditionKind.PDFA).values()
    assert (line.failure, line.files) == ("not_approved", ())
    assert line.notes


def test_visitors_see_what_is_made_of_the_published_version_alone(document, secretary, committee, inside):
    make(document.latest)
    with inside():
        documents.publish(secretary, document_id=document.id, at=AT)
        second = a_version(secretary, document_id=document.id, authority=committee.pk)
    make(second)
    with scoped(PUBLIC):
        assert set(documents.text_of([document.latest.id, second.id])) == {document.latest.id}
        assert len(documents.renditions_of([document.latest.id])) == 2
        assert documents.renditions_of([second.id]) == []
    with inside():
        documents.publish(secretary, document_id=document.id, at=AT)
    make(second)
    with scoped(PUBLIC):
        assert set(documents.text_of([second.id])) == {second.id}


def test_a_restricted_documents_text_and_pictures_are_seen_by_those_cleared_alone(
    document, secretary, committee
):
    seventh, eighth = (Scope(frozenset({committee.pk}), public=True, person=person) for person in (7, 8))
    make(document.latest)
    with scoped(seventh):
        documents.check_out(secretary, document_id=document.id, at=AT)
        limit = need_to_know.restrict(authority=committee.pk, on="registry.case:1", persons=[7], at=AT)
        documents.restrict(secretary, document_id=document.id, restriction=limit)
    make(document.latest)  # made anew, as restricted as the version is now
    for scope, count in ((seventh, 1), (eighth, 0)):
        with scoped(scope):
            assert len(documents.text_of([document.latest.id])) == count
            assert VersionText.objects.count() == count
            assert Rendition.objects.count() == 2 * count
            assert RenditionFile.objects.count() == 3 * count
            assert (documents.lock_of(document.id) is not None) == bool(count)
    with scoped(seventh):
        documents.restrict(secretary, document_id=document.id, restriction=None)
    with scoped(eighth):
        assert len(documents.text_of([document.latest.id])) == 1
