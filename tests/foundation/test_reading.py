"""Reading what others sent: text, scanned pages, pictures and copies, and files that resist."""

import os
import shutil
import socket
import sys
import time

import pikepdf
import pytest
from PIL import Image

from tests.factories import office
from tests.factories.documents import a_pdf
from tests.programs import needs
from tinget.foundation import reading
from tinget.foundation.pdf.typesetting import typeset
from tinget.foundation.reading import Note, running
from tinget.kernel import media_types as kinds

pytestmark = pytest.mark.slow


@pytest.fixture
def read(tmp_path):
    """Return a function that reads the text of some bytes; it notes how far it was told to have come."""

    def read(content, media_type):
        read.told = []
        path = tmp_path / "file"
        path.write_bytes(content)
        return reading.text(path, media_type, tmp_path, lambda done, total: read.told.append((done, total)))

    return read


def test_each_page_of_a_pdf_is_read_and_progress_is_told(read):
    found = read(a_pdf("Första sidan om räksmörgås", "Andra sidan om något"), kinds.PDF)
    assert found.text.split("\f") == ["Första sidan om räksmörgås\n", "Andra sidan om något\n"]
    assert read.told == [(0, 2), (1, 2), (2, 2)]
    assert (found.scanned, found.notes) == (0, ())


@needs("tesseract")
@pytest.mark.parametrize("kind", ["PDF", "PNG", "TIFF"])
def test_a_scanned_page_is_read_in_swedish(read, kind):
    media_type = {"PDF": kinds.PDF, "PNG": kinds.PNG, "TIFF": kinds.TIFF}[kind]
    found = read(office.a_scan("Överklagande av ärendet på måndag", kind), media_type)
    assert "Överklagande av ärendet på måndag" in found.text
    assert found.scanned == 1


def test_without_a_reader_of_pictures_it_is_said(read, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = read(office.a_scan("Överklagande"), kinds.PDF)
    assert (found.text.strip(), found.notes) == ("", (Note.NO_TEXT_READER,))


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        (office.a_docx("Ett", "två", table=[["a", "b"]]), kinds.DOCX, "Ett\ntvå\na\nb\n"),
        (office.an_xlsx(["Konto", 17], [None], ["åäö"]), kinds.XLSX, "Budget\nKonto\t17\nåäö\n"),
        (office.an_odt("Hej <text:span>alla</text:span> här", "då"), kinds.ODT, "Hej alla här\ndå\n"),
        (office.a_pptx("Bild ett", "Bild två"), kinds.PPTX, "Bild ett\n\f\nBild två\n"),
        ("på, å\0".encode(), kinds.CSV, "på, å"),
    ],
)
def test_office_files_and_text(read, content, media_type, text):
    assert read(content, media_type).text == text


def test_a_letter_is_read_without_its_scripts(read):
    told = read(office.LETTER, kinds.EMAIL).text.splitlines()
    assert told[0] == "Från: Anna <a@kiruna.example>"
    assert told[-3:] == ["Ämne: Yttrande över", "Hej på er", "Hälsningar"]


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", b"", a_pdf("x")[:200]])
def test_a_damaged_file_fails_without_harm(read, content):
    with pytest.raises(reading.ReadingFailed):
        read(content, kinds.PDF)
    with pytest.raises(reading.ReadingFailed):
        read(content, kinds.DOCX)


def test_a_text_without_end_is_cut_and_it_is_said(read):
    part = "<a:p><a:r><a:t>" + "ord " * 1000 + "</a:t></a:r></a:p>"
    name = "http://schemas.openxmlformats.org/drawingml/2006/main"
    bomb = office.a_zip(**{"ppt/slides/slide1.xml": f'<s xmlns:a="{name}">{part * 20_000}</s>'})
    assert len(bomb) < 1_000_000
    found = read(bomb, kinds.PPTX)
    assert len(found.text) == 4_000_000
    assert found.notes == (Note.TEXT_LEFT_OUT,)


def test_entities_are_not_followed(read, tmp_path):
    (tmp_path / "secret").write_text("hemligt")
    name = "http://schemas.openxmlformats.org/drawingml/2006/main"
    text = (
        f'<!DOCTYPE s [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
        f'<s xmlns:a="{name}"><a:p><a:r><a:t>öppet &x;</a:t></a:r></a:p></s>'
    )
    found = read(office.a_zip(**{"ppt/slides/slide1.xml": text}), kinds.PPTX)
    assert "öppet" in found.text
    assert "hemligt" not in found.text


def test_what_hangs_is_ended_with_all_that_it_started(tmp_path, monkeypatch):
    program = tmp_path / "hangs"
    program.write_text(f"#!/bin/sh\nsleep 3600 & echo $! > {tmp_path}/pid; wait\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(running, "GRACE", 0)
    monkeypatch.setattr(running, "PICTURE_SECONDS", 1)
    with pytest.raises(reading.ReadingFailed):
        reading.pictures(tmp_path / "x", kinds.PDF, tmp_path, print)
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.kill(int((tmp_path / "pid").read_text()), 0)
            time.sleep(0.05)


def test_pages_and_pictures_are_drawn(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(a_pdf(*["Sida"] * 14))
    drawn = reading.pictures(path, kinds.PDF, tmp_path, lambda _done, _total: None)
    assert (len(drawn.pages), drawn.of) == (12, 14)
    with Image.open(drawn.pages[11]) as page, Image.open(drawn.small) as small:
        assert (page.format, page.width, small.width) == (
            "WEBP",
            1000,
            280 if small.height < 560 else small.width,
        )
        assert page.convert("L").getextrema()[0] < 100  # something is drawn on it
    path.write_bytes(office.a_scan("Bild", "PNG"))
    drawn = reading.pictures(path, kinds.PNG, tmp_path, lambda _done, _total: None)
    assert (len(drawn.pages), drawn.of) == (1, 1)


def test_without_an_archival_copy_the_reason_is_told(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(a_pdf("typsnittet finns inte med"))
    copy = reading.archival_copy(path, tmp_path)
    assert (copy.path, copy.flavour) == (None, "")
    assert "font" in " ".join(copy.reasons).lower()


def test_what_the_validator_does_not_know_is_not_claimed(tmp_path):
    """Typst's own PDF/A-3a is beyond the validator: it says so rather than approve."""
    template = tmp_path / "t.typ"
    template.write_text('#set document(title: "x", date: datetime(year: 2026, month: 1, day: 1))\nHej')
    (tmp_path / "a.pdf").write_bytes(typeset(template, {}))
    assert reading.archival_copy(tmp_path / "a.pdf", tmp_path).flavour == ""


@needs("soffice")
@pytest.mark.parametrize(
    ("content", "media_type"),
    [(office.a_docx("Räksmörgås"), kinds.DOCX), (office.an_xlsx(["Räksmörgås"]), kinds.XLSX)],
)
def test_an_office_file_becomes_pdf_and_then_archival(tmp_path, content, media_type):
    path = tmp_path / "file"
    path.write_bytes(content)
    made = reading.to_pdf(path, media_type, tmp_path)
    found = reading.text(made, kinds.PDF, tmp_path, lambda _done, _total: None)
    assert "Räksmörgås" in found.text
    copy = reading.archival_copy(made, tmp_path)
    assert copy.flavour == "2b", copy.reasons
    with pikepdf.open(copy.path) as pdf:
        assert "pdfaid:part" in str(pdf.open_metadata())
    assert reading.archival_copy(copy.path, tmp_path / "home").was_already


@needs("soffice")
def test_a_damaged_office_file_fails(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(reading.ReadingFailed):
        reading.to_pdf(path, kinds.XLSX, tmp_path)


@needs("soffice")
def test_an_office_file_fetches_nothing(tmp_path):
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.5)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/spy.png"
    path = tmp_path / "file"
    path.write_bytes(_with_linked_picture(address))
    with listening:
        reading.to_pdf(path, kinds.ODT, tmp_path)
        with pytest.raises(TimeoutError):
            listening.accept()


def _with_linked_picture(address):
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:text="{name}:text:1.0"'
        f' xmlns:draw="{name}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' xmlns:svg="{name}:svg-compatible:1.0" office:version="1.2"><office:body><office:text><text:p>Hej'
        f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{address}" xlink:type="simple"'
        ' xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body>'
        "</office:document-content>"
    )
    manifest = (
        f'<m:manifest xmlns:m="{name}:manifest:1.0"><m:file-entry m:full-path="/"'
        f' m:media-type="{kinds.ODT}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
        "</m:manifest>"
    )
    return office.a_zip(mimetype=kinds.ODT, **{"content.xml": content, "META-INF/manifest.xml": manifest})


def test_without_the_program_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert not reading.can_convert()
    with pytest.raises(reading.ProgramAbsent):
        reading.to_pdf(tmp_path / "x", kinds.DOCX, tmp_path)
