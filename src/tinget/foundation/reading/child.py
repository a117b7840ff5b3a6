"""The process that opens one file: bounded in memory and time, apart from us; run as a program.

It imports no Django. It says how far it has come, line by line as JSON, and ends with what it found.
"""

import datetime as dt
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tinget.foundation.reading import notes
from tinget.foundation.reading.notes import Note
from tinget.foundation.reading.reader import Reader
from tinget.kernel import media_types

MEMORY = 3_000_000_000  # bytes of address space
WRITTEN = 500_000_000  # bytes in one file


def read_text(reader: Reader, path: Path, media_type: str, folder: Path) -> dict[str, Any]:
    """Write the file's text to `text` in the folder."""
    written = 0
    with (folder / "text").open("w", encoding="utf-8", errors="replace") as out:
        for piece in _pieces(reader, path, media_type, folder):
            kept = piece.replace("\0", "")[: notes.CHARACTERS - written]
            out.write(kept)
            written += len(kept)
            if written >= notes.CHARACTERS:
                reader.notes.add(Note.TEXT_LEFT_OUT)
                break
            if reader.time_is_up():
                break
    return {"characters": written, "scanned": reader.scanned}


def _pieces(reader: Reader, path: Path, media_type: str, folder: Path) -> Iterator[str]:
    from tinget.foundation.reading import office_text, pages  # each reading needs only some of it

    if media_type == media_types.PDF:
        yield from pages.texts_of_pdf(reader, path, folder)
    elif media_type in media_types.IMAGES:
        yield from pages.texts_of_image(reader, path, folder)
    elif media_type in media_types.TEXTS:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from iter(lambda: file.read(1_000_000), "")
    elif media_type == media_types.EMAIL:
        yield from (f"{line}\n" for line in office_text.letter(path))
    elif media_type == media_types.XLSX:
        yield from (f"{row}\n" for row in office_text.cells(path))
    elif media_type in media_types.OFFICE:
        yield from (f"{told}\n" for told in office_text.paragraphs(path, media_type))


def draw_pictures(reader: Reader, path: Path, media_type: str, folder: Path) -> dict[str, Any]:
    """Draw the first pages as `page-1.webp` and so on, and a small first one, `small.webp`."""
    from tinget.foundation.reading import pages

    drawn, total = pages.draw(reader, path, media_type, folder)
    return {"pages": drawn, "of": total}


def make_archival(_reader: Reader, path: Path, _media_type: str, folder: Path) -> dict[str, Any]:
    """Make `archival.pdf`, which a validator has approved, or say why there is none."""
    from tinget.foundation.reading import archival

    return archival.make(path, folder / "archival.pdf")


def read_signatures(_reader: Reader, path: Path, moment: str, folder: Path) -> dict[str, Any]:
    """Judge the signatures of a PDF at a moment, which stands in the place of the media type."""
    from tinget.foundation.reading import signed

    return signed.read(path, folder, dt.datetime.fromisoformat(moment))


ACTS = {
    "text": read_text,
    "pictures": draw_pictures,
    "archival": make_archival,
    "signatures": read_signatures,
}


def main(act: str, media_type: str, path: str, folder: str, seconds: str) -> None:
    """Do one thing with one file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reader = Reader(float(seconds))
    found = ACTS[act](reader, Path(path), media_type, Path(folder))
    found["notes"] = sorted(reader.notes)
    print(json.dumps({"found": found}), flush=True)  # noqa: T201 -- this is how it speaks


if __name__ == "__main__":
    main(*sys.argv[1:])
