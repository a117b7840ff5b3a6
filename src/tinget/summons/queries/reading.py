"""Reads for whoever reads before a meeting: their own notes, and where words stand in the papers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tinget.documents.api import document_url, text_of
from tinget.foundation import need_to_know
from tinget.summons.models import Note
from tinget.summons.rules.content import Content
from tinget.summons.rules.searching import snippet


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note of the reader's own."""

    id: int
    quote: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """An item or a paper, with all its words."""

    title: str
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the meeting's papers where the words stand."""

    title: str
    href: str
    snippet: str


def notes_of(meeting_id: int, person_id: int | None) -> dict[int, list[NoteLine]]:
    """Give the reader's own notes by item; the database gives nobody else's."""
    found: dict[int, list[NoteLine]] = defaultdict(list)
    if person_id is None:
        return found
    with need_to_know.opened(person_id):
        for row in Note.objects.filter(meeting_id=meeting_id, person_id=person_id):
            found[row.item_id].append(NoteLine(row.pk, row.quote, row.text, row.at))
    return found


def places_to_search(slug: str, content: Content) -> Iterator[Place]:
    """Give the items and papers with their words, in the agenda's order."""
    texts = text_of(paper.version_id for paper in content.papers() if paper.version_id is not None)
    for item in content.items:
        of_item = f"{item.title} {item.summary} {item.proposal}"
        yield Place(f"{item.number}. {item.title}", f"#punkt-{item.number}", of_item)
        for paper in item.papers:
            if paper.document_id is not None:
                whole = f"{paper.title} {texts.get(paper.version_id or 0, '')}"
                yield Place(paper.title, document_url(slug, paper.document_id), whole)


def search(slug: str, content: Content, asked: str) -> list[Found]:
    """Find the items and papers that have all the words, in the agenda's order."""
    told = ((one, snippet(one.text, asked)) for one in places_to_search(slug, content))
    return [Found(one.title, one.href, around) for one, around in told if around]
