"""Record ids as they are printed."""

from dataclasses import dataclass

from tinget.kernel.identifiers import RecordId

AS_PRINTED_LENGTH = 60


@dataclass(frozen=True, slots=True)
class GivenId:
    """A record id that was printed before us: year and serial only where it is of our own series."""

    year: int | None
    serial: int | None
    as_printed: str


def given_id(text: str, *, own_prefix: str) -> GivenId:
    """Read an id as printed: misprints and other authorities' ids are kept but are no numbers of ours."""
    parsed = RecordId.parse(text)
    if parsed.is_regular and parsed.prefix.casefold() in {"", own_prefix.casefold()}:
        return GivenId(parsed.year, parsed.serial, f"{parsed.year}.{parsed.serial}")
    return GivenId(None, None, parsed.as_printed)


def record_label(label: str, as_printed: str) -> str | None:
    """Say a record's id with its label, "Hid 2023.42"; an id with another authority's name has its own."""
    if not as_printed:
        return None
    return f"{label} {as_printed}" if as_printed[0].isdigit() else as_printed
