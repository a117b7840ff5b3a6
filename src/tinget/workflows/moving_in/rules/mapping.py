"""Which column holds what: the fields that can be moved in, and a guess by the headings' usual names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.slugs import slug_of


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
        Field("number", "Ärendenummer", ("diarienummer", "dnr", "arendenr", "arende-id"), is_required=True),
        Field("title", "Rubrik", ("arendemening", "titel", "arenderubrik", "beskrivning"), is_required=True),
        Field("class_code", "Klassificering", ("klass", "klasskod", "diarieplan", "diarieplansbeteckning")),
        Field("registered_on", "Registrerat", ("registreringsdatum", "reg-datum", "datum", "skapad"),
              is_required=True),
        Field("status", "Läge", ("status", "arendestatus", "tillstand")),
        Field("closed_on", "Avslutat", ("avslutsdatum", "avslutad", "slutdatum")),
        Field("officer", "Handläggare", ("ansvarig", "ansvarig-handlaggare")),
        Field("unit", "Enhet", ("avdelning", "organisationsenhet", "ansvarig-enhet")),
        Field("deadline_on", "Klart senast", ("deadline", "bevakningsdatum", "senast")),
    ),
    Kind.RECORDS: (
        Field("record_id", "Handlings-id", ("hid", "handlingsnummer", "handlingsnr", "dokumentnummer"),
              is_required=True),
        Field("case_number", "Ärendenummer", ("diarienummer", "dnr", "arendenr")),
        Field("title", "Rubrik", ("handlingsrubrik", "titel", "innehall", "beskrivning"), is_required=True),
        Field("direction", "Hur den kom till", ("riktning", "typ", "inkommen-utgaende", "in-ut")),
        Field("dated_on", "Datum", ("handlingsdatum", "inkom", "inkommen")),
        Field("registered_on", "Registrerad", ("registreringsdatum", "reg-datum"), is_required=True),
        Field("counterpart", "Avsändare eller mottagare", ("avsandare", "mottagare", "motpart", "fran-till")),
        Field("kind", "Slag", ("handlingstyp", "dokumenttyp")),
        Field("media", "Medium", ("media", "format")),
    ),
    Kind.PEOPLE: (
        Field("name", "Namn", ("person", "anvandare", "fornamn-efternamn"), is_required=True),
        Field("email", "E-post", ("e-postadress", "epost", "mail", "email"), is_required=True),
        Field("role", "Uppdrag", ("roll", "befattning"), is_required=True),
        Field("municipality", "Kommun", ("kommunnamn",)),
        Field("first", "Från", ("fran-och-med", "startdatum", "fran-datum")),
        Field("last", "Till", ("till-och-med", "slutdatum", "till-datum")),
    ),
}  # fmt: skip


class MappingIncomplete(ValueError):  # noqa: N818 -- says what is wrong with the mapping
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
