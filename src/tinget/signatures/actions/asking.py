"""Asking for signatures: of whom, on which papers; another file, a reminder, taking it all back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.files import StoredFile
from tinget.organisation.api import Actor, people, require
from tinget.signatures import models, queries
from tinget.signatures.actions import letters
from tinget.signatures.actions.papers import add_file, prepared
from tinget.signatures.actions.rows import check_open, locked
from tinget.signatures.events import SigningWithdrawn
from tinget.signatures.permissions import REQUEST
from tinget.signatures.queries import SigningLine
from tinget.signatures.rules import (
    SEAL,
    FileReason,
    RequestState,
    SignerSpec,
    Terms,
    field_name,
)

ANY_TIME = Terms()


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF in the authority's file store that is to be signed, and what it is about."""

    file: StoredFile
    name: str
    title: str
    about: str


def request_signatures(
    actor: Actor,
    *,
    authority: int,
    paper: Paper,
    signers: Sequence[SignerSpec],
    purpose: str,
    at: dt.datetime,
    terms: Terms = ANY_TIME,
) -> int:
    """Ask these people to sign a paper; return the request's id."""
    (made,) = request_for_papers(
        actor, authority=authority, papers=[paper], signers=signers, purpose=purpose, at=at, terms=terms
    )
    return made


def request_for_papers(
    actor: Actor,
    *,
    authority: int,
    papers: Sequence[Paper],
    signers: Sequence[SignerSpec],
    purpose: str,
    at: dt.datetime,
    terms: Terms = ANY_TIME,
) -> list[int]:
    """Ask the same people to sign one or several papers in one go; return the requests' ids."""
    require(actor, REQUEST, authority=authority)
    _check_signers(actor, signers)
    if terms.eid_required and not queries.services_to_sign_with(demonstration=actor.is_demonstration):
        raise NotPossible(_("E-legitimation går inte att använda här. Begär underskrifterna utan den."))
    if len(papers) > 1:
        terms = replace(terms, bundle=str(uuid.uuid4()))
    rows = [
        _request(actor, authority, paper, signers, purpose=purpose, at=at, terms=terms) for paper in papers
    ]
    letters.tell_whose_turn(rows, at=at)
    for row, paper in zip(rows, papers, strict=True):
        ledger.append(
            actor,
            "request_signatures",
            on=f"signatures.signingrequest:{row.pk}",
            authority=authority,
            changes={
                "about": paper.about,
                "sha256": paper.file.sha256,
                "signers": [spec.name for spec in signers],
            },
        )
    return [row.pk for row in rows]


def _request(
    actor: Actor,
    authority: int,
    paper: Paper,
    signers: Sequence[SignerSpec],
    *,
    purpose: str,
    at: dt.datetime,
    terms: Terms,
) -> models.SigningRequest:
    # All fields at once, so that no signature changes what an earlier one covers.
    fields = [field_name(order, spec.capacity) for order, spec in enumerate(signers, start=1)]
    ready = prepared(authority, paper.file, [*fields, SEAL], name=paper.name)
    row = models.SigningRequest.objects.create(
        authority_id=authority,
        about=paper.about,
        purpose=str(purpose),
        title=paper.title,
        name=paper.name,
        state=RequestState.WAITING.value,
        created_at=at,
        is_demonstration=actor.is_demonstration,
        asked_by=actor.name,
        asker_id=actor.person_id,
        in_order=terms.in_order,
        due_on=terms.due_on,
        message=terms.message,
        bundle=terms.bundle,
        eid_required=terms.eid_required,
    )
    _add_signers(row, signers, fields)
    add_file(row, paper.file, reason=FileReason.RECEIVED, at=at)
    add_file(row, ready, reason=FileReason.PREPARED, at=at)
    return row


def replace_file(
    actor: Actor, *, request_id: int, file: StoredFile, reason: str, at: dt.datetime
) -> SigningLine:
    """Take another file, with its reason, while nobody has signed; who has read the first reads again."""
    row = locked(request_id)
    require(actor, REQUEST, authority=row.authority_id)
    if row.state != RequestState.WAITING or row.signers.filter(signed_at__isnull=False).exists():
        raise NotPossible(
            _("Filen kan inte bytas ut: någon har redan skrivit under eller avböjt. Begär nya underskrifter.")
        )
    fields = list(row.signers.order_by("order").values_list("field", flat=True))
    ready = prepared(row.authority_id, file, [*fields, SEAL], name=row.name)
    add_file(row, file, reason=FileReason.REPLACED, at=at)
    add_file(row, ready, reason=FileReason.PREPARED, at=at)
    ledger.append(
        actor,
        "replace_file",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"sha256": file.sha256, "reason": reason},
    )
    return queries.request(row.pk)


def let_step_in(
    actor: Actor, *, signer_id: int, person: SignerSpec, reason: str, at: dt.datetime
) -> SigningLine:
    """Let another person of the house sign in the place of one who is hindered, with the reason.

    What others have signed stays as it is; the signature says in whose place it was made.
    """
    request_id = models.Signer.objects.filter(pk=signer_id).values_list("request_id", flat=True).first()
    row = locked(request_id or 0)
    require(actor, REQUEST, authority=row.authority_id)
    check_open(queries.request(row.pk))
    signer = models.Signer.objects.get(pk=signer_id)
    if signer.signed_at is not None:
        raise NotPossible(_("%(name)s har redan skrivit under.") % {"name": signer.name})
    if not reason.strip():
        raise NotPossible(_("Skriv varför någon annan skriver under i stället."))
    _check_signers(actor, [person])
    if person.person_id in row.signers.values_list("person_id", flat=True):
        raise NotPossible(_("%(name)s skriver redan under i en annan roll.") % {"name": person.name})
    signer.instead_of, signer.instead_reason = signer.instead_of or signer.name, reason.strip()
    signer.person_id, signer.name, signer.told_on, signer.reminded_on = (
        person.person_id,
        person.name,
        None,
        None,
    )
    signer.save()
    letters.tell_whose_turn([row], at=at)
    ledger.append(
        actor,
        "let_step_in",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"instead_of": signer.instead_of, "signer": signer.name, "reason": signer.instead_reason},
    )
    return queries.request(row.pk)


def remind(actor: Actor, *, request_id: int, at: dt.datetime) -> int:
    """Write again to those whose turn it is, at most once a day; return how many."""
    row = locked(request_id)
    require(actor, REQUEST, authority=row.authority_id)
    line = queries.request(row.pk)
    check_open(line)
    due = [one for one in line.signers if one.id in line.turn_ids and one.reminded_on != at.date()]
    if not due:
        raise NotPossible(_("De som står på tur har redan fått en påminnelse i dag."))
    reached = letters.remind_of(line, due, at=at)
    if not reached:
        raise NotPossible(_("Ingen av dem som står på tur har någon e-postadress här. Hör av dig själv."))
    _note_reminded(actor, line, reached)
    return len(reached)


def remind_waiting(actor: Actor, *, authority: int, at: dt.datetime) -> int:
    """Remind everybody in the authority who is due for it today; return how many letters were sent."""
    require(actor, REQUEST, authority=authority)
    sent, written = 0, set[tuple[str, int | None, str]]()
    waiting = models.SigningRequest.objects.select_for_update().filter(
        authority_id=authority, state=RequestState.WAITING.value
    )
    for row in waiting.order_by("pk"):
        line = queries.request(row.pk)
        due = letters.due_for_reminder(line, today=at.date())
        fresh = [one for one in due if (line.bundle or str(line.id), one.person_id, one.email) not in written]
        written |= {(line.bundle or str(line.id), one.person_id, one.email) for one in fresh}
        if reached := letters.remind_of(line, fresh, at=at):
            sent += len(reached)
            _note_reminded(actor, line, reached)
    return sent


def withdraw(actor: Actor, *, request_id: int, reason: str) -> SigningLine:
    """Take the request back while somebody has yet to sign, with the reason; again changes nothing."""
    row = locked(request_id)
    require(actor, REQUEST, authority=row.authority_id)
    line = queries.request(row.pk)
    if line.state is RequestState.WITHDRAWN:
        return line
    check_open(line)
    if not reason.strip():
        raise NotPossible(_("Skriv varför begäran tas tillbaka, så att de som fick den förstår."))
    row.state, row.withdrawn_reason = RequestState.WITHDRAWN.value, reason.strip()
    row.save(update_fields=["state", "withdrawn_reason"])
    letters.tell_withdrawn(line, reason=row.withdrawn_reason)
    events.raise_event(
        SigningWithdrawn(
            authority=row.authority_id,
            request_id=row.pk,
            about=row.about,
            purpose=row.purpose,
            reason=row.withdrawn_reason,
            is_demonstration=row.is_demonstration,
        )
    )
    ledger.append(
        actor,
        "withdraw_signing",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"reason": row.withdrawn_reason},
    )
    return queries.request(row.pk)


def _note_reminded(actor: Actor, line: SigningLine, reached: Sequence[queries.SignerLine]) -> None:
    ledger.append(
        actor,
        "remind_signers",
        on=f"signatures.signingrequest:{line.id}",
        authority=line.authority,
        changes={"signers": [one.name for one in reached]},
    )


def _check_signers(actor: Actor, signers: Sequence[SignerSpec]) -> None:
    """Refuse an empty list, the unknown, and a demonstration that would sign as somebody real."""
    if not signers:
        raise NotPossible(_("Ange minst en person som ska skriva under."))
    known = people({spec.person_id for spec in signers if spec.person_id is not None})
    for spec in signers:
        if spec.person_id is None:
            _check_outsider(spec)
            continue
        person = known.get(spec.person_id)
        if person is None:
            raise NotPossible(_("%(name)s finns inte bland nämndens personer.") % {"name": spec.name})
        if person.is_demonstration is not actor.is_demonstration:
            raise NotPossible(
                _("Demonstrationen skrivs bara under av rollkonton, och verkliga handlingar aldrig av dem.")
            )


def _check_outsider(spec: SignerSpec) -> None:
    """Refuse an outsider who cannot be reached or named."""
    if not spec.email or not spec.name.strip():
        raise NotPossible(_("Ange namn och e-postadress till den utomstående som ska skriva under."))


def _add_signers(row: models.SigningRequest, signers: Sequence[SignerSpec], fields: Sequence[str]) -> None:
    for order, (spec, field) in enumerate(zip(signers, fields, strict=True), start=1):
        models.Signer.objects.create(
            authority_id=row.authority_id,
            request=row,
            order=order,
            person_id=spec.person_id,
            name=spec.name,
            capacity=spec.capacity,
            field=field,
            email=spec.email if spec.is_outside else "",
            organisation=spec.organisation if spec.is_outside else "",
        )
