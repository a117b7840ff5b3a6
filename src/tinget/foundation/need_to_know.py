"""Need to know: rows for named persons only, bound by the database; rights are the caller's to check."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import connection

from tinget.foundation.models import Clearance, Restriction
from tinget.foundation.scoping import current_scope, scoped


@contextmanager
def opened(person: int | None) -> Iterator[None]:
    """Let the rows that this person is cleared for be read and written: one act, that the caller logs.

    A request that only shows (GET) sees none of them, whoever asks; see docs/decisions/0018.
    """
    with scoped(replace(current_scope(), person=person)):
        yield


def restrict(*, authority: int, on: str, persons: Iterable[int], at: dt.datetime) -> int:
    """Make a restriction for an object, with those who may see it, and return its number.

    Whoever writes rows that carry it must be among them.
    """
    made = Restriction.objects.create(authority_id=authority, on=on, created_at=at)
    clear(authority=authority, restriction=made.pk, persons=persons, at=at)
    return made.pk


def clear(*, authority: int, restriction: int, persons: Iterable[int], at: dt.datetime) -> None:
    """Put persons on the list; those who stand there already stay as they are."""
    known = set(cleared_for(restriction))
    Clearance.objects.bulk_create(
        Clearance(authority_id=authority, restriction_id=restriction, person_id=person, given_at=at)
        for person in sorted(set(persons) - known)
    )


def end_clearance(*, restriction: int, person: int, at: dt.datetime) -> bool:
    """Take a person off the list; False when they were not on it."""
    on_list = Clearance.objects.filter(restriction_id=restriction, person_id=person, ended_at=None)
    return bool(on_list.update(ended_at=at))


def lift(*, restriction: int, at: dt.datetime) -> None:
    """End the restriction, after every row that carried it has been freed of it."""
    Restriction.objects.filter(pk=restriction, lifted_at=None).update(lifted_at=at)


def restriction_of(authority: int, on: str) -> int | None:
    """Return the restriction in force for an object."""
    rows = Restriction.objects.filter(authority_id=authority, on=on, lifted_at=None)
    return rows.values_list("pk", flat=True).first()


def cleared_for(restriction: int) -> list[int]:
    """Return the persons on the list now."""
    rows = Clearance.objects.filter(restriction_id=restriction, ended_at=None)
    return list(rows.order_by("given_at", "pk").values_list("person_id", flat=True))


def restrict_history(on: str, restriction: int | None) -> None:
    """Let the object's earlier ledger entries be read only by those cleared; None frees them again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tinget_restrict_ledger(%s, %s)", [on, restriction])
