"""Many files at once: each becomes a record, and one that is refused takes no other along."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tinget.foundation.errors import NotPossible
from tinget.foundation.files import FileRefused
from tinget.foundation.files.store import Readable
from tinget.organisation.api import Actor
from tinget.registry.actions.records import register_record_with_file
from tinget.registry.rules import Direction


@dataclass(frozen=True)
class Arrival:
    """A file and the subject it is registered under."""

    content: Readable
    name: str
    size: int
    title: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: the record, or why there is none."""

    name: str
    title: str
    record_id: int | None = None
    refusal: str = ""


def register_arrivals(  # noqa: PLR0913 -- a record is told by this many facts
    actor: Actor,
    *,
    authority: int,
    case_id: int | None,
    arrivals: Sequence[Arrival],
    direction: Direction | str,
    dated_on: dt.date | None,
    counterpart: str,
    kind: str,
    is_draft: bool,
    at: dt.datetime,
    submission: uuid.UUID | None,
) -> list[Outcome]:
    """Register each file whole or not at all; the same submission again registers none of them twice."""
    outcomes = []
    for position, arrival in enumerate(arrivals):
        key = f"{position}:{arrival.name}:{arrival.size}:{arrival.title}"
        try:
            with transaction.atomic():
                made = register_record_with_file(
                    actor,
                    authority=authority,
                    case_id=case_id,
                    title=arrival.title,
                    direction=direction,
                    dated_on=dated_on,
                    counterpart=counterpart,
                    content=arrival.content,
                    name=arrival.name,
                    at=at,
                    kind=kind,
                    is_draft=is_draft,
                    submission=uuid.uuid5(submission, key) if submission else None,
                )
            outcomes.append(Outcome(arrival.name, arrival.title, record_id=made))
        except (FileRefused, NotPossible) as refused:
            outcomes.append(Outcome(arrival.name, arrival.title, refusal=refused.message))
    return outcomes
