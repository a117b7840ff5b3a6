"""Nobody is shown what they may not see, in hits, counts or spelling; the index is used all the same."""

import datetime as dt
import re

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from tests.foundation.search.conftest import AT, OURS, THEIRS
from tinget.foundation import need_to_know, search
from tinget.foundation.models import SearchEntry
from tinget.foundation.scoping import Scope, scoped

CLEARED, NOT_CLEARED = 7, 8


@pytest.fixture
def restriction(db):
    """Return the number of a restriction for which one person is cleared."""
    with scoped(Scope(authorities=frozenset({OURS}))):
        return need_to_know.restrict(authority=OURS, on="documents.document:1", persons=[CLEARED], at=AT)


def number_of(authority, text="hemligheten", **filters):
    return search.find(authority, text, search.Filters(**filters)).number


def test_another_authoritys_entries_are_not_found(put, inside):
    put("Hemligheten", authority=THEIRS)
    with inside():
        assert number_of(THEIRS) == 0
        assert number_of(OURS) == 0


def test_what_another_authority_has_published_is_found_with_it_alone(put, inside):
    put("Hemligheten", authority=THEIRS, published=True)
    put("Hemligheten", authority=THEIRS)
    with inside():
        assert number_of(THEIRS) == 1
        assert number_of(OURS) == 0


def test_a_visitor_finds_only_what_is_published(put, outside, inside):
    put("Hemligheten", body="den hemliga texten")
    put("Hemligheten öppen", published=True)
    with outside():
        assert [hit.title for hit in search.find(OURS, "hemligheten").hits] == ["Hemligheten öppen"]
        assert number_of(OURS) == 1
        assert number_of(OURS, "", kinds=("case",)) == 1
    with inside():
        assert number_of(OURS) == 2


def test_without_a_scope_nothing_is_found(put):
    put("Hemligheten", published=True)
    with scoped(Scope()):
        assert number_of(OURS) == 0


def test_what_is_unpublished_again_is_gone_for_visitors(put, outside, inside):
    on = put("Hemligheten", published=True)
    put("Hemligheten", on=on)
    with outside():
        assert number_of(OURS) == 0
    put("Hemligheten", on=on, published=True)
    with inside():
        SearchEntry.objects.filter(on=on).update(published_at=None)
    with outside():
        assert number_of(OURS) == 0


def test_what_is_restricted_is_found_by_those_cleared_alone(put, inside, outside, restriction):
    put("Hemligheten", restriction_id=restriction, body="hemligt innehåll")
    with inside(CLEARED):
        assert number_of(OURS) == 1
    for scope in (inside(NOT_CLEARED), inside(), outside()):
        with scope:
            assert number_of(OURS) == 0
            assert number_of(OURS, "innehåll") == 0
            assert number_of(OURS, "", kinds=("case",)) == 0


def test_what_only_insiders_find_it_by_is_nothing_to_visitors(put, inside, outside, learnt):
    put("Yttrande", published=True, insiders="Hemlighetens avsändare", insiders_persons=("Siv Hemlig",))
    learnt()
    with inside():
        (hit,) = search.find(OURS, "avsändare").hits
        assert hit.insiders == "Hemlighetens avsändare"
        assert number_of(OURS, "yttrande", person="siv") == 1
        assert number_of(OURS, "yttrande -avsändare") == 0
    with outside():
        (hit,) = search.find(OURS, "yttrande").hits
        assert hit.insiders == ""
        assert number_of(OURS, "avsändare") == 0
        assert number_of(OURS, "yttrande avsändare") == 0
        assert number_of(OURS, "yttrande", person="siv") == 0
        assert number_of(OURS, "yttrande -avsändare") == 1  # what is missing would tell of it
        assert number_of(OURS, 'yttrande -"hemlighetens avsändare"') == 1
        assert number_of(OURS, "yttrande -yttrande") == 0
        assert offered(OURS, "avsändre") == ""


def test_spelling_offers_no_word_that_the_asker_cannot_see(put, inside, outside, restriction, learnt):
    put("Annat", published=True)
    put("Hemligheten", restriction_id=restriction)
    put("Sällsamheten")
    put("Främlingskapet", authority=THEIRS)
    learnt(OURS)
    learnt(THEIRS)
    with inside(), connection.cursor() as cursor:  # as if it had been learnt before it was restricted
        cursor.execute("SELECT tinget_search_learn(%s, %s)", [OURS, ["hemligheten"]])
    with inside(CLEARED):
        assert offered(OURS, "hemlighetn") == "hemligheten"
    with inside(NOT_CLEARED):
        assert offered(OURS, "sällsamhetn") == "sällsamheten"
        assert like(OURS, "samhet", holding=True) == ["sällsamheten"]
        assert offered(OURS, "hemlighetn") == ""
        assert offered(THEIRS, "främlingskapt") == ""
        assert like(OURS, "mlighet", holding=True) == []
    with outside():
        assert offered(OURS, "sällsamhetn") == ""
        assert like(OURS, "samhet", holding=True) == []


def offered(authority, text):
    return search.find(authority, text).instead


def like(authority, word, *, holding):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM tinget_search_like(%s, %s, %s, %s)",
            [authority, dt.date(2026, 11, 20), word, holding],
        )
        return [row[0] for row in cursor.fetchall()]


def test_the_application_cannot_read_the_vocabulary(inside):
    with inside(), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT word FROM foundation_searchword")


def test_nobody_teaches_another_authority_words(inside):
    with inside(), pytest.raises(Exception, match="not in this scope"), transaction.atomic():
        connection.cursor().execute("SELECT tinget_search_learn(%s, %s)", [THEIRS, ["ord"]])


def test_an_entry_is_put_into_ones_own_scope_alone(inside):
    entry = search.Entry(authority=THEIRS, on="registry.case:1", kind="case", title="Intrång", url="/")
    with inside(), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        search.put(entry)


def test_what_is_restricted_cannot_be_public(put, restriction):
    with pytest.raises(Exception, match="search_restricted_is_not_public"), transaction.atomic():
        put("Hemligheten", restriction_id=restriction, published=True)


def scans(relation):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT coalesce(idx_scan, 0) FROM pg_stat_xact_user_tables WHERE relname = %s", [relation]
        )
        return cursor.fetchone()[0]


def plan(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql}", values)
        return "\n".join(row[0] for row in cursor.fetchall())


WORDS = (
    "SELECT id FROM foundation_searchentry e"
    " WHERE e.words @@ 'upphandl'::tsquery AND e.words @@ 's=11/2026'::tsquery"
)


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_function_reads_by_the_index_where_row_security_would_not(put, inside):
    for _entry in range(50):
        put("Upphandling")
    with inside():
        before = scans("foundation_searchentry")
        assert number_of(OURS, "upphandling") == 50
        assert scans("foundation_searchentry") > before
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Bitmap Index Scan on search_words" not in plan(
            WORDS, []
        )  # the application's role, under its policies
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(f"EXPLAIN (COSTS OFF) {WORDS}")
        found = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("RESET enable_seqscan")
    assert "Bitmap Index Scan on search_words" in found  # the function's owner
    both = r"Index Cond: .*words @@ ''?'upphandl'.* AND .*words @@ ''?'s=11/2026'"
    assert re.search(both, found)  # the index leaps between them
