"""What the register suggests as one types: similar cases, their class and officer, earlier senders."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from tinget.organisation.api import Authority, people
from tinget.registry.models import Case
from tinget.registry.queries.cases import case_line
from tinget.registry.queries.words import cases_by_words, words_of
from tinget.registry.rules import CaseLine

SIMILAR = 5
COMPARED = 300
SENDERS = 8
SHORTEST = 2
SHORTEST_WORD = 4  # shorter words are found only where they stand as they are
_LAST = "\U0010ffff"
_SENDERS = """
WITH RECURSIVE found AS (
    (SELECT counterpart FROM registry_record
     WHERE authority_id = %(owner)s AND counterpart >= %(first)s AND counterpart < %(last)s
     ORDER BY counterpart LIMIT 1)
    UNION ALL
    SELECT (SELECT r.counterpart FROM registry_record r
            WHERE r.authority_id = %(owner)s AND r.counterpart > found.counterpart
              AND r.counterpart < %(last)s
            ORDER BY r.counterpart LIMIT 1)
    FROM found WHERE found.counterpart IS NOT NULL
)
SELECT counterpart FROM found WHERE counterpart IS NOT NULL LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Similar cases, the most similar first, and the class and officer that most of them have."""

    cases: tuple[CaseLine, ...] = ()
    class_code: str = ""
    officer_id: int | None = None
    officer: str = ""


def suggestions_for(owner: Authority, title: str) -> Suggestions:
    """Find similar cases: first those with all the words, then those with most of them, among the newest."""
    words = words_of(title)
    if len("".join(words)) <= SHORTEST:
        return Suggestions()
    rows = _similar(owner, title, words)
    if not rows:
        return Suggestions()
    codes = Counter(row.class_code for row in rows if row.class_code)
    officers = Counter(row.officer_id for row in rows if row.officer_id is not None)
    officer = officers.most_common(1)[0][0] if officers else None
    names = people([officer]) if officer is not None else {}
    return Suggestions(
        cases=tuple(case_line(row, owner) for row in rows[:SIMILAR]),
        class_code=codes.most_common(1)[0][0] if codes else "",
        officer_id=officer if officer in names else None,
        officer=names[officer].name if officer is not None and officer in names else "",
    )


def earlier_counterparts(owner: Authority, text: str) -> list[str]:
    """List senders and recipients that begin as written; one step in the index for each."""
    asked = text.strip()
    if len(asked) < SHORTEST:
        return []
    found: list[str] = []
    for first in dict.fromkeys((asked[:1].upper() + asked[1:], asked)):
        with connection.cursor() as cursor:
            cursor.execute(
                _SENDERS, {"owner": owner.id, "first": first, "last": first + _LAST, "most": SENDERS}
            )
            found += [row[0] for row in cursor.fetchall()]
    return list(dict.fromkeys(found))[:SENDERS]


def _similar(owner: Authority, title: str, words: Sequence[str]) -> list[Case]:
    ids = cases_by_words(owner.id, title, most=COMPARED)
    if len(ids) < SIMILAR:
        longer = " ".join(word for word in words if len(word) >= SHORTEST_WORD)
        ids = list(dict.fromkeys([*ids, *cases_by_words(owner.id, longer, every=False, most=COMPARED)]))
    rows = {row.pk: row for row in Case.objects.filter(pk__in=ids).exclude(status="voided")}
    found = [rows[one] for one in ids if one in rows]
    return sorted(found, key=lambda row: -_shared(words, row.title))[: SIMILAR * 2]


def _shared(words: Sequence[str], title: str) -> int:
    """Weigh how many of the words the title has; long words tell more."""
    told = words_of(title)
    return sum(len(word) for word in words if any(one.startswith(word) for one in told))
