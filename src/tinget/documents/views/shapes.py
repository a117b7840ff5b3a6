"""How a document's values are laid out on pages: facts, versions, what was made of them, what happened."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from tinget.documents.rules import VersionLine, version_url
from tinget.documents.rules.renditions import (
    Failure,
    RenditionKind,
    RenditionLine,
    RenditionState,
    made_of,
)
from tinget.foundation import ledger
from tinget.foundation.ui import words
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.organisation.api import name_of

KINDS = {
    "application/pdf": "PDF",
    "text/plain": "text",
    "text/csv": "CSV",
    "message/rfc822": "e-post",
    "image/png": "bild, PNG",
    "image/jpeg": "bild, JPEG",
    "image/tiff": "bild, TIFF",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
}
KIND_TEXTS: dict[RenditionKind, Promise] = {
    RenditionKind.TEXT: _lazy("Text"),
    RenditionKind.PREVIEW: _lazy("Förhandsvisning"),
    RenditionKind.PDF: _lazy("PDF"),
    RenditionKind.PDFA: _lazy("PDF/A för bevarande"),
    RenditionKind.DOCX: _lazy("Word-dokument"),
}
NOTE_TEXTS: dict[str, Promise] = {
    "no_text_reader": _lazy("Sidor som är inskannade bilder är inte lästa: textläsaren är inte installerad."),
    "pages_left_out": _lazy("Bara de första 3 000 sidorna är lästa."),
    "scanned_pages_left_out": _lazy("Bara de första 300 inskannade sidorna är lästa."),
    "text_left_out": _lazy("Texten är mycket lång; bara början är läst."),
    "time_was_up": _lazy("Läsningen tog för lång tid; bara det som hann läsas är med."),
    "was_already": _lazy("Filen är redan PDF/A."),
}
FAILURE_TEXTS: dict[str, Promise] = {
    Failure.UNREADABLE: _lazy("Filen gick inte att läsa. Den kan ändå hämtas som den är."),
    Failure.NO_PROGRAM: _lazy("Det program som behövs, LibreOffice, är inte installerat här."),
    Failure.NOT_APPROVED: _lazy("Kontrollen kunde inte godkänna filen som PDF/A, så ingen kopia gjordes."),
    Failure.FILE_LOST: _lazy("Filen saknas i lagret."),
}
# Which of the kinds are told of even before they have been begun.
TOLD = (RenditionKind.TEXT, RenditionKind.PREVIEW, RenditionKind.PDF, RenditionKind.PDFA, RenditionKind.DOCX)


@dataclass(frozen=True, slots=True)
class Making:
    """A line about one rendition: its name, how it stands in words, where it leads, and what may be asked."""

    kind: str
    text: str
    state: str
    tone: str
    done: int
    total: int
    is_running: bool
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    href: str
    ask_text: str


def facts(version: VersionLine) -> list[tuple[str, str]]:
    """Tell how to check the file."""
    return [
        (_("Version"), str(version.number)),
        (_("Inlagd"), words.moment_words(version.created_at)),
        (_("Av"), version.created_by),
        (_("Storlek i byte"), words.thousands(version.size)),
        (_("SHA-256"), version.sha256),
    ]


def version_listing(slug: str, found: Sequence[VersionLine]) -> Listing:
    """Lay out the versions, with a way to compare each with the one before."""
    numbers = [version.number for version in found]
    rows = []
    for place, version in enumerate(found):
        earlier = numbers[place + 1] if place + 1 < len(numbers) else None
        compared = f"/{slug}/dokument/{version.document_id}/jamfor/?fran={earlier}&till={version.number}"
        rows.append(
            Row(
                cells=(
                    Cell(version.number),
                    Cell(version.name, href=version_url(slug, version)),
                    Cell(words.moment_words(version.created_at)),
                    Cell(version.created_by),
                    Cell(version.comment or "–"),
                    Cell(_("Jämför med version %(number)s") % {"number": earlier}, href=compared)
                    if earlier
                    else Cell("–"),
                )
            )
        )
    columns = (
        Column(_("Version"), numeric=True),
        Column(_("Fil")),
        Column(_("Inlagd")),
        Column(_("Av")),
        Column(_("Kommentar")),
        Column(_("Ändringar")),
    )
    caption = _("Alla versioner, den senaste först; den översta gäller")
    return Listing(caption=caption, columns=columns, rows=tuple(rows))


def makings(
    slug: str, version: VersionLine, found: Iterable[RenditionLine], *, may_ask: bool, at: dt.datetime
) -> list[Making]:
    """Lay out what has been made of a version, and what is still waited for."""
    known = {line.kind: line for line in found if line.version_id == version.id}
    expected = {*made_of(version.media_type), *known}
    if may_ask and version.media_type == "application/pdf":
        expected.add(RenditionKind.PDFA)
    return [
        _making(slug, version, kind, known.get(kind), may_ask=may_ask, at=at)
        for kind in TOLD
        if kind in expected
    ]


def _making(
    slug: str,
    version: VersionLine,
    kind: RenditionKind,
    line: RenditionLine | None,
    *,
    may_ask: bool,
    at: dt.datetime,
) -> Making:
    state, tone, ask = _state(kind, line, at)
    reasons = line.notes if line and line.failure == Failure.NOT_APPROVED else ()
    return Making(
        kind=kind.value,
        text=_named(kind, line),
        state=state,
        tone=tone,
        done=line.done if line else 0,
        total=line.total if line else 0,
        is_running=line is not None and line.state is RenditionState.RUNNING and not line.is_lost(at),
        notes=() if line is None or reasons else tuple(map(_note, line.notes)),
        reasons=reasons,
        href=_href(slug, version, kind) if line and line.state is RenditionState.DONE else "",
        ask_text=ask if may_ask and kind is not RenditionKind.DOCX else "",
    )


def _named(kind: RenditionKind, line: RenditionLine | None) -> str:
    if kind is RenditionKind.PDFA and line is not None and line.flavour:
        return f"PDF/A-{line.flavour}"
    return str(KIND_TEXTS[kind])


def _state(kind: RenditionKind, line: RenditionLine | None, at: dt.datetime) -> tuple[str, str, str]:
    """Say how it stands, in which tone, and what may be asked for."""
    if line is None:
        if kind is RenditionKind.PDFA:
            return _("inte gjord"), "plain", _("Gör en PDF/A-kopia")
        return _("står på tur"), "wait", _("Beställ igen")
    if line.is_lost(at):
        return _("avbröts"), "stop", _("Försök igen")
    if line.state is RenditionState.RUNNING:
        return _("pågår"), "now", ""
    if line.state is RenditionState.FAILED:
        return str(FAILURE_TEXTS.get(line.failure, line.failure)), "stop", _("Försök igen")
    done = _("bekräftad av en kontroll när den gjordes") if kind is RenditionKind.PDFA else _("klar")
    return done, "done", ""


def _note(note: str) -> str:
    name, _colon, number = note.partition(":")
    if name == "scanned":
        return _("%(number)s sidor är lästa ur bilder och kan innehålla läsfel.") % {"number": number}
    return str(NOTE_TEXTS.get(note, note))


def _href(slug: str, version: VersionLine, kind: RenditionKind) -> str:
    place = [slug, version.document_id, version.number]
    if kind is RenditionKind.TEXT:
        return reverse("documents:text", args=place)
    if kind is RenditionKind.PREVIEW:
        return ""
    return reverse("documents:copy", args=[*place, kind.value])


def pictures(slug: str, version: VersionLine, found: Iterable[RenditionLine]) -> list[dict[str, Any]]:
    """Lay out the pages' pictures."""
    drawn = next(
        (line for line in found if line.version_id == version.id and line.kind is RenditionKind.PREVIEW), None
    )
    if drawn is None or drawn.state is not RenditionState.DONE:
        return []
    return [
        {
            "page": file.page,
            "total": drawn.total,
            "href": reverse("documents:picture", args=[slug, version.document_id, version.number, file.page]),
        }
        for file in drawn.files
    ]


def happenings(lines: Iterable[ledger.LedgerLine]) -> list[dict[str, Any]]:
    """Lay out what has happened to the document."""
    told: list[dict[str, Any]] = []
    for line in lines:
        if line.action is None or line.who is None:
            told.append({"at": None, "text": _("Uppgiften är gallrad")})
            continue
        told.append(
            {
                "at": line.at,
                "text": _(ledger.text_of(line.action)),
                "who": name_of(line.who),
                "acting_as": line.acting_as or "",
                "detail": _detail(line.changes),
            }
        )
    return told


def _detail(changes: Any) -> str:
    reason = changes.get("reason")
    number = changes.get("version")
    return str(reason or (_("version %(number)s") % {"number": number} if number else ""))
