"""Reading lists that people write: cases about the same matter, one a line, and tags between commas."""

import re
from dataclasses import dataclass

from tinget.kernel.case_numbers import WrittenNumber, read_case_number
from tinget.registry.rules.cases import one_line

TAG_LENGTH = 60
_BETWEEN = re.compile(r"[,;\t]")


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A case about the same matter, as written: ours by its number, or another authority's."""

    ours: WrittenNumber | None = None
    authority_name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class LineNotRead:
    """A line that names no case."""

    line: int
    text: str


def read_related(text: str, *, pattern: str) -> tuple[list[WrittenCase], list[LineNotRead]]:
    """Read one case a line: "2023/15" is ours, "Kiruna kommunfullmäktige, 2023/118" another authority's."""
    read: list[WrittenCase] = []
    unread: list[LineNotRead] = []
    for position, raw in enumerate(text.splitlines(), start=1):
        line = one_line(raw.replace("\t", ","))
        if not line:
            continue
        ours = read_case_number(pattern, line)
        *name, number = _BETWEEN.split(line)
        name_text = one_line(", ".join(part.strip() for part in name))
        if ours is not None:
            read.append(WrittenCase(ours=ours))
        elif name_text and any(character.isdigit() for character in number):
            read.append(WrittenCase(authority_name=name_text, number=number.strip()))
        else:
            unread.append(LineNotRead(position, line))
    return list(dict.fromkeys(read)), unread


def read_tags(text: str) -> list[str]:
    """Read words between commas, each once, in order; "Budget, budget" is one word."""
    words = [one_line(part)[:TAG_LENGTH].strip() for part in _BETWEEN.split(text)]
    return list({word.casefold(): word for word in reversed(words) if word}.values())[::-1]
