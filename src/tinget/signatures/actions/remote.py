"""Signing at a service elsewhere: what the browser carries there, and what it brings back."""

import base64
import datetime as dt
import re
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tinget.foundation.eid.chain import check_chain, check_unrevoked
from tinget.foundation.eid.federated import BINDING, SignedRemotely, read_response, write_request
from tinget.foundation.eid.services import EidNotBelieved, EidRefused, EidSilent
from tinget.foundation.errors import NotPossible
from tinget.foundation.files.store import store_made
from tinget.foundation.pdf.remote import Prepared
from tinget.foundation.scoping import scoped, widened
from tinget.signatures import models, queries
from tinget.signatures.actions.answering import LinkHolder, place_of, sign_place
from tinget.signatures.actions.eid import (
    JSON,
    Holder,
    asked_of,
    check_orders,
    complete,
    digest_if_theirs,
    end,
    entered,
    evidence_of,
    note,
)
from tinget.signatures.actions.papers import content_of, signed_elsewhere, to_sign_elsewhere
from tinget.signatures.queries import EidLine
from tinget.signatures.rules import REMOTE, REMOTE_LASTS, EidState

_REFERENCE = re.compile(r"t(\d{1,18})-[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class FormToCarry:
    """The form that the browser posts to the service."""

    address: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AwaySigner(LinkHolder):
    """Somebody who signed at the service, and whom its answer names."""

    @property
    def who(self) -> str:
        """The signer as the ledger names them."""
        return f"{self.name}, genom underskriftstjänsten"

    @property
    def acting_as(self) -> str:
        """What they act as."""
        return "den som skriver under"


def start_remote(
    holder: Holder, *, signer_id: int, reads: Mapping[int, str], return_to: str, at: dt.datetime
) -> FormToCarry:
    """Write what the service is asked to sign: the newest files of what was read, by the signer's id.

    Raises ContentChanged, and NotPossible when this installation has no such service.
    """
    with entered(holder, signer_id, at) as (teller, signer):
        check_orders(signer, at)
        asked = asked_of(signer, reads)
        try:
            service = queries.signing_service()
        except EidSilent as problem:
            raise NotPossible(_("Underskriftstjänsten är inte rätt inställd.")) from problem
        prepared = {str(one): _prepared(one, at) for one in reads}
        row = models.EidSigning.objects.create(
            authority_id=signer.authority_id,
            signer=signer,
            service=REMOTE,
            state=EidState.PENDING.value,
            text=asked.text,
            hidden=asked.hidden,
            reads={str(one): read for one, read in reads.items()},
            reference=f"t{signer.authority_id}-{secrets.token_hex(20)}",
            tokens={one: kept for one, (_ready, kept) in prepared.items()},
            asked_at=at,
        )
        request = write_request(
            service.requester,
            reference=row.reference,
            message=asked.text,
            tasks={one: ready.to_be_signed for one, (ready, _kept) in prepared.items()},
            return_to=return_to,
            at=at,
        )
        note(teller, "start_eid_signing", row)
        return FormToCarry(
            service.address,
            {"Binding": BINDING, "RelayState": row.reference, "EidSignRequest": _base64(request)},
        )


def receive_remote(reference: str, response: str, *, at: dt.datetime) -> tuple[EidLine, models.Signer]:
    """Take what the browser brings back, judge it and sign; again changes nothing.

    The answer proves itself: it is signed by the service, and for a request whose name only the person's
    browser and the service have seen. Raises EidNotStarted for a name that was never given out.
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise queries.EidNotStarted
    with scoped(widened(int(found[1]))):
        rows = models.EidSigning.objects.select_for_update(of=("self",)).select_related("signer")
        row = rows.filter(service=REMOTE, reference=reference).first()
        if row is None:
            raise queries.EidNotStarted
        if row.state == EidState.PENDING:
            _receive(row, response, at)
        return queries.eid_line(row), row.signer


def _receive(row: models.EidSigning, response: str, at: dt.datetime) -> None:
    teller = AwaySigner(row.signer.name)
    if at - row.asked_at > REMOTE_LASTS:
        end(row, teller, "too_late", at)
        return
    try:
        told = _judged(row, response, at)
    except EidRefused as refused:
        end(row, teller, refused.code, at)
        return
    except (EidNotBelieved, EidSilent, ValueError):
        end(row, teller, "not_believed", at)
        return
    digest = digest_if_theirs(row, told.who)
    if digest is None:
        end(row, teller, "other_person", at)
        return
    evidence = evidence_of(row, {"EidSignResponse": response}, at)
    kept = row.tokens
    try:
        with transaction.atomic():
            complete(row, evidence, digest, at)
            for name, read in row.reads.items():
                _sign(row, teller, int(name), read, kept[name], told, at)
    except NotPossible:
        end(row, teller, "changed", at)
        return
    store_made(row.authority_id, evidence, media_type=JSON)


def _judged(row: models.EidSigning, response: str, at: dt.datetime) -> SignedRemotely:
    """Return what the service says, if it holds and tells of every paper, by a certificate that holds now."""
    service = queries.signing_service()
    xml = base64.b64decode(response, validate=True)
    told = read_response(xml, reference=row.reference, trusted=service.trusted)
    if set(told.tasks) != set(row.reads) or not told.certificates:
        raise EidNotBelieved("the answer is about other papers")
    evidence, usage = queries.evidence(at), "non_repudiation"
    check_chain(told.certificates, trusted=evidence.trusted, at=at, usage=usage)
    check_unrevoked(told.certificates, evidence=evidence, at=at, usage=usage)
    return told


def _sign(
    row: models.EidSigning,
    teller: AwaySigner,
    signer_id: int,
    read: str,
    kept: Mapping[str, Any],
    told: SignedRemotely,
    at: dt.datetime,
) -> None:
    request, signer = place_of(signer_id)
    newest = queries.request(request.pk).file
    if newest.sha256 != kept["file"]:
        raise NotPossible(_("Någon annan har skrivit under under tiden. Börja om."))
    whole = content_of(row.authority_id, newest) + zlib.decompress(base64.b64decode(kept["added"]))
    prepared = Prepared(whole, kept["start"], kept["end"], bytes.fromhex(kept["digest"]))
    ready = signed_elsewhere(prepared, told.tasks[str(signer_id)], told.certificates, at=at)
    sign_place(teller, request, signer, read_sha256=read, at=at, eid=row, ready=ready)


def _prepared(signer_id: int, at: dt.datetime) -> tuple[Prepared, dict[str, Any]]:
    """Make the newest file ready, and return what is needed to do it again: what was added, pressed."""
    request, signer = place_of(signer_id)
    newest = queries.request(request.pk).file
    before = content_of(request.authority_id, newest)
    ready = to_sign_elsewhere(request, signer, newest, at=at)
    return ready, {
        "file": newest.sha256,
        "added": _base64(zlib.compress(ready.content[len(before) :])),
        "start": ready.start,
        "end": ready.end,
        "digest": ready.digest.hex(),
    }


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
