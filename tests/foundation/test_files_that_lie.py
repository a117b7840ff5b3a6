"""Files that lie: each is refused with a sentence that says what to do, and nothing of it is kept."""

import io
import os
import socket
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook
from PIL import Image

from tests.factories.documents import a_pdf
from tests.fakes.clamd import EICAR, Clamd
from tinget.foundation import files
from tinget.foundation.files import pdf_contents
from tinget.foundation.files.uploads import UnkeptFile

LETTER = (
    b"From: a@b.se\r\nTo: c@d.se\r\nSubject: Yttrande\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\n\r\nHej\r\n"
)


def nothing_is_left(data_folder):
    return not [path for path in (data_folder / "files").rglob("*") if path.is_file()]


def a_docx(**parts):
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("Hej")
    document.save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def a_zip(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def an_overlapping_bomb():
    """Many entries in the directory that all lead to the same packed megabyte."""
    packed = a_docx(big="0" * 1_000_000)
    end = packed.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack("<HII", packed[end + 10 : end + 20])
    directory = packed[start : start + size]
    last = directory.rindex(b"PK\x01\x02")
    many = directory + directory[last:] * 500
    tail = bytearray(packed[end:])
    struct.pack_into("<HHII", tail, 8, count + 500, count + 500, len(many), start)
    return packed[:start] + many + bytes(tail)


def locked(owner="", user=""):
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf("hemligt"))) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner=owner, user=user))
    return file.getvalue()


def a_pdf_bomb(megabytes=1000):
    """An object stream that unpacks to a gigabyte, packed twice over; with less it is an honest file."""
    pages, page = b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    index = b"2 0 3 %d " % len(pages)
    packer = zlib.compressobj(9)
    packed = packer.compress(index + pages + page)
    for _ in range(megabytes):
        packed += packer.compress(b" " * 1_000_000)
    twice = zlib.compress(packed + packer.flush(), 9)
    written = b"%PDF-1.7\n"
    places = [len(written)]
    written += b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    places.append(len(written))
    head = f"<</Type/ObjStm/N 2/First {len(index)}/Length {len(twice)}/Filter[/FlateDecode/FlateDecode]>>"
    written += f"4 0 obj\n{head}\nstream\n".encode() + twice + b"\nendstream\nendobj\n"
    places.append(len(written))
    rows = [(0, 0, 0), (1, places[0], 0), (2, 4, 0), (2, 4, 1), (1, places[1], 0), (1, places[2], 0)]
    table = b"".join(struct.pack("!BIB", *row) for row in rows)
    head = f"<</Type/XRef/Size 6/Root 1 0 R/W[1 4 1]/Length {len(table)}>>"
    written += f"5 0 obj\n{head}\nstream\n".encode() + table
    return written + f"\nendstream\nendobj\nstartxref\n{places[2]}\n%%EOF\n".encode()


def an_image_bomb():
    head = struct.pack("!IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 3000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


LIES = {
    "a bomb": (lambda: a_docx(word__bomb="0" * 60_000_000), "b.docx", files.FileUnpacksTooFar),
    "too many entries": (
        lambda: a_docx(**{f"e{n}": "" for n in range(20_001)}), "b.docx", files.FileUnpacksTooFar),
    "overlapping": (an_overlapping_bomb, "b.docx", files.FileUnpacksTooFar),
    "a plain zip": (lambda: a_zip(a="b"), "b.docx", files.FileTypeRefused),
    "another kind": (a_docx, "b.xlsx", files.FileTypeRefused),
    "another kind of text": (lambda: a_zip(**{"content.xml": "<a/>", "mimetype": "x"}), "b.odt",
                             files.FileTypeRefused),
    "macros": (lambda: a_docx(**{"word/vbaProject.bin": "x"}), "b.docx", files.FileActive),
    "half a document": (lambda: a_docx()[:9000], "b.docx", files.FileBroken),
    "old office": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "b.docx", files.FileTypeRefused),
    "html": (lambda: b"<!DOCTYPE html><script>alert(1)</script>", "b.pdf", files.FileTypeRefused),
    "javascript at opening": (
        lambda: a_pdf("x", more="/OpenAction<</S/JavaScript/JS(app)>>"), "b.pdf", files.FileActive),
    "javascript by another spelling": (
        lambda: a_pdf("x", more="/OpenAction<</S/Java#53cript/JS(1)>>"), "b.pdf", files.FileActive),
    "javascript on a page": (
        lambda: a_pdf("x", page="/AA<</O<</S/JavaScript/JS(1)>>>>"), "b.pdf", files.FileActive),
    "javascript deep down": (
        lambda: a_pdf("x", page="/Annots[<</A<</S/URI/URI(x)/Next[<</S/JavaScript/JS(1)>>]>>>>]"),
        "b.pdf", files.FileActive),
    "launch": (lambda: a_pdf("x", page="/Annots[<</Subtype/Link/A<</S/Launch/F(cmd.exe)>>>>]"), "b.pdf",
               files.FileActive),
    "a page opened on the net": (lambda: a_pdf("x", more="/OpenAction<</S/URI/URI(http://x)>>"), "b.pdf",
                                 files.FileActive),
    "a form program": (lambda: a_pdf("x", more="/AcroForm<</Fields[]/XFA[]>>"), "b.pdf", files.FileActive),
    "locked": (lambda: locked("a", "b"), "b.pdf", files.FileLocked),
    "cut off": (lambda: a_pdf(*["x"] * 5)[:300], "b.pdf", files.FileBroken),
    "no pages": (a_pdf, "b.pdf", files.FileBroken),
    "a pdf bomb": (a_pdf_bomb, "b.pdf", files.FileBroken),
    "an image bomb": (an_image_bomb, "b.png", files.FileUnpacksTooFar),
    "half an image": (lambda: an_image_bomb()[:20], "b.png", files.FileBroken),
    "no letter": (lambda: b"Subject: hej\n\nhej", "b.eml", files.FileTypeRefused),
    "outlook": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "b.msg", files.FileTypeRefused),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_and_nothing_is_kept(data_folder, lie):
    content, name, error = LIES[lie]
    with pytest.raises(files.FileRefused) as told:
        files.store(1, content(), name=name)
    assert type(told.value) is error, told.value.message
    assert name in told.value.message or "MB" in told.value.message
    assert nothing_is_left(data_folder)


def an_xlsx():
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def an_image(kind):
    file = io.BytesIO()
    Image.new("RGB", (60, 40)).save(file, kind)
    return file.getvalue()


HONEST = {
    "b.docx": a_docx,
    "b.xlsx": an_xlsx,
    "b.pdf": lambda: a_pdf("ordet /JavaScript i text", more="/OpenAction[4 0 R/Fit]/PageMode(/JavaScript)"),
    "owner.pdf": lambda: locked(owner="a"),
    "packed twice.pdf": lambda: a_pdf_bomb(megabytes=1),
    "b.png": lambda: an_image("PNG"),
    "b.tif": lambda: an_image("TIFF"),
    "b.eml": lambda: LETTER,
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_kept(data_folder, name):
    assert files.store(1, HONEST[name](), name=name).size
    assert not nothing_is_left(data_folder)


def test_a_link_and_an_ordinary_form_are_no_scripts(data_folder):
    link = "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org)>>>>]"
    content = a_pdf("x", page=link, more="/AcroForm<</Fields[]>>")
    assert files.store(1, content, name="a.pdf").media_type == "application/pdf"


@pytest.mark.parametrize("name", ["../../../etc/cron.d/b.txt", "/etc/passwd.txt", "..\\..\\b.txt", "b\0.txt"])
def test_a_name_leads_nowhere(data_folder, name):
    stored = files.store(1, b"text", name=name)
    kept = [path for path in data_folder.rglob("*") if path.is_file()]
    assert kept == [files.path_of(1, stored.sha256)]


@pytest.fixture
def clamd(settings):
    scanner = Clamd(limit=1_000_000)
    settings.TINGET_CLAMD = scanner.address
    yield scanner
    scanner.close()


def test_a_virus_is_found_and_a_clean_file_passes(data_folder, clamd):
    with pytest.raises(files.FileInfected, match="EICAR_HDB-1"):
        files.store(1, EICAR, name="a.txt")
    assert nothing_is_left(data_folder)
    assert files.store(1, b"rent", name="a.txt").size == 4
    assert clamd.scanned == [EICAR, b"rent"]


def test_a_scanner_that_gives_up_refuses_the_file(data_folder, clamd):
    with pytest.raises(files.ScannerSilent, match="Försök igen"):
        files.store(1, b"x" * 3_000_000, name="a.txt")
    assert nothing_is_left(data_folder)


def test_a_scanner_that_is_down_refuses_the_file(data_folder, clamd, settings):
    clamd.close()
    with pytest.raises(files.ScannerSilent, match="Försök igen om en stund"):
        files.store(1, b"rent", name="a.txt")
    for wrong in ("unix:///nowhere/clamd.sock", "http://127.0.0.1", "tcp://"):
        settings.TINGET_CLAMD = wrong
        with pytest.raises(files.ScannerSilent):
            files.store(1, b"rent", name="a.txt")
    assert nothing_is_left(data_folder)


def test_an_upload_over_the_limit_cannot_be_read(data_folder):
    upload = UnkeptFile(name="a.pdf", size=5_000_000_000, limit=100_000_000)
    with pytest.raises(files.FileTooLarge, match="100 MB"):
        files.store(1, upload, name=upload.name)
    with pytest.raises(files.FileTooLarge):
        next(iter(upload.chunks()))
    assert nothing_is_left(data_folder)


def test_the_bounds_hold_for_the_reader_of_pdf_too():
    assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == pdf_contents.MEMORY


@pytest.fixture
def temporary(tmp_path, settings, monkeypatch):
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def parsed(rf, content):
    request = rf.post("/", {"word": "kept", "file": SimpleUploadedFile("a.txt", content)})
    return request.POST["word"], request.FILES["file"]


def test_an_upload_is_let_go_of_at_the_limit(rf, settings, temporary):
    settings.TINGET_FILE_LIMIT = 2_000_000
    word, upload = parsed(rf, b"x" * 5_000_000)
    assert (word, upload.name, upload.size) == ("kept", "a.txt", 5_000_000)
    assert isinstance(upload, UnkeptFile)
    assert list(temporary.iterdir()) == []
    for size in (2_000_000, 10):
        with parsed(rf, b"x" * size)[1] as upload:
            assert upload.read() == b"x" * size


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_five_gigabytes_cut_off_half_way_leave_nothing(live_server, data_folder, temporary):
    host, port = live_server.thread.host, live_server.thread.port
    border = b"----b"
    head = (
        b"POST /logga-in/ HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=--b\r\n"
        b"Content-Length: 5000000000\r\n\r\n" + border + b"\r\n"
        b'Content-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n'
    )
    with socket.create_connection((host, port), timeout=20) as line:
        line.sendall(head.replace(b"Host: x", f"Host: {host}:{port}".encode()))
        for _ in range(120):
            line.sendall(os.urandom(1_000_000))
    assert live_server.url
    with socket.create_connection((host, port), timeout=20) as line:
        line.sendall(f"GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert b"200" in line.recv(100)
    assert not Path(data_folder / "files").exists() or nothing_is_left(data_folder)
    assert list(temporary.iterdir()) == []
