"""`./tinget manage reindex`: everything that is searched, made anew from what is stored."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand

from tinget.documents import api as documents
from tinget.foundation import search
from tinget.foundation.scoping import Scope, scoped
from tinget.foundation.search.rebuilding import forget_progress, index_made_last, rebuild
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.find import indexing

MOST_MEETINGS = 100_000
TEXTS_AT_ONCE = 100


class Command(BaseCommand):
    help = "Gör om sökningens index. Avbryts det fortsätter det nästa gång där det slutade."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", help="bara den här myndigheten, med ordet i dess adress")
        parser.add_argument("--from-start", action="store_true", help="börja om från början")
        parser.add_argument(
            "--index-last",
            action="store_true",
            help="snabbare för miljoner rader; sökningen är långsam så länge",
        )

    def handle(self, *_arguments: object, **options: Any) -> None:
        wanted = options["authority"]
        places = [organisation.authority_by_slug(wanted)] if wanted else organisation.authorities()
        with index_made_last() if options["index_last"] else nullcontext():
            for place in places:
                if options["from_start"]:
                    forget_progress(place.id)
                self._rebuild(place)
        for place in places:
            with scoped(Scope(authorities=frozenset({place.id}))):
                search.learn(place.id)

    def _rebuild(self, place: organisation.Authority) -> None:
        for noun, following, index, batch in _parts(place.id):
            tell = partial(self._tell, place.slug, noun)
            rebuild(place.id, noun, following=following, index=index, tell=tell, batch=batch)
        forget_progress(place.id)

    def _tell(self, slug: str, noun: str, done: int) -> None:
        self.stderr.write(f"{slug}: {noun} {done}")


Part = tuple[str, Callable[[int, int], Sequence[int]], Callable[[Sequence[int]], None], int]


def _parts(authority: int) -> list[Part]:
    """Return each noun with what gives its next numbers and what indexes them."""
    return [
        ("case", _of_register("case", authority), partial(indexing.index_cases, authority), 1_000),
        ("record", _of_register("record", authority), partial(indexing.index_records, authority), 1_000),
        (
            "decision",
            _of_register("decision", authority),
            partial(indexing.index_decisions, authority),
            1_000,
        ),
        ("meeting", partial(_meetings, authority), _index_meetings, 20),
        (
            "document",
            partial(_documents, authority),
            partial(indexing.index_documents, authority),
            TEXTS_AT_ONCE,
        ),
    ]


def _of_register(noun: str, authority: int) -> Callable[[int, int], Sequence[int]]:
    return lambda after, size: registry.ids_after(noun, authority, after=after, size=size)


def _documents(authority: int, after: int, size: int) -> Sequence[int]:
    return documents.documents_after(authority, after=after, size=size)


def _meetings(authority: int, after: int, size: int) -> Sequence[int]:
    known = sorted(one.id for one in meetings.meetings(authority, limit=MOST_MEETINGS))
    return [number for number in known if number > after][:size]


def _index_meetings(ids: Sequence[int]) -> None:
    for number in ids:
        indexing.index_meeting(number)
