"""The shape of a list page: a sentence, columns, rows that lead somewhere, and what to say when empty."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Column:
    """A column's heading; `numeric` sets the figures to the right."""

    text: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a row under one column; `state` shows the text as a quiet state tag of that tone."""

    value: Any
    href: str = ""
    state: str = ""


@dataclass(frozen=True)
class Row:
    """A row; `href` is where a press anywhere on it leads, also a link on its first cell."""

    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True)
class Listing:
    """A whole list; `caption` is the sentence that says what is shown; if it `grows`, more come in place."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty_title: str = ""
    empty_text: str = ""
    more_url: str = ""
    grows: bool = False
