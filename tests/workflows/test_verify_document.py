"""Anybody checks a signed file: the page and the command tell the truth of it, and keep nothing."""

import datetime as dt
import json
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.signatures import a_pdf
from tests.foundation.pdf.test_pdf_signing import changed
from tinget.foundation.pdf.certificates import certificate_for
from tinget.foundation.pdf.evidence import evidence_for
from tinget.foundation.pdf.signing import prepare_fields, preserve, sign
from tinget.foundation.pdf.typesetting import Attachment, typeset
from tinget.workflows.verify_document.rules import Signature, Verdict, verdict_on

AT = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
MINUTES = {
    "schema": "tinget-minutes-1",
    "authority": {"name": "Provnämnden"},
    "meeting": {"date": "2026-11-20"},
    "items": [{"paragraph": "7", "title": "Budget"}],
}


@pytest.fixture
def keys(settings, data_folder):
    return data_folder / "keys"


@pytest.fixture
def signed(keys, tmp_path) -> bytes:
    template = tmp_path / "paper.typ"
    template.write_text('#set document(title: "Protokoll")\n#set text(lang: "sv")\n= Protokoll')
    inside = Attachment("protokoll.json", json.dumps(MINUTES).encode(), "application/json", "Uppgifterna")
    pdf = prepare_fields(typeset(template, {}, attachments=[inside]), ["a"])
    evidence = evidence_for(keys, address="", at=AT)
    identity = certificate_for(keys, subject="Sekreterare", organisation="N", serial_owner="person:1", at=AT)
    pdf = sign(pdf, field="a", identity=identity, reason="", location="", at=AT,
               timestamper=evidence.timestamper)  # fmt: skip
    return preserve(pdf, field="Tidsstämpel", evidence=evidence, at=AT)


def a_signature(**more) -> Signature:
    facts = {
        "field": "a", "signer": "", "organisation": "", "issuer": "", "signed_at": None, "stamped_at": None,
        "is_stamp": False, "intact": True, "problem": None, "covers_whole_document": True,
        "later_changes": "none",
    }  # fmt: skip
    return Signature(**(facts | more))


@pytest.mark.parametrize(
    ("signatures", "verdict"),
    [
        ([], Verdict.UNSIGNED),
        ([a_signature(is_stamp=True)], Verdict.UNSIGNED),
        ([a_signature()], Verdict.GENUINE),
        ([a_signature(covers_whole_document=False), a_signature()], Verdict.GENUINE),
        ([a_signature(problem="expired")], Verdict.DOUBTFUL),
        ([a_signature(intact=False), a_signature(problem="expired")], Verdict.CHANGED),
        ([a_signature(covers_whole_document=False)], Verdict.CHANGED),
    ],
)
def test_the_verdict_is_that_of_the_weakest(signatures, verdict):
    assert verdict_on(signatures) is verdict


def sent(content: bytes, name: str = "protokoll.pdf") -> str:
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return Client().post("/kontrollera/", {"file": file}).content.decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_page_tells_who_signed_when_and_what(signed, data_folder):
    before = sorted(data_folder.rglob("*"))
    page = sent(signed)
    for words in (
        "äkta och oförändrad",
        "Sekreterare",
        "bevisat av tidsstämpel",
        "Provnämnden",
        "§ 7 Budget",
    ):
        assert words in page
    assert sorted(data_folder.rglob("*")) == before
    assert "ändrad efter underskrift" in sent(changed(signed, signed.index(b"/Contents <") - 3000))
    assert "inte underskriven" in sent(a_pdf())
    assert "går inte att läsa som PDF" in sent(b"<html>", "falsk.pdf")


@pytest.mark.slow
def test_the_command_answers_without_the_site(signed, data_folder, tmp_path):
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(signed)

    def asked(content: bytes, *more: str) -> subprocess.CompletedProcess[bytes]:
        program = [sys.executable, "-m", "django", "verify_document", "-", *more]
        return subprocess.run(program, input=content, capture_output=True, check=False)

    stranger = asked(signed)
    assert (stranger.returncode, json.loads(stranger.stdout)["verdict"]) == (1, "doubtful")
    known = asked(signed, "--trust", str(data_folder / "keys" / "ca.crt"))
    told = json.loads(known.stdout)
    assert (known.returncode, told["verdict"]) == (0, "genuine")
    assert told["minutes"]["paragraphs"] == [["7", "Budget"]]
    assert told["signatures"][0]["stamped_at"] == AT.isoformat()
    broken = asked(b"no pdf")
    assert (broken.returncode, broken.stdout) == (2, b"")
