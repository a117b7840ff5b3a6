"""One line for each part of the installation: how it fares, in words, and what to do about it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinget.foundation.backups import Backups
from tinget.foundation.jobs import Work
from tinget.foundation.mail import Waiting
from tinget.foundation.ui.words import moment_words, short_date
from tinget.workflows.operations import rules
from tinget.workflows.operations.rules import Tone

GIGABYTE = 10**9


@dataclass(frozen=True)
class Line:
    """A part of the installation; `key` names it in alarms."""

    key: str
    what: str
    tone: Tone
    text: str
    advice: str = ""


def disk(free: int, total: int) -> Line:
    """Tell of the room in the data folder, in bytes."""
    amounts = {"free": free // GIGABYTE, "total": total // GIGABYTE}
    text = _("%(free)s GB av %(total)s GB är lediga.") % amounts
    advice = _("Ge datamappen mer plats, innan filer och databas inte får rum.")
    return _line("disk", _("Disk"), rules.of_disk(free, total), text, advice)


def worker(work: Work, *, now: dt.datetime) -> Line:
    """Tell whether somebody does the background work."""
    tone = rules.of_worker(work.worker_seen_at, now=now)
    if tone is Tone.WELL:
        text = _("Den arbetar.")
    elif work.worker_seen_at:
        text = _("Den har inte hörts av sedan %(seen)s.") % {"seen": moment_words(work.worker_seen_at)}
    else:
        text = _("Den är inte igång.")
    advice = _("Starta om Tinget. Se loggen om det inte hjälper.")
    return _line("worker", _("Bakgrundsarbetaren"), tone, text, advice)


def queue(work: Work, *, now: dt.datetime) -> Line:
    """Tell what waits to be done, and what was given up."""
    tone = rules.of_waiting(work.waiting_since, work.failed, now=now)
    text = _("%(waiting)s väntar, %(failed)s har misslyckats.")
    amounts = {"waiting": work.waiting, "failed": work.failed}
    advice = _("Gå igenom sidan Bakgrundsarbete, och se om bakgrundsarbetaren är igång.")
    return _line("queue", _("Kön av arbeten"), tone, text % amounts, advice)


def mail(letters: Waiting, *, now: dt.datetime) -> Line:
    """Tell of the mail that has not gone out."""
    tone = rules.of_waiting(letters.waiting_since, letters.failed, now=now)
    text = _("%(waiting)s väntar, %(failed)s kunde inte skickas.")
    amounts = {"waiting": letters.waiting, "failed": letters.failed}
    advice = _("Se om e-postservern i TINGET_SMTP svarar, och om adresserna stämmer.")
    return _line("mail", _("E-post ut"), tone, text % amounts, advice)


def mailbox(name: str, failure: str) -> Line:
    """Tell of a mailbox that is read; `failure` is a sentence, empty while all is well."""
    what, tone = _("Brevlådan %(name)s") % {"name": name}, Tone.BROKEN if failure else Tone.WELL
    return _line(f"mailbox {name}", what, tone, failure or _("Den läses."), _("Rätta TINGET_MAILBOXES."))


def boards(silent: int) -> Line:
    """Tell whether the municipalities' boards have said what they are waited for."""
    text = ngettext(
        "%(count)s tavla har inte svarat i tid.", "%(count)s tavlor har inte svarat i tid.", silent
    ) % {"count": silent}
    tone = Tone.LOOK if silent else Tone.WELL
    advice = _("Ring kommunens registrator.")
    return _line("boards", _("Anslagstavlor"), tone, text if silent else _("Ingen är tyst."), advice)


def certificate(name: str, ends_at: dt.datetime, *, now: dt.datetime) -> Line:
    """Tell how long a certificate that somebody put here is valid."""
    text = _("Det gick ut den %(day)s.") if ends_at <= now else _("Det gäller till den %(day)s.")
    return _line(
        f"certificate {name}",
        _("Certifikatet %(name)s") % {"name": name},
        rules.of_certificate(ends_at - now),
        text % {"day": short_date(ends_at)},
        _("Beställ ett nytt och lägg det i datamappens keys."),
    )


def sign_in(name: str, ends_at: dt.datetime | None, *, now: dt.datetime) -> Line:
    """Tell how long the certificate is valid that a municipality's own sign-in rests on."""
    what = _("Certifikatet för inloggning, %(name)s") % {"name": name}
    if ends_at is None:
        text = _("Uppgifterna om kommunens inloggning går inte att läsa.")
        return _line(f"sign-in {name}", what, Tone.BROKEN, text, _("Se loggen, och fråga kommunen."))
    text = _("Det gick ut den %(day)s.") if ends_at <= now else _("Det gäller till den %(day)s.")
    tone, day = rules.of_certificate(ends_at - now), {"day": short_date(ends_at)}
    return _line(f"sign-in {name}", what, tone, text % day, _("Byt det tillsammans med kommunen."))


def bucket(*, answers: bool) -> Line:
    """Tell of the bucket that keeps the files."""
    text = _("Det svarar.") if answers else _("Det svarar inte, och inga filer tas emot.")
    tone = Tone.WELL if answers else Tone.BROKEN
    return _line("bucket", _("Lagret för filer"), tone, text, _("Se om lagret i TINGET_FILES är igång."))


def scanner(*, named: bool, answers: bool) -> Line:
    """Tell of the virus scanner."""
    tone = rules.of_scanner(named=named, answers=answers)
    texts = {
        Tone.WELL: _("Det svarar."),
        Tone.LOOK: _("Inget är inställt: filer tas emot oprövade."),
        Tone.BROKEN: _("Det svarar inte, och inga filer tas emot."),
    }
    return _line("scanner", _("Virusskydd"), tone, texts[tone], _("Starta clamd och ange TINGET_CLAMD."))


def backup(known: Backups, *, now: dt.datetime) -> Line:
    """Tell of the newest backup."""
    tone = rules.of_backup(known.made_at, known.problem, now=now)
    if known.problem:
        text = known.problem
    elif known.made_at:
        text = _("Den senaste gjordes %(at)s.") % {"at": moment_words(known.made_at)}
    else:
        text = _("Ingen har gjorts av ./tinget keep-backups.")
    return _line("backup", _("Säkerhetskopia"), tone, text, _("Kör ./tinget keep-backups varje natt."))


def tried_backup(known: Backups, *, now: dt.datetime) -> Line:
    """Tell when a backup was last restored on trial."""
    tone = rules.of_trial(known.tried_at, now=now)
    text = _("Ingen säkerhetskopia har prövats.")
    if known.tried_at:
        text = _("Senast %(at)s.") % {"at": moment_words(known.tried_at)}
    advice = _("Kör ./tinget keep-backups med --try.")
    return _line("tried_backup", _("Prövad återställning"), tone, text, advice)


def _line(key: str, what: str, tone: Tone, text: str, advice: str) -> Line:
    return Line(key, what, tone, text, "" if tone is Tone.WELL else advice)
