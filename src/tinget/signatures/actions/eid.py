"""Signing with an e-identity: an order at the service, followed to its end, and then the signature itself."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tinget.foundation import jobs, ledger
from tinget.foundation.eid.services import (
    EidNotBelieved,
    EidRefused,
    EidService,
    EidSilent,
    Identified,
    OrderState,
    Progress,
    ToSign,
)
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.files.store import store_made
from tinget.foundation.ledger.entries import LedgerActor
from tinget.foundation.scoping import scoped, widened
from tinget.organisation.api import Actor, authority_by_id, require
from tinget.signatures import models, queries
from tinget.signatures.actions.answering import LinkHolder, check_may_sign, place_of, proved, sign_place
from tinget.signatures.permissions import PRESERVE, SIGN
from tinget.signatures.queries import EidLine
from tinget.signatures.rules import (
    EID_KEPT,
    EID_LASTS,
    EID_LEFT,
    EID_PAUSE,
    REMOTE,
    EidState,
    eid_words,
    is_same_person,
    may_open_order,
    text_to_sign,
)

JSON = "application/json"
CLOSE_LEFT = "signatures.close_left"


@dataclass(frozen=True, slots=True)
class ByLink:
    """Somebody outside the house: the link in their letter, and the proof that they have told its code."""

    token: str
    proof: str


Holder = Actor | ByLink


def start_eid(
    holder: Holder,
    *,
    signer_id: int,
    reads: Mapping[int, str],
    service: str,
    address: str,
    return_to: str,
    at: dt.datetime,
) -> EidLine:
    """Open an order to sign what was read, by the signer's id; `address` is the browser's IP address.

    Raises ContentChanged, and NotPossible with the service's reason when it opens none.
    """
    with entered(holder, signer_id, at) as (teller, signer):
        check_orders(signer, at)
        asked = asked_of(signer, reads)
        _leave_earlier(signer, teller, at)
        try:
            order = _service(service).start(asked, address=address, return_to=return_to)
        except (EidRefused, EidSilent) as problem:
            raise NotPossible(eid_words(EidState.FAILED, _code(problem))) from problem
        tokens = {name: value for name, value in asdict(order).items() if name != "reference"}
        row = models.EidSigning.objects.create(
            authority_id=signer.authority_id,
            signer=signer,
            service=service,
            state=EidState.PENDING.value,
            text=asked.text,
            hidden=asked.hidden,
            reads={str(one): read for one, read in reads.items()},
            reference=order.reference,
            tokens=tokens,
            asked_at=at,
        )
        note(teller, "start_eid_signing", row)
        return queries.eid_line(row)


def follow_eid(holder: Holder, *, signer_id: int, at: dt.datetime) -> EidLine:
    """Ask how the newest order goes, at most once a second; when it is complete, sign what was read."""
    with entered(holder, signer_id, at) as (teller, signer):
        row = _newest(signer)
        may_ask = row.collected_at is None or at - row.collected_at >= EID_PAUSE
        if row.state == EidState.PENDING and may_ask:
            row.collected_at = at
            _follow(row, holder, teller, at)
        return queries.eid_line(row)


def cancel_eid(holder: Holder, *, signer_id: int, at: dt.datetime) -> EidLine:
    """Close the newest order, which the person breaks off; one that is over stays as it is."""
    with entered(holder, signer_id, at) as (teller, signer):
        row = _newest(signer)
        if row.state == EidState.PENDING:
            _cancel(row, teller, at)
        return queries.eid_line(row)


def leave_eid(holder: Holder, *, signer_id: int, at: dt.datetime) -> EidLine:
    """Have the newest order closed in a moment: its page was left, and whoever reloads it is back by then."""
    with entered(holder, signer_id, at) as (_teller, signer):
        row = _newest(signer)
        if row.state == EidState.PENDING:
            jobs.enqueue(
                CLOSE_LEFT,
                authority=row.authority_id,
                after=EID_LEFT,
                signing_id=row.pk,
                left_at=at.isoformat(),
            )
        return queries.eid_line(row)


def close_left_eid(actor: Actor, *, signing_id: int, left_at: dt.datetime, at: dt.datetime) -> None:
    """Close an order whose page was left then, unless it was followed since or is over."""
    rows = models.EidSigning.objects.select_for_update(of=("self",)).select_related("signer")
    row = rows.filter(pk=signing_id, state=EidState.PENDING.value).first()
    if row is None:
        return
    require(actor, PRESERVE, authority=row.authority_id)
    if row.collected_at is None or row.collected_at <= left_at:
        _cancel(row, actor, at)


def check_orders(signer: models.Signer, at: dt.datetime) -> None:
    """Refuse whoever has opened many orders of late; the place is locked, so that none come at once."""
    models.Signer.objects.select_for_update().get(pk=signer.pk)
    if not may_open_order(queries.orders_opened(signer), at=at):
        raise NotPossible(
            _("Du har börjat om många gånger. Vänta en kvart innan du försöker med e-legitimation igen.")
        )


def _leave_earlier(signer: models.Signer, teller: LedgerActor, at: dt.datetime) -> None:
    """Close what was left open in this place: a new order takes its place."""
    rows = models.EidSigning.objects.select_for_update(of=("self",)).exclude(service=REMOTE)
    for row in rows.select_related("signer").filter(signer=signer, state=EidState.PENDING.value):
        _cancel(row, teller, at)


def _cancel(row: models.EidSigning, teller: LedgerActor, at: dt.datetime) -> None:
    with suppress(EidRefused, EidSilent):  # it ends by itself within minutes
        _service(row.service).cancel(queries.eid_line(row).order)
    end(row, teller, "cancelled", at)


def forget_eid(actor: Actor, *, authority: int, at: dt.datetime) -> int:
    """Delete orders that led to no signature and are older than a day; return how many."""
    require(actor, PRESERVE, authority=authority)
    old = models.EidSigning.objects.filter(authority_id=authority, asked_at__lt=at - EID_KEPT)
    gone, _rows = old.exclude(state=EidState.COMPLETE.value).delete()
    if gone:
        ledger.append(
            actor,
            "forget_eid_signings",
            on=f"organisation.authority:{authority}",
            authority=authority,
            changes={"count": gone},
        )
    return gone


def _follow(row: models.EidSigning, holder: Holder, teller: LedgerActor, at: dt.datetime) -> None:
    service = _service(row.service)
    try:
        progress = service.collect(queries.eid_line(row).order)
    except EidRefused as refused:
        end(row, teller, refused.code, at)
    except EidSilent:
        if at - row.asked_at > EID_LASTS:
            end(row, teller, "too_late", at)
        else:  # it may answer the next time
            row.save(update_fields=["collected_at"])
    else:
        if progress.state is OrderState.COMPLETE:
            _complete(row, holder, teller, service, progress, at=at)
        elif progress.state is OrderState.FAILED:
            end(row, teller, progress.hint, at)
        else:
            row.told = progress.hint[:60]
            row.save(update_fields=["collected_at", "told"])


def _complete(
    row: models.EidSigning,
    holder: Holder,
    teller: LedgerActor,
    service: EidService,
    progress: Progress,
    *,
    at: dt.datetime,
) -> None:
    """Believe the proof or not, and sign; what cannot be signed any longer leaves no proof behind."""
    try:
        who = service.identify(progress.proof, ToSign(row.text, row.hidden))
    except EidNotBelieved:
        end(row, teller, "not_believed", at)
        return
    digest = digest_if_theirs(row, who)
    if digest is None:
        end(row, teller, "other_person", at)
        return
    evidence = evidence_of(row, json.loads(progress.proof), at)
    try:
        with transaction.atomic():
            complete(row, evidence, digest, at)
            _sign(row, holder, teller, at)
    except NotPossible:
        end(row, teller, "changed", at)
        return
    store_made(row.authority_id, evidence, media_type=JSON)


def _sign(row: models.EidSigning, holder: Holder, teller: LedgerActor, at: dt.datetime) -> None:
    for signer_id, read in sorted((int(one), read) for one, read in row.reads.items()):
        request, signer = place_of(signer_id)
        if isinstance(holder, Actor):
            check_own(holder, signer)
        sign_place(teller, request, signer, read_sha256=read, at=at, eid=row)


def digest_if_theirs(row: models.EidSigning, who: Identified) -> str | None:
    """Return what whoever signed is known by, if it is the person expected."""
    digest, known = queries.number_digest(who.personal_number), queries.known_digest(row.signer)
    same = is_same_person(expected=row.signer.name, told=who.name, known_digest=known, digest=digest)
    return digest if same else None


def complete(row: models.EidSigning, evidence: bytes, digest: str, at: dt.datetime) -> None:
    """Note that the order led to a signature, by what proof and by whom."""
    close(row, EidState.COMPLETE, "", at)
    row.digest, row.evidence = digest, hashlib.sha256(evidence).hexdigest()
    row.save()


def evidence_of(row: models.EidSigning, proof: Any, at: dt.datetime) -> bytes:
    """Write down what was asked, all that the service said, whole, and when it was judged to hold."""
    told = {
        "service": row.service,
        "text": row.text,
        "hidden": row.hidden,
        "proof": proof,
        "judged_to_hold_at": at.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def asked_of(signer: models.Signer, reads: Mapping[int, str]) -> ToSign:
    """Make the text to be read in the app, and what is signed with it, of what was read on the page."""
    line = queries.request(signer.request_id)
    place = next(one for one in line.signers if one.id == signer.pk)
    places = {one.id: paper for paper, one in queries.together(line, place)}
    if not reads or not set(reads) <= set(places):
        raise NotPermitted(_("Underskriften gäller inte den handlingen."))
    for signer_id, read in reads.items():
        check_may_sign(places[signer_id], signer_id, read_sha256=read)
    papers = [(places[one].title, read) for one, read in sorted(reads.items())]
    authority = authority_by_id(signer.authority_id).name
    hidden = json.dumps({"sha256": [read for _one, read in sorted(reads.items())]})
    return ToSign(text_to_sign(authority=authority, capacity=signer.capacity, papers=papers), hidden)


@contextmanager
def entered(holder: Holder, signer_id: int, at: dt.datetime) -> Iterator[tuple[LedgerActor, models.Signer]]:
    """Let in whoever signs here: the person named, or the outsider whom link and code prove."""
    if isinstance(holder, Actor):
        signer = models.Signer.objects.filter(pk=signer_id).first()
        if signer is None:
            raise queries.SigningNotFound
        require(holder, SIGN, authority=signer.authority_id)
        check_own(holder, signer)
        yield holder, signer
        return
    found = proved(holder.token, holder.proof, at)
    with scoped(widened(found.line.authority)):
        if found.signer.id != signer_id:
            raise NotPermitted(_("Länken gäller inte den handlingen."))
        yield LinkHolder(found.signer.name), models.Signer.objects.get(pk=signer_id)


def check_own(actor: Actor, signer: models.Signer) -> None:
    """Let only the person named act in a place."""
    if actor.person_id is None or actor.person_id != signer.person_id:
        raise NotPermitted(_("Bara den som är namngiven kan skriva under på den här raden."))


def _newest(signer: models.Signer) -> models.EidSigning:
    rows = models.EidSigning.objects.select_for_update(of=("self",)).select_related("signer")
    row = rows.filter(signer=signer).order_by("-pk").first()
    if row is None:
        raise queries.EidNotStarted
    return row


def _service(name: str) -> EidService:
    found = queries.eid_services().get(name)
    if found is None:
        raise NotPossible(_("Den e-legitimationen kan inte användas här."))
    return found


def end(row: models.EidSigning, teller: LedgerActor, told: str, at: dt.datetime) -> None:
    """Note that the order led to no signature, and why; no proof stays."""
    row.digest = row.evidence = ""
    close(row, EidState.FAILED, told, at)
    row.save()
    note(teller, "end_eid_signing", row)


def close(row: models.EidSigning, state: EidState, told: str, at: dt.datetime) -> None:
    """Note how the order ended, and forget its secrets."""
    row.state, row.told, row.ended_at, row.tokens = state.value, told[:60], at, {}


def _code(problem: EidRefused | EidSilent) -> str:
    return problem.code if isinstance(problem, EidRefused) else "silent"


def note(teller: LedgerActor, action: str, row: models.EidSigning) -> None:
    """Tell the ledger of the order."""
    ledger.append(
        teller,
        action,
        on=f"signatures.signingrequest:{row.signer.request_id}",
        authority=row.authority_id,
        changes={"eid": row.service, **({"told": row.told} if row.told else {})},
    )
