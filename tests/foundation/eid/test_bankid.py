"""BankID's protocol and its proofs, against the double: what is believed, and what never is."""

import base64
import datetime as dt
import json
import time

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.bankid import BankIdDouble, signed_xml
from tests.fakes.eid_authority import Authority
from tinget.foundation.eid.bankid import BankId
from tinget.foundation.eid.bankid_signature import read_signature
from tinget.foundation.eid.services import EidNotBelieved, EidRefused, EidSilent, Order, OrderState, ToSign
from tinget.foundation.eid.wire import Wire

pytestmark = pytest.mark.slow
AT = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
ASKED = ToSign("Jag skriver under avtalet.", '{"sha256": ["00"]}')
HERE = {"address": "192.0.2.7", "return_to": "https://tinget.example/"}


@pytest.fixture(scope="module")
def double(tmp_path_factory):
    made = BankIdDouble(tmp_path_factory.mktemp("bankid"), now=lambda: AT)
    yield made
    made.close()


@pytest.fixture
def bankid(double, tmp_path):
    return service_of(double, tmp_path)


def service_of(double, folder) -> BankId:
    address = double.install(folder)
    trusted = x509.load_pem_x509_certificates((folder / "trusted.pem").read_bytes())
    return BankId(Wire(address, folder / "own.pem", folder / "issuer.pem"), trusted, lambda: AT)


def proof_of(bankid) -> bytes:
    return bankid.collect(bankid.start(ASKED, **HERE)).proof


def test_the_moving_code_is_bankids_own_example():
    order = Order("", "", "67df3917-fa0d-44e5-b327-edcc928297f8", "d28db9a7-4cde-429e-a983-359be676944c")
    codes = [BankId(Wire("", "", ""), [], lambda: AT).code(order, second) for second in (0, 1)]
    assert codes[0] == (
        "bankid.67df3917-fa0d-44e5-b327-edcc928297f8.0."
        "dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8"
    )
    assert codes[1].endswith(".1.949d559bf23403952a94d103e67743126381eda00f0b3cbddbf7c96b1adcbce2")


def test_what_was_asked_is_what_the_service_gets_and_who_signed_is_told(bankid, double, monkeypatch):
    monkeypatch.setattr(double, "script", [("pending", "userSign"), ("complete", "")])
    order = bankid.start(ASKED, **HERE)
    asked = double.orders[order.reference].asked
    assert base64.b64decode(asked["userVisibleData"]).decode() == ASKED.text
    assert asked["endUserIp"] == "192.0.2.7"
    waits = bankid.collect(order)
    assert (waits.state, waits.hint) == (OrderState.PENDING, "userSign")
    who = bankid.identify(bankid.collect(order).proof, ASKED)
    assert (who.name, who.personal_number) == ("KIM PARTNER", "191212121212")
    assert "1912" not in repr(who)
    assert order.start_token in bankid.same_device(order, "https://tinget.example/")
    bankid.cancel(order)
    assert double.cancelled == [order.reference]


def test_a_service_that_refuses_or_does_not_know_us(bankid, double, monkeypatch, tmp_path):
    monkeypatch.setattr(double, "refuses", "alreadyInProgress")
    with pytest.raises(EidRefused) as refused:
        bankid.start(ASKED, **HERE)
    assert refused.value.code == "alreadyInProgress"
    with pytest.raises(EidRefused):
        bankid.collect(Order("unknown"))
    stranger = Authority("Någon annan").machine("Främling")
    (tmp_path / "own.pem").write_bytes(stranger.pem)
    with pytest.raises(EidSilent):
        bankid.start(ASKED, **HERE)


def test_a_server_of_another_issuer_is_not_talked_to(bankid, tmp_path):
    other = Authority("Någon annan").root.certificate
    (tmp_path / "issuer.pem").write_bytes(other.public_bytes(_pem()))
    with pytest.raises(EidSilent):
        bankid.start(ASKED, **HERE)


def _pem():
    from cryptography.hazmat.primitives.serialization import Encoding

    return Encoding.PEM


def test_another_text_another_persons_number_and_a_revoked_certificate_are_not_believed(
    bankid, double, monkeypatch
):
    good = proof_of(bankid)
    for other in (ToSign("Något annat.", ASKED.hidden), ToSign(ASKED.text, "{}")):
        with pytest.raises(EidNotBelieved):
            bankid.identify(good, other)
    with monkeypatch.context() as patched:
        patched.setattr(double, "user", double.user | {"personalNumber": "201212121212"})
        with pytest.raises(EidNotBelieved, match="another person's"):
            bankid.identify(proof_of(bankid), ASKED)
    with monkeypatch.context() as patched:
        patched.setattr(double, "revoked", True)
        with pytest.raises(EidNotBelieved, match="not to be relied upon"):
            bankid.identify(proof_of(bankid), ASKED)
    with monkeypatch.context() as patched:
        stranger = Authority("Förfalskare")
        patched.setattr(double, "person", stranger.person(name="KIM PARTNER", number="191212121212"))
        with pytest.raises(EidNotBelieved, match="not to be relied upon"):
            bankid.identify(proof_of(bankid), ASKED)
    assert bankid.identify(good, ASKED).name == "KIM PARTNER"


def test_an_answer_on_revocation_from_another_time_is_not_believed(bankid):
    first, second = (json.loads(proof_of(bankid)) for _time in range(2))
    mixed = first | {"ocspResponse": second["ocspResponse"]}
    with pytest.raises(EidNotBelieved, match="another signature"):
        bankid.identify(json.dumps(mixed).encode(), ASKED)
    late = BankId(bankid.wire, bankid.trusted, lambda: AT + dt.timedelta(days=2))
    with pytest.raises(EidNotBelieved):
        late.identify(json.dumps(first).encode(), ASKED)


def test_a_proof_that_lacks_something_is_not_believed(bankid):
    told = json.loads(proof_of(bankid))
    for part in ("user", "signature", "ocspResponse"):
        with pytest.raises(EidNotBelieved):
            bankid.identify(json.dumps({key: told[key] for key in told if key != part}).encode(), ASKED)


FORGERIES = {
    "text": lambda xml: xml.replace(b"QUJD", b"QUJE"),
    "identification": lambda xml: xml.replace(b"Signing", b"Identification"),
    "algorithm": lambda xml: xml.replace(b"xmldsig-more#rsa-sha256", b"xmldsig-more#rsa-sha512"),
    "old algorithm": lambda xml: xml.replace(b"2001/04/xmldsig-more#rsa-sha256", b"2000/09/xmldsig#rsa-sha1"),
    "comment inside": lambda xml: xml.replace(b"QUJD", b"QU<!-- -->JD"),
    "doctype": lambda xml: xml.replace(b"?>", b"?><!DOCTYPE Signature>", 1),
    "second text": lambda xml: xml.replace(
        b"<usrNonVisible", b"<usrVisibleData>QUJE</usrVisibleData><usrNonVisible"
    ),
    "wrapped": lambda xml: xml.replace(
        b"</Object>",
        b'</Object><Object><bankIdSignedData xmlns="http://www.bankid.com/signature/v1.0.0/types"/></Object>',
    ),
    "two of one name": lambda xml: xml.replace(b"<Object>", b'<Object Id="bidSignedData">'),
    "no reference": lambda xml: xml.replace(b"#bidKeyInfo", b"#bidSignedData"),
    "no certificate": lambda xml: xml.replace(b"X509Certificate", b"X509Something"),
    "no xml": lambda xml: xml[:-20],
    "another": lambda xml: xml.replace(b"<SignatureValue>", b"<SignatureValue>AAAA"),
}


@pytest.fixture(scope="module")
def xml(double) -> bytes:
    asked = {"userVisibleData": "QUJD", "userNonVisibleData": "REVG"}
    return signed_xml(double.person, double.authority.between, asked)


def test_the_signature_as_it_is_written_holds(xml):
    read = read_signature(xml)
    assert (read.visible, read.hidden, len(read.certificates)) == ("QUJD", "REVG", 2)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_signature_is_not_believed(xml, forgery):
    forged = FORGERIES[forgery](xml)
    assert forged != xml
    with pytest.raises(EidNotBelieved):
        read_signature(forged)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_changed_letter_of_what_was_signed_goes_unseen(xml, data):
    start, end = xml.index(b"<bankIdSignedData"), xml.index(b"</bankIdSignedData>")
    place = data.draw(st.integers(start, end))
    other = data.draw(st.integers(97, 122).filter(lambda letter: letter != xml[place]))
    with pytest.raises(EidNotBelieved):
        read_signature(xml[:place] + bytes([other]) + xml[place + 1 :])


def test_the_double_counts_who_asks_too_often(bankid, double, monkeypatch):
    monkeypatch.setattr(double, "script", [("pending", "started")])
    monkeypatch.setattr(double, "too_often", 0)
    order = bankid.start(ASKED, **HERE)
    bankid.collect(order)
    bankid.collect(order)
    assert double.too_often == 1
    double.orders[order.reference].collected = time.monotonic() - 2
    bankid.collect(order)
    assert double.too_often == 1
