"""Who may approve the minutes with the chair, and until when."""

from collections.abc import Iterable
from datetime import date, timedelta

from tinget.kernel.dates import in_words
from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.seats import Present, serving_seats

DAYS_TO_APPROVE = 14
DAYS_TO_NOTICE = 2


def wrong_approver(person_id: int, present: Iterable[Present], *, presiding: int | None) -> Finding | None:
    """Refuse an approver who does not serve, or who presides (KL 5:69, reglemente 22 §, rule 24)."""
    source = "KL 5:69, reglemente 22 §"
    if person_id == presiding:
        text = "Ordföranden justerar alltid. Välj en annan av dem som tjänstgör som justerare."
        return Finding(Verdict.REFUSED, "24", source, text)
    if any(one.person_id == person_id for one in serving_seats(present)):
        return None
    text = "Justeraren ska tjänstgöra vid sammanträdet. Välj någon av dem som tjänstgör."
    return Finding(Verdict.REFUSED, "24", source, text)


def latest_approval(held_on: date) -> date:
    """Reckon the last day to approve the minutes: the fourteenth after the meeting (KL 5:69, rule 24)."""
    return held_on + timedelta(days=DAYS_TO_APPROVE)


def late_approval(held_on: date, approved_on: date) -> Finding | None:
    """Ask for a reason where approval comes after fourteen days (KL 5:69, rule 24)."""
    if approved_on <= latest_approval(held_on):
        return None
    text = (
        f"Protokollet ska justeras senast {in_words(latest_approval(held_on), weekday=False)},"
        " fjorton dagar efter sammanträdet. Ange varför det sker senare."
    )
    return Finding(Verdict.NEEDS_REASON, "24", "KL 5:69", text)


def latest_notice(approved_on: date) -> date:
    """Reckon the last day to notice an approval: the second after it (KL 8:12, rule 25)."""
    return approved_on + timedelta(days=DAYS_TO_NOTICE)


def unnoticed(approved_on: date, noticed_on: date | None, *, today: date) -> Finding | None:
    """Find a § approved at once that was not noticed by itself in time (KL 8:12, reglemente 22 and 23 §§).

    The minutes' notice comes later, so what is approved at once has a notice of its own.
    """
    latest = latest_notice(approved_on)
    if (noticed_on or today) <= latest:
        return None
    text = (
        f"Det som justerades omedelbart {in_words(approved_on, weekday=False)} skulle ha tillkännagetts"
        f" senast {in_words(latest, weekday=False)}."
    )
    return Finding(Verdict.NEEDS_REASON, "25", "KL 8:12, reglemente 22 och 23 §§", text)


def early_approval(held_on: date, approved_on: date) -> Finding | None:
    """Refuse approval before the meeting was held: there is nothing to approve (KL 5:69)."""
    if approved_on >= held_on:
        return None
    text = "Protokollet kan inte justeras före sammanträdet. Ange en dag efter sammanträdesdagen."
    return Finding(Verdict.REFUSED, "24", "KL 5:69", text)


def moved_day(planned_on: date, held_on: date) -> Finding | None:
    """Ask for a reason where the meeting opens on another day than summoned to (reglemente 10 §, rule 4)."""
    if planned_on == held_on:
        return None
    text = (
        f"Sammanträdet är planerat till {in_words(planned_on, weekday=False)}"
        f" men öppnas {in_words(held_on, weekday=False)}."
        " Ange varför det hålls en annan dag."
    )
    return Finding(Verdict.NEEDS_REASON, "4", "reglemente 10 §", text)
