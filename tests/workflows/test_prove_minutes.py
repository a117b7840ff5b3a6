"""Proof to take away: the ledger's head is stamped, and a bundle of it is judged without the site."""

import pytest

from tinget.foundation.models import LedgerAnchor, LedgerHead
from tinget.workflows.prove_minutes import jobs

pytestmark = pytest.mark.slow


def test_the_ledger_is_stamped_when_something_was_written(authority, inside):
    jobs.anchor(authority=authority.id)
    jobs.anchor(authority=authority.id)
    with inside():
        newest = LedgerAnchor.objects.latest("position")
        head = LedgerHead.objects.get()
        assert LedgerAnchor.objects.filter(position=newest.position).count() == 1
        assert (newest.position, bytes(newest.hash)) == (head.count, bytes(head.hash))
