"""Documents and versions: numbers, rights, publication and downloads."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories.documents import AT, PDF, a_document, a_version
from tests.factories.registry import a_secretary, an_actor, an_authority
from tinget.documents import api as documents
from tinget.documents.models import Version
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.files import path_of
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.organisation.api import VISITOR, Role


def test_versions_take_the_next_number_and_the_newest_is_latest(committee, secretary, inside):
    with inside():
        document = a_document(secretary, authority=committee.pk)
        second = a_version(secretary, document_id=document.id, authority=committee.pk)
        assert documents.latest(document.id) == second
        assert [line.number for line in documents.versions(document.id)] == [2, 1]
        assert documents.version(second.id) == second
        assert documents.documents([document.id])[document.id].latest == second
        with documents.open_version(second.id) as file:
            assert file.read() == PDF + b"%2\n"


def test_others_do_not_write(committee, secretary, inside):
    with inside():
        document = a_document(secretary, authority=committee.pk)
        for actor in (an_actor(Role.MEMBER, committee.pk), VISITOR, a_secretary(committee.pk + 1)):
            with pytest.raises(NotPermitted):
                a_document(actor, authority=committee.pk)
            with pytest.raises(NotPermitted):
                a_version(actor, document_id=document.id, authority=committee.pk)


def test_visitors_read_the_published_version_only(committee, secretary, inside):
    with inside():
        document = a_document(secretary, authority=committee.pk)
        hidden = a_document(secretary, authority=committee.pk, title="Hemlig")
        second = a_version(secretary, document_id=document.id, authority=committee.pk)
        documents.publish(secretary, document_id=document.id, at=AT)
        a_version(secretary, document_id=document.id, authority=committee.pk)
    with scoped(PUBLIC):
        assert [line.id for line in documents.versions(document.id)] == [second.id]
        assert set(documents.documents([document.id, hidden.id])) == {document.id}
        with pytest.raises(documents.DocumentNotFound):
            documents.latest(hidden.id)


def test_another_authoritys_document_is_out_of_reach(committee, secretary, inside):
    with inside():
        document = a_document(secretary, authority=committee.pk)
    other = an_authority("andra-namnden", "Andra nämnden")
    with scoped(Scope(authorities=frozenset({other.pk}))), pytest.raises(documents.DocumentNotFound):
        a_version(a_secretary(other.pk), document_id=document.id, authority=other.pk)


def test_a_demonstrations_document_is_marked(committee, inside):
    with inside():
        made = a_document(a_secretary(committee.pk, demonstration=True), authority=committee.pk)
        assert documents.documents([made.id])[made.id].is_demonstration


def test_a_title_is_needed(committee, secretary, inside):
    with inside(), pytest.raises(NotPossible):
        a_document(secretary, authority=committee.pk, title="  ")


@pytest.fixture
def published(committee, secretary, inside):
    with inside():
        document = a_document(secretary, authority=committee.pk, name="årsbokslut.pdf")
        documents.publish(secretary, document_id=document.id, at=AT)
    return document


def test_a_download_is_streamed_named_and_not_guessed_at(visitor, published):
    address = documents.version_url("e-namnden", published.latest)
    answer = visitor.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "inline; filename*=utf-8''%C3%A5rsbokslut.pdf"
    assert answer.headers["ETag"] == f'"{published.latest.sha256}"'
    again = visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = visitor.get(address, headers={"If-None-Match": '"something"'})
    assert other.status_code == 200
    other.close()


def test_the_page_shows_the_newest_and_its_hash(visitor, published):
    text = visitor.get(f"/e-namnden/dokument/{published.id}/").content.decode()
    assert published.latest.sha256 in text
    assert documents.version_url("e-namnden", published.latest) in text
    assert visitor.get(f"/e-namnden/dokument/{published.id + 1}/").status_code == 404
    assert visitor.get(f"/api/e-namnden/documents/{published.id}").json()["versions"][0]["number"] == 1


def test_a_file_that_the_store_has_lost_is_told_calmly(visitor, published, committee):
    path_of(committee.pk, published.latest.sha256).unlink()
    answer = visitor.get(documents.version_url("e-namnden", published.latest))
    assert answer.status_code == 409
    assert "Filen saknas i lagret" in answer.content.decode()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_versions_added_at_once_get_numbers_in_a_row():
    authority = an_authority().pk
    actor, scope = a_secretary(authority), Scope(authorities=frozenset({authority}))
    with scoped(scope):
        document = a_document(actor, authority=authority)

    def add(index):
        try:
            with scoped(scope):
                return a_version(
                    actor, document_id=document.id, authority=authority, content=PDF + str(index).encode(),
                    at=AT + dt.timedelta(seconds=index),
                ).number  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(add, range(24)))
    with scoped(scope):
        assert sorted(numbers) == list(range(2, 26))
        assert Version.objects.count() == 25
