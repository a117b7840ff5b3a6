"""Signing at a service elsewhere: the form that leaves, the answer that comes, and what stops it."""

import datetime as dt
import html
import json
import re

import pytest
from cryptography.hazmat.primitives import serialization

from tests.factories.committee import acting
from tests.factories.signatures import a_real_request
from tests.fakes.signing_service import SigningServiceDouble
from tests.fakes.trust import TrustService
from tinget.foundation import clock
from tinget.foundation.pdf.verifying import sound
from tinget.signatures import actions, queries
from tinget.signatures import api as signatures
from tinget.signatures.models import EidSigning, Signer
from tinget.signatures.rules import REMOTE_LASTS, SEAL, EidState, eid_words

pytestmark = pytest.mark.slow
MINUTE = dt.timedelta(minutes=1)
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


@pytest.fixture(scope="module")
def trust():
    made = TrustService()
    yield made
    made.close()


@pytest.fixture
def service(trust, settings, data_folder):
    """A signing service that this installation is set up with, and whose certificates it trusts."""
    double = SigningServiceDouble(trust)
    double.install(data_folder / "keys" / "underskriftstjanst")
    (data_folder / "keys" / "trusted").mkdir()
    root = trust.root.public_bytes(serialization.Encoding.PEM)
    (data_folder / "keys" / "trusted" / "prov.pem").write_bytes(root)
    settings.TINGET_SIGN_SERVICE = "https://underskrift.example/sign"
    settings.TINGET_TIME_STAMPS = f"{trust.address}/time"
    return double


@pytest.fixture
def asked(committee, in_scope, trust):
    with in_scope(committee.id):
        yield signatures.request(a_real_request(committee.id))


def carried(line, *, at) -> dict[str, str]:
    signer = line.signers[0]
    form = actions.start_remote(
        acting("Ordförande"),
        signer_id=signer.id,
        reads={signer.id: line.file.sha256},
        return_to="https://tinget.example/underskrifter/svar/",
        at=at,
    )
    assert form.address == "https://underskrift.example/sign"
    return dict(form.fields)


def receive(told, *, at):
    order, _signer = actions.receive_remote(told["RelayState"], told["EidSignResponse"], at=at)
    return order


def test_what_the_service_signed_is_in_the_file_and_its_answer_is_kept(service, asked, trust):
    told = service.answer(carried(asked, at=trust.now))
    assert asked.file.sha256 in service.shown
    assert receive(told, at=trust.now + MINUTE).state is EidState.COMPLETE
    assert receive(told, at=trust.now + MINUTE).state is EidState.COMPLETE
    line = signatures.request(asked.id)
    assert (line.signed, line.signers[0].eid_name) == (1, "underskriftstjänsten")
    (report,) = signatures.reports(asked.id)
    assert (report.signer, report.issuer, report.intact, report.exact) == (
        "Kim Partner",
        "Prov-CA",
        True,
        True,
    )
    assert report.trusted
    _name, kept = queries.eid_proof(acting("Sekreterare"), signer_id=line.signers[0].id)
    assert json.loads(kept)["proof"]["EidSignResponse"] == told["EidSignResponse"]
    assert service.number not in json.dumps(EidSigning.objects.values().get(), default=str)


def test_what_stops_it_signs_nothing_and_leaves_no_proof(service, asked, trust, monkeypatch):
    ends = {}
    for name, trick in (
        ("refuses", "http://id.elegnamnden.se/sig-status/1.1/resultminor:userCancel"),
        ("name", "Kim Annan"),
        ("own", service.asker),
        ("changes", lambda signed: signed[:-1] + b"\0"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(service, name, trick)
            ends[name] = receive(service.answer(carried(asked, at=trust.now)), at=trust.now).told
    assert ends == {
        "refuses": "userCancel",
        "name": "other_person",
        "own": "not_believed",
        "changes": "changed",
    }
    late = service.answer(carried(asked, at=trust.now))
    assert receive(late, at=trust.now + REMOTE_LASTS + MINUTE).told == "too_late"
    first, second = (service.answer(carried(asked, at=trust.now)) for _time in range(2))
    swapped = {"RelayState": first["RelayState"], "EidSignResponse": second["EidSignResponse"]}
    assert receive(swapped, at=trust.now).told == "not_believed"
    assert signatures.request(asked.id).signed == 0
    assert receive(second, at=trust.now).state is EidState.COMPLETE
    assert receive(first, at=trust.now).told == "not_believed"
    assert EidSigning.objects.exclude(evidence="").count() == 1


def test_a_certificate_that_is_revoked_or_cannot_be_checked_signs_nothing(service, asked, trust, monkeypatch):
    told = service.answer(carried(asked, at=trust.now))
    issued, known = [], trust.identity
    monkeypatch.setattr(trust, "identity", lambda name: issued.append(known(name)) or issued[-1])
    revoked = service.answer(carried(asked, at=trust.now))
    monkeypatch.setattr(trust, "revoked", [])
    trust.revoke(issued[-1].certificate, at=trust.now - MINUTE)
    assert receive(revoked, at=trust.now).told == "revoked"
    monkeypatch.setattr(trust, "answers", False)
    assert receive(told, at=trust.now).told == "unchecked"
    words = [eid_words(EidState.FAILED, one) for one in ("revoked", "unchecked")]
    assert ["spärrat. Börja om" in words[0], "Försök igen" in words[1]] == [True, True]
    assert signatures.request(asked.id).signed == 0


def test_what_somebody_else_signed_meanwhile_is_not_covered(service, asked, trust):
    told = service.answer(carried(asked, at=trust.now))
    second = asked.signers[1]
    row = Signer.objects.get(pk=second.id)
    found = queries.linked(queries.token_of(row))
    proof = queries.proof_of(found, at=trust.now)
    actions.sign_by_link(
        queries.token_of(row), proof=proof, reads={second.id: asked.file.sha256}, at=trust.now
    )
    assert receive(told, at=trust.now).told == "changed"
    again = service.answer(carried(signatures.request(asked.id), at=trust.now))
    assert receive(again, at=trust.now).state is EidState.COMPLETE
    assert sound(signatures.reports(asked.id), fields=[*(one.field for one in asked.signers), SEAL])


def test_an_outsider_carries_it_page_by_page(service, asked, client):
    outside = Signer.objects.get(request_id=asked.id, person=None)
    link = queries.token_of(outside)
    session = client.session
    session["signatures.proof"] = queries.proof_of(queries.linked(link), at=clock.now())
    session.save()
    page = f"/underskrift/{link}/"
    assert "Skriv under med underskriftstjänsten" in client.get(page).content.decode()
    begun = client.post(f"{page}e-legitimation/underskriftstjanst/", {"read": asked.file.sha256})
    assert "https://underskrift.example" in begun["Content-Security-Policy"]
    fields = {name: html.unescape(value) for name, value in FIELD.findall(begun.content.decode())}
    told = service.answer({name: fields[name] for name in ("Binding", "RelayState", "EidSignRequest")})
    assert client.get(f"{page}e-legitimation/").url == page
    answered = client.post("/underskrifter/svar/", told)
    assert (answered.status_code, answered.url) == (302, page)
    assert "Du skrev under" in client.get(page).content.decode()
    assert client.post("/underskrifter/svar/", {"RelayState": "t1-x"}).status_code == 404
