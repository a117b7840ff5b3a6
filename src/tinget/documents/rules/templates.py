"""What a document template asks for: fields by name, and what stands where one has no value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

VALUE_LENGTH = 20_000
FIELD_LENGTH = 60
MISSING = "uppgift saknas"
_FIELD = re.compile(r"^[a-zåäö][a-z0-9_åäö]*$")


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template: its title, its file, and the fields that it asks for."""

    id: int
    authority_id: int
    title: str
    name: str
    sha256: str
    size: int
    fields: tuple[str, ...]
    created_by: str


def is_field_name(name: str) -> bool:
    """Whether it can be the name of a field: small letters, digits and low lines."""
    return len(name) <= FIELD_LENGTH and _FIELD.match(name) is not None


def words_of(field: str) -> str:
    """Give the field's label: `arende_nummer` is "Arende nummer"."""
    return field.replace("_", " ").strip().capitalize()


def filled(fields: tuple[str, ...], values: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give each field's value, and name those that have none: they read "uppgift saknas" in the document."""
    given = {field: str(values.get(field, "")).strip()[:VALUE_LENGTH] for field in fields}
    missing = tuple(field for field, value in given.items() if not value)
    return {field: _printable(value) for field, value in given.items()}, missing


def _printable(value: str) -> str:
    """Leave out what no document can hold: control signs."""
    return "".join(sign for sign in value.replace("\r\n", "\n") if sign.isprintable() or sign == "\n")
