"""Making records of a message: one for itself, one for each file that was chosen, all or none."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation.errors import NotPossible
from tinget.foundation.files import EML, path_of
from tinget.kernel.case_numbers import numbers_named
from tinget.kernel.files import StoredFile
from tinget.messages import api as messages
from tinget.organisation.api import Actor, Authority
from tinget.registry import api as registry

TITLE_LENGTH = 300
NUMBERS_TRIED = 5


def case_named_in(owner: Authority, subject: str) -> registry.CaseLine | None:
    """Find the first open case whose number stands in the subject."""
    for number in numbers_named(owner.case_number_pattern, subject)[:NUMBERS_TRIED]:
        found = registry.case_by_number(owner.id, number.year, number.serial)
        if found is not None and found.status is registry.CaseStatus.OPEN:
            return found
    return None


def case_of(owner: Authority, view: messages.MessageView) -> registry.CaseLine | None:
    """Find the case that the message belongs to: that of our letter that it answers, else one it names."""
    found = case_about(view.answers)
    if found is not None and found.status is registry.CaseStatus.OPEN:
        return found
    return case_named_in(owner, view.line.subject)


def case_about(on: str) -> registry.CaseLine | None:
    """Find the case that this is ("registry.case:5") or that this record lies in; None for anything else."""
    kind, _colon, number = on.partition(":")
    if not number.isdigit() or kind not in {"registry.case", "registry.record"}:
        return None
    if kind == "registry.case":
        return registry.cases([int(number)]).get(int(number))
    record = registry.records([int(number)]).get(int(number))
    return registry.cases([record.case_id]).get(record.case_id) if record and record.case_id else None


def register_message(  # noqa: PLR0913 -- a record is told by this many facts
    actor: Actor,
    view: messages.MessageView,
    *,
    title: str,
    case: registry.CaseLine | None,
    counterpart: str,
    dated_on: dt.date,
    numbers: Iterable[int],
    at: dt.datetime,
    submission: uuid.UUID | None = None,
) -> list[int]:
    """Register the message and the files with these numbers; return the records, its own first."""
    authority = view.line.authority_id
    if not view.line.is_whole:
        raise NotPossible(_("Meddelandet är för stort att hämta. Registrera det som sparats ur brevlådan."))
    if not view.sha256:
        raise NotPossible(_("Meddelandet har inget innehåll att registrera."))
    made = [
        _record(
            actor,
            authority,
            case,
            title=heading,
            counterpart=counterpart,
            dated_on=dated_on,
            file=file,
            name=name,
            at=at,
            submission=uuid.uuid5(submission, str(place)) if submission else None,
        )
        for place, (heading, file, name) in enumerate(_parts(view, title, set(numbers)))
    ]
    label = registry.records([made[0]])[made[0]].label or ""
    messages.mark_registered(actor, view.line.id, f"registry.record:{made[0]}", at=at, label=label)
    return made


def _parts(view: messages.MessageView, title: str, chosen: set[int]) -> list[tuple[str, StoredFile, str]]:
    """Return title, file and name of each record: the message itself, then the files that were chosen."""
    size = path_of(view.line.authority_id, view.sha256).stat().st_size
    parts = [(title, StoredFile(view.sha256, size, EML), f"meddelande-{view.line.id}.eml")]
    return parts + [
        (f"{title}: {one.name}"[:TITLE_LENGTH], StoredFile(one.sha256, one.size, one.media_type), one.name)
        for one in view.files
        if one.number in chosen and one.is_kept
    ]


def _record(  # noqa: PLR0913 -- a record is told by this many facts
    actor: Actor,
    authority: int,
    case: registry.CaseLine | None,
    *,
    title: str,
    counterpart: str,
    dated_on: dt.date,
    file: StoredFile,
    name: str,
    at: dt.datetime,
    submission: uuid.UUID | None,
) -> int:
    document = documents.create_document(actor, authority=authority, title=title, file=file, name=name, at=at)
    return registry.register_record(
        actor,
        authority=authority,
        case_id=case.id if case else None,
        title=title,
        direction=registry.Direction.RECEIVED,
        dated_on=dated_on,
        counterpart=counterpart,
        day=at.date(),
        document_id=document.id,
        submission=submission,
    )
