"""The real worker reads and draws what was laid in, one transaction for each piece."""

import pytest

from tests.foundation.worker import a_worker, newest, wait_for
from tinget.documents import api as documents
from tinget.foundation.scoping import Scope, scoped

pytestmark = pytest.mark.slow


def test_the_worker_reads_the_minutes_that_were_drawn_up(demonstration, demonstration_settings):
    from tinget.organisation import api as organisation

    scope = Scope(frozenset({organisation.authority_by_slug("e-namnden").id}))
    with scoped(scope):
        version = documents.latest(demonstration_settings.document_id)

    def text():
        with scoped(scope):
            return documents.text_of([version.id])

    with a_worker(demonstration.data):
        wait_for(text, within=90)
    assert "Norrbottens e-nämnd" in text()[version.id]
    assert newest("documents.prepare")
