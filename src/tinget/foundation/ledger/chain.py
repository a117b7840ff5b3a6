"""Verifying an authority's chain: what is missing, changed, reordered or disposed of, by name."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

from tinget.foundation.ledger.stamped import faults_of_stamps
from tinget.foundation.models import LedgerHead

BATCH = 5_000


@dataclass(frozen=True)
class Head:
    """The newest link: how many entries there are, and the hash (hex) that binds them all."""

    count: int
    hash: str


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold: the position in it, the entry's id, and what is wrong."""

    position: int
    entry_id: int | None
    fault: str


@dataclass(frozen=True)
class Verification:
    """What was found in one authority's chain."""

    authority: int
    count: int
    disposed: int
    hash: str
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class _Link:
    position: int
    entry_id: int | None
    digest: bytes
    hash: bytes
    salt: bytes | None
    entry: str | None
    is_stored: bool
    disposed_by: int | None


def head(authority: int) -> Head:
    """Return the newest committed link; entries of the running transaction come after it."""
    row = LedgerHead.objects.filter(authority_id=authority).first()
    if row is None:
        return Head(0, genesis(authority).hex())
    return Head(row.count, bytes(row.hash).hex())


def verify(authority: int, *, using: str = "owner") -> Verification:
    """Recompute the whole chain of an authority, in order; faults are named, not raised."""
    breaks: list[Break] = []
    previous, position, disposed = genesis(authority), 0, 0
    for link in _links(authority, using):
        if link.position != position + 1:
            missing = f"links {position + 1}-{link.position - 1} are missing"
            breaks.append(Break(position + 1, None, missing))
        breaks.extend(Break(link.position, link.entry_id, fault) for fault in _faults(link, previous))
        disposed += link.entry is None and link.disposed_by is not None
        previous, position = link.hash, link.position
    breaks.extend(_faults_of_head(authority, position, previous, using))
    breaks.extend(Break(place, None, fault) for place, fault in faults_of_stamps(authority, using))
    breaks.extend(_unlinked(authority, using))
    return Verification(authority, position, disposed, previous.hex(), tuple(breaks))


def authorities_with_a_chain(*, using: str = "owner") -> list[int]:
    """Return the authorities that have written anything."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT authority_id FROM foundation_ledgerhead"
            " UNION SELECT authority_id FROM foundation_ledgerlink"
            " UNION SELECT authority_id FROM foundation_ledgerentry ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


def genesis(authority: int) -> bytes:
    """Return the hash that the first link follows from."""
    return hashlib.sha256(authority.to_bytes(8, "big", signed=True)).digest()


def _faults(link: _Link, previous: bytes) -> Iterator[str]:
    position = link.position.to_bytes(8, "big", signed=True)
    expected = hashlib.sha256(previous + position + link.digest).digest()
    if expected != link.hash:
        yield "the link does not follow from the one before it"
    if not link.is_stored:
        yield "the entry is removed"
    elif link.entry is None or link.salt is None:
        if link.disposed_by is None:
            yield "the entry's values are emptied without a disposal"
    elif hashlib.sha256(link.salt + link.entry.encode()).digest() != link.digest:
        yield "the entry is changed"


def _faults_of_head(authority: int, position: int, last: bytes, using: str) -> Iterator[Break]:
    row = LedgerHead.objects.using(using).filter(authority_id=authority).first()
    if row is None:
        if position:
            yield Break(position, None, "the head is removed")
    elif row.count != position or bytes(row.hash) != last:
        yield Break(position, None, f"the head tells of {row.count} links, the chain ends at {position}")


def _links(authority: int, using: str) -> Iterator[_Link]:
    last = 0
    while True:
        with connections[using].cursor() as cursor:
            cursor.execute(_LINKS, [authority, last, BATCH])
            rows = cursor.fetchall()
        for row in rows:
            yield _Link(row[0], row[1], bytes(row[2]), bytes(row[3]), row[4] and bytes(row[4]), *row[5:])
        if len(rows) < BATCH:
            return
        last = rows[-1][0]


def _unlinked(authority: int, using: str) -> Iterator[Break]:
    with connections[using].cursor() as cursor:
        cursor.execute(_UNLINKED, [authority])
        for (entry_id,) in cursor.fetchall():
            yield Break(0, entry_id, "the entry stands outside the chain")


_LINKS = """
SELECT l.position, l.entry_id, l.digest, l.hash, e.salt, e.entry, e.id IS NOT NULL,
       CASE WHEN e.entry IS NULL THEN (
           SELECT d.id FROM foundation_ledgerentry d
           WHERE d.authority_id = l.authority_id AND d."on" = 'foundation.ledgerentry:' || l.entry_id
             AND d.entry::jsonb ->> 'action' = 'dispose_ledger_entry' LIMIT 1) END
FROM foundation_ledgerlink l
LEFT JOIN foundation_ledgerentry e ON e.authority_id = l.authority_id AND e.id = l.entry_id
WHERE l.authority_id = %s AND l.position > %s ORDER BY l.position LIMIT %s
"""

_UNLINKED = """
SELECT e.id FROM foundation_ledgerentry e
WHERE e.authority_id = %s AND NOT EXISTS (SELECT FROM foundation_ledgerlink l
    WHERE l.authority_id = e.authority_id AND l.entry_id = e.id) ORDER BY e.id
"""
