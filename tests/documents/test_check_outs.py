"""Who works on a document: check-out, check-in, a broken one, a frozen document."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.documents import AT, PDF, a_document
from tests.factories.registry import an_actor
from tinget.documents import api as documents
from tinget.documents.models import CheckOut
from tinget.documents.rules.locks import LASTS, Lock, Refusal, refusal
from tinget.foundation import files, ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.organisation.api import Actor, Role, system_actor

LATER = AT + LASTS


@pytest.fixture
def document(committee, secretary, inside):
    with inside():
        return a_document(secretary, authority=committee.pk)


@pytest.fixture
def officer(committee):
    return Actor(person_id=8, name="Bo Ek", role=Role.OFFICER, authority=committee.pk)


def lay_in(actor, document, *, lock="", at=AT):
    stored = files.store(document.authority_id, PDF + b"%x\n", name="a.pdf")
    return documents.add_version(
        actor, document_id=document.id, file=stored, name="a.pdf", comment="", lock=lock, at=at
    )


def test_a_checked_out_document_takes_versions_of_its_holder_alone(document, secretary, officer, inside):
    with inside():
        lock = documents.check_out(officer, document_id=document.id, at=AT)
        assert documents.lock_of(document.id) == lock
        assert (lock.name, lock.until) == ("Bo Ek", LATER)
        with pytest.raises(NotPossible, match="Bo Ek har checkat ut"):
            lay_in(secretary, document)
        with pytest.raises(NotPossible, match="Bo Ek har checkat ut"):
            documents.check_out(secretary, document_id=document.id, at=AT)
        assert lay_in(officer, document, lock=lock.token).number == 2
        assert documents.lock_of(document.id) is None
        assert CheckOut.objects.get().ended_how == "checked_in"
        assert lay_in(secretary, document).number == 3


def test_the_holder_may_lay_in_without_the_token_and_lengthen_or_let_go(document, officer, secretary, inside):
    with inside():
        documents.check_out(officer, document_id=document.id, at=AT)
        later = documents.check_out(officer, document_id=document.id, at=AT + dt.timedelta(days=1))
        assert later.until == LATER + dt.timedelta(days=1)
        with pytest.raises(NotPossible):
            documents.release(secretary, document_id=document.id, at=AT)
        documents.release(officer, document_id=document.id, at=AT)
        with pytest.raises(NotPossible, match="inte utcheckat"):
            documents.release(officer, document_id=document.id, at=AT)
        assert lay_in(officer, document).number == 2


def test_a_broken_check_out_is_told_with_its_reason_and_its_token_is_worth_nothing(
    document, officer, secretary, inside
):
    with inside():
        lock = documents.check_out(officer, document_id=document.id, at=AT)
        with pytest.raises(NotPermitted):
            documents.force_unlock(officer, document_id=document.id, reason="x", at=AT)
        with pytest.raises(NotPossible, match="varför"):
            documents.force_unlock(secretary, document_id=document.id, reason="  ", at=AT)
        documents.force_unlock(secretary, document_id=document.id, reason="Bo är sjuk", at=AT)
        told = ledger.history(document.authority_id, f"documents.document:{document.id}")[0]
        assert (told.action, told.changes["reason"], told.changes["checked_out_by"]) == (
            "force_unlock_document", "Bo är sjuk", "Bo Ek",
        )  # fmt: skip
        with pytest.raises(NotPossible, match="gäller inte längre"):
            lay_in(officer, document, lock=lock.token)
        assert [line.number for line in documents.versions(document.id)] == [1]


def test_a_check_out_that_has_run_out_is_anybodys(document, officer, secretary, inside):
    with inside():
        lock = documents.check_out(officer, document_id=document.id, at=AT)
        with pytest.raises(NotPossible, match="gäller inte längre"):
            lay_in(officer, document, lock=lock.token, at=LATER)
        documents.check_out(secretary, document_id=document.id, at=LATER)
        assert sorted(CheckOut.objects.values_list("ended_how", flat=True)) == ["", "expired"]


def test_what_tinget_does_by_itself_goes_on_beside_a_check_out(document, officer, committee, inside):
    with inside():
        documents.check_out(officer, document_id=document.id, at=AT)
        assert lay_in(system_actor(committee.pk), document).number == 2


def test_a_frozen_document_takes_no_version_and_no_check_out(document, officer, secretary, inside):
    with inside():
        documents.check_out(officer, document_id=document.id, at=AT)
        documents.freeze(secretary, document_id=document.id, at=AT)
        documents.freeze(secretary, document_id=document.id, at=LATER)
        assert documents.is_frozen(document.id)
        assert documents.documents([document.id])[document.id].frozen_at == AT
        tinget = system_actor(document.authority_id)
        for act in (
            lambda: lay_in(officer, document),
            lambda: lay_in(tinget, document),
            lambda: documents.check_out(officer, document_id=document.id, at=AT),
        ):
            with pytest.raises(NotPossible, match="allmän handling"):
                act()
        assert CheckOut.objects.get().ended_how == "frozen"
        told = [
            line.action for line in ledger.history(document.authority_id, f"documents.document:{document.id}")
        ]
        assert told.count("freeze_document") == 1


def test_members_do_none_of_it(document, committee, inside):
    member = an_actor(Role.MEMBER, committee.pk)
    with inside():
        for act in (documents.check_out, documents.release, documents.freeze):
            with pytest.raises(NotPermitted):
                act(member, document_id=document.id, at=AT)


@given(
    st.booleans(),
    st.sampled_from([None, 7, 8]),
    st.sampled_from(["", "t", "x"]),
    st.booleans(),
    st.booleans(),
)
def test_a_version_is_taken_only_without_a_lock_or_by_its_holder(frozen, person, token, locked, expired):
    lock = Lock("t", 8, "Bo", AT, LATER) if locked else None
    why = refusal(frozen=frozen, lock=lock, person=person, token=token, at=LATER if expired else AT)
    in_force = locked and not expired
    if frozen:
        assert why is Refusal.FROZEN
    elif token:
        assert (why is None) == (in_force and token == "t")
    else:
        assert (why is None) == (not in_force or person == 8)
