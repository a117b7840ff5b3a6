"""Which column holds what: the fields that can be moved in, and a guess by the headings' usual names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.slugs import slug_of
from tinget.kernel.words import word as _


class Kind(StrEnum):
    """What the rows of a table are."""

    CASES = "cases"
    RECORDS = "records"
    PEOPLE = "people"


class MoveState(StrEnum):
    """How far a table has come; moved in it can be undone until it is accepted."""

    NEW = "new"
    RUNNING = "running"
    MOVED = "moved"
    UNDOING = "undoing"
    ACCEPTED = "accepted"
    UNDONE = "undone"


class RowState(StrEnum):
    """What has become of a row."""

    WAITING = "waiting"
    WENT = "went"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that a column may hold: its Swedish name, whether it must be there, and usual headings."""

    name: str
    text: str
    headings: tuple[str, ...]
    is_required: bool = False


FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    Kind.CASES: (
        Field(
            "number", _("Ärendenummer"), ("diarienummer", "dnr", "arendenr", "arende-id"), is_required=True
        ),
        Field(
            "title", _("Rubrik"), ("arendemening", "titel", "arenderubrik", "beskrivning"), is_required=True
        ),
        Field(
            "class_code", _("Klassificering"), ("klass", "klasskod", "diarieplan", "diarieplansbeteckning")
        ),
        Field(
            "registered_on",
            _("Registrerat"),
            ("registreringsdatum", "reg-datum", "datum", "skapad"),
            is_required=True,
        ),
        Field("status", _("Läge"), ("status", "arendestatus", "tillstand")),
        Field("closed_on", _("Avslutat"), ("avslutsdatum", "avslutad", "slutdatum")),
        Field("officer", _("Handläggare"), ("ansvarig", "ansvarig-handlaggare")),
        Field("unit", _("Enhet"), ("avdelning", "organisationsenhet", "ansvarig-enhet")),
        Field("deadline_on", _("Klart senast"), ("deadline", "bevakningsdatum", "senast")),
    ),
    Kind.RECORDS: (
        Field(
            "record_id",
            _("Handlings-id"),
            ("hid", "handlingsnummer", "handlingsnr", "dokumentnummer"),
            is_required=True,
        ),
        Field("case_number", _("Ärendenummer"), ("diarienummer", "dnr", "arendenr")),
        Field(
            "title", _("Rubrik"), ("handlingsrubrik", "titel", "innehall", "beskrivning"), is_required=True
        ),
        Field("direction", _("Hur den kom till"), ("riktning", "typ", "inkommen-utgaende", "in-ut")),
        Field("dated_on", _("Datum"), ("handlingsdatum", "inkom", "inkommen")),
        Field("registered_on", _("Registrerad"), ("registreringsdatum", "reg-datum"), is_required=True),
        Field(
            "counterpart", _("Avsändare eller mottagare"), ("avsandare", "mottagare", "motpart", "fran-till")
        ),
        Field("kind", _("Slag"), ("handlingstyp", "dokumenttyp")),
        Field("media", _("Medium"), ("media", "format")),
    ),
    Kind.PEOPLE: (
        Field("name", _("Namn"), ("person", "anvandare", "fornamn-efternamn"), is_required=True),
        Field("email", _("E-post"), ("e-postadress", "epost", "mail", "email"), is_required=True),
        Field("role", _("Uppdrag"), ("roll", "befattning"), is_required=True),
        Field("municipality", _("Kommun"), ("kommunnamn",)),
        Field("first", _("Från"), ("fran-och-med", "startdatum", "fran-datum")),
        Field("last", _("Till"), ("till-och-med", "slutdatum", "till-datum")),
    ),
}


class MappingIncomplete(ValueError):
    """A field that must be there has no column, or a column has two fields; a Swedish sentence."""


def guessed(kind: Kind, headings: Sequence[str]) -> dict[str, int]:
    """Guess which column (from 0) holds each field, by its name or usual headings; each column once."""
    words = [slug_of(heading) for heading in headings]
    found: dict[str, int] = {}
    for field in FIELDS[kind]:
        for word in (slug_of(field.text), slug_of(field.name), *field.headings):
            place = next((at for at, known in enumerate(words) if known == word), None)
            if place is not None and place not in found.values():
                found[field.name] = place
                break
    return found


def checked(kind: Kind, mapping: Mapping[str, int], *, columns: int) -> dict[str, int]:
    """Hold a mapping against the fields and the table's columns; raises MappingIncomplete."""
    known = {field.name for field in FIELDS[kind]}
    if set(mapping) - known or not all(0 <= at < columns for at in mapping.values()):
        raise MappingIncomplete("Kopplingen pekar på en kolumn eller uppgift som inte finns.")
    if len(set(mapping.values())) < len(mapping):
        raise MappingIncomplete("Två uppgifter är kopplade till samma kolumn. Välj en kolumn för varje.")
    missing = [field.text for field in FIELDS[kind] if field.is_required and field.name not in mapping]
    if missing:
        raise MappingIncomplete(f"Välj den kolumn som har: {', '.join(missing)}.")
    return dict(mapping)
