"""Classes of the classification scheme: their codes, their tree, and what is valid on a day."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CLASS_CODE_LENGTH = 40
_CLASS_CODE = re.compile(r"\d+(\.\d+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A version of a classification scheme; one that is not complete proves no class wrong."""

    id: int
    authority_id: int
    name: str
    valid_from: dt.date
    valid_to: dt.date | None
    source: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class; the title is "" where it is not known. `depth` counts from 0 at the top."""

    code: str
    title: str
    depth: int = 0


def is_class_code(text: str) -> bool:
    """Whether the text is a class of the classification scheme, such as 2.2.0.2."""
    return len(text) <= CLASS_CODE_LENGTH and _CLASS_CODE.fullmatch(text) is not None


def code_order(code: str) -> tuple[int, ...]:
    """Sort classes as people count: 2.2 before 2.10."""
    return tuple(int(part) for part in code.split("."))


def tree(classes: Iterable[tuple[str, str]]) -> list[ClassLine]:
    """Put classes in order with their depth below the nearest class above them that is there."""
    titles = dict(classes)
    lines: list[ClassLine] = []
    above: list[str] = []
    for code in sorted(titles, key=code_order):
        while above and not code.startswith(f"{above[-1]}."):
            above.pop()
        lines.append(ClassLine(code, titles[code], depth=len(above)))
        above.append(code)
    return lines


def valid_on(schemes: Sequence[Scheme], day: dt.date) -> Scheme | None:
    """Return the version valid on the day: the one that began last, among those that had not ended."""
    valid = [
        one for one in schemes if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    ]
    return max(valid, key=lambda one: one.valid_from, default=None)
