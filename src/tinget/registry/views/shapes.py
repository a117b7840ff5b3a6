"""How registry values are laid out on a page: cells, facts and the lines of a timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tinget.documents.api import VersionLine, version_url
from tinget.foundation import ledger
from tinget.foundation.ui import words
from tinget.foundation.ui.listing import Cell
from tinget.organisation.api import Actor
from tinget.registry.models import DIRECTION_TEXTS, RECORD_STATE_TEXTS, STATUS_TEXTS
from tinget.registry.permissions import ACTION_TEXTS
from tinget.registry.rules import CaseLine, CaseStatus, DecisionLine, Direction, RecordLine, RecordState
from tinget.registry.views.changes_in_words import detail_of

Line = CaseLine | RecordLine | DecisionLine
TINGET = "Tinget"
NO_BREAK_SPACE = "\u00a0"
STATUS_TONES = {
    CaseStatus.OPEN: "now",
    CaseStatus.CLOSED: "done",
    CaseStatus.VOIDED: "stop",
    CaseStatus.UNKNOWN: "plain",
}

STATE_TONES = {RecordState.DRAFT: "wait", RecordState.OFFICIAL: "plain", RecordState.VOIDED: "stop"}


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline, in words."""

    at: Any
    text: str
    who: str
    acting_as: str
    detail: str
    href: str = ""


def source_text(line: Line) -> str:
    """Say where a row's facts come from."""
    if line.is_demonstration:
        return "DEMONSTRATION"
    return _("Publicerat protokoll") if line.is_published_fact else _("Diariet")


def source_cell(line: Line) -> Cell:
    """Show where a row's facts come from; a demonstration stands out."""
    return Cell(source_text(line), state="wait" if line.is_demonstration else "")


def status_cell(case: CaseLine) -> Cell:
    """Show a case's state as a word."""
    return Cell(str(STATUS_TEXTS[case.status]), state=STATUS_TONES[case.status])


def state_cell(record: RecordLine) -> Cell:
    """Show a record's state as a word."""
    return Cell(str(RECORD_STATE_TEXTS[record.state]), state=STATE_TONES[record.state])


def label_of(record: RecordLine) -> Any:
    """Say a record's id on one line; a draft has none, and an id that is not known says so quietly."""
    if record.state is RecordState.DRAFT:
        return str(RECORD_STATE_TEXTS[RecordState.DRAFT])
    return known(unbroken(record.label))


def title_of(record: RecordLine) -> str:
    """Give the record's subject; one that is void says so first."""
    if record.state is RecordState.VOIDED:
        return f"({RECORD_STATE_TEXTS[RecordState.VOIDED]}) {record.title}"
    return record.title


def direction_text(record: RecordLine) -> str | None:
    """Say how a record came to be and from or to whom: "inkommen från Kiruna kommun"; None is unknown."""
    patterns = {
        Direction.RECEIVED: _("%(how)s från %(whom)s"),
        Direction.DRAWN_UP: _("%(how)s, %(whom)s"),
        Direction.DISPATCHED: _("%(how)s till %(whom)s"),
        Direction.UNKNOWN: "%(whom)s",
    }
    how = str(DIRECTION_TEXTS[record.direction])
    if record.counterpart:
        return patterns[record.direction] % {"how": how, "whom": record.counterpart}
    return None if record.direction is Direction.UNKNOWN else how


def demonstration_of(line: Line | Actor | None) -> dict[str, bool]:
    """Give the page's frame its mark where this is of a demonstration, and else leave the frame's own."""
    return {"demonstration": True} if line is not None and line.is_demonstration else {}


def unbroken(text: str | None) -> str | None:
    """Keep a number or a day on one line."""
    return text.replace(" ", NO_BREAK_SPACE) if text else None


def known(text: str | None) -> Any:
    """Show a fact in a list; an unknown one says so quietly, on one line, when it is shown."""
    return text or _unknown()


def _say_unknown() -> SafeString:
    return format_html('<span class="unknown">{}</span>', _("uppgift saknas"))


_unknown = lazy(_say_unknown, SafeString)


def day_text(line_day: Any) -> str | None:
    """Write a day short, breaking at most before its year; None is unknown."""
    return words.short_date(line_day, within=NO_BREAK_SPACE) if line_day else None


def file_cell(slug: str, version: VersionLine | None, record: RecordLine, *, all_seen: bool) -> Cell:
    """Link to a record's newest file; say plainly when there is none, or none that a visitor may read."""
    if version is not None:
        return Cell(version.name, href=version_url(slug, version))
    if record.is_secret:
        return Cell(_("sekretess"), state="stop")
    if record.document_id is not None and not all_seen:
        return Cell(_("inte publicerad"))
    return Cell(_("ingen fil"))


def happenings(lines: Iterable[ledger.LedgerLine]) -> list[Happening]:
    """Put ledger lines into words; a disposed one says that it is."""
    return [_happening(line) for line in lines]


def _happening(line: ledger.LedgerLine) -> Happening:
    if line.action is None:
        return Happening(None, _("Uppgiften är gallrad"), "", "", "")
    text = _(ACTION_TEXTS[line.action]) if line.action in ACTION_TEXTS else ledger.text_of(line.action)
    who = _name(line.who)
    return Happening(line.at, text, who, _office(who, line.acting_as or ""), detail_of(line.changes))


def _name(who: str | None) -> str:
    """Take the name out of "person:7 Lisa Nilsson"."""
    kind, _space, name = (who or "").partition(" ")
    if kind.startswith("person:") and name:
        return name
    return TINGET if who == "system" else (who or "")


def _office(who: str, acting_as: str) -> str:
    """Say the office unless the name is one already: Tinget itself, or a role account ("Sekreterare")."""
    role, _comma, place = acting_as.partition(", ")
    if who == TINGET:
        return ""
    return place if role.casefold() == who.casefold() else acting_as
