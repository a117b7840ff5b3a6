"""Writes of signing: ask for signatures, sign, decline, and swap the file while nobody has signed."""

import datetime as dt
from collections.abc import Sequence
from typing import NoReturn

from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.files import StoredFile, open_stored, store
from tinget.foundation.pdf.certificates import SigningIdentity, certificate_for
from tinget.foundation.pdf.evidence import Evidence
from tinget.foundation.pdf.signing import NoTimeStamp, SigningFailed, free_fields, prepare_fields, preserve
from tinget.foundation.pdf.signing import sign as sign_field
from tinget.kernel.media_types import PDF
from tinget.organisation.api import Actor, authority_by_id, people, require
from tinget.signatures import models, queries
from tinget.signatures.events import DocumentSigned, SigningDeclined
from tinget.signatures.permissions import REQUEST, SIGN
from tinget.signatures.queries import SigningLine
from tinget.signatures.rules import (
    SEAL,
    STAMP,
    FileReason,
    RequestState,
    SignerSpec,
    field_name,
    is_what_was_read,
    state_after,
)


class ContentChanged(NotPossible):
    """The file is another one than the person read."""


def request_signatures(  # noqa: PLR0913 -- each is a plain fact of the request, named where it is given
    actor: Actor,
    *,
    authority: int,
    file: StoredFile,
    name: str,
    title: str,
    signers: Sequence[SignerSpec],
    purpose: str,
    about: str,
    at: dt.datetime,
) -> int:
    """Ask these people to sign a PDF in the authority's file store; return the request's id."""
    require(actor, REQUEST, authority=authority)
    _check_signers(actor, signers)
    # All fields at once, so that no signature changes what an earlier one covers.
    fields = [field_name(order, spec.capacity) for order, spec in enumerate(signers, start=1)]
    prepared = _prepared(authority, file, [*fields, SEAL], name=name)
    row = models.SigningRequest.objects.create(
        authority_id=authority,
        about=about,
        purpose=str(purpose),
        title=title,
        name=name,
        state=RequestState.WAITING.value,
        created_at=at,
        is_demonstration=actor.is_demonstration,
    )
    _add_signers(row, signers, fields)
    _add_file(row, file, reason=FileReason.RECEIVED, at=at)
    _add_file(row, prepared, reason=FileReason.PREPARED, at=at)
    ledger.append(
        actor,
        "request_signatures",
        on=f"signatures.signingrequest:{row.pk}",
        authority=authority,
        changes={"about": about, "sha256": file.sha256, "signers": [spec.name for spec in signers]},
    )
    return row.pk


def replace_file(
    actor: Actor, *, request_id: int, file: StoredFile, reason: str, at: dt.datetime
) -> SigningLine:
    """Take another file, with its reason, while nobody has signed; who has read the first reads again."""
    row = _locked(request_id)
    require(actor, REQUEST, authority=row.authority_id)
    if row.state != RequestState.WAITING or row.signers.filter(signed_at__isnull=False).exists():
        raise NotPossible(
            _("Filen kan inte bytas ut: någon har redan skrivit under eller avböjt. Begär nya underskrifter.")
        )
    fields = list(row.signers.order_by("order").values_list("field", flat=True))
    prepared = _prepared(row.authority_id, file, [*fields, SEAL], name=row.name)
    _add_file(row, file, reason=FileReason.REPLACED, at=at)
    _add_file(row, prepared, reason=FileReason.PREPARED, at=at)
    ledger.append(
        actor,
        "replace_file",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"sha256": file.sha256, "reason": reason},
    )
    return queries.request(row.pk)


def sign(actor: Actor, *, signer_id: int, read_sha256: str, at: dt.datetime) -> SigningLine:
    """Sign the newest file as the person named; a second call changes nothing.

    Raises ContentChanged when the content is another than was read (`read_sha256`).
    """
    row, signer = _mine(actor, signer_id)
    if signer.signed_at is not None:
        return queries.request(row.pk)
    line = queries.request(row.pk)
    _check_open(line)
    if not is_what_was_read(line.steps, read_sha256=read_sha256):
        raise ContentChanged(
            _("Filen har bytts ut sedan du läste den. Ingenting är undertecknat. Läs den nya filen först.")
        )
    signer.signed_at = at
    signer.save(update_fields=["signed_at"])
    complete = _advance(row) is RequestState.COMPLETE
    file = _signed_file(row, signer, line.file, complete=complete)
    _add_file(row, file, reason=FileReason.SIGNED, at=at)
    _tell_signed(row, signer, file, complete=complete)
    ledger.append(
        actor,
        "sign",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"capacity": signer.capacity, "read": read_sha256, "sha256": file.sha256},
    )
    return queries.request(row.pk)


def decline(actor: Actor, *, signer_id: int, reason: str, at: dt.datetime) -> SigningLine:
    """Say no, with a reason: the request is broken off and nobody else is asked; again changes nothing."""
    row, signer = _mine(actor, signer_id)
    if signer.declined_at is not None:
        return queries.request(row.pk)
    _check_open(queries.request(row.pk))
    if signer.signed_at is not None:
        raise NotPossible(_("Du har redan skrivit under. En underskrift kan inte tas tillbaka."))
    if not reason.strip():
        raise NotPossible(_("Skriv varför du inte skriver under, så att sekreteraren kan rätta felet."))
    signer.declined_at, signer.declined_reason = at, reason.strip()
    signer.save(update_fields=["declined_at", "declined_reason"])
    _advance(row)
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
        actor,
        "decline",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"capacity": signer.capacity, "reason": signer.declined_reason},
    )
    return queries.request(row.pk)


def _tell_signed(
    row: models.SigningRequest, signer: models.Signer, file: StoredFile, *, complete: bool
) -> None:
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


def _check_signers(actor: Actor, signers: Sequence[SignerSpec]) -> None:
    """Refuse an empty list, the unknown, and a demonstration that would sign as somebody real."""
    if not signers:
        raise NotPossible(_("Ange minst en person som ska skriva under."))
    known = people({spec.person_id for spec in signers})
    for spec in signers:
        person = known.get(spec.person_id)
        if person is None:
            raise NotPossible(_("%(name)s finns inte bland nämndens personer.") % {"name": spec.name})
        if person.is_demonstration is not actor.is_demonstration:
            raise NotPossible(
                _("Demonstrationen skrivs bara under av rollkonton, och verkliga handlingar aldrig av dem.")
            )


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
        )


def _mine(actor: Actor, signer_id: int) -> tuple[models.SigningRequest, models.Signer]:
    """Lock the request and return it with the actor's own place in it; only the person named may act."""
    found = models.Signer.objects.filter(pk=signer_id).values_list("request_id", "person_id").first()
    if found is None:
        raise queries.SigningNotFound
    request_id, person_id = found
    row = _locked(request_id)
    require(actor, SIGN, authority=row.authority_id)
    if actor.person_id != person_id:
        raise NotPermitted(_("Bara den som är namngiven kan skriva under på den här raden."))
    return row, models.Signer.objects.get(pk=signer_id)


def _locked(request_id: int) -> models.SigningRequest:
    """Let one at a time change a request: two who sign at once sign one after the other."""
    row = models.SigningRequest.objects.select_for_update().filter(pk=request_id).first()
    if row is None:
        raise queries.SigningNotFound
    return row


def _check_open(line: SigningLine) -> None:
    if line.state is RequestState.DECLINED:
        who = next(signer for signer in line.signers if signer.declined_at is not None)
        raise NotPossible(
            _("%(who)s har avböjt, så ingen mer skriver under. Sekreteraren kan begära nya underskrifter.")
            % {"who": who.name}
        )
    if line.state is RequestState.COMPLETE:
        raise NotPossible(_("Alla har redan skrivit under."))


def _advance(row: models.SigningRequest) -> RequestState:
    answers = list(row.signers.values_list("signed_at", "declined_at"))
    state = state_after(
        [signed is not None for signed, _declined in answers],
        declined=any(declined is not None for _signed, declined in answers),
    )
    if state.value != row.state:
        row.state = state.value
        row.save(update_fields=["state"])
    return state


def _prepared(authority: int, file: StoredFile, fields: Sequence[str], *, name: str) -> StoredFile:
    try:
        return _keep(authority, prepare_fields(_content(authority, file), fields), name=name)
    except SigningFailed as error:
        _fail(error)


def _signed_file(
    row: models.SigningRequest, signer: models.Signer, file: StoredFile, *, complete: bool
) -> StoredFile:
    """Return the file with one signature more; the last one is followed by the authority's seal."""
    at = signer.signed_at or row.created_at
    evidence = queries.evidence(at)
    content = _content(row.authority_id, file)
    try:
        signed = _signed(row, signer, content, evidence=evidence, at=at)
        if complete:
            signed = preserve(
                _sealed(row, signed, evidence=evidence, at=at), field=STAMP, evidence=evidence, at=at
            )
    except SigningFailed as error:
        _fail(error)
    except NoTimeStamp as error:
        raise NotPossible(
            _("Tidsstämpeltjänsten svarar inte. Ingenting är undertecknat. Försök igen om en stund.")
        ) from error
    return _keep(row.authority_id, signed, name=row.name)


def _signed(
    row: models.SigningRequest, signer: models.Signer, content: bytes, *, evidence: Evidence, at: dt.datetime
) -> bytes:
    organisation = authority_by_id(row.authority_id).name
    return sign_field(
        content,
        field=signer.field,
        identity=_identity(row, signer.name, f"person:{signer.person_id}", at=at),
        reason=f"{'DEMONSTRATION: ' if row.is_demonstration else ''}{row.title} ({signer.capacity})",
        location=organisation,
        at=at,
        timestamper=evidence.timestamper,
    )


def _sealed(row: models.SigningRequest, content: bytes, *, evidence: Evidence, at: dt.datetime) -> bytes:
    """Seal in the authority's name, where the file was made ready for it."""
    if SEAL not in free_fields(content):
        return content
    organisation = authority_by_id(row.authority_id).name
    return sign_field(
        content,
        field=SEAL,
        identity=_identity(row, organisation, f"authority:{row.authority_id}", at=at),
        reason=row.title,
        location=organisation,
        at=at,
        timestamper=evidence.timestamper,
    )


def _identity(row: models.SigningRequest, subject: str, owner: str, *, at: dt.datetime) -> SigningIdentity:
    return certificate_for(
        queries.keys_folder(),
        subject=subject,
        organisation=authority_by_id(row.authority_id).name,
        serial_owner=owner,
        at=at,
        demonstration=row.is_demonstration,
    )


def _fail(error: SigningFailed) -> NoReturn:
    raise NotPossible(
        _("Filen går inte att skriva under. Den ska vara en PDF utan egna fält för underskrift.")
    ) from error


def _content(authority: int, file: StoredFile) -> bytes:
    with open_stored(authority, file.sha256) as stream:
        return stream.read()


def _keep(authority: int, content: bytes, *, name: str) -> StoredFile:
    pdf_name = name if name.lower().endswith(".pdf") else f"{name}.pdf"
    return store(authority, content, name=pdf_name, accept=frozenset({PDF}))


def _add_file(row: models.SigningRequest, file: StoredFile, *, reason: FileReason, at: dt.datetime) -> None:
    models.SignedFile.objects.create(
        authority_id=row.authority_id,
        request=row,
        number=row.files.count() + 1,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        at=at,
        reason=reason.value,
    )
