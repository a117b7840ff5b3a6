"""Correcting a day that was told wrongly: what the board's times are after it, and what has no effect."""

import datetime as dt
from collections.abc import Sequence

from tinget.kernel.dates import in_words
from tinget.kernel.findings import Finding, WithoutEffect
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.notices import ahead


def corrected(
    displays: Sequence[Display],
    number: int,
    right: Display | None,
    *,
    today: dt.date,
    approved_on: dt.date | None,
) -> list[Display]:
    """Return a board's times with the one at `number` put right, or without it where it never was (None).

    Raise WithoutEffect where the new days cannot be: ahead, before the approval, in the wrong order, or at
    once with another display (KL 8:12).
    """
    others = [one for index, one in enumerate(displays) if index != number]
    if right is None:
        return others
    _check_days(right, today=today, approved_on=approved_on)
    for other in others:
        if _at_once(right, other):
            text = (
                f"Anslaget är redan antecknat som uppsatt från {in_words(other.up_on)}. Två tider kan inte"
                " gälla samtidigt: rätta den andra först."
            )
            raise WithoutEffect(Finding("27", "KL 13:5", text))
    return sorted([*others, right], key=_in_time)


def _check_days(right: Display, *, today: dt.date, approved_on: dt.date | None) -> None:
    for day in filter(None, (right.up_on, right.down_on)):
        if day > today:
            raise WithoutEffect(ahead(day))
    if approved_on is not None and right.up_on < approved_on:
        text = (
            f"Anslaget kan inte ha satts upp {in_words(right.up_on)}: protokollet justerades"
            f" {in_words(approved_on)}."
        )
        raise WithoutEffect(Finding("25", "KL 8:12", text))
    if right.down_on is not None and right.down_on < right.up_on:
        text = (
            f"Anslaget kan inte ha tagits ned {in_words(right.down_on)}: det sattes upp"
            f" {in_words(right.up_on)}."
        )
        raise WithoutEffect(Finding("26", "KL 8:12", text))


def _in_time(display: Display) -> tuple[dt.date, dt.date]:
    return display.up_on, display.down_on or dt.date.max


def _at_once(one: Display, other: Display) -> bool:
    """Tell whether both were up on some day; one that goes up the day that another comes down follows it."""
    first, second = sorted((one, other), key=_in_time)
    return first.down_on is None or second.up_on < first.down_on
