"""Mutates minutes (bytes, lines, order, PDFs) and reports crashes and files that take too long.

`python -m benchmarks.fuzz_minutes SECONDS [SEED]`; exit 1 when something was found. What was found is kept
in the folder that is named last.
"""

import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import typst

from benchmarks.measuring import seeded
from tinget.workflows.import_minutes.errors import Unreadable
from tinget.workflows.import_minutes.reading import read_file

PACKS = Path(__file__).parents[1] / "tests" / "workflows" / "import_minutes" / "packs"
SLOW, MOST_KEPT = 3.0, 40
PDFS, BROKEN_PDFS = 0.06, 0.7  # of all, of those: typesetting takes longer than reading
PIECES = (
    b"\xa7 ", b"\f", b"\n", b" ", b"(", b")", b":", b".", b"-", b"_", b"Beslut\n", b"Dnr ", b"Hid: ", b"2023",
    b"Summa 1 000\n",
    "§ 15\n".encode(), "§§ 1–9999 ".encode(), b"Justerandes sign ", b"\x00", b"\xff", "å".encode(), b"att ",
    b"\t",
    b"Sida 1 av 2\n", b"Bilaga 1\n", b"ANSLAG/BEVIS\n", b"0" * 50, b"A B C D E F G H\n",
)  # fmt: skip

Mutation = Callable[[random.Random, bytes], bytes]


def swap_lines(chance: random.Random, data: bytes) -> bytes:
    """Put lines in another order."""
    rows = data.split(b"\n")
    for _time in range(chance.randrange(1, 30)):
        one, two = chance.randrange(len(rows)), chance.randrange(len(rows))
        rows[one], rows[two] = rows[two], rows[one]
    return b"\n".join(rows)


def drop_lines(chance: random.Random, data: bytes) -> bytes:
    """Leave lines out."""
    share = chance.random() * 0.5
    return b"\n".join(row for row in data.split(b"\n") if chance.random() > share)


def repeat_lines(chance: random.Random, data: bytes) -> bytes:
    """Say some lines many times."""
    rows = data.split(b"\n")
    at = chance.randrange(len(rows))
    return b"\n".join(
        rows[:at] + rows[at : at + chance.randrange(1, 9)] * chance.randrange(2, 4_000) + rows[at:]
    )


def insert(chance: random.Random, data: bytes) -> bytes:
    """Put pieces in, some of them many times."""
    for _time in range(chance.randrange(1, 20)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(PIECES) * chance.choice([1, 1, 2, 9, 400]) + data[at:]
    return data


def flip(chance: random.Random, data: bytes) -> bytes:
    """Change bytes."""
    changed = bytearray(data)
    for _time in range(chance.randrange(1, 200)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, data: bytes) -> bytes:
    """Stop somewhere."""
    return data[: chance.randrange(len(data) + 1)]


def one_line(chance: random.Random, data: bytes) -> bytes:
    """Take line breaks out."""
    return data.replace(b"\n", chance.choice([b" ", b"", b"  ", b"\r"]))


def glue(chance: random.Random, data: bytes) -> bytes:
    """Put minutes after each other, or the same many times."""
    other = chance.choice(sorted(PACKS.glob("*.txt"))).read_bytes()
    return data + b"\f" + other * chance.choice([1, 1, 3, 30])


MUTATIONS: tuple[Mutation, ...] = (swap_lines, drop_lines, repeat_lines, insert, flip, cut, one_line, glue)


def pdf_of(text: bytes) -> bytes:
    """Typeset a text as it stands."""
    quoted = (
        '"'
        + text.decode("utf-8", "replace").replace("\\", "\\\\").replace('"', '\\"').replace("\f", "")
        + '"'
    )
    return typst.compile(
        f'#set text(font: "DejaVu Sans Mono", size: 7pt)\n#raw(block: true, {quoted})'.encode()
    )


def made(chance: random.Random) -> tuple[str, bytes]:
    """Make a file: a pack after some mutations, as text or as a PDF, which may then be broken."""
    data = chance.choice(sorted(PACKS.glob("*.txt"))).read_bytes()
    names = []
    for mutate in chance.choices(MUTATIONS, k=chance.randrange(1, 4)):
        data = mutate(chance, data)
        names.append(mutate.__name__)
    if chance.random() < PDFS:
        data = pdf_of(data[:20_000])
        names.append("pdf")
        if chance.random() < BROKEN_PDFS:
            data = chance.choice((flip, cut, insert))(chance, data)
            names.append("broken")
    return "+".join(names), data


def main(seconds: float, seed: int) -> int:
    """Run until the time is up; return how many files crashed the reader or were slow."""
    read_file(pdf_of(b"Protokoll")).printed("the first")  # what reads PDFs is loaded before the clock runs
    chance, began, count, slowest = seeded(seed), time.monotonic(), 0, 0.0
    folder = Path(tempfile.mkdtemp(prefix="fuzz-minutes-"))
    found: list[str] = []
    while time.monotonic() - began < seconds and len(found) < MOST_KEPT:
        name, data = made(chance)
        count += 1
        start = time.process_time()
        try:
            read_file(data).printed(name)
        except Unreadable:
            pass
        except Exception:  # noqa: BLE001 -- whatever it is, it is what is looked for
            found.append(f"crash {name}\n{traceback.format_exc(limit=-2)}")
            (folder / f"{len(found)}").write_bytes(data)
        took = time.process_time() - start
        slowest = max(slowest, took)
        if took > SLOW:
            found.append(f"slow {name}: {took:.1f} s, {len(data)} bytes")
            (folder / f"{len(found)}").write_bytes(data)
    print("\n".join(found))
    print(
        f"{count} files in {time.monotonic() - began:.0f} s, seed {seed}: {len(found)} found, slowest "
        f"{slowest:.2f} s; {folder}"
    )
    return len(found)


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    sys.exit(1 if main(float(given.get(1, "60")), int(given.get(2, "1"))) else 0)
