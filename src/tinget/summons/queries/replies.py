"""Reads of the answers: each person's latest, the places they amount to, and the calls to substitutes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from tinget.foundation import mail
from tinget.meetings import api as meetings
from tinget.summons.models import Recipient, RemoteLeave, Reply, SubstituteCall
from tinget.summons.queries.links import CALL
from tinget.summons.rules.replies import Answer, Foreseen, Holder, Outlook, Place, foreseen, outlook


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Somebody who is called, with their latest answer; None before any."""

    person_id: int
    name: str
    answer: Answer | None
    at: datetime | None
    by_name: str
    has_leave: bool


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A municipality's place with both answers and what is foreseen."""

    municipality: str
    member: AnswerLine | None
    substitute: AnswerLine | None
    foreseen: Foreseen


@dataclass(frozen=True, slots=True)
class CallLine:
    """A substitute called in a member's place, and how the letter went; None where there is no address."""

    name: str
    municipality: str
    for_name: str
    called_at: datetime
    released_at: datetime | None
    state: mail.MailState | None


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes: the places, those without a seat, the quorum foreseen, and the substitutes called."""

    places: tuple[PlaceLine, ...]
    others: tuple[AnswerLine, ...]
    outlook: Outlook
    calls: tuple[CallLine, ...]


def places_of(meeting_id: int) -> list[Place]:
    """List the municipalities' places on the meeting's day."""
    return [
        Place(
            row.municipality.id,
            row.municipality.name,
            Holder(row.member.person_id, row.member.name) if row.member else None,
            Holder(row.substitute.person_id, row.substitute.name) if row.substitute else None,
        )
        for row in meetings.seats_on(meeting_id)
    ]


def answers_of(meeting_id: int) -> dict[int, Answer]:
    """Give each person's latest answer."""
    rows = Reply.objects.filter(meeting_id=meeting_id).order_by("pk")
    return {row.person_id: Answer(row.answer) for row in rows}


def leave_of(meeting_id: int) -> frozenset[int]:
    """Give those whom the chair lets take part from elsewhere."""
    latest = {row.person_id: row.is_given for row in RemoteLeave.objects.filter(meeting_id=meeting_id)}
    return frozenset(person for person, given in latest.items() if given)


def standing_calls(meeting_id: int) -> dict[int, SubstituteCall]:
    """Give the substitutes called and not released, by municipality."""
    rows = SubstituteCall.objects.filter(meeting_id=meeting_id, released_at=None).select_related("recipient")
    return {row.municipality_id: row for row in rows}


def answer_of(meeting_id: int, person_id: int | None) -> Answer | None:
    """Give somebody's latest answer."""
    return answers_of(meeting_id).get(person_id) if person_id is not None else None


def awaits_answer(summons_id: int, person_id: int | None) -> bool:
    """Tell whether somebody with a seat is called by a summons and has not answered for its meeting."""
    if person_id is None:
        return False
    called = Recipient.objects.filter(summons_id=summons_id, person_id=person_id).exclude(municipality="")
    answered = Reply.objects.filter(meeting_id=OuterRef("summons__meeting_id"), person_id=person_id)
    return called.exclude(Exists(answered)).exists()


def coming(authority: int, meeting_id: int, recipients: list[Recipient]) -> Coming:
    """Tell who comes of those called, and whether there will be a quorum (KL 6:27)."""
    rows = {row.person_id: row for row in Reply.objects.filter(meeting_id=meeting_id).order_by("pk")}
    answers, leave = answers_of(meeting_id), leave_of(meeting_id)
    places = places_of(meeting_id)
    seated = {one.person_id for place in places for one in (place.member, place.substitute) if one}

    def line(person_id: int, name: str) -> AnswerLine:
        row, answer = rows.get(person_id), answers.get(person_id)
        said_by = row.by_name if row else ""
        return AnswerLine(person_id, name, answer, row.at if row else None, said_by, person_id in leave)

    def held(holder: Holder | None) -> AnswerLine | None:
        return line(holder.person_id, holder.name) if holder else None

    others = [one for one in recipients if one.person_id is not None and one.person_id not in seated]
    return Coming(
        places=tuple(
            PlaceLine(one.municipality, held(one.member), held(one.substitute), foreseen(one, answers, leave))
            for one in places
        ),
        others=tuple(line(one.person_id or 0, one.name) for one in others),
        outlook=outlook(places, answers, leave, needed=meetings.needed_for_quorum(len(places))),
        calls=tuple(_calls(authority, meeting_id)),
    )


def _calls(authority: int, meeting_id: int) -> list[CallLine]:
    rows = list(SubstituteCall.objects.filter(meeting_id=meeting_id).select_related("recipient"))
    found = mail.lines_about(authority, *(f"{CALL}:{row.pk}" for row in rows)) if rows else []
    states = {line.about: line.state for line in reversed(found)}
    return [
        CallLine(
            name=row.recipient.name,
            municipality=row.recipient.municipality,
            for_name=row.for_name,
            called_at=row.called_at,
            released_at=row.released_at,
            state=states.get(f"{CALL}:{row.pk}"),
        )
        for row in rows
    ]
