"""A record's plain values: how it came to be, what it is kept on, and its way from draft to official."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tinget.registry.rules.web_diary import is_public_on

COUNTERPART_LENGTH = 300
KIND_LENGTH = 60


class Direction(StrEnum):
    """How a record came to be: received, drawn up or dispatched (inkommen, upprättad, expedierad)."""

    RECEIVED = "received"
    DRAWN_UP = "drawn_up"
    DISPATCHED = "dispatched"
    UNKNOWN = "unknown"


class RecordState(StrEnum):
    """A draft becomes an official record and is then frozen (TF 2:9-12); a wrong registration is voided."""

    DRAFT = "draft"
    OFFICIAL = "official"
    VOIDED = "voided"


class Media(StrEnum):
    """What the record is kept on."""

    DIGITAL = "digital"
    PAPER = "paper"
    OTHER = "other"
    UNKNOWN = "unknown"


class MadeOfficial(StrEnum):
    """What made a draft an official record: dispatched, its case settled, approved, or finished (TF 2:10)."""

    DISPATCHED = "dispatched"
    CASE_SETTLED = "case_settled"
    APPROVED = "approved"
    FINISHED = "finished"


NEXT_STATES: Mapping[RecordState, frozenset[RecordState]] = {
    RecordState.DRAFT: frozenset({RecordState.OFFICIAL}),
    RecordState.OFFICIAL: frozenset({RecordState.VOIDED}),
    RecordState.VOIDED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record: label "Hid 2023.42"; as_printed and label are None where no id is known or given yet."""

    id: int
    case_id: int | None
    as_printed: str | None
    label: str | None
    title: str
    direction: Direction
    dated_on: dt.date | None
    counterpart: str
    document_id: int | None
    registered_on: dt.date | None
    is_demonstration: bool
    is_published_fact: bool
    published_at: dt.datetime | None
    public_until: dt.date | None
    year: int | None
    serial: int | None
    state: RecordState
    kind: str
    media: Media
    void_reason: str
    is_secret: bool
    shows_counterpart: bool
    url: str

    def is_public_on(self, day: dt.date) -> bool:
        """Tell whether visitors see it on that day."""
        return is_public_on(day, self.published_at, self.public_until)


def may_be_draft(direction: Direction) -> bool:
    """Tell whether a record can begin as a draft: what has come in is official at once (TF 2:9)."""
    return direction in {Direction.DRAWN_UP, Direction.DISPATCHED}


def record_url(authority_slug: str, record_id: int) -> str:
    """Give the address of the record's page."""
    return f"/{authority_slug}/handlingar/{record_id}/"


def title_of_file(name: str) -> str:
    """Suggest a subject from a file's name: "protokoll_2023-10-12.pdf" gives "protokoll 2023-10-12"."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, _kind = bare.rpartition(".")
    return " ".join((stem if dot and stem else bare).replace("_", " ").split())
