"""Signing on the real database, with real PDF files and certificates."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest
from django.db import connections

from tests.factories.committee import AT, a_committee, acting
from tests.factories.signatures import a_request, a_stored_pdf
from tinget.foundation import events, files, ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.pdf.verifying import sound
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import system_actor
from tinget.signatures import api as signatures
from tinget.signatures.models import SignedFile, Signer
from tinget.signatures.rules import SEAL

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def scope(committee, in_scope):
    with in_scope(committee.id):
        yield committee


@pytest.fixture
def told():
    """Everything that is signed or declined in this test."""
    heard = []
    events.listen(signatures.DocumentSigned, heard.append)
    events.listen(signatures.SigningDeclined, heard.append)
    return heard


def sign(name, line, *, at=AT, sha=None):
    actor = acting(name)
    signer = next(one for one in line.signers if one.person_id == actor.person_id)
    return signatures.sign(actor, signer_id=signer.id, read_sha256=sha or line.file.sha256, at=at)


def test_all_sign_in_turn_and_every_signature_stays_valid(scope, told):
    names = ("Sekreterare", "Ordförande", "Ledamot, Boden")
    read = signatures.request(a_request(scope.id, names=names))
    for number, name in enumerate(names):
        line = sign(name, read, at=AT + number * MINUTE)
        assert line.signed == number + 1
    assert line.state is signatures.RequestState.COMPLETE
    reports = signatures.reports(read.id)
    assert sound(reports, fields=[*(one.field for one in read.signers), SEAL])
    assert [one.signer for one in reports][:3] == [acting(name).name for name in names]
    assert (reports[3].field, reports[3].signer) == (SEAL, "Norrbottens e-nämnd")
    assert [one.is_stamp for one in reports] == [False] * 4 + [True]
    assert all("DEMONSTRATION" in one.organisation for one in reports[:4])
    assert [event.complete for event in told] == [False, False, True]
    assert told[-1].file == line.file
    assert told[-1].about == "documents.document:7"
    with files.open_stored(scope.id, told[-1].file.sha256) as stream:
        assert stream.read(5) == b"%PDF-"


def test_a_double_click_signs_once(scope, told):
    read = signatures.request(a_request(scope.id))
    first = sign("Sekreterare", read)
    assert sign("Sekreterare", read, at=AT + MINUTE) == first
    assert len(told) == 1
    assert SignedFile.objects.filter(request_id=read.id, reason="signed").count() == 1


def test_only_the_person_named_signs_even_if_the_secretary_asks(scope):
    read = signatures.request(a_request(scope.id, names=("Ordförande",)))
    for name in ("Sekreterare", "Ledamot, Boden"):
        with pytest.raises(NotPermitted):
            signatures.sign(acting(name), signer_id=read.signers[0].id, read_sha256=read.file.sha256, at=AT)
    assert signatures.request(read.id).signed == 0


def test_another_file_than_the_one_read_is_not_signed(scope):
    read = signatures.request(a_request(scope.id))
    other = a_stored_pdf(scope.id, "Rättat")
    signatures.replace_file(acting("Sekreterare"), request_id=read.id, file=other, reason="fel tid", at=AT)
    with pytest.raises(signatures.ContentChanged) as refused:
        sign("Ordförande", read)
    assert "bytts ut" in refused.value.message
    sign("Ordförande", signatures.request(read.id))


def test_what_was_read_before_another_signed_is_still_what_is_signed(scope):
    read = signatures.request(a_request(scope.id))
    sign("Ordförande", read)
    assert sign("Sekreterare", read).state is signatures.RequestState.COMPLETE


def test_a_hash_from_nowhere_is_refused(scope):
    read = signatures.request(a_request(scope.id))
    with pytest.raises(signatures.ContentChanged):
        sign("Sekreterare", read, sha="0" * 64)


def test_the_file_is_not_replaced_once_somebody_has_signed(scope):
    read = signatures.request(a_request(scope.id))
    sign("Sekreterare", read)
    with pytest.raises(NotPossible):
        signatures.replace_file(
            acting("Sekreterare"), request_id=read.id, file=read.file, reason="ångrat", at=AT
        )


def test_declining_breaks_the_request_off(scope, told):
    read = signatures.request(a_request(scope.id))
    chair = next(one for one in read.signers if one.capacity == "Ordförande")
    with pytest.raises(NotPossible):
        signatures.decline(acting("Ordförande"), signer_id=chair.id, reason=" ", at=AT)
    line = signatures.decline(acting("Ordförande"), signer_id=chair.id, reason="§ 15 är fel", at=AT)
    assert line.state is signatures.RequestState.DECLINED
    assert signatures.decline(acting("Ordförande"), signer_id=chair.id, reason="igen", at=AT) == line
    with pytest.raises(NotPossible) as refused:
        sign("Sekreterare", read)
    assert "avböjt" in refused.value.message
    assert [event.reason for event in told] == ["§ 15 är fel"]
    assert signatures.waiting_for(acting("Sekreterare").person_id) == []


def test_waiting_for_names_what_each_person_has_left(scope):
    first = a_request(scope.id, names=("Ordförande", "Ledamot, Boden"))
    read = signatures.request(first)
    (mine,) = signatures.waiting_for(acting("Ordförande").person_id)
    assert (mine.title, mine.thing, mine.capacity) == (read.title, "protokollet", "Ordförande")
    sign("Ordförande", read)
    assert signatures.waiting_for(acting("Ordförande").person_id) == []
    assert len(signatures.waiting_for(acting("Ledamot, Boden").person_id)) == 1


@pytest.mark.parametrize("name", ["Ordförande", "Ledamot, Boden"])
def test_members_do_not_ask_for_signatures(scope, name):
    with pytest.raises(NotPermitted):
        signatures.request_signatures(
            acting(name),
            authority=scope.id,
            paper=signatures.Paper(a_stored_pdf(scope.id), "p.pdf", "P", "documents.document:7"),
            signers=[],
            purpose="minutes",
            at=AT,
        )


def test_a_demonstration_never_asks_somebody_real(scope):
    from tinget.organisation.models import Person

    real = Person.objects.filter(is_demonstration=False).first()
    spec = signatures.SignerSpec(person_id=real.pk, name=real.name, capacity="Sekreterare")
    for demonstration, signers in ((True, [spec]), (True, []), (False, [_role_account()])):
        with pytest.raises(NotPossible):
            signatures.request_signatures(
                system_actor(scope.id, demonstration=demonstration),
                authority=scope.id,
                paper=signatures.Paper(a_stored_pdf(scope.id), "p.pdf", "P", "documents.document:7"),
                signers=signers,
                purpose="minutes",
                at=AT,
            )


def _role_account():
    one = acting("Sekreterare")
    return signatures.SignerSpec(person_id=one.person_id, name=one.name, capacity="Sekreterare")


def test_what_is_no_pdf_cannot_be_sent_out(scope):
    stored = files.store(scope.id, b"ingen pdf", name="text.txt")
    with pytest.raises(NotPossible):
        signatures.request_signatures(
            acting("Sekreterare"),
            authority=scope.id,
            paper=signatures.Paper(stored, "p.pdf", "P", "documents.document:7"),
            signers=[_role_account()],
            purpose="minutes",
            at=AT,
        )


def test_outside_the_scope_there_is_nothing(committee, in_scope):
    with in_scope(committee.id):
        request_id = a_request(committee.id)
    with in_scope(committee.id + 1), pytest.raises(signatures.SigningNotFound):
        signatures.request(request_id)


def test_each_act_is_in_the_ledger(scope):
    read = signatures.request(a_request(scope.id))
    sign("Sekreterare", read)
    lines = ledger.history(scope.id, f"signatures.signingrequest:{read.id}")
    assert [line.action for line in lines] == ["sign", "request_signatures"]
    assert lines[0].acting_as == acting("Sekreterare").acting_as


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_who_sign_at_the_same_moment_sign_one_after_the_other():
    committee = a_committee()
    mine = Scope(authorities=frozenset({committee.id}))
    with scoped(mine):
        read = signatures.request(a_request(committee.id))
    start, faults = Barrier(3), []

    def click(name):
        try:
            start.wait()
            with scoped(mine):
                sign(name, read)
        except Exception as error:  # noqa: BLE001 -- a thread's error is shown by the test itself
            faults.append(error)
        finally:
            connections["default"].close()

    def check():
        with scoped(mine):
            line = signatures.request(read.id)
            assert line.state is signatures.RequestState.COMPLETE
            assert [one.reason.value for one in line.steps] == ["received", "prepared", "signed", "signed"]
            assert sound(signatures.reports(read.id), fields=[*(one.field for one in line.signers), SEAL])
            assert Signer.objects.filter(request_id=read.id, signed_at__isnull=False).count() == 2
        connections["default"].close()

    threads = [Thread(target=click, args=[name]) for name in ("Sekreterare", "Ordförande", "Ordförande")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with ThreadPoolExecutor(1) as apart:  # verifying wants a thread without a browser's event loop
        apart.submit(check).result()
