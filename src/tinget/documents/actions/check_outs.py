"""Writes about who works on a document: checking it out, letting it go, breaking another's check-out."""

import datetime as dt
import secrets

from django.utils.translation import gettext as _

from tinget.documents.actions.carrying import document_to_change, refused_as_frozen
from tinget.documents.models import CheckOut, Document
from tinget.documents.permissions import FORCE_UNLOCK, WRITE
from tinget.documents.queries import lock_line, lock_of
from tinget.documents.rules.locks import LASTS, Ending, Lock, Refusal, refusal
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.kernel.dates import in_words
from tinget.organisation.api import Actor, Role, require

REASON_LENGTH = 500


def check_out(actor: Actor, *, document_id: int, at: dt.datetime) -> Lock:
    """Let the actor work on the document alone for three days; again lengthens the own check-out."""
    row = document_to_change(document_id)
    require(actor, WRITE, authority=row.authority_id)
    if row.frozen_at is not None:
        raise refused_as_frozen()
    held = lock_of(row.pk)
    if held is not None and held.in_force(at):
        if not held.is_held_by(actor.person_id):
            raise _locked_by(held)
        CheckOut.objects.filter(document_id=row.pk, ended_at=None).update(expires_at=at + LASTS)
    else:
        end_check_out(row, Ending.EXPIRED, at=at)
        CheckOut.objects.create(
            authority_id=row.authority_id,
            document=row,
            token=secrets.token_urlsafe(32),
            person_id=actor.person_id,
            name=actor.name,
            started_at=at,
            expires_at=at + LASTS,
            restriction_id=row.restriction_id,
        )
    _tell(actor, "check_out_document", row, {"until": at + LASTS})
    return lock_line(CheckOut.objects.get(document_id=row.pk, ended_at=None))


def release(actor: Actor, *, document_id: int, at: dt.datetime) -> None:
    """End one's own check-out without a new version."""
    row = document_to_change(document_id)
    require(actor, WRITE, authority=row.authority_id)
    held = lock_of(row.pk)
    if held is None:
        raise NotPossible(_("Dokumentet är inte utcheckat. Läs om sidan."))
    if not held.is_held_by(actor.person_id):
        raise _locked_by(held)
    end_check_out(row, Ending.RELEASED, at=at)
    _tell(actor, "release_document", row, {})


def force_unlock(actor: Actor, *, document_id: int, reason: str, at: dt.datetime) -> None:
    """Break another's check-out, for a reason that is written down; its token is worth nothing after."""
    row = document_to_change(document_id)
    require(actor, FORCE_UNLOCK, authority=row.authority_id)
    held, told = lock_of(row.pk), " ".join(reason.split())[:REASON_LENGTH]
    if held is None:
        raise NotPossible(_("Dokumentet är inte utcheckat. Läs om sidan."))
    if not told:
        raise NotPossible(_("Skriv varför utcheckningen bryts; den som har dokumentet ska kunna läsa det."))
    end_check_out(row, Ending.FORCED, at=at, reason=told)
    _tell(actor, "force_unlock_document", row, {"checked_out_by": held.name, "reason": told})


def must_take_a_version(actor: Actor, row: Document, *, token: str, at: dt.datetime) -> None:
    """Refuse a version of a frozen document, or of one that somebody else works on.

    What Tinget does by itself (a signature is laid into minutes) goes on beside a check-out.
    """
    why = refusal(
        frozen=row.frozen_at is not None,
        lock=None if actor.role is Role.SYSTEM else (held := lock_of(row.pk)),
        person=actor.person_id,
        token=token,
        at=at,
    )
    if why is Refusal.FROZEN:
        raise refused_as_frozen()
    if why is Refusal.LOCK_LOST:
        raise NotPossible(
            _(
                "Din utcheckning gäller inte längre: den har gått ut eller brutits. Filen är inte sparad."
                " Jämför med den senaste versionen och lägg sedan in din som en ny version."
            )
        )
    if why is Refusal.LOCKED and held is not None:
        raise _locked_by(held)


def end_check_out(row: Document, how: Ending, *, at: dt.datetime, reason: str = "") -> None:
    """End the document's check-out, if there is one."""
    CheckOut.objects.filter(document_id=row.pk, ended_at=None).update(
        ended_at=at, ended_how=how, reason=reason
    )


def _locked_by(held: Lock) -> NotPossible:
    return NotPossible(
        _(
            "%(name)s har checkat ut dokumentet sedan %(since)s och arbetar med det, som längst till"
            " %(until)s. Vänta, eller tala med %(name)s."
        )
        % {
            "name": held.name,
            "since": in_words(held.since.date()),
            "until": in_words(held.until.date()),
        }
    )


def _tell(actor: Actor, action: str, row: Document, changes: dict[str, object]) -> None:
    ledger.append(
        actor,
        action,
        on=f"documents.document:{row.pk}",
        authority=row.authority_id,
        changes=changes,
        restriction=row.restriction_id,
    )
