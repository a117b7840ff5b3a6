"""Signing with BankID: the order followed to its end, the proof kept, and everything that stops it."""

import datetime as dt
import json

import pytest

from tests.factories.committee import AT, acting
from tests.factories.signatures import a_real_request, a_request, a_stored_pdf
from tests.fakes.bankid import BankIdDouble
from tests.fakes.freja import FrejaDouble
from tinget.foundation import clock, files, ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.jobs import jobs_of
from tinget.foundation.pdf.verifying import sound
from tinget.organisation.api import system_actor
from tinget.signatures import actions, queries
from tinget.signatures import api as signatures
from tinget.signatures.models import EidSigning, Signer, SigningRequest
from tinget.signatures.rules import EID_ENDS, EID_LEFT, EID_MOST, EID_WITHIN, SEAL, EidState

pytestmark = pytest.mark.slow
SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)
NUMBER = "191212121212"


@pytest.fixture(scope="module")
def double(tmp_path_factory):
    made = BankIdDouble(tmp_path_factory.mktemp("bankid"), now=clock.now)
    yield made
    made.close()


@pytest.fixture
def bankid(double, data_folder, settings, monkeypatch):
    """The double, where Tinget looks for BankID; what a test changes in it is changed back."""
    settings.TINGET_BANKID = double.install(data_folder / "keys" / "bankid")
    settings.TINGET_TODAY = AT.date().isoformat()
    monkeypatch.setattr(double, "orders", {})
    monkeypatch.setattr(double, "script", [("pending", "outstandingTransaction"), ("complete", "")])
    for name in ("user", "person", "refuses", "revoked", "changes", "signs"):
        monkeypatch.setattr(double, name, getattr(double, name))
    return double


@pytest.fixture
def scope(committee, in_scope):
    with in_scope(committee.id):
        yield committee


@pytest.fixture
def asked(scope):
    return signatures.request(a_real_request(scope.id))


def chair_of(line) -> signatures.SignerLine:
    return line.signers[0]


def begin(line, *, at=AT, name="Ordförande", read="", service="bankid"):
    signer = chair_of(line)
    return actions.start_eid(
        acting(name),
        signer_id=signer.id,
        reads={signer.id: read or line.file.sha256},
        service=service,
        address="192.0.2.7",
        return_to="https://tinget.example/",
        at=at,
    )


def follow(line, *, at):
    return actions.follow_eid(acting("Ordförande"), signer_id=chair_of(line).id, at=at)


def finish(line, *, at=AT):
    begin(line, at=at)
    follow(line, at=at + SECOND)
    return follow(line, at=at + 3 * SECOND)


def test_a_signature_by_bankid_leads_from_the_file_to_its_proof(bankid, asked, caplog):
    order = begin(asked)
    assert asked.file.sha256 in order.text
    assert "Avtal om drift" in order.text
    assert follow(asked, at=AT + SECOND).words == "Öppna appen och läs av koden."
    assert follow(asked, at=AT + 3 * SECOND).state is EidState.COMPLETE
    line = signatures.request(asked.id)
    assert (chair_of(line).eid_name, line.signed) == ("BankID", 1)
    kept = EidSigning.objects.get()
    with files.open_stored(line.authority, line.file.sha256) as stream:
        pdf = stream.read()
    told = kept.evidence.encode("utf-16-be")
    assert kept.evidence.encode() in pdf or told in pdf or kept.evidence.encode().hex().encode() in pdf
    name, proof = queries.eid_proof(acting("Sekreterare"), signer_id=chair_of(line).id)
    assert name.endswith(".json")
    assert json.loads(proof)["proof"]["user"]["personalNumber"] == NUMBER
    assert json.loads(proof)["text"] == order.text
    assert (kept.tokens, len(kept.digest)) == ({}, 64)
    assert NUMBER not in json.dumps(EidSigning.objects.values().get(), default=str)
    entries = list(ledger.history(line.authority, f"signatures.signingrequest:{line.id}"))
    assert "bankid" in repr(entries)
    assert NUMBER not in repr(entries) + caplog.text


def test_what_stops_it_is_told_and_nothing_is_signed(bankid, asked):
    for hint in ("userCancel", "expiredTransaction", "startFailed", "certificateErr", "new"):
        bankid.script = [("failed", hint)]
        begin(asked)
        order = follow(asked, at=AT + SECOND)
        assert order.state is EidState.FAILED
        assert order.words == EID_ENDS.get(hint, "Underskriften blev inte av. Börja om.")
        assert follow(asked, at=AT + MINUTE) == order
    assert signatures.request(asked.id).signed == 0
    bankid.refuses = "alreadyInProgress"
    with pytest.raises(NotPossible) as refused:
        begin(asked)
    assert refused.value.message == EID_ENDS["alreadyinprogress"]


FALSE = {
    "changes": lambda xml: xml.replace(b"Signing", b"Identification"),
    "signs": lambda asked: asked | {"userVisibleData": "QUJD"},
    "revoked": True,
}


def test_a_proof_that_does_not_hold_and_another_person_sign_nothing(bankid, asked, monkeypatch):
    for name, trick in FALSE.items():
        with monkeypatch.context() as patched:
            patched.setattr(bankid, name, trick)
            assert finish(asked).told == "not_believed"
    bankid.user = bankid.user | {"name": "KIM ANNAN"}
    assert finish(asked).told == "other_person"
    assert signatures.request(asked.id).signed == 0
    assert not EidSigning.objects.exclude(evidence="").exists()


def test_a_file_replaced_meanwhile_is_not_signed_and_no_proof_stays(bankid, asked, data_folder):
    begin(asked)
    follow(asked, at=AT + SECOND)
    other = a_stored_pdf(asked.authority, "Rättat")
    signatures.replace_file(acting("Sekreterare"), request_id=asked.id, file=other, reason="fel", at=AT)
    assert follow(asked, at=AT + 3 * SECOND).told == "changed"
    assert signatures.request(asked.id).signed == 0
    assert not [one for one in data_folder.rglob("files/*/*/*/*") if NUMBER.encode() in one.read_bytes()]


def test_only_the_person_named_begins_asks_once_a_second_and_may_leave(bankid, asked):
    with pytest.raises(NotPermitted):
        begin(asked, name="Sekreterare")
    with pytest.raises(signatures.ContentChanged):
        begin(asked, read="0" * 64)
    begin(asked)
    ((reference, order),) = bankid.orders.items()
    follow(asked, at=AT + SECOND)
    left = len(order.hints)
    assert follow(asked, at=AT + SECOND + SECOND / 2).state is EidState.PENDING
    assert len(order.hints) == left
    order = actions.cancel_eid(acting("Ordförande"), signer_id=chair_of(asked).id, at=AT)
    assert (order.told, bankid.cancelled[-1]) == ("cancelled", reference)


def test_whoever_leaves_the_page_is_closed_unless_they_are_back_and_follow(bankid, scope, asked):
    begin(asked)
    ((reference, _order),) = bankid.orders.items()
    actions.leave_eid(acting("Ordförande"), signer_id=chair_of(asked).id, at=AT)
    (told,) = [one.arguments for one in jobs_of(scope.id) if one.name == actions.CLOSE_LEFT]
    assert told["left_at"] == AT.isoformat()
    row = {"signing_id": told["signing_id"], "at": AT + EID_LEFT}
    with pytest.raises(NotPermitted):
        actions.close_left_eid(acting("Sekreterare"), left_at=AT, **row)
    follow(asked, at=AT + 2 * SECOND)  # the page was reloaded
    actions.close_left_eid(system_actor(scope.id), left_at=AT, **row)
    assert reference not in bankid.cancelled
    actions.close_left_eid(system_actor(scope.id), left_at=AT + 3 * SECOND, **row)
    actions.close_left_eid(system_actor(scope.id), left_at=AT + 3 * SECOND, **row)
    assert bankid.cancelled.count(reference) == 1
    actions.leave_eid(acting("Ordförande"), signer_id=chair_of(asked).id, at=AT)
    assert len([one for one in jobs_of(scope.id) if one.name == actions.CLOSE_LEFT]) == 1


def test_where_it_is_required_the_plain_button_signs_nothing_but_a_demonstration(
    bankid, scope, asked, settings
):
    settings.TINGET_EID_REQUIRED = True
    with pytest.raises(NotPossible):
        signatures.sign(
            acting("Ordförande"), signer_id=chair_of(asked).id, read_sha256=asked.file.sha256, at=AT
        )
    shown = signatures.request(a_request(scope.id, names=("Ordförande",)))
    assert queries.ways_to_sign(shown) == []
    signatures.sign(acting("Ordförande"), signer_id=shown.signers[0].id, read_sha256=shown.file.sha256, at=AT)
    assert finish(asked).state is EidState.COMPLETE


def test_whoever_asks_may_require_it_where_there_is_a_service(bankid, scope, asked):
    SigningRequest.objects.filter(pk=asked.id).update(eid_required=True)
    with pytest.raises(NotPossible, match="Skriv under med e-legitimation"):
        signatures.sign(
            acting("Ordförande"), signer_id=chair_of(asked).id, read_sha256=asked.file.sha256, at=AT
        )
    assert finish(asked).state is EidState.COMPLETE
    with pytest.raises(NotPossible, match="går inte att använda här"):  # a demonstration has none
        a_real_request(scope.id, eid_required=True)


def test_a_new_order_closes_the_one_that_was_left_and_many_are_refused_for_a_while(bankid, asked):
    for _one in range(EID_MOST):
        begin(asked)
    assert len(bankid.orders.keys() - set(bankid.cancelled)) == 1
    assert EidSigning.objects.filter(state="pending").count() == 1
    with pytest.raises(NotPossible, match="många gånger"):
        begin(asked, at=AT + EID_WITHIN - SECOND)
    assert len(bankid.orders) == EID_MOST
    begin(asked, at=AT + EID_WITHIN)


def test_a_namesake_is_not_who_signed_before_and_what_led_to_nothing_is_forgotten(bankid, scope, asked):
    finish(asked)
    again = signatures.request(a_real_request(scope.id))
    bankid.person = bankid.authority.person(name="KIM PARTNER", number="201212121212")
    bankid.user = bankid.user | {"personalNumber": "201212121212"}
    assert finish(again, at=AT + MINUTE).told == "other_person"
    actor = system_actor(scope.id)
    assert actions.forget_eid(actor, authority=scope.id, at=AT + 23 * 60 * MINUTE) == 0
    assert actions.forget_eid(actor, authority=scope.id, at=AT + 25 * 60 * MINUTE) == 1
    assert [one.state for one in EidSigning.objects.all()] == ["complete"]


def test_an_outsider_signs_by_link_page_by_page(bankid, asked, client, scope, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    outside = Signer.objects.get(request_id=asked.id, person=None)
    link = queries.link_of(f"signatures.signer:{outside.pk}").partition("/underskrift/")[2]
    page = f"/underskrift/{link}"
    assert client.get(f"{page}e-legitimation/").status_code == 404
    found = queries.linked(link.rstrip("/"))
    session = client.session
    session["signatures.proof"] = queries.proof_of(found, at=clock.now())
    session.save()
    assert "Skriv under med BankID" in client.get(page).content.decode()
    read = {"read": signatures.request(asked.id).file.sha256}
    behind = {"x-forwarded-for": "198.51.100.9, 192.0.2.7"}  # the first is what the visitor wrote
    begun = client.post(f"{page}e-legitimation/bankid/", read, headers=behind)
    assert begun.url == f"{page}e-legitimation/"
    assert [one.asked["endUserIp"] for one in bankid.orders.values()] == ["192.0.2.7"]
    shown = client.get(begun.url).content.decode()
    assert "autostarttoken=" in shown
    drawn = client.get(f"{begun.url}kod.svg")
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/svg+xml")
    bankid.script = [("complete", "")]
    for order in bankid.orders.values():
        order.hints = [("complete", "")]
    told = client.post(begun.url, headers={"accept": "application/json"}).json()
    assert told["over"] == page
    assert client.get(begun.url).url == page
    assert "Du skrev under" in client.get(page).content.decode()
    finish(signatures.request(asked.id), at=clock.now())
    reports = signatures.reports(asked.id)
    assert sound(reports, fields=[*(one.field for one in asked.signers), SEAL])


def test_the_person_named_signs_page_by_page_and_may_break_off(bankid, scope, signed_in):
    line = signatures.request(a_real_request(scope.id))
    chair, page = signed_in("Ordförande"), f"/underskrifter/{line.signers[0].id}/"
    assert "Skriv under med BankID" in chair.get(page).content.decode()
    assert chair.post(f"{page}e-legitimation/freja-som-inte-finns/", {"read": "0" * 64}).status_code == 404
    begun = chair.post(f"{page}e-legitimation/bankid/", {"read": line.file.sha256})
    shown = chair.get(begun.url).content.decode()
    assert "Öppna appen och läs av koden." in shown
    assert chair.post(begun.url, headers={"accept": "text/html"}).url == begun.url
    chair.post(begun.url, {"do": "cancel"})
    assert "Underskriften avbröts" in chair.get(begun.url).content.decode()
    assert chair.get(f"{begun.url}kod.svg").status_code == 204
    assert chair.get(f"{begun.url}bevis/").status_code == 404
    bankid.refuses = "maintenance"
    refused = chair.post(f"{page}e-legitimation/bankid/", {"read": line.file.sha256})
    assert (refused.status_code, "stängd för underhåll" in refused.content.decode()) == (409, True)


def test_freja_signs_the_same_way_and_knows_the_same_person(
    bankid, asked, scope, data_folder, settings, tmp_path
):
    freja = FrejaDouble(tmp_path)
    try:
        settings.TINGET_FREJA = freja.install(data_folder / "keys" / "freja")
        assert [title for _name, title in queries.ways_to_sign(asked)] == ["BankID", "Freja"]
        begin(asked, service="freja")
        told = [follow(asked, at=AT + second * SECOND) for second in (1, 3, 5)]
    finally:
        freja.close()
    assert [one.is_scanned for one in told] == [True, False, False]
    assert told[-1].state is EidState.COMPLETE
    assert chair_of(signatures.request(asked.id)).eid_name == "Freja"
    again = signatures.request(a_real_request(scope.id))
    assert finish(again, at=AT + MINUTE).state is EidState.COMPLETE  # the same number, by BankID
