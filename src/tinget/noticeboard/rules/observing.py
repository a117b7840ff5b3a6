"""What looking at a board tells: whether its page carries the notice, and when it surely has gone."""

import datetime as dt
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.dates import in_words
from tinget.kernel.words import word as _
from tinget.noticeboard.rules.appeal_time import Display

SURE_AFTER = dt.timedelta(minutes=20)  # gone in two looks so far apart: a page may be half published once
TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


class Seen(StrEnum):
    """What one look at a board's page found."""

    FOUND = "found"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"


SEEN_TEXTS = {
    Seen.FOUND: _("anslaget fanns där"),
    Seen.ABSENT: _("anslaget fanns inte där"),
    Seen.UNREACHABLE: _("sidan kunde inte läsas"),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells a notice on a page: our element's address, its own, or its words; an empty one none.

    The address is the minutes', or the agenda's; the words are the paragraphs, or what the summons says.
    """

    element: str
    url: str
    authority: str
    meeting_date: dt.date
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One look: when, and what was found."""

    at: dt.datetime
    seen: Seen


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look changes: the notice is up, or has gone since the moment; both empty: nothing."""

    is_up: bool = False
    gone_since: dt.datetime | None = None


NOTHING = Verdict()


def carries(page: str, marks: Marks) -> bool:
    """Tell whether the page carries the notice, by an address of ours or by its words."""
    whole = html.unescape(page)
    if any(address and address in whole for address in (marks.element, marks.url)):
        return True
    text = _folded(TAG.sub(" ", whole))
    days = (in_words(marks.meeting_date, weekday=False), marks.meeting_date.isoformat())
    return (
        _folded(marks.authority) in text
        and any(_folded(day) in text for day in days)
        and all(_folded(word) in text for word in marks.words)
    )


def judge(earlier: Sequence[Sighting], now: Sighting, displays: Sequence[Display]) -> Verdict:
    """Tell what a look changes, after the earlier ones, oldest first.

    Only a page on which the notice has been found before can drop it: another may be one that we cannot
    read. A page that does not answer tells nothing.
    """
    is_up = bool(displays) and displays[-1].down_on is None
    if now.seen is Seen.FOUND:
        return NOTHING if is_up else Verdict(is_up=True)
    if now.seen is Seen.UNREACHABLE or not is_up:
        return NOTHING
    known = [one for one in earlier if one.seen is not Seen.UNREACHABLE]
    found = [place for place, one in enumerate(known) if one.seen is Seen.FOUND]
    absent = known[found[-1] + 1 :] if found else []
    if not absent or now.at - absent[0].at < SURE_AFTER:
        return NOTHING
    return Verdict(gone_since=absent[0].at)


def _folded(text: str) -> str:
    return " ".join(text.replace("-", "–").split()).casefold()
