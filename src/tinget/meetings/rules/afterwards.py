"""When something that is written down afterwards happened: its own time, in the order of what is kept."""

from datetime import date, datetime, time, timedelta

SKEW = timedelta(minutes=5)  # that the clock of whoever wrote may be ahead of ours


def moment_of(day: date, clock: time, *, now: datetime, latest: datetime | None) -> datetime:
    """Give the moment that was told, in the zone of `now`; a minute holds several events in their order."""
    told = datetime.combine(day, clock, now.tzinfo)
    if latest is not None and told < latest < told + timedelta(minutes=1):
        return latest
    return now if now < told <= now + SKEW else told


def is_afterwards(told: datetime, *, now: datetime) -> bool:
    """Whether it was written down so long after it happened that the time of writing is shown beside it."""
    return now - told > SKEW


def misplaced(told: datetime, *, now: datetime, latest: datetime | None) -> str:
    """Say why nothing can have happened then as the meeting is kept, or nothing.

    Who could vote follows from the order, so what happened earlier is not put in between.
    """
    if told > now:
        return "Klockslaget har inte varit än."
    if latest is not None and told < latest:
        return (
            f"Något som hände {latest.astimezone(now.tzinfo):%H.%M} är redan infört."
            " Det som hände före kan inte läggas in emellan. Skriv det som en rättelse i ord."
        )
    return ""
