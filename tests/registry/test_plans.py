"""Every list and suggestion reads few rows of fifty thousand: PostgreSQL's own plans say so."""

import datetime as dt
import json
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from tests.factories.registry import an_authority
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.organisation.api import authority_by_id
from tinget.registry import queries
from tinget.registry.queries import CaseFilter, RecordFilter, Registered
from tinget.registry.rules import CaseStatus, Direction, RecordState

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
ROWS = 50_000
MOST_READ = 5_000  # rows that one question may touch; a page and a count of 500 need far fewer
FILL = """
INSERT INTO registry_case (authority_id, year, serial, class_code, title, registered_on, status, note,
    is_demonstration, is_published_fact, published_at, as_printed, unit, void_reason, is_secret, officer_id,
    deadline_on)
SELECT %(a)s, 2015 + i %% 10, i / 10 + 1, '2.' || i %% 400, 'Ärende ord' || i %% 500 || ' sak' || i,
    '2015-01-01'::date + i %% 3650, CASE WHEN i %% 50 = 0 THEN 'open' ELSE 'closed' END, '', false, false,
    CASE WHEN i %% 40 = 0 THEN now() END, '', '', '', false, i %% 300,
    CASE WHEN i %% 25 = 0 THEN '2025-01-01'::date + i %% 900 END
FROM generate_series(0, %(n)s - 1) i;
INSERT INTO registry_casetag (authority_id, case_id, word)
SELECT authority_id, id, 'ord' || id %% 300 FROM registry_case;
INSERT INTO registry_record (authority_id, case_id, year, serial, as_printed, title, direction, dated_on,
    counterpart, registered_on, is_demonstration, is_published_fact, published_at, state, kind, media,
    void_reason, is_secret)
SELECT authority_id, CASE WHEN i %% 200 = 0 THEN NULL ELSE id END, year, i + 1, year || '.' || i + 1,
    'Brev ord' || i %% 500, CASE WHEN i %% 300 = 0 THEN 'dispatched' ELSE 'received' END, registered_on,
    'Kommun ' || i %% 700, registered_on, false, false, CASE WHEN i %% 40 = 0 THEN now() END,
    CASE WHEN i %% 250 = 0 THEN 'voided' ELSE 'official' END, 'typ ' || i %% 200, 'digital',
    CASE WHEN i %% 250 = 0 THEN 'Fel' ELSE '' END, false
FROM (SELECT *, row_number() OVER (ORDER BY id) - 1 AS i FROM registry_case) c;
INSERT INTO registry_followup (authority_id, case_id, due_on, text)
SELECT authority_id, id, '2025-01-01', 'x' FROM registry_case WHERE serial %% 10 = 0;
ANALYZE registry_case, registry_record, registry_casetag, registry_followup;
"""


@pytest.fixture
def owner():
    made = an_authority().pk
    with connections["owner"].cursor() as cursor:
        cursor.execute(FILL, {"a": made, "n": ROWS})
    yield authority_by_id(made)
    connections["owner"].close()


@contextmanager
def few_rows_are_read(scope):
    """Run the block, then ask how each of its reads was done: none may touch more rows than a page needs."""
    with scoped(scope):
        with CaptureQueriesContext(connection) as captured:
            yield
        read = [(rows_read(query["sql"]), query["sql"]) for query in captured if "registry_" in query["sql"]]
    assert [(rows, sql) for rows, sql in read if rows > MOST_READ] == []


def rows_read(sql):
    """Return how many rows the tables and indexes gave or were looked through for, by PostgreSQL's count."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
        (plan,) = cursor.fetchone()
    plans = json.loads(plan) if isinstance(plan, str) else plan
    return touched(plans[0]["Plan"])


def touched(node):
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    own = (node["Actual Rows"] + removed) * node["Actual Loops"] if "Scan" in node["Node Type"] else 0
    return own + sum(touched(child) for child in node.get("Plans", ()))


LISTS = [
    CaseFilter(),
    CaseFilter(status=CaseStatus.OPEN),
    CaseFilter(status=CaseStatus.VOIDED),
    CaseFilter(year=2017),
    CaseFilter(class_code="2.17"),
    CaseFilter(officer_id=17),
    CaseFilter(tag="ord17"),
    CaseFilter(text="ord17"),
    CaseFilter(text="2017/300"),
    CaseFilter(late_on=dt.date(2025, 6, 1)),
    CaseFilter(status=CaseStatus.OPEN, year=2017, class_code="2.17"),
]
RECORDS = [
    RecordFilter(),
    RecordFilter(year=2017),
    RecordFilter(direction=Direction.DISPATCHED),
    RecordFilter(state=RecordState.VOIDED),
    RecordFilter(state=RecordState.DRAFT),
    RecordFilter(kind="typ 17"),
    RecordFilter(text="ord17"),
    RecordFilter(text="Hid 2017.300"),
    RecordFilter(to_sort=True),
    RecordFilter(year=2017, kind="typ 17"),
]


def test_every_list_and_suggestion_reads_few_rows(owner):
    inside = Scope(authorities=frozenset({owner.id}), public=True)
    for scope in (inside, PUBLIC):
        for shown in LISTS:
            with few_rows_are_read(scope):
                queries.case_page(owner, shown=shown)
                queries.case_page(owner, shown=shown, after=Registered(2016, 3))
        for shown in RECORDS:
            with few_rows_are_read(scope):
                queries.record_page(owner, shown=shown)
                queries.record_page(owner, shown=shown, after=(300, 20_000))
        with few_rows_are_read(scope):
            queries.day_list(owner, dt.date(2017, 5, 5))
    with few_rows_are_read(inside):
        queries.suggestions_for(owner, "Nytt ord17 sak300")
        queries.cases_by_text(owner, "ord17", limit=8)
        assert len(queries.earlier_counterparts(owner, "kommun 1")) == 8
        queries.kinds(owner.id)
        queries.tag_words(owner.id)
        queries.follow_ups_of(owner, person=17)
        queries.count_due(owner, person=17, today=dt.date(2025, 6, 1))
        queries.count_past_deadline(owner, today=dt.date(2025, 6, 1))
        queries.count_to_sort(owner)


def test_a_planted_read_without_index_is_seen(owner):
    from tinget.registry.models import Case

    with pytest.raises(AssertionError), few_rows_are_read(Scope(authorities=frozenset({owner.id}))):
        list(Case.objects.filter(unit="Kansliet")[:1])
