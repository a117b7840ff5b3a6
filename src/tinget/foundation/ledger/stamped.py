"""Holding the time stamps from outside against the chain: one that was written anew does not lead to them."""

from collections.abc import Iterator

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from tinget.foundation.models import LedgerAnchor, LedgerLink
from tinget.foundation.pdf.detached import stamp_told
from tinget.foundation.pdf.verifying import DocumentUnreadable

FIRST_STAMPS = ("foundation", "0012_ledger_anchor")


def faults_of_stamps(authority: int, using: str) -> Iterator[tuple[int, str]]:
    """Yield the positions whose stamp and link do not agree, and what is wrong."""
    if FIRST_STAMPS not in MigrationRecorder(connections[using]).applied_migrations():
        return  # restored from a version that stamped nothing, and not yet migrated
    rows = LedgerAnchor.objects.using(using).filter(authority_id=authority)
    links = LedgerLink.objects.using(using).filter(
        authority_id=authority, position__in=rows.values("position")
    )
    hashes = dict(links.values_list("position", "hash"))
    for row in rows:
        digest = bytes(row.hash)
        if bytes(hashes.get(row.position, b"")) != digest:
            yield row.position, "the chain does not lead to the hash that was time-stamped"
        if not _is_over(bytes(row.token), digest, row):
            yield row.position, "the time stamp is damaged, or over something else"


def _is_over(token: bytes, digest: bytes, row: LedgerAnchor) -> bool:
    try:
        return stamp_told(token, digest, trusted=[], at=row.at).intact
    except DocumentUnreadable:
        return False
