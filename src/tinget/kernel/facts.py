"""Rows of facts read from YAML: each knows its file and line, and all that are wrong are found at once."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


class FactsInvalid(ValueError):
    """The facts cannot be loaded; `faults` are sentences that name file and line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(slots=True)
class Faults:
    """Collects what is wrong in several files, to be told all at once."""

    found: list[str] = field(default_factory=list)

    def add(self, file: str, line: int, what: str) -> None:
        """Note a fault with its place."""
        self.found.append(f"{file}, rad {line}: {what}")

    def raise_if_any(self) -> None:
        """Raise FactsInvalid with every fault, where there are any."""
        if self.found:
            raise FactsInvalid(self.found)


@dataclass(slots=True)
class Row:
    """A mapping in a file; what is asked for and not right becomes a fault, and an empty value comes back."""

    file: str
    line: int
    values: dict[str, Any]
    faults: Faults

    def fault(self, what: str) -> None:
        """Note that something about this row is wrong."""
        self.faults.add(self.file, self.line, what)

    def allow(self, *keys: str) -> None:
        """Note every key that is not among these as a fault."""
        for key in self.values:
            if key not in keys:
                self.fault(f"okänd uppgift ”{key}”")

    def text(self, key: str) -> str:
        """Read a text that must be there."""
        value = self.optional_text(key)
        if value is None:
            if self.values.get(key) is None:
                self.fault(f"”{key}” saknas")
            return ""
        return value

    def optional_text(self, key: str) -> str | None:
        """Read a text, or None where it is unknown."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(f"”{key}” ska vara en text, inte {value!r}")
            return None
        return value.strip()

    def one_of(self, key: str, allowed: dict[str, Any]) -> Any:
        """Read a word that must be among these, and give what it stands for."""
        word = self.text(key)
        if word and word not in allowed:
            self.fault(f"”{key}” är ”{word}”, men ska vara något av: {', '.join(allowed)}")
        return allowed.get(word)

    def whole(self, key: str, *, least: int = 0) -> int:
        """Read a whole number that must be there."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(f"”{key}” ska vara ett heltal, inte {value!r}")
            return least
        if value < least:
            self.fault(f"”{key}” är {value}, men ska vara minst {least}")
        return value

    def optional_whole(self, key: str, *, least: int = 0) -> int | None:
        """Read a whole number that may be left out."""
        return None if self.values.get(key) is None else self.whole(key, least=least)

    def flag(self, key: str) -> bool:
        """Read true or false; false where it is not there."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fault(f"”{key}” ska vara true eller false, inte {value!r}")
            return False
        return value

    def day(self, key: str) -> dt.date:
        """Read a date that must be there."""
        value = self.optional_day(key)
        if value is None:
            if self.values.get(key) is None:
                self.fault(f"”{key}” saknas")
            return dt.date.min
        return value

    def optional_day(self, key: str) -> dt.date | None:
        """Read a date written as 2023-10-12, or None where it is unknown."""
        value = self.values.get(key)
        if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            return value
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(f"”{key}” ska vara ett datum som 2023-10-12, inte {value!r}")
            return None

    def rows(self, key: str) -> list["Row"]:
        """Read a list of rows; empty where it is not there."""
        return [value for value in self._list(key) if self._is_row(key, value)]

    def texts(self, key: str) -> list[str]:
        """Read a list of texts; empty where it is not there."""
        values = self._list(key)
        for value in values:
            if not isinstance(value, str):
                self.fault(f"”{key}” ska bara ha texter, inte {_shown(value)}")
        return [value for value in values if isinstance(value, str)]

    def row(self, key: str) -> "Row":
        """Read a row within the row; an empty one where it is missing, which is a fault."""
        value = self.values.get(key)
        if isinstance(value, Row):
            return value
        self.fault(f"”{key}” saknas" if value is None else f"”{key}” ska ha uppgifter under sig")
        return Row(self.file, self.line, {}, Faults())

    def source(self) -> str:
        """Name the document that the row comes from, and the place in it."""
        source = self.row("source")
        source.allow("document", "where")
        return f"{source.text('document')}, {source.text('where')}"

    def _list(self, key: str) -> list[Any]:
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(f"”{key}” ska vara en lista")
            return []
        return value

    def _is_row(self, key: str, value: object) -> bool:
        if not isinstance(value, Row):
            self.fault(f"varje rad i ”{key}” ska ha uppgifter, inte {_shown(value)}")
        return isinstance(value, Row)


def _shown(value: object) -> str:
    return "uppgifter" if isinstance(value, Row) else repr(value)


def read_facts(path: Path, faults: Faults) -> Row:
    """Read a file of facts whose top is a mapping; a file that cannot be read is a fault and an empty row."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        faults.add(path.name, 1, f"filen kan inte läsas ({problem.__class__.__name__})")
        return Row(path.name, 1, {}, faults)
    return read_facts_text(text, path.name, faults)


def read_facts_text(text: str, name: str, faults: Faults) -> Row:
    """Read facts, YAML or JSON, whose top is a mapping; what cannot be read is a fault and an empty row."""
    empty = Row(name, 1, {}, faults)
    try:
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_single_node()
            value = _value(loader, node, name, faults) if node is not None else None
        finally:
            loader.dispose()
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        faults.add(name, mark.line + 1 if mark else 1, "filen är inte giltig YAML")
        return empty
    if not isinstance(value, Row):
        faults.add(name, 1, "filen ska börja med en uppgift och dess rader")
        return empty
    return value


def _value(loader: yaml.SafeLoader, node: yaml.Node, file: str, faults: Faults) -> Any:
    if isinstance(node, yaml.MappingNode):
        return Row(file, node.start_mark.line + 1, dict(_pairs(loader, node, file, faults)), faults)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, file, faults) for item in node.value]
    try:
        return loader.construct_object(node)
    except ValueError:  # a date such as 2023-02-30
        faults.add(file, node.start_mark.line + 1, f"”{node.value}” går inte att läsa")
        return None


def _pairs(
    loader: yaml.SafeLoader, node: yaml.MappingNode, file: str, faults: Faults
) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in seen:
            faults.add(file, key_node.start_mark.line + 1, f"”{key}” står två gånger")
        seen.add(key)
        yield key, _value(loader, value_node, file, faults)
