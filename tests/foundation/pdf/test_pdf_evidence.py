"""What is believed of a signature years later: time stamps and lists of the revoked lie in the file."""

import datetime as dt
import random

import pytest

from tests.fakes.trust import TrustService
from tests.foundation.pdf.conftest import AT, FIELDS
from tests.foundation.pdf.test_pdf_signing import changed
from tests.programs import needs, run
from tinget.foundation.pdf.certificates import certificate_for
from tinget.foundation.pdf.evidence import Evidence, StampedOverHttp, evidence_for
from tinget.foundation.pdf.signing import (
    NoTimeStamp,
    SigningFailed,
    prepare_fields,
    preserve,
    renew,
    sign,
    stamped_until,
)
from tinget.foundation.pdf.typesetting import typeset
from tinget.foundation.pdf.verifying import DocumentUnreadable, Problem, sound, verify

pytestmark = pytest.mark.slow
LATER = dt.timedelta(days=365)


@pytest.fixture
def service():
    service = TrustService()
    yield service
    service.close()


@pytest.fixture
def outside(service):
    return Evidence(StampedOverHttp(f"{service.address}/time"), [service.root], [], fetches=True)


@pytest.fixture(scope="module")
def own(keys):
    return evidence_for(keys, address="", at=AT)


@pytest.fixture(scope="module")
def kept(signed, own) -> bytes:
    return preserve(signed, field="Tidsstämpel", evidence=own, at=AT)


@pytest.fixture
def prepared(plain):
    return prepare_fields(typeset(plain, {"text": "x"}), ["a"])


def signed_by(pdf, identity, *, timestamper=None, at):
    return sign(pdf, field="a", identity=identity, reason="", location="", at=at, timestamper=timestamper)


def test_with_the_evidence_inside_it_verifies_when_the_certificates_have_ended(signed, kept, own):
    ended = AT + 3 * LATER
    assert [one.problem for one in verify(signed, trusted=own.trusted, at=ended)] == [Problem.EXPIRED] * 3
    reports = verify(kept, trusted=own.trusted, at=ended)
    assert [one.is_stamp for one in reports] == [False, False, False, True]
    assert {one.stamped_at for one in reports} == {AT}
    assert sound(reports, fields=FIELDS)
    assert sound(verify(kept, trusted=own.trusted, at=AT), fields=FIELDS)


def test_a_byte_changed_anywhere_in_what_is_kept_is_found(kept, signed, own):
    stamp = kept.rindex(b"/Contents <") + len(b"/Contents <")
    telling = [
        stamp + 5, stamp + 78, stamp + 3000, kept.index(b">", stamp) - 1, len(kept) - 1,
        len(signed) + 2, len(signed) + 900, kept.index(b"/Contents <") + 40,
    ]  # fmt: skip
    chance = random.Random(20231012)  # noqa: S311 -- the same places at every run
    unseen = []
    for place in [*telling, *chance.sample(range(len(kept)), 4)]:
        try:
            if sound(verify(changed(kept, place), trusted=own.trusted, at=AT), fields=FIELDS):
                unseen.append(place)
        except DocumentUnreadable:
            continue
    assert unseen == []


def test_a_time_stamping_authority_proves_when(service, outside, prepared):
    signed = signed_by(prepared, service.identity("Lisa"), timestamper=outside.timestamper, at=service.now)
    (report,) = verify(signed, trusted=outside.trusted, at=service.now)
    assert (report.signer, report.issuer, report.problem) == ("Lisa", "Prov-CA", None)
    assert report.stamped_at == service.now
    kept = preserve(signed, field="Tidsstämpel", evidence=outside, at=service.now)
    assert service.stamped >= 2
    reports = verify(kept, trusted=outside.trusted, at=service.now + 3 * LATER)
    assert [one.problem for one in reports] == [None, None]
    assert sound(reports, fields=["a"])


def test_a_stamp_renewed_in_time_carries_the_chain_on_when_the_first_has_ended(service, outside, prepared):
    start = service.now
    service.time = service.identity("Prov-tidsstämpel 1", stamps=True, days=500)
    signed = signed_by(prepared, service.identity("Lisa"), timestamper=outside.timestamper, at=start)
    kept = preserve(signed, field="Tidsstämpel", evidence=outside, at=start)
    assert stamped_until(kept) == start + dt.timedelta(days=500)
    service.now = start + dt.timedelta(days=450)  # Lisa's certificate ended after 400
    service.time = service.identity("Prov-tidsstämpel 2", stamps=True, days=3000)
    inside = Evidence(outside.timestamper, outside.trusted, [service.revoked_now()], fetches=False)
    renewed = renew(kept, field="Tidsstämpel 2", evidence=inside, at=service.now)
    assert renewed.startswith(kept)
    late = start + dt.timedelta(days=2000)
    assert Problem.EXPIRED in [one.problem for one in verify(kept, trusted=outside.trusted, at=late)]
    reports = verify(renewed, trusted=outside.trusted, at=late)
    assert [(one.field, one.problem) for one in reports] == [
        ("a", None), ("Tidsstämpel", None), ("Tidsstämpel 2", None),
    ]  # fmt: skip
    assert reports[0].stamped_at == start
    assert sound(reports, fields=["a"])
    with pytest.raises(SigningFailed):
        renew(kept, field="Tidsstämpel 2", evidence=inside, at=late)
    with pytest.raises(SigningFailed, match="no time stamp"):
        renew(signed, field="Tidsstämpel", evidence=inside, at=service.now)


def test_a_list_of_the_revoked_from_before_the_signature_proves_nothing(service, outside, prepared):
    stale = service.revoked_now()
    service.now += dt.timedelta(days=30)
    lisa = service.identity("Lisa")
    signed = signed_by(prepared, lisa, timestamper=outside.timestamper, at=service.now)
    old = Evidence(outside.timestamper, outside.trusted, [stale], fetches=False)
    with pytest.raises(SigningFailed):
        preserve(signed, field="Tidsstämpel", evidence=old, at=service.now)
    # Somebody else's program may be less strict: the list lies in the file, and is judged when it is read.
    kept = preserve(signed, field="Tidsstämpel", evidence=old, at=service.now - dt.timedelta(days=30))
    (report, _stamp) = verify(kept, trusted=outside.trusted, at=service.now)
    assert report.problem is Problem.UNCHECKED


@pytest.mark.parametrize("before", [dt.timedelta(milliseconds=400), dt.timedelta(seconds=1)])
def test_a_stamp_within_the_second_of_the_signature_is_a_proof(service, outside, prepared, before):
    signed = signed_by(
        prepared, service.identity("Lisa"), timestamper=outside.timestamper, at=service.now + before
    )
    kept = preserve(signed, field="Tidsstämpel", evidence=outside, at=service.now)
    report = verify(kept, trusted=outside.trusted, at=service.now + dt.timedelta(seconds=1))[0]
    assert (report.problem, report.stamped_at) == (None, service.now)


def test_without_an_answer_nothing_is_signed(service, outside, prepared):
    service.answers = False
    with pytest.raises(NoTimeStamp):
        signed_by(prepared, service.identity("Lisa"), timestamper=outside.timestamper, at=service.now)
    nowhere = StampedOverHttp("http://127.0.0.1:9/")
    with pytest.raises(NoTimeStamp):
        signed_by(prepared, service.identity("Lisa"), timestamper=nowhere, at=service.now)


def test_a_certificate_revoked_before_is_refused_and_one_revoked_after_is_not(service, outside, prepared):
    lisa = service.identity("Lisa")
    signed = signed_by(prepared, lisa, timestamper=outside.timestamper, at=service.now)
    kept = preserve(signed, field="Tidsstämpel", evidence=outside, at=service.now)
    service.revoke(lisa.certificate, at=service.now - dt.timedelta(minutes=10))
    with pytest.raises(SigningFailed, match="revoked"):
        preserve(signed, field="Tidsstämpel", evidence=outside, at=service.now)
    assert [one.problem for one in verify(kept, trusted=outside.trusted, at=service.now)] == [None, None]


def test_a_foreign_and_a_not_yet_valid_certificate_are_told_apart(service, outside, prepared, keys, own):
    signed = signed_by(prepared, service.identity("Lisa"), at=service.now)
    (foreign,) = verify(signed, trusted=own.trusted, at=service.now)
    assert (foreign.intact, foreign.problem) == (True, Problem.UNKNOWN_ISSUER)
    early = signed_by(prepared, service.identity("Lisa"), at=service.now - 2 * LATER)
    (too_early,) = verify(early, trusted=outside.trusted, at=service.now)
    assert too_early.problem is Problem.EXPIRED
    mine = certificate_for(keys, subject="Lisa", organisation="N", serial_owner="person:30", at=AT)
    assert verify(signed_by(prepared, mine, at=AT), trusted=own.trusted, at=AT)[0].problem is None


@needs("pdfsig")
@needs("qpdf")
@needs("pdfinfo")
def test_foreign_tools_agree_on_what_is_kept(kept, tmp_path):
    file = tmp_path / "kept.pdf"
    file.write_bytes(kept)
    said = run("pdfsig", "-nocert", file, env={"HOME": str(tmp_path)})
    assert said.count("Signature is Valid.") == 3  # poppler counts the time stamp, and does not judge it
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file)
    assert "PDF version:     1.7" in run("pdfinfo", file)
