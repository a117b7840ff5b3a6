"""Asking for signatures over HTTP: a document's PDF, signed by people of the house and outsiders."""

import datetime as dt
import uuid
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Header, Router, Schema
from ninja.responses import Status
from pydantic import Field

from tinget.foundation import clock, submissions
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.ask_signatures.papers import candidates, papers_of
from tinget.workflows.ask_signatures.people import people_of_the_house

router = Router(tags=["signatures"])
Key = Annotated[uuid.UUID | None, Header(alias="Idempotency-Key")]


class SignerIn(Schema):
    """En som ska skriva under: en person hos oss, eller en utomstående med namn och adress."""

    person_id: int | None = None
    name: Annotated[str, Field(max_length=150)] = ""
    email: Annotated[str, Field(max_length=254)] = ""
    organisation: Annotated[str, Field(max_length=64)] = ""
    capacity: Annotated[str, Field(max_length=60)] = ""


class AskIn(Schema):
    """Vilka som ska skriva under, i vilken ordning och till vilken dag."""

    signers: Annotated[list[SignerIn], Field(min_length=1, max_length=20)]
    in_order: bool = False
    eid_required: bool = False
    due_on: dt.date | None = None
    message: Annotated[str, Field(max_length=2000)] = ""


class AskedOut(Schema):
    """Numret på begäran."""

    id: int


@router.post(
    "/{authority}/documents/{document_id}/signatures",
    response={201: AskedOut},
    summary="Begär underskrifter på ett dokument",
)
def ask(
    request: HttpRequest, authority: str, document_id: int, wanted: AskIn, key: Key = None
) -> Status[dict[str, int]]:
    """Ask for signatures on the document's newest PDF; an outsider gets a link by e-mail."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, signatures.REQUEST, authority=owner.id)
    if wanted.due_on is not None and wanted.due_on < clock.today():
        raise NotPossible(_("Sista dagen har passerat. Välj en dag från och med i dag."))

    def make() -> int:
        found = candidates(owner.id, [document_id], demonstration=actor.is_demonstration)
        papers = papers_of(one for one in found if one.id == document_id)
        if not papers:
            raise NotPossible(_("Dokumentet finns inte. Sök upp det och försök igen."))
        (made,) = signatures.request_for_papers(
            actor,
            authority=owner.id,
            papers=papers,
            signers=_specs(actor, owner.id, wanted.signers),
            purpose=signatures.Purpose.OTHER,
            at=clock.now(),
            terms=signatures.Terms(
                in_order=wanted.in_order,
                due_on=wanted.due_on,
                message=wanted.message.strip(),
                eid_required=wanted.eid_required,
            ),
        )
        return made

    sent = f"{request.path}\n{wanted.model_dump_json()}"
    made = submissions.once(key, authority=owner.id, sender=actor.person_id, sent=sent, make=make)
    return Status(201, {"id": made})


def _specs(actor: organisation.Actor, authority: int, signers: list[SignerIn]) -> list[signatures.SignerSpec]:
    people = {one.id: one.name for one in people_of_the_house(actor, authority)}
    return [_spec(people, one) for one in signers]


def _spec(people: dict[int, str], signer: SignerIn) -> signatures.SignerSpec:
    capacity = signer.capacity.strip() or _("Undertecknare")
    if signer.person_id is not None:
        if signer.person_id not in people or signer.email:
            raise NotPossible(_("Välj en person hos oss, eller fyll i en utomstående. Inte båda."))
        return signatures.SignerSpec(signer.person_id, people[signer.person_id], capacity)
    try:
        validate_email(signer.email)
    except ValidationError as error:
        raise NotPossible(_("Skriv adressen som länken ska skickas till.")) from error
    if not signer.name.strip():
        raise NotPossible(_("Skriv namnet på den som ska skriva under."))
    return signatures.SignerSpec(
        None, signer.name.strip(), capacity, signer.email, signer.organisation.strip()
    )
