"""Numbers in a row: without gaps or doubles, however many write at once."""

from django.db import connection


def next_serial(*, authority: int, series: str, year: int) -> int:
    """Draw the next number; the series stays locked until the transaction ends, so draw late."""
    return _advance(authority, series, year, "foundation_serial.last + 1", 1)


def raise_to(*, authority: int, series: str, year: int, last: int) -> None:
    """Let the series continue after `last`, when numbers were given elsewhere before us."""
    _advance(authority, series, year, "greatest(foundation_serial.last, excluded.last)", last)


def last_of(*, authority: int, series: str, year: int) -> int | None:
    """Return the number drawn last; None when the series has not begun."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT last FROM foundation_serial WHERE (authority_id, series, year) = (%s, %s, %s)",
            [authority, series, year],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def put_back(*, authority: int, series: str, year: int, last: int | None, raised_to: int) -> bool:
    """Take a raising back, to `last` or to before the series began; False where a number was drawn since."""
    with connection.cursor() as cursor:
        if last is None:
            cursor.execute(
                "DELETE FROM foundation_serial WHERE (authority_id, series, year, last) = (%s, %s, %s, %s)",
                [authority, series, year, raised_to],
            )
        else:
            cursor.execute(
                "UPDATE foundation_serial SET last = %s"
                " WHERE (authority_id, series, year, last) = (%s, %s, %s, %s)",
                [last, authority, series, year, raised_to],
            )
        return bool(cursor.rowcount)


def _advance(authority: int, series: str, year: int, step: str, first: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_serial (authority_id, series, year, last) VALUES (%s, %s, %s, %s)"  # noqa: S608 -- `step` is one of the two above
            f" ON CONFLICT (authority_id, series, year) DO UPDATE SET last = {step} RETURNING last",
            [authority, series, year, first],
        )
        row = cursor.fetchone()
    return int(row[0])
