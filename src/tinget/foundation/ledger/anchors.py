"""Time stamps over the chain's head, and the pieces of a chain that lead from an entry to such a stamp."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import connection
from django.db.models import Max
from pyhanko.sign.timestamps.api import TimeStamper

from tinget.foundation.ledger.chain import genesis, head
from tinget.foundation.models import LedgerAnchor, LedgerLink
from tinget.foundation.pdf.detached import holds_until, stamp

MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time stamp (RFC 3161) over the hash (hex) of the link at that position."""

    position: int
    hash: str
    token: bytes
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ProvedEntry:
    """An entry as it was written, with its salt (hex): together they give the digest of its link."""

    position: int
    salt: str
    entry: str


@dataclass(frozen=True, slots=True)
class Piece:
    """The links from an entry to the stamp over the chain; without a stamp as far as the last entry.

    `before` is the hash of the link at position `after`, `digests` those of the links that follow it.
    """

    after: int
    before: str
    digests: tuple[str, ...]
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class Proof:
    """Entries of one authority's chain, in order, and the pieces of the chain that they lie in."""

    authority: int
    entries: tuple[ProvedEntry, ...]
    pieces: tuple[Piece, ...]


def anchor(authority: int, *, timestamper: TimeStamper, at: dt.datetime) -> bool:
    """Have the head stamped from outside, unless nothing was written since the last time; tell whether.

    `at` is noted beside what the stamp says by itself. Raises NoTimeStamp.
    """
    newest = head(authority)
    if newest.count <= _last_anchored(authority):
        return False
    digest = bytes.fromhex(newest.hash)
    token = stamp(digest, timestamper)
    LedgerAnchor.objects.create(
        authority_id=authority,
        position=newest.count,
        hash=digest,
        token=token,
        at=at,
        holds_until=holds_until(token),
    )
    return True


def proof(authority: int, *, on: Collection[str], actions: Collection[str], at: dt.datetime) -> Proof:
    """Return the entries of these actions on these objects, with what proves that they were written.

    Stamps whose certificate has ended at that moment are passed over for the next.
    """
    found = _entries(authority, on=on, actions=actions)
    anchors = {one.position: _covering(authority, one.position, at=at) for one in found}

    def covered(one: ProvedEntry) -> int:
        covering = anchors[one.position]
        return covering.position if covering else 0

    groups = [(place, list(group)) for place, group in groupby(found, covered)]
    pieces = [_piece(authority, group, anchors[group[0].position]) for _place, group in groups]
    return Proof(authority, tuple(found), tuple(pieces))


def _last_anchored(authority: int) -> int:
    rows = LedgerAnchor.objects.filter(authority_id=authority)
    return int(rows.aggregate(last=Max("position"))["last"] or 0)


def _covering(authority: int, position: int, *, at: dt.datetime) -> Anchor | None:
    rows = LedgerAnchor.objects.filter(authority_id=authority, position__gte=position, holds_until__gt=at)
    row = rows.order_by("position").first()
    return Anchor(row.position, bytes(row.hash).hex(), bytes(row.token), row.at) if row else None


def _piece(authority: int, entries: Sequence[ProvedEntry], covering: Anchor | None) -> Piece:
    after = entries[0].position - 1
    last = covering.position if covering else entries[-1].position
    links = LedgerLink.objects.filter(authority_id=authority)
    before = links.filter(position=after).values_list("hash", flat=True).first() if after else None
    digests = links.filter(position__gt=after, position__lte=last).order_by("position")
    return Piece(
        after=after,
        before=(bytes(before) if before else genesis(authority)).hex(),
        digests=tuple(bytes(one).hex() for one in digests.values_list("digest", flat=True)),
        anchor=covering,
    )


def _entries(authority: int, *, on: Collection[str], actions: Collection[str]) -> list[ProvedEntry]:
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [authority, list(on), list(actions), MOST_ENTRIES])
        return [
            ProvedEntry(position, bytes(salt).hex(), entry) for position, salt, entry in cursor.fetchall()
        ]


_ENTRIES = """
SELECT l.position, e.salt, e.entry FROM foundation_ledgerentry e
JOIN foundation_ledgerlink l ON l.authority_id = e.authority_id AND l.entry_id = e.id
WHERE e.authority_id = %s AND e."on" = ANY (%s) AND e.entry::jsonb ->> 'action' = ANY (%s)
  AND e.restriction_id IS NULL ORDER BY l.position LIMIT %s
"""
