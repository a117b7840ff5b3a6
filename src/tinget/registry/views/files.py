"""Lists of cases, records and decisions as files: the same rows as the page, the same values or fewer."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from tinget.foundation import clock, exports
from tinget.foundation.exports import Format, Heading, Value
from tinget.organisation.api import Authority, people
from tinget.registry import queries
from tinget.registry.models import DIRECTION_TEXTS, MEDIA_TEXTS, RECORD_STATE_TEXTS, STATUS_TEXTS
from tinget.registry.queries import CasePage, DecisionPage, RecordPage
from tinget.registry.rules import CaseLine, DecisionLine, RecordLine
from tinget.registry.views import shapes

BATCH = 1_000


def of_cases(kind: Format, owner: Authority, fetch: Callable[..., CasePage]) -> FileResponse:
    """Give the cases as a file; `fetch` gives a page of the list as it is filtered."""
    inside = queries.sees_all(owner.id)
    rows = case_rows(fetch, inside=inside)
    return exports.response(kind, file_name("arenden", owner), case_headings(inside=inside), rows)


def of_records(kind: Format, owner: Authority, fetch: Callable[..., RecordPage]) -> FileResponse:
    """Give the records as a file, each with the number of its case."""
    return exports.response(kind, file_name("handlingar", owner), record_headings(), record_rows(fetch))


def of_decisions(kind: Format, owner: Authority, fetch: Callable[..., DecisionPage]) -> FileResponse:
    """Give the decisions as a file, each with the number of its case."""
    return exports.response(kind, file_name("beslut", owner), decision_headings(), decision_rows(fetch))


def pages(fetch: Callable[..., Any]) -> Iterator[Any]:
    """Go through a list in batches, each begun where the last one ended."""
    page = fetch(after=None, size=BATCH)
    yield page
    while page.after is not None:
        page = fetch(after=page.after, size=BATCH)
        yield page


def file_name(noun: str, owner: Authority) -> str:
    """Name the file after what it holds, whose it is and the day it was fetched."""
    return f"{noun}-{owner.slug}-{clock.today().isoformat()}"


def case_headings(*, inside: bool = False) -> list[Heading]:
    """Say what the columns of cases are called; who handles one is told inside the authority."""
    within = [
        Heading("officer", _("Handläggare")),
        Heading("unit", _("Enhet")),
        Heading("deadline_on", _("Ska vara klart")),
    ]
    return [
        Heading("number", _("Nummer")),
        Heading("title", _("Rubrik")),
        Heading("class_code", _("Klass")),
        Heading("status", _("Läge")),
        Heading("registered_on", _("Registrerat")),
        Heading("closed_on", _("Avslutat")),
        *(within if inside else []),
        Heading("source", _("Källa")),
        Heading("url", _("Adress")),
    ]


def case_rows(fetch: Callable[..., CasePage], *, inside: bool = False) -> Iterator[Sequence[Value]]:
    """Lay out cases; the officers of a batch are looked up at once, and what is unknown is empty."""
    for page in pages(fetch):
        names = people(line.officer_id for line in page.cases if line.officer_id) if inside else {}
        for line in page.cases:
            officer = names.get(line.officer_id or 0)
            within = (officer.name if officer else None, line.unit or None, line.deadline_on)
            yield (
                line.number,
                line.title,
                line.class_code or None,
                str(STATUS_TEXTS[line.status]),
                line.registered_on,
                line.closed_on,
                *(within if inside else ()),
                shapes.source_text(line),
                line.url,
            )


def record_headings() -> list[Heading]:
    """Say what the columns of records are called."""
    return [
        Heading("id", _("Id")),
        Heading("title", _("Rubrik")),
        Heading("direction", _("Handlingen är")),
        Heading("counterpart", _("Avsändare eller mottagare")),
        Heading("dated_on", _("Datum")),
        Heading("registered_on", _("Registrerad")),
        Heading("kind", _("Handlingstyp")),
        Heading("state", _("Läge")),
        Heading("media", _("Förvaras")),
        Heading("case", _("Ärende")),
        Heading("source", _("Källa")),
    ]


def record_rows(fetch: Callable[..., RecordPage]) -> Iterator[Sequence[Value]]:
    """Lay out records; the cases of a batch are looked up at once."""
    for page in pages(fetch):
        cases = queries.cases(line.case_id for line in page.records if line.case_id is not None)
        for line in page.records:
            yield _record_row(line, cases.get(line.case_id or 0))


def _record_row(line: RecordLine, case: CaseLine | None) -> Sequence[Value]:
    return (
        line.label,
        line.title,
        str(DIRECTION_TEXTS[line.direction]),
        line.counterpart or None,
        line.dated_on,
        line.registered_on,
        line.kind or None,
        str(RECORD_STATE_TEXTS[line.state]),
        str(MEDIA_TEXTS[line.media]),
        case.number if case else None,
        shapes.source_text(line),
    )


def decision_headings() -> list[Heading]:
    """Say what the columns of decisions are called."""
    return [
        Heading("paragraph", _("Paragraf")),
        Heading("year", _("År")),
        Heading("decided_on", _("Dag")),
        Heading("title", _("Rubrik")),
        Heading("text", _("Beslut")),
        Heading("points", _("Punkter")),
        Heading("case", _("Ärende")),
        Heading("source", _("Källa")),
        Heading("url", _("Adress")),
    ]


def decision_rows(fetch: Callable[..., DecisionPage]) -> Iterator[Sequence[Value]]:
    """Lay out decisions; the cases of a batch are looked up at once."""
    for page in pages(fetch):
        cases = queries.cases(line.case_id for line in page.decisions if line.case_id is not None)
        for line in page.decisions:
            yield _decision_row(line, cases.get(line.case_id or 0))


def _decision_row(line: DecisionLine, case: CaseLine | None) -> Sequence[Value]:
    return (
        line.label,
        line.year,
        line.decided_on,
        line.title,
        line.text or None,
        line.points or None,
        case.number if case else None,
        shapes.source_text(line),
        line.url,
    )
