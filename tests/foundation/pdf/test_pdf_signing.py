"""Signing and verifying: a later signature leaves earlier ones whole, and no byte changes unseen."""

import random
from itertools import pairwise

import pytest

from tests.foundation.pdf.conftest import AT, FIELDS
from tests.programs import needs, run
from tinget.foundation.pdf.certificates import certificate_for, trusted_certificates
from tinget.foundation.pdf.signing import SigningFailed, prepare_fields, sign
from tinget.foundation.pdf.typesetting import typeset
from tinget.foundation.pdf.verifying import DocumentUnreadable, LaterChanges, sound, verify


@pytest.fixture
def identity(keys):
    return certificate_for(
        keys, subject="Sekreterare", organisation="Nämnden", serial_owner="person:9", at=AT
    )


@pytest.fixture
def trusted(keys):
    return trusted_certificates(keys)


def is_sound(pdf, trusted) -> bool:
    try:
        return sound(verify(pdf, trusted=trusted, at=AT), fields=FIELDS)
    except DocumentUnreadable:
        return False


def changed(pdf: bytes, position: int) -> bytes:
    return pdf[:position] + bytes([pdf[position] ^ 1]) + pdf[position + 1 :]


@pytest.mark.slow
def test_three_signatures_are_reported_in_order(signed, trusted):
    reports = verify(signed, trusted=trusted, at=AT)
    assert [one.field for one in reports] == list(FIELDS)
    assert [one.signer for one in reports] == ["Sekreterare", "Ordforande", "Justerare"]
    assert {one.organisation for one in reports} == {"DEMONSTRATION Norrbottens e-nämnd"}
    assert {one.signed_at for one in reports} == {AT}
    assert all(one.intact and one.trusted for one in reports)
    assert [one.covers_whole_document for one in reports] == [False, False, True]
    assert [one.later_changes for one in reports] == [
        LaterChanges.SIGNATURES,
        LaterChanges.SIGNATURES,
        LaterChanges.NONE,
    ]
    assert sound(reports, fields=FIELDS)
    assert not sound(reports, fields=FIELDS[:2])
    assert not sound(reports[:2], fields=FIELDS)


@pytest.mark.slow
def test_an_unknown_issuer_is_not_trusted(signed):
    reports = verify(signed, trusted=[], at=AT)
    assert [(one.intact, one.trusted) for one in reports] == [(True, False)] * 3


def test_a_signature_only_adds_to_the_file(plain, identity):
    prepared = prepare_fields(typeset(plain, {"text": "x"}), ["a", "b"])
    first = sign(prepared, field="a", identity=identity, reason="", location="", at=AT)
    second = sign(first, field="b", identity=identity, reason="", location="", at=AT)
    for before, after in pairwise([prepared, first, second]):
        assert after.startswith(before)


def test_an_unsigned_document_has_no_reports_and_is_not_sound(plain, trusted):
    prepared = prepare_fields(typeset(plain, {"text": "x"}), FIELDS)
    assert verify(prepared, trusted=trusted, at=AT) == []
    assert not is_sound(prepared, trusted)


def test_what_cannot_be_signed_is_said(plain, identity):
    prepared = prepare_fields(typeset(plain, {"text": "x"}), ["a"])
    wish = {"identity": identity, "reason": "", "location": "", "at": AT}
    with pytest.raises(SigningFailed, match="no empty signature field 'b'"):
        sign(prepared, field="b", **wish)
    once = sign(prepared, field="a", **wish)
    with pytest.raises(SigningFailed, match="no empty signature field 'a'"):
        sign(once, field="a", **wish)
    with pytest.raises(SigningFailed):
        prepare_fields(prepared, ["a"])
    with pytest.raises(SigningFailed):
        prepare_fields(b"no pdf", ["a"])
    with pytest.raises(DocumentUnreadable):
        verify(b"no pdf", trusted=[], at=AT)


@pytest.mark.slow
def test_a_byte_changed_anywhere_is_found(signed, trusted):
    last = signed.rindex(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", last)
    telling = {
        "the header": 6,
        "the first signature": signed.index(b"/Contents <") + 40,
        "the last signature's digest algorithms": last + 78,
        "the last signature's length": last + 5,
        "the last signature": last + 3000,
        "its padding": end - 1,
        "its end": end,
        "the end of the file": len(signed) - 1,
        "a field's name": signed.rindex(b"/SubFilter"),
    }
    chance = random.Random(20231012)  # noqa: S311 -- the same places at every run
    places = {f"byte {place}": place for place in chance.sample(range(len(signed)), 6)}
    unseen = [name for name, at in {**telling, **places}.items() if is_sound(changed(signed, at), trusted)]
    assert unseen == []


@pytest.mark.slow
def test_what_is_added_or_cut_is_found(signed, trusted):
    assert not is_sound(signed + b"\n% more", trusted)
    assert not is_sound(signed[:-200], trusted)
    revision = signed.index(b"%%EOF", signed.rindex(b"/Contents <") - 20_000) + len(b"%%EOF\n")
    assert not is_sound(signed[:revision], trusted)


@pytest.mark.slow
@needs("pdfsig")
def test_pdfsig_finds_all_three_valid(signed, tmp_path):
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed)
    said = run("pdfsig", "-nocert", file, env={"HOME": str(tmp_path)})
    assert said.count("Signature is Valid.") == 3
    assert said.count("ETSI.CAdES.detached") == 3
    assert said.count("Not total document signed") == 2
    assert said.count("- Total document signed") == 1


@pytest.mark.slow
@needs("qpdf")
@needs("pdfinfo")
def test_signing_keeps_the_document_archival_and_tagged(signed, tmp_path):
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file)
    about = run("pdfinfo", file)
    assert "Tagged:          yes" in about
    assert "PDF version:     1.7" in about  # PDF/A-3 knows no 2.0
    assert "<pdfaid:part>3</pdfaid:part>" in run("pdfinfo", "-meta", file)
