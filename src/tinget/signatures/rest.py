"""Signing over HTTP: what waits for me, and how far a request has come; the same as on the pages."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.foundation.http import actor_of
from tinget.signatures import queries
from tinget.signatures.permissions import may_see

router = Router(tags=["signatures"])


class WaitingOut(Schema):
    """A paper that waits for my signature."""

    signer_id: int
    title: str
    thing: str
    capacity: str
    asked_at: datetime
    is_demonstration: bool


class SignerOut(Schema):
    """Somebody who is asked to sign."""

    order: int
    name: str
    capacity: str
    is_outside: bool
    signed_at: datetime | None
    declined_at: datetime | None


class SigningOut(Schema):
    """A request for signatures and its newest file."""

    id: int
    about: str
    purpose: str
    title: str
    state: str
    sha256: str
    created_at: datetime
    is_demonstration: bool
    in_order: bool
    eid_required: bool
    due_on: date | None
    signers: list[SignerOut]


@router.get("/signatures/waiting", response=list[WaitingOut], summary="Det som väntar på min underskrift")
def waiting(request: HttpRequest) -> list[queries.WaitingSignature]:
    """List what waits for the signed-in person's signature."""
    person_id = actor_of(request).person_id
    return queries.waiting_for(person_id) if person_id is not None else []


@router.get("/signatures/requests/{request_id}", response=SigningOut, summary="En begäran om underskrifter")
def one(request: HttpRequest, request_id: int) -> SigningOut:
    """Show one request to those who sign it and those who follow it; 404 for others."""
    line = queries.request(request_id)
    people = frozenset(signer.person_id for signer in line.signers)
    if not may_see(actor_of(request), authority=line.authority, person_ids=people):
        raise queries.SigningNotFound
    return SigningOut(
        id=line.id,
        about=line.about,
        purpose=line.purpose,
        title=line.title,
        state=line.state.value,
        sha256=line.file.sha256,
        created_at=line.created_at,
        is_demonstration=line.is_demonstration,
        in_order=line.in_order,
        eid_required=line.eid_required,
        due_on=line.due_on,
        signers=[
            SignerOut(
                order=signer.order,
                name=signer.name,
                capacity=signer.capacity,
                is_outside=signer.is_outside,
                signed_at=signer.signed_at,
                declined_at=signer.declined_at,
            )
            for signer in line.signers
        ],
    )
