"""The classification scheme as far as published case numbers prove it."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from tinget.kernel.facts import Faults, Row, read_facts
from tinget.organisation import api as organisation
from tinget.registry import api as registry


@dataclass(frozen=True, slots=True)
class PublishedScheme:
    """A version of the scheme with its classes; a title that is not known is empty."""

    authority: str
    name: str
    valid_from: dt.date
    valid_to: dt.date | None
    is_complete: bool
    source: str
    classes: dict[str, str]


def read_schemes(folder: Path, faults: Faults) -> list[PublishedScheme]:
    """Read the versions; a folder without the file has none."""
    path = folder / "classification.yaml"
    if not path.exists():
        return []
    return [_scheme(row) for row in read_facts(path, faults).rows("schemes")]


def load_schemes(authority: organisation.Authority, schemes: list[PublishedScheme]) -> None:
    """Keep the authority's versions that are not kept yet, and change those whose facts have changed."""
    actor = organisation.system_actor(authority.id)
    known = {one.valid_from: one for one in registry.schemes(authority.id)}
    for one in schemes:
        if one.authority != authority.slug:
            continue
        kept = known.get(one.valid_from)
        registry.keep_scheme(
            actor,
            authority=authority.id,
            name=one.name,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            source=one.source,
            is_complete=one.is_complete,
            classes=one.classes,
            scheme_id=kept.id if kept else None,
        )


def _scheme(row: Row) -> PublishedScheme:
    row.allow("authority", "name", "valid_from", "valid_to", "is_complete", "source", "classes")
    classes = {}
    for one in row.rows("classes"):
        one.allow("code", "title", "seen")
        code = one.text("code")
        if code and not registry.is_class_code(code):
            one.fault(f"”{code}” är ingen klass")
        classes[code] = one.optional_text("title") or ""
    return PublishedScheme(
        authority=row.text("authority"),
        name=row.text("name"),
        valid_from=row.day("valid_from"),
        valid_to=row.optional_day("valid_to"),
        is_complete=row.flag("is_complete"),
        source=", ".join(
            filter(None, (row.row("source").text("document"), row.row("source").optional_text("where")))
        ),
        classes=classes,
    )
