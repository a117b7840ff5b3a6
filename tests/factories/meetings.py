"""Demonstration meetings of the real committee, brought as far as a test needs, by the real actions."""

import datetime as dt

from tinget.meetings import api as meetings
from tinget.organisation.api import Actor, Role, holders
from tinget.registry import api as registry

DAY = dt.date(2026, 12, 1)
HELD = dt.date(2023, 10, 12)
AT = dt.datetime(2026, 12, 1, 13, 0, tzinfo=dt.UTC)


def an_actor(role: Role, *, authority: int, day: dt.date = DAY) -> Actor:
    person = holders(authority, role, on=day, demonstration=True)[0]
    return Actor(person.id, person.name, role, authority=authority, is_demonstration=True, place="e-namnden")


def a_planned_meeting(actor: Actor, *, day: dt.date = DAY, at: dt.datetime = AT) -> int:
    return meetings.plan_meeting(
        actor, authority=actor.authority, planned_on=day, at=at, start=dt.time(13), end=dt.time(15),
        place="Kulturens hus, Luleå",
    )  # fmt: skip


def a_case(actor: Actor, *, title: str = "Budget 2027", day: dt.date = DAY) -> int:
    return registry.register_case(
        actor, authority=actor.authority, title=title, class_code="2.2.0.1", day=day
    )


def a_case_item(actor: Actor, *, meeting_id: int, title: str = "Budget 2027") -> int:
    wording = meetings.ItemWording(
        title,
        rapporteur="Samordnaren",
        proposal="E-nämnden godkänner budgeten.",
        summary="Förslag till budget.",
    )
    case_id = a_case(actor, title=title)
    return meetings.place_case_on_agenda(actor, meeting_id=meeting_id, case_id=case_id, wording=wording)


def everybody_there(actor: Actor, *, meeting_id: int, but: int = 0) -> list[int]:
    """Register every member as present but the last `but`; the host's member presides."""
    members = [row.member for row in meetings.seats_on(meeting_id) if row.member is not None]
    chair = holders(actor.authority, Role.CHAIR, on=DAY, demonstration=True)[0].id
    here = [one.person_id for one in sorted(members, key=lambda one: one.person_id != chair)]
    here = here[: len(here) - but]
    meetings.register_presence(
        actor, meeting_id=meeting_id, person_ids=here, chair_id=chair, at=AT, others=[("Adam", "samordnare")]
    )
    return here


def an_open_meeting(actor: Actor, *, at: dt.datetime = AT) -> tuple[int, int]:
    """Return a meeting with everybody there and one case on the agenda, and the case's item."""
    meeting_id = a_planned_meeting(actor)
    item_id = a_case_item(actor, meeting_id=meeting_id)
    meetings.open_meeting(actor, meeting_id=meeting_id, at=at)
    everybody_there(actor, meeting_id=meeting_id)
    return meeting_id, item_id


def an_elected_approver(actor: Actor, *, meeting_id: int, due: dt.date = DAY) -> int:
    view = meetings.meeting_by_id(meeting_id)
    approver = next(one for one in view.presence if one.is_serving and not one.is_chair)
    meetings.elect_approver(
        actor, meeting_id=meeting_id, person_id=approver.person_id, due=due, at=AT, place="Digitalt"
    )
    return approver.person_id


def handle_everything(actor: Actor, *, meeting_id: int) -> None:
    """Let the gavel fall over every item that is still open."""
    for item in meetings.meeting_by_id(meeting_id).open_items:
        if item.is_late:
            said = {"paragraph": item.paragraph, "title": item.title, "says": "unanimous"}
            meetings.record_event(actor, meeting_id=meeting_id, kind="take_in", values=said, at=AT)
        if item.kind is meetings.ItemKind.APPROVER_ELECTION:
            an_elected_approver(actor, meeting_id=meeting_id, due=DAY + dt.timedelta(days=7))
        elif item.kind is meetings.ItemKind.AGENDA or item.proposal:
            text = item.proposal or "E-nämnden fastställer dagordningen."
            meetings.decide_item(actor, item_id=item.id, at=AT, text=text)
        else:
            meetings.note_item(actor, item_id=item.id, at=AT)


def a_closed_meeting(actor: Actor, *, at: dt.datetime = AT) -> int:
    meeting_id, _item = an_open_meeting(actor, at=at)
    handle_everything(actor, meeting_id=meeting_id)
    meetings.close_meeting(actor, meeting_id=meeting_id, at=at + dt.timedelta(hours=1))
    return meeting_id


def the_october_meeting(system):
    """The facts of the minutes of 2023-10-12, as far as these tests need them."""
    case_id = registry.register_case(
        system, authority=system.authority, title="Delårsrapport 2 2023", class_code="2.2.0.2", day=HELD,
        number=(2023, 15), is_published_fact=True,
    )  # fmt: skip
    return meetings.PublishedMeeting(
        held_on=HELD,
        source="Protokoll 2023-10-12",
        state=meetings.MeetingState.ANNOUNCED,
        starts_at=dt.time(8, 20),
        ends_at=dt.time(8, 51),
        place="Kulturens hus Luleå",
        chair=meetings.PublishedPerson("Fredrik Hansson", "S"),
        secretary=meetings.PublishedPerson("Lisa Nilsson"),
        approvers=(meetings.PublishedPerson("Niclas Hökfors", "S"),),
        others=(meetings.PublishedPerson("Adam Kjellgren", office="samordnare"),),
        approval_due=dt.date(2023, 10, 16),
        notes=("Närvarolistan saknas i det publicerade protokollet.",),
        items=(
            meetings.PublishedItem(
                paragraph=15,
                title="Delårsrapport 2 2023",
                case_id=case_id,
                decision_text="E-nämnden beslutar att godkänna delårsrapporten.",
                decision_kind=meetings.DecisionKind.APPROVE,
                basis=(meetings.PublishedBasis("Verksamhetsplan 2023", as_printed="2023.43"),),
                recipients=("Samtliga ingående kommuner",),
            ),
            meetings.PublishedItem(paragraph=16, title="Information", state=meetings.ItemState.TABLED),
        ),
    )
