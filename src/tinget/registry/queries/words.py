"""Finding by the words of titles: by an index that row security keeps out of use, within the scope."""

import re

from django.db import connection

FOUND = 2_000
WORDS = 8
_WORD = re.compile(r"\w+")


def cases_by_words(authority: int, text: str, *, every: bool = True, most: int = FOUND) -> list[int]:
    """Return the newest cases with all (or any) of the words, or words that begin so, in their titles."""
    return _found(
        "SELECT tinget_cases_by_words(%s, to_tsquery('swedish', %s), %s)",
        authority,
        text,
        every=every,
        most=most,
    )


def records_by_words(authority: int, text: str, *, most: int = FOUND) -> list[int]:
    """Return the newest records with all of the words, or words that begin so, in their titles."""
    return _found(
        "SELECT tinget_records_by_words(%s, to_tsquery('swedish', %s), %s)",
        authority,
        text,
        every=True,
        most=most,
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text, small letters, at most eight."""
    return _WORD.findall(text.casefold())[:WORDS]


def _found(query: str, authority: int, text: str, *, every: bool, most: int) -> list[int]:
    words = words_of(text)
    if not words:
        return []
    asked = (" & " if every else " | ").join(f"{word}:*" for word in words)
    with connection.cursor() as cursor:
        cursor.execute(query, [authority, asked, most])
        return [int(row[0]) for row in cursor.fetchall()]
