"""Reads of release: the list of requests, one request with all that was done, and what a code gives."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from tinget.foundation import ledger
from tinget.kernel.dates import Reckoning
from tinget.organisation.api import Actor, require
from tinget.registry import api as registry
from tinget.release.models import ReleaseRequest, RequestedRecord
from tinget.release.permissions import LOOK
from tinget.release.rules import (
    Channel,
    Done,
    Outcome,
    State,
    Way,
    days_waited,
    is_in_time,
    last_day_to_appeal_refusal,
    state_of,
)

LISTED, COUNTED = 50, 500


class RequestNotFound(Http404):
    """No such request, or none that the asker may see."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record asked for, by its public entry, and what was found; `position` counts within the request."""

    id: int
    position: int
    record_id: int
    label: str
    title: str
    is_secret: bool
    has_file: bool
    outcome: Outcome
    provision: str
    assessed_on: dt.date | None
    assessed_by: str
    sha256: str
    size: int
    media_type: str
    masked_document_id: int | None

    @property
    def can_be_fetched(self) -> bool:
        """Whether there is a file that the asker may have."""
        return bool(self.sha256) and self.outcome in {Outcome.RELEASED, Outcome.MASKED}


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One time that something was handed out."""

    way: Way
    at: dt.datetime
    by: str
    pages: int
    fee: int


@dataclass(frozen=True, slots=True)
class RefusalView:
    """The written decision and its clock."""

    asked_on: dt.date
    decided_on: dt.date | None
    decided_by: str
    provisions: str
    reasons: str
    document_id: int | None
    received_on: dt.date | None
    last_day: Reckoning | None
    appealed_on: dt.date | None
    appealed_in_time: bool
    forwarded_on: dt.date | None
    court_outcome: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with all that was done about it."""

    id: int
    authority_id: int
    number: str
    received_on: dt.date
    channel: Channel
    name: str
    email: str
    text: str
    way: Way
    state: State
    done: Done
    days: int
    closed_on: dt.date | None
    is_demonstration: bool
    records: tuple[RecordView, ...]
    deliveries: tuple[DeliveryView, ...]
    refusal: RefusalView | None


def requests(
    actor: Actor, authority: int, *, today: dt.date, closed: bool = False, after: int | None = None
) -> list[RequestView]:
    """List the open requests, the one that has waited longest first; or the closed ones, newest first."""
    require(actor, LOOK, authority=authority)
    rows = ReleaseRequest.objects.filter(authority_id=authority, closed_on__isnull=not closed)
    if after is not None:
        rows = rows.filter(pk__lt=after) if closed else rows.filter(pk__gt=after)
    return _views(rows.order_by("-pk" if closed else "pk")[: LISTED + 1], today=today)


def waiting(actor: Actor, authority: int, *, today: dt.date) -> tuple[int, int]:
    """Count the open requests, at most 500, and how many days the oldest has waited."""
    require(actor, LOOK, authority=authority)
    rows = ReleaseRequest.objects.filter(authority_id=authority, closed_on=None)
    rows = rows.filter(is_demonstration=actor.is_demonstration)
    oldest = rows.order_by("received_on").values_list("received_on", flat=True).first()
    return len(rows.values("pk")[:COUNTED]), days_waited(oldest, today) if oldest else 0


def request(actor: Actor, authority: int, request_id: int, *, today: dt.date) -> RequestView:
    """Return one request to those who handle it, or RequestNotFound."""
    require(actor, LOOK, authority=authority)
    return _one(ReleaseRequest.objects.filter(authority_id=authority, pk=request_id), today=today)


def request_of_code(authority: int, code: str, *, today: dt.date) -> RequestView:
    """Return the request that a code follows, or RequestNotFound; the caller has widened the scope."""
    rows = ReleaseRequest.objects.filter(authority_id=authority, code_sha256=digest(code))
    return _one(rows, today=today)


def history(view: RequestView) -> list[ledger.LedgerLine]:
    """Return what happened to the request, newest first."""
    return ledger.history(view.authority_id, f"release.releaserequest:{view.id}")


def digest(code: str) -> str:
    """Return what is stored of a code; spaces and dashes do not count."""
    return hashlib.sha256("".join(code.split()).replace("-", "").upper().encode()).hexdigest()


def _one(rows: "QuerySet[ReleaseRequest]", *, today: dt.date) -> RequestView:
    found = _views(rows[:1], today=today)
    if not found:
        raise RequestNotFound
    return found[0]


def _views(rows: Iterable[ReleaseRequest], *, today: dt.date) -> list[RequestView]:
    listed = list(
        rows.select_related("refusal").prefetch_related("records", "deliveries")
        if isinstance(rows, QuerySet)
        else rows
    )
    known = registry.records({one.record_id for row in listed for one in row.records.all()})
    return [_view(row, known, today=today) for row in listed]


def _view(row: ReleaseRequest, known: dict[int, registry.RecordLine], *, today: dt.date) -> RequestView:
    records = tuple(
        _record(one, known[one.record_id], position)
        for position, one in enumerate(row.records.all(), start=1)
        if one.record_id in known
    )
    refusal = _refusal(row)
    deliveries = tuple(
        DeliveryView(Way(one.way), one.at, one.by, one.pages, one.fee) for one in row.deliveries.all()
    )
    done = Done(
        outcomes=tuple(one.outcome for one in records),
        delivered=bool(deliveries),
        decision_asked=refusal is not None,
        decided=refusal is not None and refusal.decided_on is not None,
        appealed=refusal is not None and refusal.appealed_on is not None,
        closed=row.closed_on is not None,
    )
    return RequestView(
        id=row.pk,
        authority_id=row.authority_id,
        number=f"{row.year}:{row.serial}",
        received_on=row.received_on,
        channel=Channel(row.channel),
        name=row.name,
        email=row.email,
        text=row.text,
        way=Way(row.way),
        state=state_of(done),
        done=done,
        days=days_waited(row.received_on, row.closed_on or today),
        closed_on=row.closed_on,
        is_demonstration=row.is_demonstration,
        records=records,
        deliveries=deliveries,
        refusal=refusal,
    )


def _record(row: RequestedRecord, line: registry.RecordLine, position: int) -> RecordView:
    return RecordView(
        id=row.pk,
        position=position,
        record_id=row.record_id,
        label=line.label or "",
        title=line.title,
        is_secret=line.is_secret,
        has_file=line.document_id is not None,
        outcome=Outcome(row.outcome),
        provision=row.provision,
        assessed_on=row.assessed_on,
        assessed_by=row.assessed_by,
        sha256=row.sha256,
        size=row.size,
        media_type=row.media_type,
        masked_document_id=row.masked_document_id,
    )


def _refusal(row: ReleaseRequest) -> RefusalView | None:
    found = getattr(row, "refusal", None)
    if found is None:
        return None
    received = found.received_on
    return RefusalView(
        asked_on=found.asked_on,
        decided_on=found.decided_on,
        decided_by=found.decided_by,
        provisions=found.provisions,
        reasons=found.reasons,
        document_id=found.document_id,
        received_on=received,
        last_day=last_day_to_appeal_refusal(received) if received else None,
        appealed_on=found.appealed_on,
        appealed_in_time=found.appealed_on is not None and is_in_time(found.appealed_on, received),
        forwarded_on=found.forwarded_on,
        court_outcome=found.court_outcome,
    )
