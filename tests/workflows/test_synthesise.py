"""A made-up register: every row is found by what indexing it would give, numbers go on, all is marked."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections

from tests.factories.registry import an_authority
from tinget.documents import api as documents
from tinget.foundation import search
from tinget.foundation.models import SearchEntry
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import authority_by_id
from tinget.registry import api as registry
from tinget.workflows.find import indexing

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
CASES, RECORDS, TEXTS = 40, 600, 60
FOUND_BY = """
SELECT "on", kind, number, title, day::text, sorted_on::text, url, note, body, insiders,
       published_at IS NOT NULL, tsvector_to_array(head), tsvector_to_array(words)
FROM foundation_searchentry ORDER BY 1
"""


@pytest.fixture
def authority(monkeypatch):
    monkeypatch.setattr(settings, "TINGET_DEMO", True)
    made = authority_by_id(an_authority().pk)
    yield made
    connections["owner"].close()


def synthesise(authority, **amounts):
    call_command(
        "synthesise",
        authority=authority.slug,
        **{"cases": CASES, "records": RECORDS, "texts": TEXTS} | amounts,
    )


def found_by():
    with connection.cursor() as cursor:
        cursor.execute(FOUND_BY)
        return cursor.fetchall()


def test_rows_are_found_by_what_indexing_would_reckon(authority):
    synthesise(authority)
    with scoped(Scope(authorities=frozenset({authority.id}), unrestricted=True)):
        made = found_by()
        assert len(made) == CASES + RECORDS + TEXTS
        SearchEntry.objects.all().delete()
        indexing.index_cases(authority.id, registry.ids_after("case", authority.id, after=0, size=1_000))
        indexing.index_records(authority.id, registry.ids_after("record", authority.id, after=0, size=1_000))
        indexing.index_documents(authority.id, documents.documents_after(authority.id, after=0, size=1_000))
        assert found_by() == made


def test_a_second_filling_goes_on_and_texts_belong_to_records(authority):
    synthesise(authority)
    synthesise(authority, cases=20, records=40, texts=8)
    with scoped(Scope(authorities=frozenset({authority.id}))):
        assert SearchEntry.objects.count() == CASES + RECORDS + TEXTS + 20 + 40 + 8
        numbers = registry.ids_after("record", authority.id, after=0, size=1_000)
        with_text = [one for one in registry.records(numbers).values() if one.document_id is not None]
        assert len(with_text) == TEXTS + 8
        assert search.find(authority.id, "upphandlingsprotokoll").hits


def test_days_are_spread_through_each_year_and_none_is_to_come(authority, monkeypatch):
    monkeypatch.setattr(settings, "TINGET_TODAY", "2026-03-01")
    synthesise(authority, cases=200, records=200, texts=200)
    with scoped(Scope(authorities=frozenset({authority.id}))):
        days = SearchEntry.objects.filter(kind="arende").values_list("sorted_on", flat=True)
        years = {year: {day for day in days if day.year == year} for year in range(2007, 2027)}
    assert {len(found) for found in years.values()} == {10}
    assert max(days) == dt.date(2026, 2, 24)
    assert max(years[2025]) == dt.date(2025, 11, 25)


def test_only_a_demonstration_is_filled(authority, monkeypatch):
    monkeypatch.setattr(settings, "TINGET_DEMO", False)
    with pytest.raises(CommandError, match="bara i en demonstration"):
        synthesise(authority)
