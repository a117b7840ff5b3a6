"""What the pages show of a draft: its state in words, its doubts in order, and the original around a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tinget.workflows.import_minutes.drafts import rows_of
from tinget.workflows.models import ImportedMinutes

BEFORE, SHOWN, SHORT, MOST_DOUBTS, LONGEST = 8, 110, 160, 100, 300
FIELD_TEXTS = {
    "date": gettext_noop("dag"),
    "place": gettext_noop("plats"),
    "chair": gettext_noop("ordförande"),
    "secretary": gettext_noop("sekreterare"),
    "approvers": gettext_noop("justerare"),
    "attendance": gettext_noop("närvarande"),
    "notices": gettext_noop("anslag"),
    "signatures": gettext_noop("underskrifter"),
    "title": gettext_noop("rubrik"),
    "case_number": gettext_noop("ärendenummer"),
    "decision": gettext_noop("beslut"),
    "summary": gettext_noop("sammanfattning"),
    "procedure": gettext_noop("beslutsgång"),
    "basis": gettext_noop("beslutsunderlag"),
    "recipients": gettext_noop("mottagare"),
}


@dataclass(frozen=True)
class DoubtShown:
    """A doubt as it is told: where, and why."""

    field: str
    what: str
    line: int
    why: str


@dataclass(frozen=True)
class Overview:
    """A draft in short."""

    draft: ImportedMinutes
    title: str
    facts: tuple[tuple[str, str | None], ...]
    doubts: tuple[DoubtShown, ...]
    findings: tuple[Mapping[str, Any], ...]
    paragraphs: int
    more_doubts: int

    @property
    def first_doubt(self) -> int | None:
        """The line of the first doubt."""
        return self.doubts[0].line if self.doubts else None

    @property
    def is_accepted(self) -> bool:
        """Whether a person has accepted it."""
        return self.draft.accepted_at is not None


@dataclass(frozen=True)
class ItemShown:
    """A paragraph in short, with how many doubts it has."""

    paragraph: str
    title: str
    case_number: str
    decision: str
    line: int
    doubts: int


@dataclass(frozen=True)
class RowShown:
    """A line of the original; `is_doubtful` where a doubt or finding points to it."""

    number: int
    text: str
    is_doubtful: bool
    lead: str = ""


@dataclass(frozen=True)
class Excerpt:
    """A part of the original, and the way to the parts before and after."""

    rows: tuple[RowShown, ...]
    first: int
    last: int
    total: int
    earlier: int | None
    later: int | None


def overview(draft: ImportedMinutes) -> Overview:
    """Tell a draft in short."""
    meeting = draft.facts["meeting"]
    all_doubts = draft.facts["doubts"]
    doubts = tuple(
        DoubtShown(one["field"], what(one["field"]), one["line"], one["why"])
        for one in all_doubts[:MOST_DOUBTS]
    )
    day = meeting["date"]
    return Overview(
        draft=draft,
        title=_("Protokoll %(day)s") % {"day": day} if day else _("Protokoll utan känd dag"),
        facts=(
            (_("Dag"), day),
            (_("Plats"), meeting["place"]),
            (_("Ordförande"), meeting["chair"]),
            (_("Sekreterare"), meeting["secretary"]),
            (_("Justerare"), ", ".join(meeting["approvers"]) or None),
            (_("Närvarande"), _counted(meeting["attendance"])),
            (_("Omedelbart justerade"), _listed(meeting["immediate"]) or _("inga")),
            *((_("Anslag"), _notice(one)) for one in meeting["notices"] or [None]),
            (_("Underskrifter"), ", ".join(meeting["signatures"]) or None),
        ),
        doubts=doubts,
        findings=tuple(draft.facts["findings"]),
        paragraphs=len(draft.facts["items"]),
        more_doubts=len(all_doubts) - len(doubts),
    )


def what(field: str) -> str:
    """Say a doubt's field in Swedish: `§ 15, ärendenummer`."""
    match field.split("."):
        case ["items", number, *_between, name]:
            return f"§ {number}, " + _(FIELD_TEXTS.get(name, ""))
        case ["meeting", name, *_more]:
            return _(FIELD_TEXTS.get(name, name))
        case _:
            return _("paragraferna")


def _counted(attendance: list[Mapping[str, Any]]) -> str | None:
    if not attendance:
        return None
    names = ", ".join(one["name"] for one in attendance[:30])
    return f"{len(attendance)}: {names}"


def _listed(paragraphs: list[str]) -> str:
    return ", ".join(f"§ {one}" for one in paragraphs)


def _notice(one: Mapping[str, Any] | None) -> str | None:
    if one is None:
        return None
    days = {"up": one["up"] or "?", "down": one["down"] or "?", "paragraphs": _listed(one["paragraphs"])}
    return _("%(paragraphs)s: uppsatt %(up)s, nedtaget %(down)s") % days


def shown_item(draft: ImportedMinutes, item: Mapping[str, Any]) -> ItemShown:
    """Tell a paragraph in short."""
    start = f"items.{item['paragraph']}."
    return ItemShown(
        paragraph=item["paragraph"],
        title=item["title"] or _("utan rubrik"),
        case_number=item["case_number"] or "",
        decision=_short(item["decision"] or ""),
        line=item["line"],
        doubts=sum(one["field"].startswith(start) for one in draft.facts["doubts"]),
    )


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def _row(number: int, text: str, is_doubtful: bool) -> RowShown:  # noqa: FBT001 -- a row's three facts
    bare = text.lstrip()
    return RowShown(number, bare, is_doubtful, text[: len(text) - len(bare)])


def excerpt(draft: ImportedMinutes, line: int) -> Excerpt:
    """Give the original around a line."""
    rows = rows_of(draft.text)
    line = min(max(1, line), len(rows))
    first = max(1, line - BEFORE)
    last = min(len(rows), first + SHOWN - 1)
    marked = {one["line"] for one in (*draft.facts["doubts"], *draft.facts["findings"])}
    return Excerpt(
        rows=tuple(_row(n, rows[n - 1][:LONGEST], n in marked) for n in range(first, last + 1)),
        first=first,
        last=last,
        total=len(rows),
        earlier=max(1, first - SHOWN + BEFORE) if first > 1 else None,
        later=last + 1 + BEFORE if last < len(rows) else None,
    )
