"""Putting a notice up and taking it down: when it is late, when too early, and what has no effect."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tinget.kernel.dates import Reckoning, in_words, latest_notice_day
from tinget.kernel.findings import Finding, WithoutEffect
from tinget.kernel.words import word as _
from tinget.noticeboard.rules.appeal_time import Clock, Display

Board = TypeVar("Board")


class PostingState(StrEnum):
    """Where the notice stands on one municipality's board."""

    WAITING = "waiting"
    LATE = "late"
    UP = "up"
    DOWN = "down"
    DOWN_TOO_EARLY = "down_too_early"
    UNTOLD = "untold"


STATE_TEXTS = {
    PostingState.WAITING: _("väntar på anslag"),
    PostingState.LATE: _("inte anslaget i tid"),
    PostingState.UP: _("anslaget"),
    PostingState.DOWN: _("nedtaget"),
    PostingState.DOWN_TOO_EARLY: _("nedtaget för tidigt"),
    PostingState.UNTOLD: _("inte bekräftat"),
}
STATE_TONES = {
    PostingState.WAITING: "wait",
    PostingState.LATE: "stop",
    PostingState.UP: "now",
    PostingState.DOWN: "done",
    PostingState.DOWN_TOO_EARLY: "stop",
    PostingState.UNTOLD: "plain",
}


DELEGATED = "delegated"


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice tells: whose minutes, of which day and paragraphs, when approved, where they are kept.

    `about` names the thing as text ("meetings.meeting:5"). `kind` is "approval", or "delegated": minutes over
    delegated decisions, whose numbers stand as paragraphs, whose day as the meeting's (KL 6:40, 8:10).
    """

    about: str
    title: str
    meeting_date: dt.date
    paragraphs: str
    approved_on: dt.date | None
    minutes_url: str
    kept_at: str
    kind: str = "approval"


def latest_up_on(approved_on: dt.date) -> Reckoning:
    """Reckon the last day to put the notice up: the second after the approval (KL 8:12, reglemente 23 §)."""
    return latest_notice_day(approved_on)


def check_up(
    displays: Sequence[Display], *, on: dt.date, today: dt.date, approved_on: dt.date | None
) -> Finding | None:
    """Judge putting the notice up on that day; raise WithoutEffect, or return what needs a reason."""
    if on > today:
        raise WithoutEffect(ahead(on))
    if approved_on is not None and on < approved_on:
        text = (
            f"Anslaget kan inte ha satts upp {in_words(on)}: protokollet justerades {in_words(approved_on)}."
        )
        raise WithoutEffect(Finding("25", "KL 8:12", text))
    if displays and displays[-1].down_on is not None and on < displays[-1].down_on:
        text = f"Anslaget satt redan uppe den dagen; det togs ned {in_words(displays[-1].down_on)}."
        raise WithoutEffect(Finding("27", "KL 13:5", text))
    if displays or approved_on is None:
        return None
    return late_finding(on, approved_on=approved_on)


def late_finding(on: dt.date, *, approved_on: dt.date) -> Finding | None:
    """Tell that a notice put up on that day is late, or None when it is in time (rule 25)."""
    latest = latest_up_on(approved_on).date
    if on <= latest:
        return None
    text = f"Anslaget skulle ha satts upp senast {in_words(latest)}, andra dagen efter justeringen."
    return Finding("25", "KL 8:12, reglemente 23 §", text)


def check_down(
    displays: Sequence[Display], *, on: dt.date, today: dt.date, running: Clock | None
) -> Finding | None:
    """Judge taking the notice down, `on` being the first day without it; raise WithoutEffect, or find."""
    if not displays or displays[-1].down_on is not None:
        text = "Anslaget kan inte tas ned: det är inte uppsatt."
        raise WithoutEffect(Finding("26", "KL 8:12", text))
    if on > today:
        raise WithoutEffect(ahead(on))
    if on < displays[-1].up_on:
        text = (
            f"Anslaget kan inte ha tagits ned {in_words(on)}: det sattes upp {in_words(displays[-1].up_on)}."
        )
        raise WithoutEffect(Finding("26", "KL 8:12", text))
    return early_finding(on, running=running)


def early_finding(on: dt.date, *, running: Clock | None) -> Finding | None:
    """Tell that the notice comes down too early, or None when the time to appeal has run out (rule 26)."""
    source = "KL 8:12, 13:5"
    if running is None:
        text = (
            "Anslaget sitter inte uppe på alla kommuners anslagstavlor, så överklagandetiden löper inte."
            " Tas det ned nu börjar tiden om när det sätts upp igen."
        )
        return Finding("26", source, text)
    if on >= running.removal.date:
        return None
    text = (
        f"Anslaget får tas ned tidigast {in_words(running.removal.date)}."
        " Tas det ned tidigare börjar överklagandetiden om när det sätts upp igen."
    )
    return Finding("26", source, text)


def ended_early_finding(display: Display, *, running: Clock | None) -> Finding | None:
    """Tell that this display ended before the appeal time had run out, or None (rule 26)."""
    if display.down_on is None or (running is not None and display.down_on >= running.removal.date):
        return None
    text = f"Anslaget togs ned {in_words(display.down_on)}, innan överklagandetiden hade gått ut."
    return Finding("26", "KL 8:12, 13:5", text)


def state_of(
    displays: Sequence[Display], *, running: Clock | None, latest: dt.date | None, today: dt.date
) -> PostingState:
    """Tell where the notice stands on one board."""
    if not displays:
        late = latest is not None and today > latest
        return PostingState.LATE if late else PostingState.WAITING
    if displays[-1].down_on is None:
        return PostingState.UP
    early = ended_early_finding(displays[-1], running=running)
    return PostingState.DOWN_TOO_EARLY if early else PostingState.DOWN


def certificate_possible(boards: Mapping[Board, Sequence[Display]]) -> bool:
    """Tell whether the certificate of notice can be made: every board has carried it (KL 8:12)."""
    return bool(boards) and all(boards.values())


def expanded(paragraphs: str) -> list[str]:
    """List the paragraphs that `15–16, 18` names; what is no range of numbers stays as it is."""
    found: list[str] = []
    for part in filter(None, (piece.strip() for piece in paragraphs.split(","))):
        first, _dash, last = part.replace("-", "–").partition("–")
        if first.strip().isdecimal() and last.strip().isdecimal():
            found += [str(number) for number in range(int(first), int(last) + 1)]
        else:
            found.append(part)
    return found


def ahead(on: dt.date) -> Finding:
    """Tell that the day has not been."""
    text = f"{in_words(on).capitalize()} har inte varit än. Ange den dag då det skedde."
    return Finding("25", "KL 8:12", text)
