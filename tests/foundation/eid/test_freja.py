"""Freja's protocol and its proofs, against the double."""

import base64
import datetime as dt
import json

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.eid_authority import Authority
from tests.fakes.freja import FrejaDouble, jws
from tinget.foundation.eid.freja import LONGEST_TEXT, Freja
from tinget.foundation.eid.jws import read_jws
from tinget.foundation.eid.services import EidNotBelieved, EidRefused, EidSilent, Order, OrderState, ToSign
from tinget.foundation.eid.wire import Wire

pytestmark = pytest.mark.slow
AT = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
ASKED = ToSign("Nämnden åäö\nJag skriver under.", '{"sha256": ["00"]}')
HERE = {"address": "192.0.2.7", "return_to": "https://tinget.example/"}


@pytest.fixture(scope="module")
def double(tmp_path_factory):
    made = FrejaDouble(tmp_path_factory.mktemp("freja"))
    yield made
    made.close()


@pytest.fixture
def freja(double, tmp_path):
    address = double.install(tmp_path)
    trusted = x509.load_pem_x509_certificates((tmp_path / "trusted.pem").read_bytes())
    return Freja(Wire(address, tmp_path / "own.pem", tmp_path / "issuer.pem"), trusted, lambda: AT)


def proof_of(freja, double, monkeypatch) -> bytes:
    monkeypatch.setattr(double, "script", ["APPROVED"])
    return freja.collect(freja.start(ASKED, **HERE)).proof


def test_an_order_is_followed_to_its_end_and_tells_who_signed(freja, double):
    order = freja.start(ASKED, **HERE)
    asked = double.orders[order.reference]
    assert base64.b64decode(asked["dataToSign"]["text"]).decode() == ASKED.text
    assert (asked["title"], asked["minRegistrationLevel"]) == ("Nämnden åäö", "PLUS")
    steps = [freja.collect(order) for _time in range(3)]
    assert [one.hint for one in steps] == ["STARTED", "DELIVERED_TO_MOBILE", "APPROVED"]
    assert steps[-1].state is OrderState.COMPLETE
    who = freja.identify(steps[-1].proof, ASKED)
    assert (who.name, who.personal_number) == ("Kim Partner", "191212121212")
    assert order.reference in freja.code(order, 9)
    assert freja.code(order, 0) == freja.same_device(order, "")
    freja.cancel(order)
    assert double.cancelled == [order.reference]


def test_refusals_and_what_is_no_answer(freja, double, monkeypatch):
    with pytest.raises(EidRefused) as unknown:
        freja.collect(Order("unknown"))
    assert unknown.value.code == "1100"
    with pytest.raises(EidRefused):
        freja.start(ToSign("x" * (LONGEST_TEXT + 1), "{}"), **HERE)
    monkeypatch.setattr(double, "script", ["REJECTED"])
    assert freja.collect(freja.start(ASKED, **HERE)).state is OrderState.FAILED
    monkeypatch.setattr(double, "script", ["SOMETHING_NEW"])
    with pytest.raises(EidSilent):
        freja.collect(freja.start(ASKED, **HERE))


CHANGED = {
    "level": {"minRegistrationLevel": "BASIC"},
    "status": {"status": "REJECTED"},
    "order": {"signRef": "another"},
    "person": {"requestedAttributes": {"basicUserInfo": {"name": "Kim", "surname": "Partner"}}},
    "country": {
        "requestedAttributes": {
            "basicUserInfo": {"name": "Kim", "surname": "Partner"},
            "ssn": {"ssn": "1", "country": "NO"},
        }
    },
    "signature": {"signatureData": {}},
}


@pytest.mark.parametrize("part", CHANGED)
def test_an_answer_about_something_else_is_not_believed(freja, double, monkeypatch, part):
    monkeypatch.setattr(double, "changes", lambda details: details | CHANGED[part])
    with pytest.raises(EidNotBelieved):
        freja.identify(proof_of(freja, double, monkeypatch), ASKED)


def test_another_text_another_file_and_another_signer_are_not_believed(freja, double, monkeypatch):
    good = proof_of(freja, double, monkeypatch)
    for other in (ToSign("Annat", ASKED.hidden), ToSign(ASKED.text, "{}")):
        with pytest.raises(EidNotBelieved):
            freja.identify(good, other)
    told = json.loads(good)
    stranger = Authority("Förfalskare").machine("Freja")
    details = double.details(told["signRef"])
    with pytest.raises(EidNotBelieved, match="nobody's whom we trust"):
        freja.identify(json.dumps(told | {"details": jws(stranger, details)}).encode(), ASKED)
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    head, content, _signature = told["details"].split(".")
    for forged in (f"{unsigned}.{content}.", f"{head}.{content}.AAAA", "no", f"{head}.å.AAAA"):
        with pytest.raises(EidNotBelieved):
            freja.identify(json.dumps(told | {"details": forged}).encode(), ASKED)
    assert freja.identify(good, ASKED).name == "Kim Partner"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_changed_letter_goes_unseen(double, data):
    compact = jws(double.signer, {"name": "Kim Partner"})
    place = data.draw(st.integers(0, compact.rindex(".") - 1))
    other = data.draw(st.sampled_from("abcXYZ019-_").filter(lambda letter: letter != compact[place]))
    with pytest.raises(EidNotBelieved):
        read_jws(compact[:place] + other + compact[place + 1 :], trusted=[double.signer.certificate])
