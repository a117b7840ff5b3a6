"""The authority's seal from a token (SoftHSM): the key never leaves it; a silent token lets nobody sign."""

import io
import os
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command
from django.db import transaction
from pkcs11.util.rsa import encode_rsa_public_key
from pkcs11.util.x509 import decode_x509_certificate

from tests.factories.committee import acting
from tests.factories.signatures import a_request
from tests.fakes.trust import DER, TrustService
from tests.programs import needs, run
from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf.tokens import TokenSilent, token_key
from tinget.foundation.pdf.verifying import sound
from tinget.signatures import api as signatures
from tinget.signatures.models import SigningRequest
from tinget.signatures.rules import SEAL

pytestmark = [pytest.mark.slow, needs("softhsm2-util")]
PIN, TOKEN = "4711", "Prov tinget"


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    """A token of our own; the library reads its settings once in a process."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    run("softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", "12345678")
    places = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
    yield next(place for place in places if Path(place).exists())
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture
def service(settings, tmp_path):
    """A trust service that this installation trusts, and that issues the seal's certificate."""
    service = TrustService()
    settings.TINGET_TIME_STAMPS, settings.TINGET_DATA = f"{service.address}/time", tmp_path
    trusted = tmp_path / "keys" / "trusted"
    trusted.mkdir(parents=True)
    (trusted / "prov.pem").write_bytes(service.root.public_bytes(serialization.Encoding.PEM))
    yield service
    service.close()


@pytest.fixture
def address(module, service, tmp_path):
    """Make a key in the token, with the certificate that the service issued for it."""
    (tmp_path / "pin").write_text(f"{PIN}\n")
    with pkcs11.lib(module).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        public, _private = session.generate_keypair(pkcs11.KeyType.RSA, 2048, store=True, label="e-namnden")
        key = serialization.load_der_public_key(encode_rsa_public_key(public))
        issued = service.certify("Norrbottens e-nämnd", key).public_bytes(DER)
        told = decode_x509_certificate(issued)
        session.create_object(told | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "e-namnden"})
    yield f"pkcs11:token=Prov%20tinget?module-path={module}&pin-source={tmp_path}/pin"
    with pkcs11.lib(module).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        for one in list(session.get_objects({pkcs11.Attribute.LABEL: "e-namnden"})):
            one.destroy()


def test_the_seal_is_made_in_the_token_and_a_wrong_pin_signs_nothing(
    committee, in_scope, service, address, settings, tmp_path
):
    now = service.now
    with in_scope(committee.id):
        read = signatures.request(a_request(committee.id, names=("Sekreterare",), at=now))
        SigningRequest.objects.filter(pk=read.id).update(is_demonstration=False)
        settings.TINGET_SEAL_TOKEN = address
        place = {"signer_id": read.signers[0].id, "read_sha256": read.file.sha256, "at": now}
        (tmp_path / "pin").write_text("0000")
        with pytest.raises(NotPossible, match="stämpel går inte att nå"), transaction.atomic():
            signatures.sign(acting("Sekreterare"), **place)
        (tmp_path / "pin").write_text(PIN)
        assert signatures.sign(acting("Sekreterare"), **place).signed == 1
        reports = signatures.reports(read.id)
    assert sound(reports, fields=[read.signers[0].field, SEAL])
    assert [(one.signer, one.issuer) for one in reports if one.field == SEAL] == [
        ("Norrbottens e-nämnd", "Prov-CA")
    ]


def test_where_a_token_is_is_read_as_rfc_7512_writes_it(tmp_path):
    (tmp_path / "pin").write_text("47 11\n")
    key = token_key(
        f"pkcs11:token=My%20token;type=private?module-path=/x.so&pin-source=file:{tmp_path}/pin", label="a"
    )
    assert (key.module, key.token, key.label, key.pin) == ("/x.so", "My token", "a", "47 11")
    assert "47" not in repr(key)
    for lacking in (
        "pkcs11:token=a",
        f"pkcs11:a=b?module-path=/x&pin-source={tmp_path}/pin",
        "",
        "pkcs11:token=a?module-path=/x&pin-source=/nowhere",
    ):
        with pytest.raises(TokenSilent):
            token_key(lacking, label="a")


def test_a_certificate_is_asked_for_with_the_key_in_the_token(committee, address, settings):
    settings.TINGET_SEAL_TOKEN = address
    said = io.StringIO()
    call_command("seal_request", "e-namnden", stdout=said)
    asked = x509.load_pem_x509_csr(said.getvalue().encode())
    assert asked.is_signature_valid
    names = {one.oid: one.value for one in asked.subject}
    assert names[NameOID.COMMON_NAME] == committee.name
    assert names[NameOID.COUNTRY_NAME] == "SE"
    call_command("seal_request", "e-namnden", organisation="Älvsbyns kommun", stdout=(other := io.StringIO()))
    assert "Älvsbyns kommun" in x509.load_pem_x509_csr(other.getvalue().encode()).subject.rfc4514_string()
    for slug, token in (("finns-inte", address), ("e-namnden", ""), ("e-namnden", f"{address}-saknas")):
        settings.TINGET_SEAL_TOKEN = token
        with pytest.raises(CommandError):
            call_command("seal_request", slug)
