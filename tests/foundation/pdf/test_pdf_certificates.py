"""Certificates: one authority however many start at once, one certificate a person, renewed in time."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from tinget.foundation.pdf.certificates import VALIDITY, certificate_for, trusted_certificates

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def issue(folder: Path, *, at: datetime = AT, subject: str = "Åsa Öberg", demonstration: bool = False):
    return certificate_for(
        folder,
        subject=subject,
        organisation="Norrbottens e-nämnd",
        serial_owner="person:17",
        at=at,
        demonstration=demonstration,
    )


def named(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    return str(certificate.subject.get_attributes_for_oid(oid)[0].value)


def both(folder: Path) -> tuple[bytes, bytes]:
    identity = issue(folder)
    return identity.issuer.tbs_certificate_bytes, identity.certificate.tbs_certificate_bytes


def test_a_persons_certificate_is_kept(tmp_path):
    assert issue(tmp_path).certificate == issue(tmp_path).certificate


def test_it_names_the_person_and_may_only_sign(tmp_path):
    identity = issue(tmp_path)
    certificate = identity.certificate
    assert named(certificate, NameOID.COMMON_NAME) == "Åsa Öberg"
    assert named(certificate, NameOID.ORGANIZATION_NAME) == "Norrbottens e-nämnd"
    assert named(certificate, NameOID.SERIAL_NUMBER) == "person:17"
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    certificate.verify_directly_issued_by(identity.issuer)
    assert "ej för verklig underskrift" in named(identity.issuer, NameOID.COMMON_NAME)
    assert trusted_certificates(tmp_path) == [identity.issuer]


def test_a_number_that_x509_cannot_write_is_refused(tmp_path):
    with pytest.raises(ValueError, match="person:å"):
        certificate_for(tmp_path, subject="Åsa", organisation="N", serial_owner="person:å", at=AT)


def test_in_a_demonstration_it_says_so(tmp_path):
    certificate = issue(tmp_path, demonstration=True).certificate
    assert "DEMONSTRATION" in named(certificate, NameOID.ORGANIZATION_NAME)


@pytest.mark.parametrize(
    "later",
    [
        {"at": AT + VALIDITY - timedelta(days=29)},
        {"at": AT - timedelta(days=400)},
        {"subject": "Åsa Öberg Lind"},
        {"demonstration": True},
    ],
)
def test_it_is_renewed_when_it_would_no_longer_do(tmp_path, later):
    first, second = issue(tmp_path), issue(tmp_path, **later)
    assert first.certificate.serial_number != second.certificate.serial_number
    assert first.issuer == second.issuer
    at = later.get("at", AT)
    assert second.certificate.not_valid_before_utc < at < second.certificate.not_valid_after_utc


def test_keys_are_readable_by_their_owner_alone(tmp_path):
    issue(tmp_path)
    keys = [tmp_path / "ca.key", *(tmp_path / "people").iterdir()]
    assert {file.stat().st_mode & 0o777 for file in keys} == {0o600}


def test_a_stop_between_key_and_certificate_is_mended(tmp_path):
    issue(tmp_path)
    key = (tmp_path / "ca.key").read_bytes()
    (tmp_path / "ca.crt").unlink()
    issued = issue(tmp_path)
    assert (tmp_path / "ca.key").read_bytes() == key
    issued.certificate.verify_directly_issued_by(trusted_certificates(tmp_path)[0])


def test_a_lost_authority_takes_its_certificates_along(tmp_path):
    first = issue(tmp_path)
    (tmp_path / "ca.key").unlink()
    second = issue(tmp_path)
    assert first.certificate != second.certificate
    second.certificate.verify_directly_issued_by(second.issuer)


@pytest.mark.slow
def test_processes_that_start_at_once_agree(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=4, mp_context=spawn) as pool:
        assert len(set(pool.map(both, [tmp_path] * 8))) == 1
