"""Numbers in a row: without gaps or doubles, however many write at once."""

from django.db import connection


def next_serial(*, authority: int, series: str, year: int) -> int:
    """Draw the next number; the series stays locked until the transaction ends, so draw late."""
    return _advance(authority, series, year, "foundation_serial.last + 1", 1)


def raise_to(*, authority: int, series: str, year: int, last: int) -> None:
    """Let the series continue after `last`, when numbers were given elsewhere before us."""
    _advance(authority, series, year, "greatest(foundation_serial.last, excluded.last)", last)


def _advance(authority: int, series: str, year: int, step: str, first: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_serial (authority_id, series, year, last) VALUES (%s, %s, %s, %s)"  # noqa: S608 -- `step` is one of the two above
            f" ON CONFLICT (authority_id, series, year) DO UPDATE SET last = {step} RETURNING last",
            [authority, series, year, first],
        )
        row = cursor.fetchone()
    return int(row[0])
