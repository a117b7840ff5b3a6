"""A sitting as its page shows it: the item before the committee, who is there, what happened."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tinget.meetings.models import Item as ItemRow
from tinget.meetings.models import Meeting, Presence
from tinget.meetings.queries.playing import Playing, play
from tinget.meetings.queries.rolls import names_of
from tinget.meetings.queries.seating import committee_name, seats_on
from tinget.meetings.rules.live import EventNow, GuestNow, ItemNow, Live, PlaceNow, ProposalNow, SeatNow
from tinget.meetings.rules.proceedings.challenges import judges
from tinget.meetings.rules.proceedings.floor import Guest
from tinget.meetings.rules.proceedings.items import DRAFT, DecidedBy, Item
from tinget.meetings.rules.proceedings.kept import (
    FACTS,
    REOPEN,
    WITHDRAW,
    Event,
    in_effect,
    to_take_back,
    withdrawn,
)
from tinget.meetings.rules.proceedings.procedure import Words, procedure_from
from tinget.meetings.rules.proceedings.questions import next_question, still_before
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.proceedings.telling import MOTION_TEXTS, told
from tinget.meetings.rules.seats import PresentAs, Quorum, needed_for_quorum
from tinget.meetings.rules.states import MeetingState
from tinget.meetings.rules.timing import Timing, planned_starts
from tinget.meetings.rules.wording import draft_in_words, listed
from tinget.organisation import api as organisation

Names = dict[Seat, str]
MOST_IN_A_QUESTION = 2
BEGINNING = frozenset({"item", REOPEN})


def live(meeting_id: int) -> Live:
    """Play a meeting's events and show where it stands."""
    return live_of(play(Meeting.objects.get(pk=meeting_id)))


def live_of(playing: Playing) -> Live:
    """Show where a meeting that has been played stands."""
    names = names_by_seat(playing)
    serving = playing.sitting.room.serving()
    lines = [_event(one, playing.events) for one in playing.events]
    last, floor = to_take_back(playing.events), playing.sitting.floor
    return Live(
        version=len(playing.events),
        is_public=playing.sitting.is_public,
        quorum=Quorum(len(serving), needed_for_quorum(len(playing.rows)), len(playing.rows)),
        places=tuple(_place(playing, row.municipality.name, names) for row in playing.rows),
        presiding=_seat(playing, playing.sitting.presiding, names),
        item=_item(playing, names),
        asked=frozenset(int(paragraph) for paragraph in playing.sitting.consents),
        events=tuple(line for line in lines if line.kind != WITHDRAW),
        last=next((line for line in lines if last and line.number == last.number), None),
        is_adjourned=playing.sitting.is_adjourned,
        speaking=_speaker(playing, floor.speaking, names),
        waiting=tuple(filter(None, (_speaker(playing, who, names) for who in floor.waiting))),
    )


def must_leave(meeting_id: int, now: Live, person: int | None) -> bool:
    """Whether somebody has a conflict of interest in the open item: they may not be there (KL 6:30)."""
    if person is None or now.item is None or not now.item.is_open or not now.item.conflicts:
        return False
    away = {(one.municipality, one.as_) for one in now.item.conflicts}
    held = [
        (row.municipality.name, as_)
        for row in seats_on(meeting_id)
        for seat, as_ in ((row.member, PresentAs.MEMBER), (row.substitute, PresentAs.SUBSTITUTE))
        if seat is not None and seat.person_id == person
    ]
    return any(one in away for one in held)


def item_left_by(meeting_id: int, person: int | None) -> int | None:
    """Give the open item that somebody has left for a conflict of interest, or None (KL 6:30)."""
    if person is None or not Meeting.objects.filter(pk=meeting_id, state=MeetingState.OPEN.value).exists():
        return None
    now = live(meeting_id)
    return now.item.item_id if now.item and must_leave(meeting_id, now, person) else None


def others_there(meeting_id: int) -> list[str]:
    """List the others in the room, who hold no seat."""
    rows = Presence.objects.filter(meeting_id=meeting_id, present_as=PresentAs.OTHER.value)
    return [f"{row.name}, {row.office}" if row.office else row.name for row in rows]


def names_by_seat(playing: Playing) -> Names:
    """Name every seat: by who filled it at the meeting, else by who holds it on the day."""
    known = {seat: name for seat, (name, _is_chair) in names_of(playing.meeting).items()}
    for row in playing.rows:
        for held, as_ in ((row.member, PresentAs.MEMBER), (row.substitute, PresentAs.SUBSTITUTE)):
            seat = Seat(row.municipality.name, as_)
            if held is not None and seat not in known:
                known[seat] = _with_party(held)
    return known


def _with_party(held: organisation.Seat) -> str:
    return f"{held.name} ({held.party})" if held.party else held.name


def _place(playing: Playing, municipality: str, names: Names) -> PlaceNow:
    member, substitute = (Seat(municipality, as_) for as_ in (PresentAs.MEMBER, PresentAs.SUBSTITUTE))
    return PlaceNow(municipality, _seat(playing, member, names), _seat(playing, substitute, names))


def _seat(playing: Playing, seat: Seat | None, names: Names) -> SeatNow | None:
    """Show a seat that somebody is known to hold."""
    if seat is None or seat not in names:
        return None
    room = playing.sitting.room
    return SeatNow(
        municipality=seat.municipality,
        as_=seat.as_,
        name=names[seat],
        is_present=seat in room.remote,
        is_remote=room.remote.get(seat, False),
        is_serving=seat in room.serving(),
        in_conflict=seat in room.in_conflict,
        has_left=seat in room.barred,
        presides=seat == playing.sitting.presiding,
    )


def _speaker(playing: Playing, who: Seat | Guest | None, names: Names) -> SeatNow | GuestNow | None:
    return GuestNow(who.in_words) if isinstance(who, Guest) else _seat(playing, who, names)


def _item(playing: Playing, names: Names) -> ItemNow | None:
    now, item_id = playing.sitting.item, playing.open_item_id
    if now is None or item_id is None:
        return None
    row = ItemRow.objects.get(pk=item_id)
    words = Words(committee_name(row.authority_id), draft_in_words(row.rapporteur), lambda seat: names[seat])
    outcome, alleged = now.outcome, now.challenge.seat if now.challenge else None
    return ItemNow(
        item_id=row.pk,
        paragraph=int(now.paragraph),
        title=row.title,
        rapporteur=row.rapporteur,
        is_open=now.roll is None,
        is_election=now.is_election,
        is_frozen=now.is_frozen,
        proposals=_proposals(now, row, names),
        procedure=procedure_from(now, words),
        possible=tuple(sorted(outcome.possible)) if outcome else (),
        question=next_question(now),
        is_counter=len(still_before(now)) > MOST_IN_A_QUESTION,
        needs_lot=bool(outcome and outcome.by is DecidedBy.LOTTERY and len(outcome.possible) > 1),
        by_casting=bool(outcome and outcome.by is DecidedBy.CASTING),
        is_decided=now.result is not None,
        decision=row.decision_text,
        took_part=_shown(playing, [one for one in now.roll or () if one not in now.abstained], names),
        conflicts=_shown(playing, now.in_conflict or tuple(playing.sitting.room.in_conflict), names),
        reservations=_shown(playing, now.reservations, names),
        is_approved=now.approved_by is not None,
        remarks=tuple(f"{names[one.by]}: {one.text}" for one in now.remarks),
        alleged=_seat(playing, alleged, names),
        judges=_shown(playing, judges(alleged, playing.sitting.room, len(playing.rows)), names)
        if alleged
        else (),
        timing=_timing(playing, row),
    )


def _timing(playing: Playing, row: ItemRow) -> Timing | None:
    """Tell when the item was to begin by the agenda and when it was last taken up."""
    lengths = dict(ItemRow.objects.filter(meeting=playing.meeting).values_list("pk", "minutes"))
    begins = planned_starts(playing.meeting.planned_start, list(lengths.values()))
    planned = dict(zip(lengths, begins, strict=True))[row.pk]
    taken_up = [
        one.at for one in in_effect(playing.events) if one.kind in BEGINNING and one.item_id == row.pk
    ]
    return Timing(planned, localtime(taken_up[-1]).time()) if planned and taken_up else None


def _shown(playing: Playing, seats: list[Seat] | tuple[Seat, ...], names: Names) -> tuple[SeatNow, ...]:
    shown = (_seat(playing, seat, names) for seat in seats)
    return tuple(one for one in shown if one is not None)


def _proposals(now: Item, row: ItemRow, names: Names) -> tuple[ProposalNow, ...]:
    draft = ProposalNow(DRAFT, _("Förslaget i handlingarna"), row.proposal or row.decision_text)
    moved = [
        ProposalNow(
            name=name,
            title=f"{names[one.by]} yrkar {MOTION_TEXTS[one.kind]}",
            text=one.text,
            kind=one.kind,
            is_asked_in_writing=one.is_asked_in_writing,
            lacks_text=one.lacks_text,
            by=one.by,
            supporters=listed([names[seat] for seat in one.supporters]) if one.supporters else "",
        )
        for name, one in now.motions.items()
        if one is not None
    ]
    return (draft, *moved)


def _event(event: Event, events: list[Event]) -> EventNow:
    gone = withdrawn(events)
    return EventNow(
        number=event.number,
        kind=event.kind,
        at=event.at,
        by=event.by,
        text=told(event),
        rule=event.rule,
        source=event.source,
        finding=event.finding,
        reason=event.reason,
        item_id=None if event.kind == FACTS else event.item_id,
        is_withdrawn=event.number in gone,
        corrects=event.corrects,
        entered_at=event.entered_at,
    )
