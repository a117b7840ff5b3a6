"""Answering: signing and declining, as the person named, or as an outsider by their link and a code."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.files import StoredFile
from tinget.foundation.ledger.entries import LedgerActor
from tinget.foundation.scoping import scoped, widened
from tinget.organisation.api import Actor, require
from tinget.signatures import models, queries
from tinget.signatures.actions import letters
from tinget.signatures.actions.papers import add_file, end_of_stamp, signed_file
from tinget.signatures.actions.rows import advance, check_open, locked
from tinget.signatures.events import DocumentSigned, SigningDeclined
from tinget.signatures.permissions import SIGN
from tinget.signatures.queries import Linked, SigningLine
from tinget.signatures.rules import CODE_PAUSE, FileReason, RequestState, code_is_good, is_what_was_read


class ContentChanged(NotPossible):
    """The file is another one than the person read."""


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Somebody outside the house, who has the link and has told the code sent to their address."""

    name: str

    @property
    def who(self) -> str:
        """The holder as the ledger names them."""
        return f"{self.name}, genom länk och engångskod"

    @property
    def acting_as(self) -> str:
        """What they act as."""
        return "utomstående som skriver under"


def sign(actor: Actor, *, signer_id: int, read_sha256: str, at: dt.datetime) -> SigningLine:
    """Sign the newest file as the person named; a second call changes nothing.

    Raises ContentChanged when the content is another than was read (`read_sha256`).
    """
    row, signer = own_place(actor, signer_id)
    return sign_place(actor, row, signer, read_sha256=read_sha256, at=at)


def sign_all(actor: Actor, *, reads: Mapping[int, str], at: dt.datetime) -> None:
    """Sign several papers in one go: what was read, by the signer's id; all or none."""
    for signer_id, read in sorted(reads.items()):
        sign(actor, signer_id=signer_id, read_sha256=read, at=at)


def decline(actor: Actor, *, signer_id: int, reason: str, at: dt.datetime) -> SigningLine:
    """Say no, with a reason: the request is broken off and nobody else is asked; again changes nothing."""
    row, signer = own_place(actor, signer_id)
    return _decline(actor, row, signer, reason=reason, at=at)


def ask_for_code(token: str, *, at: dt.datetime) -> None:
    """Send a one-time code to the address that the link went to; at most one a minute."""
    found = queries.linked(token)
    with scoped(widened(found.line.authority)):
        signer = models.Signer.objects.select_for_update().get(pk=found.signer.id)
        check_open(found.line)
        if signer.code_at is not None and at - signer.code_at < CODE_PAUSE:
            raise NotPossible(_("En kod är nyss skickad. Vänta en minut innan du ber om en ny."))
        signer.code_at, signer.code_tries = at, 0
        signer.save(update_fields=["code_at", "code_tries"])
        letters.send_code(signer, found.line)
        ledger.append(
            LinkHolder(signer.name),
            "send_signing_code",
            on=f"signatures.signingrequest:{signer.request_id}",
            authority=signer.authority_id,
        )


def tell_code(token: str, *, code: str, at: dt.datetime) -> str | None:
    """Return the proof of who holds the link; None for a code that is wrong, old or guessed too often.

    A wrong guess is counted, so this does not raise: raising would undo the counting.
    """
    found = queries.linked(token)
    with scoped(widened(found.line.authority)):
        signer = models.Signer.objects.select_for_update().get(pk=found.signer.id)
        right = queries.code_of(signer)
        if code_is_good(code.strip(), right, asked_at=signer.code_at, tries=signer.code_tries, at=at):
            signer.code_at = None
            signer.save(update_fields=["code_at"])
            return queries.proof_of(found, at=at)
        signer.code_tries += 1
        signer.save(update_fields=["code_tries"])
        return None


def sign_by_link(token: str, *, proof: str, reads: Mapping[int, str], at: dt.datetime) -> None:
    """Sign what was read, by the signer's id, as the outsider whom link and code prove; all or none."""
    found = proved(token, proof, at)
    with scoped(widened(found.line.authority)):
        theirs = {signer.id for _line, signer in queries.together(found.line, found.signer)}
        for signer_id, read in sorted(reads.items()):
            if signer_id not in theirs:
                raise NotPermitted(_("Länken gäller inte den handlingen."))
            row, signer = place_of(signer_id)
            sign_place(LinkHolder(signer.name), row, signer, read_sha256=read, at=at)


def decline_by_link(token: str, *, proof: str, reason: str, at: dt.datetime) -> None:
    """Say no to all that the link asks for, with a reason."""
    found = proved(token, proof, at)
    with scoped(widened(found.line.authority)):
        for line, place in queries.together(found.line, found.signer):
            if line.state is RequestState.WAITING and not place.has_answered:
                row, signer = place_of(place.id)
                _decline(LinkHolder(signer.name), row, signer, reason=reason, at=at)


def proved(token: str, proof: str, at: dt.datetime) -> Linked:
    """Return what the link leads to, for whoever has told its code."""
    found = queries.linked(token)
    if not queries.is_proved(found, proof, at=at):
        raise NotPermitted(_("Koden gäller inte längre. Be om en ny kod och försök igen."))
    return found


def sign_place(
    teller: LedgerActor,
    row: models.SigningRequest,
    signer: models.Signer,
    *,
    read_sha256: str,
    at: dt.datetime,
    eid: models.EidSigning | None = None,
    ready: bytes | None = None,
) -> SigningLine:
    """Sign the newest file in a place that is locked, with the e-identity that proved who it was, if any.

    `ready` is the newest file with the signature in it, when that was made elsewhere.
    """
    if signer.signed_at is not None:
        return queries.request(row.pk)
    line = queries.request(row.pk)
    check_may_sign(line, signer.pk, read_sha256=read_sha256)
    if eid is None and queries.needs_eid(line):
        raise NotPossible(_("Skriv under med e-legitimation. Här räcker det inte att vara inloggad."))
    signer.signed_at, signer.eid = at, eid
    signer.save(update_fields=["signed_at", "eid"])
    complete = advance(row) is RequestState.COMPLETE
    file = signed_file(row, signer, line.file, complete=complete, ready=ready)
    add_file(row, file, reason=FileReason.SIGNED, at=at)
    if complete:
        row.stamped_until = end_of_stamp(row.authority_id, file)
        row.save(update_fields=["stamped_until"])
    _tell_signed(row, signer, file, complete=complete)
    ledger.append(
        teller,
        "sign",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"capacity": signer.capacity, "read": read_sha256, "sha256": file.sha256, **_proof(eid)},
    )
    return queries.request(row.pk)


def _proof(eid: models.EidSigning | None) -> dict[str, str]:
    return {"eid": eid.service, "evidence": eid.evidence} if eid else {}


def check_may_sign(line: SigningLine, signer_id: int, *, read_sha256: str) -> None:
    """Refuse what is over, whose turn it is not, and another file than was read."""
    check_open(line)
    if signer_id not in line.turn_ids:
        raise NotPossible(_("Det är inte din tur än. Du får veta när de före dig har skrivit under."))
    if not is_what_was_read(line.steps, read_sha256=read_sha256):
        raise ContentChanged(
            _("Filen har bytts ut sedan du läste den. Ingenting är undertecknat. Läs den nya filen först.")
        )


def _decline(
    teller: LedgerActor, row: models.SigningRequest, signer: models.Signer, *, reason: str, at: dt.datetime
) -> SigningLine:
    if signer.declined_at is not None:
        return queries.request(row.pk)
    check_open(queries.request(row.pk))
    if signer.signed_at is not None:
        raise NotPossible(_("Du har redan skrivit under. En underskrift kan inte tas tillbaka."))
    if not reason.strip():
        raise NotPossible(_("Skriv varför du inte skriver under, så att felet kan rättas."))
    signer.declined_at, signer.declined_reason = at, reason.strip()
    signer.save(update_fields=["declined_at", "declined_reason"])
    advance(row)
    letters.tell_asker(row)
    events.raise_event(
        SigningDeclined(
            authority=row.authority_id,
            request_id=row.pk,
            about=row.about,
            purpose=row.purpose,
            signer=signer.name,
            capacity=signer.capacity,
            reason=signer.declined_reason,
            is_demonstration=row.is_demonstration,
        )
    )
    ledger.append(
        teller,
        "decline",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"capacity": signer.capacity, "reason": signer.declined_reason},
    )
    return queries.request(row.pk)


def _tell_signed(
    row: models.SigningRequest, signer: models.Signer, file: StoredFile, *, complete: bool
) -> None:
    """Tell the rest of the house, then whoever asked or whose turn it has become."""
    events.raise_event(
        DocumentSigned(
            authority=row.authority_id,
            request_id=row.pk,
            about=row.about,
            purpose=row.purpose,
            file=file,
            name=row.name,
            complete=complete,
            signer=signer.name,
            capacity=signer.capacity,
            at=signer.signed_at or row.created_at,
            is_demonstration=row.is_demonstration,
        )
    )
    if complete:
        letters.tell_asker(row)
    else:
        letters.tell_whose_turn([row], at=signer.signed_at or row.created_at)


def own_place(actor: Actor, signer_id: int) -> tuple[models.SigningRequest, models.Signer]:
    """Lock the request and return it with the actor's own place in it; only the person named may act."""
    row, signer = place_of(signer_id)
    require(actor, SIGN, authority=row.authority_id)
    if actor.person_id is None or actor.person_id != signer.person_id:
        raise NotPermitted(_("Bara den som är namngiven kan skriva under på den här raden."))
    return row, signer


def place_of(signer_id: int) -> tuple[models.SigningRequest, models.Signer]:
    """Lock the request and return it with the place in it."""
    request_id = models.Signer.objects.filter(pk=signer_id).values_list("request_id", flat=True).first()
    if request_id is None:
        raise queries.SigningNotFound
    return locked(request_id), models.Signer.objects.get(pk=signer_id)
