"""Preparation over HTTP: who has a matter, what the municipalities answer, and the steps; as on the pages."""

import datetime as dt
import uuid
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Header, Router, Schema
from ninja.responses import Status

from tinget.foundation import clock, submissions
from tinget.foundation.http import actor_of
from tinget.kernel.stances import Stance
from tinget.organisation.api import Authority, authority_by_slug, municipality_by_slug, require
from tinget.preparation import actions, queries
from tinget.preparation.permissions import LOOK
from tinget.preparation.rules.lines import OpinionLine, PreparationLine, PreparationView
from tinget.preparation.rules.steps import Step, Way

router = Router(tags=["Beredning"])
Key = Annotated[
    uuid.UUID | None,
    Header(
        alias="Idempotency-Key",
        description="Ett UUID som du väljer, ett nytt för varje ny sak. Samma anrop igen gör inget om.",
    ),
]
Title = Annotated[str, Field(max_length=300)]
ClassCode = Annotated[str, Field(pattern=r"^$|^[0-9]+(\.[0-9]+)*$", max_length=30)]
Reason = Annotated[str, Field(max_length=500)]
Point = Annotated[str, Field(min_length=1)]
Onward = Literal[Step.COORDINATOR, Step.GROUP, Step.REFERRAL, Step.CHAIR, Step.READY, Step.ENDED]


class PreparationOut(Schema):
    """Ett ärende som bereds: vem som har det och sedan när; `case_number` är tomt för en idé."""

    id: int
    title: str
    case_number: str
    step: Step
    step_text: str
    holder: str
    since: dt.datetime
    answer_by: dt.date | None
    url: str
    is_demonstration: bool


class AnswerOut(Schema):
    """Vad en kommun svarar; `stance` är None innan den har svarat, `record_id` utan handling."""

    stance: Stance | None
    text: str
    answered_at: dt.datetime | None
    by_name: str
    record_id: int | None


class AnswersOut(Schema):
    """En kommuns ståndpunkt i beredningsgruppen och dess yttrande; None där den inte är tillfrågad."""

    municipality: str
    group: AnswerOut | None
    referral: AnswerOut | None


class StayOut(Schema):
    """En tid i ett steg: hur ärendet kom dit, av vem och varför; `left_at` är None där det står nu."""

    number: int
    step: Step
    step_text: str
    way: Way
    way_text: str
    reason: str
    by_name: str
    acting_as: str
    entered_at: dt.datetime
    left_at: dt.datetime | None
    answer_by: dt.date | None
    question: str


class PreparationWholeOut(PreparationOut):
    """Ett ärende som bereds, med förslaget till beslut, stegen och kommunernas svar sida vid sida."""

    class_code: str
    background: str
    rapporteur: str
    lead: str
    points: list[str]
    stays: list[StayOut]
    answers: list[AnswersOut]


class BeginIn(Schema):
    """Något att bereda: en idé med sin rubrik, eller ett öppet ärende med sitt `case_id`."""

    title: Title = ""
    class_code: ClassCode = ""
    case_id: int | None = None
    background: str = ""


class ProposalIn(Schema):
    """Bakgrunden och förslaget till beslut; det nya tar det gamlas plats."""

    background: str = ""
    rapporteur: Annotated[str, Field(max_length=200)] = ""
    lead: Annotated[str, Field(min_length=1, max_length=500)]
    points: list[Point] = []


class MoveIn(Schema):
    """Vart ärendet ska; `reason` behövs för ett avsteg, `answer_by` för en remiss."""

    to: Onward
    reason: Reason = ""
    answer_by: dt.date | None = None
    question: str = ""


class AnswerIn(Schema):
    """En kommuns svar; den som avstyrker skriver varför."""

    stance: Stance
    text: str = ""


@router.get("/{authority}/preparations", response=list[PreparationOut], summary="Ärenden som bereds")
def list_preparations(
    request: HttpRequest, authority: str, step: Step | None = None
) -> list[PreparationLine]:
    """List what is or has been prepared, the newest first; of one step where asked."""
    owner = _read(request, authority)
    return queries.preparations(owner.id, steps=None if step is None else [step])


@router.get(
    "/{authority}/preparations/{preparation_id}",
    response=PreparationWholeOut,
    summary="Ett ärende som bereds, med svaren sida vid sida",
)
def show_preparation(request: HttpRequest, authority: str, preparation_id: int) -> PreparationWholeOut:
    """Show a matter with its proposal, its steps and the newest answers."""
    return _whole(queries.preparation(_read(request, authority).id, preparation_id))


@router.post(
    "/{authority}/preparations", response={201: PreparationWholeOut}, summary="Börja bereda ett ärende"
)
def begin_preparation(
    request: HttpRequest, authority: str, begun: BeginIn, key: Key = None
) -> Status[PreparationWholeOut]:
    """Begin to prepare an idea, or a case that is open."""
    owner, actor = authority_by_slug(authority), actor_of(request)

    def make() -> int:
        return actions.begin_preparation(actor, authority=owner.id, at=clock.now(), **begun.dict())

    made = submissions.once(
        key,
        authority=owner.id,
        sender=actor.person_id,
        sent=f"{request.path}\n{begun.model_dump_json()}",
        make=make,
    )
    return Status(201, _whole(queries.preparation(owner.id, made)))


@router.put(
    "/{authority}/preparations/{preparation_id}/proposal",
    response=PreparationWholeOut,
    summary="Skriv bakgrund och förslag till beslut",
)
def write_proposal(
    request: HttpRequest, authority: str, preparation_id: int, proposal: ProposalIn
) -> PreparationWholeOut:
    """Write the background and the proposal with its points."""
    owner = _of(authority, preparation_id)
    actions.write_proposal(actor_of(request), preparation_id=preparation_id, **proposal.dict())
    return _whole(queries.preparation(owner.id, preparation_id))


@router.post(
    "/{authority}/preparations/{preparation_id}/moves",
    response={201: PreparationWholeOut},
    summary="För ärendet till ett annat steg",
)
def move_preparation(
    request: HttpRequest, authority: str, preparation_id: int, move: MoveIn
) -> Status[PreparationWholeOut]:
    """Move a matter; the agenda is reached from the meeting, so it is no step here."""
    owner = _of(authority, preparation_id)
    actions.move_preparation(actor_of(request), preparation_id=preparation_id, at=clock.now(), **move.dict())
    return Status(201, _whole(queries.preparation(owner.id, preparation_id)))


@router.put(
    "/{authority}/preparations/{preparation_id}/opinions/{municipality}",
    response=PreparationWholeOut,
    summary="Svara för en kommun",
)
def give_opinion(
    request: HttpRequest, authority: str, preparation_id: int, municipality: str, answer: AnswerIn
) -> PreparationWholeOut:
    """Answer for a municipality while it is asked; in a referral the answer becomes a record in the case."""
    owner = _of(authority, preparation_id)
    actions.give_opinion(
        actor_of(request),
        preparation_id=preparation_id,
        municipality_id=municipality_by_slug(municipality).id,
        at=clock.now(),
        **answer.dict(),
    )
    return _whole(queries.preparation(owner.id, preparation_id))


def _read(request: HttpRequest, authority: str) -> Authority:
    owner = authority_by_slug(authority)
    require(actor_of(request), LOOK, authority=owner.id)
    return owner


def _of(authority: str, preparation_id: int) -> Authority:
    """Give the authority, where the preparation is its own; the action checks who may change it."""
    owner = authority_by_slug(authority)
    queries.preparation(owner.id, preparation_id)
    return owner


def _whole(view: PreparationView) -> PreparationWholeOut:
    return PreparationWholeOut(
        **PreparationOut.from_orm(view.line).dict(),
        class_code=view.class_code,
        background=view.background,
        rapporteur=view.rapporteur,
        lead=view.lead,
        points=list(view.points),
        stays=[StayOut.from_orm(stay) for stay in view.stays],
        answers=[
            AnswersOut(municipality=name, group=_answer(group), referral=_answer(referral))
            for name, group, referral in view.side_by_side
        ],
    )


def _answer(line: OpinionLine | None) -> AnswerOut | None:
    return AnswerOut.from_orm(line) if line else None
