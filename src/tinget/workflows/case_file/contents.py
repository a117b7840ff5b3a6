"""What goes into a case's file: what the asker may see of it, each record with its newest version."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf.typesetting import JSON
from tinget.organisation import api as organisation
from tinget.registry import api as registry

MOST_RECORDS = 2_000


@dataclass(frozen=True, slots=True)
class FiledRecord:
    """A record with the name that its file has in the case's file; None where no file may be seen."""

    record: registry.RecordLine
    version: documents.VersionLine | None
    name: str | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case, its records in the order they were registered, and its decisions."""

    owner: organisation.Authority
    case: registry.CaseLine
    records: tuple[FiledRecord, ...]
    decisions: tuple[registry.DecisionLine, ...]
    made_on: dt.date

    @property
    def name(self) -> str:
        """The file's name without its ending: `arende-2023-15`."""
        return f"arende-{self.case.year}-{self.case.serial}"


def case_file(
    owner: organisation.Authority, case: registry.CaseLine, *, day: dt.date, most_bytes: int
) -> CaseFile:
    """Gather the case as the asker may see it (row security decides); NotPossible when it is too large."""
    records = registry.records_of_case(case.id, limit=MOST_RECORDS + 1)
    if len(records) > MOST_RECORDS:
        raise NotPossible(_("Ärendet har för många handlingar för en enda fil. Hämta dem var för sig."))
    newest = documents.newest_versions([one.document_id for one in records if one.document_id is not None])
    filed = [
        _filed(number, record, newest.get(record.document_id or 0))
        for number, record in enumerate(records, start=1)
    ]
    if sum(one.version.size for one in filed if one.version) > most_bytes:
        raise NotPossible(
            _("Handlingarna är för stora för en enda fil. Hämta ärendet som ZIP eller dem var för sig.")
        )
    standing = [one for one in registry.decisions_of_case(case.id) if not one.reopened]
    decisions = tuple(reversed(standing))
    return CaseFile(owner, case, tuple(filed), decisions, day)


def index_of(file: CaseFile) -> dict[str, JSON]:
    """Describe the case and what it holds, as the index in the file does."""
    return {
        "authority": file.owner.name,
        "number": file.case.number,
        "title": file.case.title,
        "status": file.case.status.value,
        "status_text": str(registry.STATUS_TEXTS[file.case.status]),
        "registered_on": _iso(file.case.registered_on),
        "class_code": file.case.class_code or None,
        "demonstration": file.case.is_demonstration,
        "made_on": file.made_on.isoformat(),
        "records": [record_of(one) for one in file.records],
        "decisions": [
            {
                "paragraph": f"§ {one.paragraph}/{one.year}",
                "decided_on": one.decided_on.isoformat(),
                "title": one.title,
                "text": one.text,
                "points": list(one.points),
            }
            for one in file.decisions
        ],
    }


def index_as_json(file: CaseFile) -> bytes:
    """Write the index for machines."""
    return json.dumps(index_of(file), ensure_ascii=False, indent=2).encode()


def record_of(one: FiledRecord) -> dict[str, JSON]:
    """Describe a record as the index does; what is unknown or may not be seen is null."""
    record = one.record
    return {
        "id": record.label,
        "title": record.title,
        "direction": str(registry.DIRECTION_TEXTS[record.direction]),
        "dated_on": _iso(record.dated_on),
        "counterpart": record.counterpart or None,
        "file": one.name,
        "sha256": one.version.sha256 if one.version else None,
        "size": one.version.size if one.version else None,
    }


def _filed(number: int, record: registry.RecordLine, version: documents.VersionLine | None) -> FiledRecord:
    return FiledRecord(record, version, f"{number:04d}-{version.name}" if version else None)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def read(version: documents.VersionLine) -> bytes:
    """Read a version's content whole."""
    with documents.open_version(version.id) as stream:
        return stream.read()


def versions_of(file: CaseFile) -> Sequence[tuple[str, documents.VersionLine, str]]:
    """List the files that go in: name, version, and whose it is in words."""
    return [
        (one.name, one.version, one.record.title)
        for one in file.records
        if one.name is not None and one.version is not None
    ]
