"""The papers themselves: made ready for signatures, signed, sealed, and kept."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import NoReturn

from cryptography.x509 import Certificate
from django.utils.translation import gettext as _

from tinget.foundation.eid.federated import SignedTask
from tinget.foundation.errors import NotPossible
from tinget.foundation.files import StoredFile, open_stored, store
from tinget.foundation.pdf.certificates import SigningIdentity, certificate_for
from tinget.foundation.pdf.evidence import Evidence
from tinget.foundation.pdf.remote import Prepared, finish_remote, prepare_remote
from tinget.foundation.pdf.signing import (
    NoTimeStamp,
    SigningFailed,
    free_fields,
    prepare_fields,
    preserve,
    renew,
    stamped_until,
)
from tinget.foundation.pdf.signing import sign as sign_field
from tinget.foundation.pdf.tokens import TokenSilent
from tinget.kernel.media_types import PDF
from tinget.organisation.api import authority_by_id
from tinget.signatures import models, queries
from tinget.signatures.rules import EID_NAMES, NEVER, SEAL, STAMP, FileReason, stamp_name


def prepared(authority: int, file: StoredFile, fields: Sequence[str], *, name: str) -> StoredFile:
    """Return the file with the fields that are to be signed; NotPossible where it takes none."""
    try:
        return _keep(authority, prepare_fields(content_of(authority, file), fields), name=name)
    except SigningFailed as error:
        _fail(error)


def signed_file(
    row: models.SigningRequest,
    signer: models.Signer,
    file: StoredFile,
    *,
    complete: bool,
    ready: bytes | None = None,
) -> StoredFile:
    """Return the file with one signature more; the last one is followed by the authority's seal.

    `ready` is the file with the signature when it was made elsewhere.
    """
    at = signer.signed_at or row.created_at
    evidence = queries.evidence(at)
    content = content_of(row.authority_id, file)
    try:
        signed = ready or _signed(row, signer, content, evidence=evidence, at=at)
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
    except TokenSilent as error:
        raise NotPossible(
            _(
                "Myndighetens stämpel går inte att nå. Ingenting är undertecknat."
                " Säg till den som sköter Tinget."
            )
        ) from error
    return _keep(row.authority_id, signed, name=row.name)


def _signed(
    row: models.SigningRequest, signer: models.Signer, content: bytes, *, evidence: Evidence, at: dt.datetime
) -> bytes:
    organisation = signer.organisation or authority_by_id(row.authority_id).name
    return sign_field(
        content,
        field=signer.field,
        identity=_identity(row, signer.name, _owner(signer), organisation=organisation, at=at),
        reason=_reason(row, signer),
        location=organisation,
        at=at,
        timestamper=evidence.timestamper,
    )


def _sealed(row: models.SigningRequest, content: bytes, *, evidence: Evidence, at: dt.datetime) -> bytes:
    """Seal in the authority's name, where the file was made ready for it."""
    if SEAL not in free_fields(content):
        return content
    return sign_field(
        content,
        field=SEAL,
        identity=queries.seal_identity(row.authority_id, at=at, demonstration=row.is_demonstration),
        reason=row.title,
        location=authority_by_id(row.authority_id).name,
        at=at,
        timestamper=evidence.timestamper,
    )


def _capacity(signer: models.Signer) -> str:
    """Tell in which capacity somebody signs, and in whose place; in the file's own language."""
    if not signer.instead_of:
        return signer.capacity
    return f"{signer.capacity} i stället för {signer.instead_of}"


def to_sign_elsewhere(
    row: models.SigningRequest, signer: models.Signer, file: StoredFile, *, at: dt.datetime
) -> Prepared:
    """Make the file ready for a signature by a key that is elsewhere."""
    try:
        return prepare_remote(
            content_of(row.authority_id, file),
            field=signer.field,
            reason=_reason(row, signer),
            location=signer.organisation or authority_by_id(row.authority_id).name,
            at=at,
        )
    except SigningFailed as error:
        _fail(error)


def signed_elsewhere(
    prepared: Prepared, task: SignedTask, certificates: Sequence[Certificate], *, at: dt.datetime
) -> bytes:
    """Put a signature made elsewhere into the file, with a time stamp; NotPossible if it does not fit."""
    try:
        return finish_remote(
            prepared,
            signed=task.signed,
            value=task.value,
            certificates=certificates,
            timestamper=queries.evidence(at).timestamper,
        )
    except (SigningFailed, NoTimeStamp) as error:
        raise NotPossible(_("Underskriften kunde inte läggas i filen. Försök igen om en stund.")) from error


def _reason(row: models.SigningRequest, signer: models.Signer) -> str:
    """Tell what is signed, as what, and by which proof of an e-identity."""
    mark = "DEMONSTRATION: " if row.is_demonstration else ""
    return f"{mark}{row.title} ({_capacity(signer)}){_proof(signer)}"


def _proof(signer: models.Signer) -> str:
    """Name the proof from an e-identity by its SHA-256: the file leads to it, and does not show it."""
    if signer.eid is None:
        return ""
    return f". {EID_NAMES[signer.eid.service]}, bevis med SHA-256 {signer.eid.evidence}"


def _owner(signer: models.Signer) -> str:
    """Name whose certificate it is; an outsider's address is no business of the file's readers."""
    if signer.person_id is not None:
        return f"person:{signer.person_id}"
    return f"outside:{hashlib.sha256(signer.email.encode()).hexdigest()[:32]}"


def _identity(
    row: models.SigningRequest, subject: str, owner: str, *, organisation: str, at: dt.datetime
) -> SigningIdentity:
    return certificate_for(
        queries.keys_folder(),
        subject=subject,
        organisation=organisation,
        serial_owner=owner,
        at=at,
        demonstration=row.is_demonstration,
    )


def _fail(error: SigningFailed) -> NoReturn:
    raise NotPossible(
        _("Filen går inte att skriva under. Den ska vara en PDF utan egna fält för underskrift.")
    ) from error


def content_of(authority: int, file: StoredFile) -> bytes:
    """Read a file whole."""
    with open_stored(authority, file.sha256) as stream:
        return stream.read()


def _keep(authority: int, content: bytes, *, name: str) -> StoredFile:
    pdf_name = name if name.lower().endswith(".pdf") else f"{name}.pdf"
    return store(authority, content, name=pdf_name, accept=frozenset({PDF}))


def renewed_file(row: models.SigningRequest, file: StoredFile, *, at: dt.datetime) -> StoredFile:
    """Return the file with another time stamp over it all; NotPossible without one, or if it is too late."""
    content = content_of(row.authority_id, file)
    field = stamp_name(row.files.filter(reason=FileReason.RENEWED.value).count())
    try:
        renewed = renew(content, field=field, evidence=queries.evidence(at), at=at)
    except SigningFailed as error:
        raise NotPossible(_("Tidsstämpeln kan inte förnyas. Den gamla gäller inte längre.")) from error
    except NoTimeStamp as error:
        raise NotPossible(_("Tidsstämpeltjänsten svarar inte. Försök igen om en stund.")) from error
    return _keep(row.authority_id, renewed, name=row.name)


def end_of_stamp(authority: int, file: StoredFile) -> dt.datetime:
    """Tell when the certificate of the file's newest time stamp ends."""
    return stamped_until(content_of(authority, file)) or NEVER


def add_file(row: models.SigningRequest, file: StoredFile, *, reason: FileReason, at: dt.datetime) -> None:
    """Add a file to the request's chain."""
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
