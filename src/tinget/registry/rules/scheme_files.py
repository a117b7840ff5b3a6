"""Reading classes from a file or from what is pasted: a code and its title on each line."""

import csv
import io
from dataclasses import dataclass

from tinget.registry.rules.cases import one_line
from tinget.registry.rules.classification import is_class_code

HEADINGS = frozenset({"kod", "klass", "code", "klasskod", "nr", "nummer"})


@dataclass(frozen=True, slots=True)
class ClassNotRead:
    """A line that holds no class, or one that stands there twice with different titles."""

    line: int
    text: str


def read_classes(text: str) -> tuple[dict[str, str], list[ClassNotRead]]:
    """Read "2.2.0.2;Delårsrapporter", with comma, semicolon, tab or a space between; the title may lack."""
    classes: dict[str, str] = {}
    unread: list[ClassNotRead] = []
    for position, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        line = raw.strip()
        if not line:
            continue
        code, title = _parts(line)
        if position == 1 and code.casefold() in HEADINGS:
            continue
        if not is_class_code(code) or classes.get(code, title) != title:
            unread.append(ClassNotRead(position, line))
            continue
        classes[code] = title
    return classes, unread


def _parts(line: str) -> tuple[str, str]:
    for mark in (";", "\t", ","):
        if mark in line:
            cells = next(csv.reader(io.StringIO(line), delimiter=mark))
            return cells[0].strip().rstrip("."), one_line(" ".join(cells[1:2]))
    code, _space, title = line.partition(" ")
    return code.rstrip("."), one_line(title)
