"""A search as it stands in an address: what is looked for, the filters, where the page goes on."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from tinget.foundation.search import LONGEST_QUESTION, After, Filters
from tinget.workflows.find.kinds import Kind

FIELDS = ("q", "slag", "ar", "klass", "person", "kommun")
LONGEST_FIELD = 100
_AFTER = re.compile(r"(\d)-(\d{4}-\d{2}-\d{2})-(\d{1,18})")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_CLASS = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,11}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; a filter that cannot be read is told of and narrows nothing."""

    text: str
    filters: Filters
    after: After | None
    values: Mapping[str, str]
    wrong: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not self.values

    @property
    def is_narrowed(self) -> bool:
        """Whether something else than the words was asked for."""
        return bool(set(self.values) - {"q"})

    def address(self, **changed: str) -> str:
        """Return the part of the address after the question mark, with some fields changed or taken away."""
        values = {**self.values, **changed}
        return urlencode({name: value for name, value in values.items() if value})


def read(given: Mapping[str, str]) -> Asked:
    """Read the fields of an address; never fails."""
    values = {name: given.get(name, "").strip() for name in FIELDS}
    values = {
        name: value[: LONGEST_QUESTION * 2 if name == "q" else LONGEST_FIELD]
        for name, value in values.items()
        if value
    }
    year, class_code, kind = values.get("ar", ""), values.get("klass", ""), values.get("slag", "")
    wrong = tuple(
        name
        for name, is_right in (
            ("ar", not year or _YEAR.fullmatch(year)),
            ("klass", not class_code or _CLASS.fullmatch(class_code)),
            ("slag", not kind or kind in set(Kind)),
        )
        if not is_right
    )
    filters = Filters(
        kinds=(kind,) if kind and "slag" not in wrong else (),
        year=int(year) if year and "ar" not in wrong else None,
        class_code="" if "klass" in wrong else class_code,
        person=values.get("person", ""),
        municipality=values.get("kommun", ""),
    )
    return Asked(values.get("q", ""), filters, _after(given.get("efter", "")), values, wrong)


def place(after: After) -> str:
    """Write down where a page ended."""
    return f"{after.level}-{after.sorted_on.isoformat()}-{after.id}"


def _after(text: str) -> After | None:
    match = _AFTER.fullmatch(text)
    if match is None:
        return None
    try:
        return After(int(match[1]), dt.date.fromisoformat(match[2]), int(match[3]))
    except ValueError:
        return None
