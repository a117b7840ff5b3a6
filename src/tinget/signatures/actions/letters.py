"""The letters to those who sign: whose turn it is, reminders, the code, and that it is all taken back."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tinget.foundation import mail
from tinget.organisation.api import addresses, authority_by_id
from tinget.signatures import models, queries
from tinget.signatures.queries import SignerLine, SigningLine
from tinget.signatures.rules import Purpose, RequestState, reminder_due


def tell_whose_turn(rows: Sequence[models.SigningRequest], *, at: dt.datetime) -> None:
    """Note whose turn it has become; outsiders get their link, one letter however many papers."""
    written = set[str]()
    for row in rows:
        line = queries.request(row.pk)
        fresh = [one for one in line.signers if one.id in line.turn_ids and one.told_on is None]
        models.Signer.objects.filter(pk__in=[one.id for one in fresh]).update(told_on=at.date())
        for one in fresh:
            if one.is_outside and one.email not in written and not _was_told(line, one):
                written.add(one.email)
                _write(line, one, one.email, subject=_("Att skriva under: %(title)s"), template="invitation")


def due_for_reminder(line: SigningLine, *, today: dt.date) -> list[SignerLine]:
    """Return whose turn it is, and who is to be reminded today."""
    return [
        one
        for one in line.signers
        if one.id in line.turn_ids
        and reminder_due(today, told_on=one.told_on, reminded_on=one.reminded_on, due_on=line.due_on)
    ]


def remind_of(line: SigningLine, due: Collection[SignerLine], *, at: dt.datetime) -> list[SignerLine]:
    """Write to those of these who have an address; return whom it reached."""
    found = addresses([one.person_id for one in due if one.person_id is not None])
    reached = []
    for one in due:
        to = one.email or found.get(one.person_id or 0, "")
        if not to:
            continue
        _write(line, one, to, subject=_("Påminnelse, att skriva under: %(title)s"), template="reminder")
        models.Signer.objects.filter(pk__in=[place.id for _l, place in queries.together(line, one)]).update(
            reminded_on=at.date()
        )
        reached.append(one)
    return reached


def send_code(signer: models.Signer, line: SigningLine) -> None:
    """Send the one-time code to the address that the link went to."""
    place = next(one for one in line.signers if one.id == signer.pk)
    subject = _("Din kod för att skriva under")
    _write(line, place, signer.email, subject=subject, template="code", about=queries.CODE)


def tell_withdrawn(line: SigningLine, *, reason: str) -> None:
    """Tell the outsiders who have a link that it leads to nothing more."""
    for one in line.signers:
        if one.is_outside and one.told_on is not None:
            subject = _("Återtaget: %(title)s ska inte skrivas under")
            _write(line, one, one.email, subject=subject, template="withdrawn", more={"reason": reason})


def tell_asker(row: models.SigningRequest) -> None:
    """Tell whoever asked that all have signed, or that somebody declined and why; papers of no purpose alone.

    Minutes and what follows them have steps of their own, which show it.
    """
    line = queries.request(row.pk)
    is_over = line.state in {RequestState.COMPLETE, RequestState.DECLINED}
    if row.purpose != Purpose.OTHER or row.asker_id is None or not is_over:
        return
    to = addresses([row.asker_id]).get(row.asker_id)
    if not to:
        return
    told = {
        RequestState.COMPLETE: _("Undertecknat av alla: %(title)s"),
        RequestState.DECLINED: _("Någon har avböjt att skriva under: %(title)s"),
    }
    authority = authority_by_id(line.authority)
    declined = next((one for one in line.signers if one.declined_at is not None), None)
    address = f"{settings.TINGET_ADDRESS}/{authority.slug}/underskrifter/{line.id}/"
    mail.send_later(
        authority=line.authority,
        to=to,
        subject=f"{_prefix(line)}{told[line.state] % {'title': line.title}}"[:200],
        body=render_to_string(
            "signatures/told.txt",
            {"line": line, "declined": declined, "authority": authority, "address": address},
        ),
        about=f"signatures.signingrequest:{line.id}",
    )


def _prefix(line: SigningLine) -> str:
    return "DEMONSTRATION: " if line.is_demonstration else ""


def _was_told(line: SigningLine, signer: SignerLine) -> bool:
    """Whether the outsider has a link to the same papers from before."""
    return any(
        place.told_on is not None for one, place in queries.together(line, signer) if one.id != line.id
    )


def _write(
    line: SigningLine,
    signer: SignerLine,
    to: str,
    *,
    subject: str,
    template: str,
    about: str = queries.INVITED,
    more: dict[str, Any] | None = None,
) -> None:
    told = subject % {"title": line.title} if "%(title)s" in subject else subject
    papers = [one.title for one, place in queries.together(line, signer) if not place.has_answered]
    context = {
        "line": line,
        "signer": signer,
        "papers": papers,
        "authority": authority_by_id(line.authority),
        "link": mail.LINK,
        **(more or {}),
    }
    mail.send_later(
        authority=line.authority,
        to=to,
        subject=f"{_prefix(line)}{told}"[:200],
        body=render_to_string(f"signatures/{template}.txt", context),
        about=f"{about}:{signer.id}",
    )
