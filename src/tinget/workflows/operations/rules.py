"""When a part of the installation works, is to be looked at, or is broken."""

import datetime as dt
from enum import StrEnum

LEAST_FREE_SHARE, LEAST_FREE_BYTES = 0.1, 2_000_000_000
WORKER_SILENT = dt.timedelta(minutes=2)  # it gives a sign of life every ten seconds
WAITS = dt.timedelta(minutes=10)
BACKUP_AGE = dt.timedelta(hours=26)  # one a night, and two hours for a slow one
TRIAL_AGE = dt.timedelta(days=35)  # one a month, and some days for whoever does it
CERTIFICATE_WARNS, CERTIFICATE_ALARMS = dt.timedelta(days=30), dt.timedelta(days=7)


class Tone(StrEnum):
    """How a part fares: the tones of the pages' states."""

    WELL = "done"
    LOOK = "wait"
    BROKEN = "stop"


def of_disk(free: int, total: int) -> Tone:
    """Judge the room in the data folder, in bytes."""
    if free < LEAST_FREE_BYTES:
        return Tone.BROKEN
    return Tone.LOOK if free < total * LEAST_FREE_SHARE else Tone.WELL


def of_worker(seen_at: dt.datetime | None, *, now: dt.datetime) -> Tone:
    """Judge whether somebody does the background work, by the last sign of life."""
    return Tone.WELL if seen_at and now - seen_at <= WORKER_SILENT else Tone.BROKEN


def of_waiting(since: dt.datetime | None, failed: int, *, now: dt.datetime) -> Tone:
    """Judge a queue by what has waited longest and by what was given up."""
    if since and now - since > WAITS:
        return Tone.BROKEN
    return Tone.LOOK if failed else Tone.WELL


def of_scanner(*, named: bool, answers: bool) -> Tone:
    """Judge the virus scanner; to have none is worth a look."""
    if not named:
        return Tone.LOOK
    return Tone.WELL if answers else Tone.BROKEN


def of_certificate(left: dt.timedelta) -> Tone:
    """Judge a certificate by the time that it has left."""
    if left <= CERTIFICATE_ALARMS:
        return Tone.BROKEN
    return Tone.LOOK if left <= CERTIFICATE_WARNS else Tone.WELL


def of_backup(made_at: dt.datetime | None, problem: str, *, now: dt.datetime) -> Tone:
    """Judge the newest backup, and whether one has failed since."""
    if problem:
        return Tone.BROKEN
    if made_at is None:
        return Tone.LOOK
    return Tone.BROKEN if now - made_at > BACKUP_AGE else Tone.WELL


def of_trial(tried_at: dt.datetime | None, *, now: dt.datetime) -> Tone:
    """Judge whether a backup was restored on trial of late: one that never was is a hope."""
    return Tone.WELL if tried_at and now - tried_at <= TRIAL_AGE else Tone.LOOK
