"""Fuzzes what takes files in: damaged and hostile ones go through the store and the reading for some minutes.

    python -m benchmarks.fuzz_files [SECONDS] [SEED]

A file is either kept or refused with a sentence; anything else, or anything left of a refused one, is a find.
"""

import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.test.utils import override_settings

from benchmarks.measuring import seeded
from tests.factories import office
from tests.factories.documents import a_pdf
from tinget.documents.rules.writing_html import from_html, to_html
from tinget.documents.rules.writing_marks import from_marks, to_marks
from tinget.foundation import files, reading

SLOWEST = 20.0  # seconds for one file: more is a find
THREE_IN_FIVE = 3
READ_EVERY = 12  # reading starts a process, so not every file is read
ACTIONS = (b"/OpenAction<</S/JavaScript/JS(x)>>", b"/AA<</O<</S/Launch/F(x)>>>>", b"/XFA[]")
HTML = ("<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<b>",
        "<small>", "<a href=x>", "\\", "^[", "]", "**", "|", "\n", "# ", "<script>", "&#0;")  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """Return honest files to damage."""
    return [
        ("a.pdf", a_pdf("Sida ett", "Sida två", "Sida tre")),
        ("a.docx", office.a_docx("Hej", "då", table=[["a", "b"]])),
        ("a.xlsx", office.an_xlsx(["a", 1], ["b", 2])),
        ("a.odt", office.an_odt("Hej", "då")),
        ("a.pptx", office.a_pptx("Ett", "Två")),
        ("a.png", office.a_scan("Hej", "PNG")),
        ("a.tif", office.a_scan("Hej", "TIFF")),
        ("a.jpg", office.a_scan("Hej", "JPEG")),
        ("a.pdf", office.a_scan("Hej")),
        ("a.eml", office.LETTER),
        ("a.txt", "räksmörgås\n".encode() * 50),
    ]


def _flip(chance: random.Random, told: bytearray, place: int) -> None:
    if told:
        told[place] ^= 1 << chance.randrange(8)


def _drop(chance: random.Random, told: bytearray, place: int) -> None:
    del told[place : place + chance.randint(1, 400)]


def _insert(chance: random.Random, told: bytearray, place: int) -> None:
    told[place:place] = chance.randbytes(chance.randint(1, 40))


def _number(chance: random.Random, told: bytearray, place: int) -> None:
    told[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"9999", b"-1 R"))


def _cut(_chance: random.Random, told: bytearray, place: int) -> None:
    del told[max(1, place) :]


def _act(chance: random.Random, told: bytearray, place: int) -> None:
    told[place:place] = chance.choice(ACTIONS)


def _repeat(_chance: random.Random, told: bytearray, place: int) -> None:
    told += told[place : place + 300]


DAMAGES = (_flip, _drop, _insert, _number, _cut, _act, _repeat)


def damaged(chance: random.Random, content: bytes) -> bytes:
    """Damage a file as accidents and malice do: bits, pieces, cuts, numbers, actions in a PDF."""
    told = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        chance.choice(DAMAGES)(chance, told, chance.randrange(max(1, len(told))))
    return bytes(told)


def repacked(chance: random.Random, content: bytes) -> bytes:
    """Damage one part inside a ZIP, so that the archive itself is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, damaged(chance, part) if name == hit else part)
    return out.getvalue()


def takes_in(content: bytes, name: str) -> str:
    """Store the file and say what became of it; raise where it was neither kept nor refused."""
    began = time.monotonic()
    before = sum(1 for path in Path(settings.TINGET_DATA).rglob("*") if path.is_file())
    try:
        stored = files.store(1, content, name=name)
    except files.FileRefused as refused:
        if sum(1 for path in Path(settings.TINGET_DATA).rglob("*") if path.is_file()) != before:
            raise AssertionError("something of a refused file was kept") from refused
        if not refused.message:
            raise AssertionError("a refusal without a sentence") from refused
        return type(refused).__name__
    if time.monotonic() - began > SLOWEST:
        raise AssertionError(f"took {time.monotonic() - began:.0f} s")
    return f"kept {stored.media_type.rpartition('.')[2].rpartition('/')[2]}"


def reads(name: str, content: bytes) -> str:
    """Read the text and draw the pages of a kept file; failing is right, harm is not."""
    stored = files.store(1, content, name=name)
    path = files.path_of(1, stored.sha256)
    with tempfile.TemporaryDirectory() as folder:
        try:
            reading.text(path, stored.media_type, Path(folder), lambda _done, _total: None)
            if stored.media_type.startswith(("image/", "application/pdf")):
                reading.pictures(path, stored.media_type, Path(folder), lambda _done, _total: None)
        except reading.ReadingFailed:
            return "read: failed"
    return "read: done"


def writes(chance: random.Random) -> str:
    """Send nonsense through the written text's two readers; each must come back as it went."""
    told = "".join(chance.choice(HTML) for _ in range(chance.randint(1, 60)))
    for blocks in (from_html(told), from_marks(told)):
        if from_html(to_html(blocks)) != blocks or from_marks(to_marks(blocks)) != blocks:
            raise AssertionError(f"another text came back of {told!r}")
    return "written"


def main(seconds: float, seed: int) -> int:
    """Fuzz for so many seconds; 1 when something was found."""
    chance, until, count = seeded(seed), time.monotonic() + seconds, Counter[str]()
    honest, finds = seeds(), 0
    with tempfile.TemporaryDirectory() as folder, override_settings(TINGET_DATA=folder):
        while time.monotonic() < until:
            name, content = chance.choice(honest)
            is_zip = content.startswith(b"PK") and chance.randrange(5) < THREE_IN_FIVE
            content = repacked(chance, content) if is_zip else damaged(chance, content)
            try:
                became = takes_in(content, name)
                count[became] += 1
                if became.startswith("kept") and chance.randrange(READ_EVERY) == 0:
                    count[reads(name, content)] += 1
                count[writes(chance)] += 1
            except Exception:  # noqa: BLE001 -- whatever it is, it is a find
                finds += 1
                kept = Path(tempfile.gettempdir()) / f"tinget-find-{seed}-{finds}-{name}"
                kept.write_bytes(content)
                print(f"a find, kept as {kept}:\n{traceback.format_exc()}")
    print(f"seed {seed}, {seconds:.0f} s: {sum(count.values())} tries, {finds} finds")
    for became, times in count.most_common():
        print(f"{times:8} {became}")
    return 1 if finds else 0


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    sys.exit(main(float(given.get(1, "60")), int(given.get(2, "1"))))
