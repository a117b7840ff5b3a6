"""What a summons says, kept as it was sent, and what has changed since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from tinget.kernel.dates import in_words
from tinget.kernel.words import word as _


class Left(StrEnum):
    """Why a paper's pages are not in the one PDF; `NOT` where they are there."""

    NOT = ""
    MARKED = "marked"
    NO_FILE = "no_file"
    NO_PDF = "no_pdf"
    UNREADABLE = "unreadable"


LEFT_TEXTS: dict[Left, str] = {
    Left.MARKED: (
        _("Handlingen är märkt med sekretess och ingår inte. Den som har rätt till den öppnar den i ärendet.")
    ),
    Left.NO_FILE: _("Handlingen har ingen fil."),
    Left.NO_PDF: _("Handlingen finns inte som PDF och öppnas för sig."),
    Left.UNREADABLE: _("Filen gick inte att lägga in och öppnas för sig."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of an item: its record, the version that was sent, how many pages of it went along."""

    title: str
    printed: str = ""
    record_id: int | None = None
    document_id: int | None = None
    version_id: int | None = None
    pages: int = 0
    left: Left = Left.NOT

    @property
    def left_text(self) -> str:
        """Why its pages are not in the one PDF, empty where they are."""
        return LEFT_TEXTS.get(self.left, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """An item as the summons tells it."""

    item_id: int
    number: int
    title: str
    case_id: int | None = None
    case_number: str = ""
    rapporteur: str = ""
    proposal: str = ""
    summary: str = ""
    begins: time | None = None  # by the agenda's plan
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """When, where and about what the committee is called."""

    day: date
    start: time | None
    end: time | None
    place: str
    items: tuple[AgendaItem, ...] = ()

    def papers(self) -> Iterator[Paper]:
        """Give every paper, in the agenda's order."""
        for item in self.items:
            yield from item.papers

    def to_json(self) -> dict[str, Any]:
        """Render for the row that keeps what was sent."""
        told = asdict(self)
        told["day"] = self.day.isoformat()
        told["start"] = self.start.isoformat() if self.start else None
        told["end"] = self.end.isoformat() if self.end else None
        for item in told["items"]:
            item["begins"] = item["begins"].isoformat() if item["begins"] else None
        return told


def from_json(told: Mapping[str, Any]) -> Content:
    """Read what `to_json` wrote."""
    return Content(
        day=date.fromisoformat(told["day"]),
        start=_time(told["start"]),
        end=_time(told["end"]),
        place=told["place"],
        items=tuple(_item(item) for item in told["items"]),
    )


def without(content: Content, item_id: int | None) -> Content:
    """Give the content with one item's title alone: of what the reader has a conflict of interest in."""
    items = tuple(
        replace(one, rapporteur="", proposal="", summary="", papers=()) if one.item_id == item_id else one
        for one in content.items
    )
    return replace(content, items=items)


def difference(before: Content, after: Content) -> tuple[str, ...]:
    """Tell in sentences what the later summons says that the earlier did not, and the reverse."""
    return (*_called_elsewhere(before, after), *_agenda_changes(before, after))


def is_called_elsewhere(before: Content, after: Content) -> bool:
    """Whether day, time or place are others than those called to."""
    return bool(tuple(_called_elsewhere(before, after)))


def _called_elsewhere(before: Content, after: Content) -> Iterator[str]:
    if before.day != after.day:
        yield f"Ny dag: {in_words(after.day)} i stället för {in_words(before.day)}."
    if (before.start, before.end) != (after.start, after.end):
        yield f"Ny tid: {hours(after)} i stället för {hours(before)}."
    if before.place != after.place:
        yield f"Ny plats: {after.place or 'inte bestämd'} i stället för {before.place or 'inte bestämd'}."


def hours(content: Content) -> str:
    """Write the hours as a summons does: `13.00–15.00`."""
    return hours_of(content.start, content.end)


def hours_of(start: time | None, end: time | None) -> str:
    """Write when it begins and ends, `13.00–15.00`; without a beginning nothing is decided."""
    known = [hour(one) for one in (start, end) if one is not None]
    return "–".join(known) if start is not None else _("inte bestämd")


def hour(moment: time | None) -> str:
    """Write an hour as a summons does, `13.05`; empty where none is planned."""
    return moment.strftime("%H.%M") if moment else ""


def _agenda_changes(before: Content, after: Content) -> Iterator[str]:
    was = {item.item_id: item for item in before.items}
    now = {item.item_id: item for item in after.items}
    yield from (f"Ny punkt: {item.title}." for key, item in now.items() if key not in was)
    yield from (f"Borttagen punkt: {item.title}." for key, item in was.items() if key not in now)
    both = [(was[key], item) for key, item in now.items() if key in was]
    for old, new in both:
        yield from _item_changes(old, new)
    kept = [old.item_id for old in before.items if old.item_id in now]
    if kept != [new.item_id for new in after.items if new.item_id in was]:
        yield "Punkterna står i en annan ordning."
    if any(old.begins != new.begins for old, new in both):
        yield "Nya tider för punkterna."


def _item_changes(old: AgendaItem, new: AgendaItem) -> Iterator[str]:
    if old.title != new.title:
        yield f"Ny rubrik: {new.title}, i stället för {old.title}."
    if (old.proposal, old.summary, old.rapporteur) != (new.proposal, new.summary, new.rapporteur):
        yield f"Ändrad text under {new.title}."
    yield from (f"Ny handling under {new.title}: {title}." for title in _new(new.papers, old.papers))
    yield from (f"Borttagen handling under {new.title}: {title}." for title in _new(old.papers, new.papers))
    versions = {_key(one): one.version_id for one in old.papers}
    for one in new.papers:
        if _key(one) in versions and versions[_key(one)] != one.version_id:
            yield f"Ny version av {one.title} under {new.title}."


def _new(these: Iterable[Paper], those: Iterable[Paper]) -> list[str]:
    known = {_key(one) for one in those}
    return [one.title for one in these if _key(one) not in known]


def _key(paper: Paper) -> int | str:
    return paper.record_id or paper.title


def _item(told: Mapping[str, Any]) -> AgendaItem:
    papers = tuple(_paper(one) for one in told["papers"])
    return AgendaItem(**{**told, "papers": papers, "begins": _time(told.get("begins"))})


def _paper(told: Mapping[str, Any]) -> Paper:
    return Paper(**{**told, "left": Left(told["left"])})


def _time(told: str | None) -> time | None:
    return time.fromisoformat(told) if told else None
