"""A signature whose key is elsewhere: asked for, put into the file, and judged like any other."""

import base64
import datetime as dt

import pytest

from tests.factories.signatures import a_pdf
from tests.fakes.eid_authority import Authority
from tests.fakes.signing_service import SigningServiceDouble
from tests.fakes.trust import TrustService
from tests.programs import needs, run
from tinget.foundation.eid.federated import Requester, read_response, write_request
from tinget.foundation.eid.services import EidNotBelieved, EidRefused
from tinget.foundation.pdf.evidence import StampedOverHttp
from tinget.foundation.pdf.remote import finish_remote, prepare_remote
from tinget.foundation.pdf.signing import SigningFailed, prepare_fields
from tinget.foundation.pdf.verifying import sound, verify

pytestmark = pytest.mark.slow
FIELD, REFERENCE = "Underskrift 1, Ordförande", "t1-abc"


@pytest.fixture(scope="module")
def trust():
    made = TrustService()
    yield made
    made.close()


@pytest.fixture(scope="module")
def service(trust):
    return SigningServiceDouble(trust)


@pytest.fixture(scope="module")
def prepared(trust):
    pdf = prepare_fields(a_pdf(), [FIELD])
    return prepare_remote(pdf, field=FIELD, reason="Avtal", location="Nämnden", at=trust.now)


def asked_of(service, prepared, trust) -> dict[str, str]:
    us = Requester("us", "service", "idp", service.asker.key, service.asker.certificate)
    xml = write_request(
        us,
        reference=REFERENCE,
        message="Läs & skriv under",
        tasks={"1": prepared.to_be_signed},
        return_to="https://tinget.example/",
        at=trust.now,
    )
    return {
        "Binding": "POST/XML/1.0",
        "RelayState": REFERENCE,
        "EidSignRequest": base64.b64encode(xml).decode(),
    }


def response_of(service, prepared, trust) -> bytes:
    return base64.b64decode(service.answer(asked_of(service, prepared, trust))["EidSignResponse"])


def read(service, xml, *, reference=REFERENCE):
    return read_response(xml, reference=reference, trusted=[service.own.certificate])


def finished(told, prepared, trust) -> bytes:
    return finish_remote(
        prepared,
        signed=told.tasks["1"].signed,
        value=told.tasks["1"].value,
        certificates=told.certificates,
        timestamper=StampedOverHttp(f"{trust.address}/time"),
    )


@needs("pdfsig")
def test_a_signature_from_afar_holds_like_any_other(service, prepared, trust, tmp_path):
    told = read(service, response_of(service, prepared, trust))
    assert service.shown == "Läs & skriv under"
    assert (told.who.name, told.who.personal_number) == ("Kim Partner", "191212121212")
    pdf = finished(told, prepared, trust)
    (report,) = verify(pdf, trusted=[trust.root], at=trust.now)
    assert sound([report], fields=[FIELD])
    assert (report.signer, report.issuer, report.stamped_at) == ("Kim Partner", "Prov-CA", trust.now)
    (tmp_path / "signed.pdf").write_bytes(pdf)
    assert "Signature is Valid" in run("pdfsig", "-nocert", tmp_path / "signed.pdf")


def test_an_answer_that_was_changed_or_is_to_another_question_is_not_believed(service, prepared, trust):
    good = response_of(service, prepared, trust)
    forgeries = [
        good.replace(b"191212121212", b"201212121212"),
        good.replace(b"Success", b"Failure"),
        good.replace(b"?>", b"?><!DOCTYPE a>") if b"?>" in good else b"<!DOCTYPE a>" + good,
        good.replace(b"</dss:SignResponse>", b"<dss:OptionalOutputs/></dss:SignResponse>"),
        good.replace(b"rsa-sha256", b"rsa-sha512"),
        good[:-9],
        b"",
    ]
    for forged in forgeries:
        assert forged != good
        with pytest.raises(EidNotBelieved):
            read(service, forged)
    with pytest.raises(EidNotBelieved, match="another question"):
        read(service, good, reference="t1-other")
    stranger = Authority("Förfalskare").machine("Tjänst").certificate
    with pytest.raises(EidNotBelieved, match="nobody's whom we trust"):
        read_response(good, reference=REFERENCE, trusted=[stranger])
    assert read(service, good).who.name == "Kim Partner"


def test_whoever_says_no_is_told_as_the_service_says_it(service, prepared, trust, monkeypatch):
    monkeypatch.setattr(service, "refuses", "http://id.elegnamnden.se/sig-status/1.1/resultminor:userCancel")
    with pytest.raises(EidRefused) as refused:
        read(service, response_of(service, prepared, trust))
    assert refused.value.code == "userCancel"


def test_a_signature_over_something_else_is_not_put_into_the_file(service, prepared, trust):
    other = prepare_remote(
        prepare_fields(a_pdf("Annat"), [FIELD]),
        field=FIELD,
        reason="Avtal",
        location="Nämnden",
        at=trust.now + dt.timedelta(seconds=1),
    )
    told = read(service, response_of(service, prepared, trust))
    with pytest.raises(SigningFailed, match="something else"):
        finished(told, other, trust)
    broken = told.tasks["1"].value[:-1] + b"\0"
    for signed, value in ((told.tasks["1"].signed, broken), (b"\x31\x00", told.tasks["1"].value)):
        with pytest.raises(SigningFailed):
            finish_remote(
                prepared,
                signed=signed,
                value=value,
                certificates=told.certificates,
                timestamper=StampedOverHttp(f"{trust.address}/time"),
            )
