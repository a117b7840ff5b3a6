"""What the health of the installation is judged by, measured at this moment."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from cryptography import x509
from django.conf import settings

from tinget.foundation import backups, clock, files, jobs, mail
from tinget.messages import api as messages
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.workflows.operations import lines
from tinget.workflows.operations.lines import Line

Certificates = Iterable[tuple[str, dt.datetime | None]]
FOLDERS = ("trusted", "bankid", "freja", "underskriftstjanst")  # in keys; Tinget renews its own, beside them
_SOURCES: list[Callable[[], Certificates]] = []


def add_certificates(source: Callable[[], Certificates]) -> None:
    """Let somebody above tell of certificates, by name and end; None is one that is not to be had."""
    _SOURCES.append(source)


def measured(actor: organisation.Actor, authority: organisation.Authority) -> list[Line]:
    """Return every line of health: the installation's, then the authority's own."""
    return [*of_installation(), *_of_authority(actor, authority, now=clock.now())]


def of_installation() -> list[Line]:
    """Return the lines that are the same for every authority."""
    now, data = clock.now(), Path(settings.TINGET_DATA)
    stored = files.bucket_answers()
    room, work, known = shutil.disk_usage(data), jobs.work(), backups.remembered(data)
    return [
        lines.worker(work, now=now),
        lines.queue(work, now=now),
        lines.disk(room.free, room.total),
        lines.backup(known, now=now),
        lines.tried_backup(known, now=now),
        *([] if stored is None else [lines.bucket(answers=stored)]),
        lines.scanner(named=bool(settings.TINGET_CLAMD), answers=files.scanner_answers()),
        *[lines.certificate(name, ends_at, now=now) for name, ends_at in _certificates(data / "keys")],
        *[lines.sign_in(name, ends_at, now=now) for source in _SOURCES for name, ends_at in source()],
    ]


def _of_authority(
    actor: organisation.Actor, authority: organisation.Authority, *, now: dt.datetime
) -> list[Line]:
    today = clock.today()
    notices = noticeboard.notices(authority.id, today=today)
    silent = sum(len(noticeboard.silent_boards(one, today=today)) for one in notices)
    return [
        lines.mail(mail.waiting(authority.id), now=now),
        *[lines.mailbox(one.name, one.failure) for one in messages.mailboxes(actor, authority)],
        lines.boards(silent),
    ]


def _certificates(keys: Path) -> list[tuple[str, dt.datetime]]:
    """Read those that somebody put here."""
    return [
        (path.name if folder == "trusted" else f"{folder}/{path.name}", one.not_valid_after_utc)
        for folder in FOLDERS
        for path in sorted((keys / folder).glob("*.pem"))
        for one in x509.load_pem_x509_certificates(path.read_bytes())
    ]
