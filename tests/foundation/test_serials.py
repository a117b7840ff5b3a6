"""Serials: no gap, no double, whoever writes at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tinget.foundation.scoping import Scope, scoped
from tinget.foundation.serials import next_serial, raise_to

AUTHORITY = 5
SCOPE = Scope(authorities=frozenset({AUTHORITY}))


def draw(fails):
    """Draw a number and, where asked to, undo the transaction that drew it."""
    try:
        with scoped(SCOPE):
            number = next_serial(authority=AUTHORITY, series="case", year=2026)
            transaction.set_rollback(fails)
        return None if fails else number
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_writers_get_a_row_without_gap_or_double_though_some_fail():
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(draw, [number % 5 == 0 for number in range(100)]))
    given = sorted(number for number in drawn if number is not None)
    assert given == list(range(1, 81))


@pytest.mark.django_db
def test_a_series_continues_after_what_was_given_elsewhere():
    with scoped(SCOPE):
        raise_to(authority=AUTHORITY, series="case", year=2023, last=16)
        raise_to(authority=AUTHORITY, series="case", year=2023, last=9)
        assert next_serial(authority=AUTHORITY, series="case", year=2023) == 17
        assert next_serial(authority=AUTHORITY, series="case", year=2024) == 1
