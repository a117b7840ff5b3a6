"""What the API takes and gives: cases, records and decisions as they travel, and keys against doubles."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Header, Query, Schema

from tinget.foundation import clock, submissions
from tinget.foundation.http import actor_of
from tinget.organisation.api import Authority
from tinget.registry.actions.case_facts import CONTACT_LENGTH, NAME_LENGTH, PART_LENGTH
from tinget.registry.rules import (
    CLASS_CODE_LENGTH,
    COUNTERPART_LENGTH,
    KIND_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    CaseLine,
    CaseStatus,
    Direction,
    Media,
    RecordLine,
    RecordState,
)

PAGE = 50
LONGEST_PAGE = 200
Key = Annotated[
    uuid.UUID | None,
    Header(
        alias="Idempotency-Key",
        description="Ett UUID som du väljer, ett nytt för varje ny sak. Samma nyckel med samma uppgifter"
        " ger samma svar utan att något görs om; med andra uppgifter är svaret 422."
        " En nyckel gäller i 30 dagar.",
    ),
]
Size = Annotated[int, Query(ge=1, le=LONGEST_PAGE)]
Place = Annotated[str, Query(pattern=r"^$|^[0-9]{4}-[0-9]{1,9}$")]
RecordPlace = Annotated[str, Query(pattern=r"^$|^[0-9]{1,9}-[0-9]{1,18}$")]
Year = Annotated[int, Field(ge=1900, le=2199)]
Words = Annotated[str, Field(max_length=200)]
Title = Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH)]
ClassCode = Annotated[str, Field(pattern=r"^$|^[0-9]+(\.[0-9]+)*$", max_length=CLASS_CODE_LENGTH)]
Unit = Annotated[str, Field(max_length=UNIT_LENGTH)]
Reason = Annotated[str, Field(max_length=REASON_LENGTH)]
Tags = Annotated[list[Annotated[str, Field(min_length=1, max_length=60)]], Field(max_length=50)]
Kind = Annotated[str, Field(max_length=KIND_LENGTH)]
Counterpart = Annotated[str, Field(max_length=COUNTERPART_LENGTH)]


class CaseOut(Schema):
    """Ett ärende."""

    number: str
    year: int
    serial: int
    class_code: str
    title: str
    status: CaseStatus
    registered_on: dt.date | None
    closed_on: dt.date | None
    url: str
    is_demonstration: bool
    is_published_fact: bool
    published: bool
    public_until: dt.date | None

    @staticmethod
    def resolve_published(line: "CaseLine | CaseOut") -> bool:
        """Tell whether visitors see it today; a list's answer is read once more when it is whole."""
        return line.published if isinstance(line, CaseOut) else line.is_public_on(clock.today())


class RecordOut(Schema):
    """En handling; id är None där inget är känt eller givet än."""

    id: int
    label: str | None
    title: str
    direction: Direction
    dated_on: dt.date | None
    counterpart: str
    kind: str
    media: Media
    state: RecordState
    registered_on: dt.date | None
    document_id: int | None
    url: str
    is_demonstration: bool
    is_published_fact: bool
    published: bool
    public_until: dt.date | None

    @staticmethod
    def resolve_published(line: "RecordLine | RecordOut") -> bool:
        """Tell whether visitors see it today; a list's answer is read once more when it is whole."""
        return line.published if isinstance(line, RecordOut) else line.is_public_on(clock.today())


class DecisionOut(Schema):
    """Ett beslut."""

    paragraph: int
    year: int
    decided_on: dt.date
    title: str
    text: str
    points: list[str]
    url: str
    is_demonstration: bool
    is_published_fact: bool
    published: bool
    reopened: bool = Field(description="Nämnden har tagit upp beslutet på nytt; det gäller inte längre.")


class CasesOut(Schema):
    """En sida av diariet; `after` anges i nästa anrop. Antalet räknas till 500."""

    cases: list[CaseOut]
    count: str
    after: str | None


class RecordsOut(Schema):
    """En sida av handlingarna; `after` anges i nästa anrop. Antalet räknas till 500."""

    records: list[RecordOut]
    count: str
    after: str | None


class DecisionsOut(Schema):
    """En sida av besluten; `after` anges i nästa anrop. Antalet räknas till 500."""

    decisions: list[DecisionOut]
    count: str
    after: str | None


class CasesWanted(Schema):
    """Vilka ärenden listan visar; `text` är ett nummer eller ord ur rubriken."""

    status: CaseStatus | None = None
    year: Year | None = None
    class_code: Words = ""
    tag: Words = ""
    text: Words = ""


class RecordsWanted(Schema):
    """Vilka handlingar listan visar; `to_sort` är de som inte ligger i något ärende."""

    state: RecordState | None = None
    direction: Direction | None = None
    kind: Words = ""
    year: Year | None = None
    text: Words = ""
    to_sort: bool = False


class CaseIn(Schema):
    """Ett ärende att registrera; skäl behövs bara när klassen inte finns i en fullständig struktur."""

    title: Title
    class_code: ClassCode
    officer_id: int | None = None
    unit: Unit = ""
    deadline_on: dt.date | None = None
    reason: Reason = ""


class CaseChange(Schema):
    """Det som ska ändras i ett ärende; det som inte anges lämnas som det är."""

    title: Title | None = None
    class_code: ClassCode | None = None
    officer_id: int | None = None
    unit: Unit | None = None
    deadline_on: dt.date | None = None
    tags: Tags | None = None
    reason: Reason = ""


class RecordIn(Schema):
    """En handling att registrera, utan fil eller med ett dokument som redan finns."""

    title: Title
    direction: Direction
    dated_on: dt.date | None = None
    counterpart: Counterpart = ""
    kind: Kind = ""
    media: Media = Media.UNKNOWN
    is_draft: bool = False
    document_id: int | None = None


class RecordChange(Schema):
    """Det som ska rättas i en handling; skäl krävs för en allmän handling."""

    title: Title | None = None
    direction: Direction | None = None
    dated_on: dt.date | None = None
    counterpart: Counterpart | None = None
    kind: Kind | None = None
    media: Media | None = None
    reason: Reason = ""


class PartyIn(Schema):
    """Någon som ärendet rör eller som deltar i det."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
    part: Annotated[str, Field(max_length=PART_LENGTH)] = ""
    contact: Annotated[str, Field(max_length=CONTACT_LENGTH)] = ""


class NoteIn(Schema):
    """En arbetsanteckning; den läggs till och ändras aldrig."""

    text: Annotated[str, Field(min_length=1, max_length=10_000)]


class FollowUpIn(Schema):
    """En dag då någon ska se på ärendet igen; utan person är det den som sköter diariet."""

    due_on: dt.date
    text: Annotated[str, Field(min_length=1, max_length=300)]
    person_id: int | None = None


class ReasonIn(Schema):
    """Varför en registrering makuleras; numret finns kvar."""

    reason: Annotated[str, Field(min_length=1, max_length=REASON_LENGTH)]


class PartyOut(PartyIn):
    """En part, med sitt nummer."""

    id: int


class NoteOut(NoteIn):
    """En anteckning, med vem som skrev den och när."""

    id: int
    written_at: dt.datetime
    written_by: str


class FollowUpOut(FollowUpIn):
    """En bevakning, och om den är klar."""

    id: int
    is_done: bool


class RelatedOut(Schema):
    """Ett ärende om samma sak: vårt eget, eller en annan myndighets med namn och nummer."""

    id: int
    authority_name: str
    number: str


class DetailsOut(Schema):
    """Det som hör till ärendet utöver handlingar och beslut; tomt för besökare."""

    parties: list[PartyOut]
    notes: list[NoteOut]
    tags: list[str]
    related: list[RelatedOut]
    follow_ups: list[FollowUpOut]


class MadeOut(Schema):
    """Numret på det som har lagts till."""

    id: int


def make_once(
    request: HttpRequest, owner: Authority, key: uuid.UUID | None, given: str, make: Callable[[], int]
) -> int:
    """Make it, or return what the same key has made; what is asked is the address and what came with it."""
    return submissions.once(
        key,
        authority=owner.id,
        sender=actor_of(request).person_id,
        sent=f"{request.path}\n{given}",
        make=make,
    )


def given_in(change: Schema, *, may_be_empty: frozenset[str]) -> dict[str, Any]:
    """Return what a change gives; null empties only what can be empty and else leaves things as they are."""
    given = change.dict(exclude_unset=True, exclude={"reason"})
    return {field: value for field, value in given.items() if value is not None or field in may_be_empty}


def pair(place: str) -> tuple[int, int] | None:
    """Read the place "2023-15" that a page goes on after."""
    first, dash, second = place.partition("-")
    return (int(first), int(second)) if dash else None


def place(after: tuple[int, int] | None) -> str | None:
    """Write the place that the next page goes on after."""
    return f"{after[0]}-{after[1]}" if after else None
