"""Making an authority's entries anew in batches, each a transaction, from where it last stopped."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connections

from tinget.foundation.models import SearchProgress
from tinget.foundation.scoping import Scope, scoped

BATCH = 1_000

Next = Callable[[int, int], Sequence[int]]
Index = Callable[[Sequence[int]], None]


def rebuild(
    authority: int,
    noun: str,
    *,
    following: Next,
    index: Index,
    tell: Callable[[int], None],
    batch: int = BATCH,
) -> int:
    """Index all objects of one noun; `following` gives the numbers after one. Return how many there were.

    Stopped half-way it goes on, the next time, after the last batch that was done.
    """
    done = 0
    while True:
        with scoped(Scope(authorities=frozenset({authority}), unrestricted=True)):
            progress, _made = SearchProgress.objects.get_or_create(
                authority_id=authority, noun=noun, defaults={"last": 0}
            )
            ids = following(progress.last, batch)
            if not ids:
                return done
            index(ids)
            progress.last = ids[-1]
            progress.save(update_fields=["last"])
        done += len(ids)
        tell(done)


def forget_progress(authority: int) -> None:
    """Let the next rebuild begin from the start."""
    with scoped(Scope(authorities=frozenset({authority}))):
        SearchProgress.objects.filter(authority_id=authority).delete()


@contextmanager
def index_made_last() -> Iterator[None]:
    """Take the index away and make it after, as the owner: quicker by far for a million rows.

    The entries are laid in the order of their days, as when a register is kept day by day: the index then
    leaps to the days that a search asks for. Meanwhile a search reads through everything, or waits.
    """
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS search_words")
    try:
        yield
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute("CREATE INDEX search_day ON foundation_searchentry (authority_id, sorted_on, id)")
            cursor.execute("CLUSTER foundation_searchentry USING search_day")
            cursor.execute("DROP INDEX search_day")
            cursor.execute(
                "CREATE INDEX search_words ON foundation_searchentry USING gin (words)"
                " WITH (fastupdate = off)"
            )
            cursor.execute("ANALYZE foundation_searchentry")
