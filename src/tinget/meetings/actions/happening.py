"""How an event comes to be: judged by the rules, kept, and what follows from it written fair."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.kernel.facts import FactsInvalid
from tinget.meetings.actions.heeding import heed
from tinget.meetings.models import Item, MeetingEvent, Presence, PublicScreen
from tinget.meetings.queries import Playing, SeatRow, cut_screen_of
from tinget.meetings.rules.findings import Finding
from tinget.meetings.rules.proceedings.kept import REOPEN, TAKE_IN, Event, act, attended
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs
from tinget.organisation import api as organisation
from tinget.organisation.api import Actor

ALLOWED = "allowed"


def seat_values(seat: Seat) -> dict[str, Any]:
    """Give a seat as events keep it."""
    return {"municipality": seat.municipality, "as": seat.as_.value}


def happen(
    playing: Playing,
    actor: Actor,
    kind: str,
    values: Any = None,
    *,
    at: datetime,
    reason: str = "",
    corrects: int | None = None,
) -> Event:
    """Let it happen, or raise RuleRefused or NeedsReason; `keep` writes it down."""
    try:
        does = act(kind, values, playing.municipalities, playing.events)
    except FactsInvalid as wrong:
        raise NotPossible(_("Händelsen går inte att föra in: %(why)s") % {"why": wrong}) from wrong
    finding = does(playing.sitting)
    given = heed(finding, reason=reason)
    return write(playing, actor, kind, values, at=at, finding=finding, reason=given, corrects=corrects)


def write(
    playing: Playing,
    actor: Actor,
    kind: str,
    values: Any = None,
    *,
    at: datetime,
    finding: Finding | None = None,
    reason: str = "",
    corrects: int | None = None,
) -> Event:
    """Add an event that has been judged."""
    event = Event(
        number=len(playing.events) + 1, kind=kind, values=values, at=at, by=actor.name,
        verdict=finding.verdict.value if finding else ALLOWED,
        rule=finding.rule if finding else "", source=finding.source if finding else "",
        finding=finding.text if finding else "", reason=reason,
        item_id=_about(playing, kind, values), corrects=corrects,
    )  # fmt: skip
    playing.events.append(event)
    playing.added.append(event)
    return event


def _about(playing: Playing, kind: str, values: Any) -> int | None:
    """Tell which item an event is about: the one before the committee, but for one that is asked about."""
    asks = kind in (TAKE_IN, REOPEN)
    return playing.items.get(values["paragraph"]) if asks else playing.open_item_id


def keep(playing: Playing, actor: Actor) -> None:
    """Write down what was added, and the fair copies: attendance, who presides, what was approved at once."""
    meeting = playing.meeting
    MeetingEvent.objects.bulk_create(
        MeetingEvent(
            authority_id=meeting.authority_id, meeting=meeting, number=one.number, kind=one.kind,
            values=one.values, item_id=one.item_id, at=one.at, by_id=actor.person_id, by_name=one.by,
            verdict=one.verdict, rule=one.rule, source=one.source, finding=one.finding,
            reason=one.reason, corrects=one.corrects,
        )
        for one in playing.added
    )  # fmt: skip
    playing.added.clear()
    _write_attendance(playing)
    _write_presider(playing)
    _write_approved_at_once(playing)
    _write_public_screen(playing)


def _write_attendance(playing: Playing) -> None:
    """Write the list of seats anew where it has changed; others in the room stay as they are."""
    old = list(Presence.objects.filter(meeting=playing.meeting))
    seated = {(row.municipality, row.present_as): row for row in old if row.present_as != PresentAs.OTHER}
    rows = [
        _row(playing, seat, seated.get((seat.municipality, seat.as_)))
        for seat in attended(playing.events, playing.sitting)
    ]
    if [_told(row) for row in rows] == [_told(row) for row in seated.values()]:
        return
    others = [row for row in old if row.present_as == PresentAs.OTHER]
    Presence.objects.filter(pk__in=[row.pk for row in seated.values()]).delete()
    for position, row in enumerate([*rows, *others], start=1):
        row.position = position
    Presence.objects.bulk_create(rows)
    Presence.objects.bulk_update(others, ["position"])


def _told(row: Presence) -> tuple[object, ...]:
    return (row.municipality, row.present_as, row.serving, row.chair, row.is_present)


def _row(playing: Playing, seat: Seat, known: Presence | None) -> Presence:
    """Give a seat's row; who holds it stays as it was when they came."""
    room, meeting = playing.sitting.room, playing.meeting
    row = Presence(
        authority_id=meeting.authority_id,
        meeting=meeting,
        municipality=seat.municipality,
        present_as=seat.as_.value,
        serving=seat in room.serving(),
        chair=seat == playing.sitting.presiding,
        is_present=seat in room.remote,
    )
    if known is not None:
        row.person_id, row.municipality_id = known.person_id, known.municipality_id
        row.name, row.party, row.published_at = known.name, known.party, known.published_at
        return row
    held = holder_of(playing.rows, seat)
    if held is None:
        raise NotPossible(_("Det är inte känt vem som är %(seat)s den dagen.") % {"seat": seat.in_words})
    row.person_id, row.municipality_id = held.person_id, held.municipality_id
    row.name, row.party = held.name, held.party or ""
    return row


def holder_of(rows: list[SeatRow], seat: Seat) -> organisation.Seat | None:
    """Tell who holds a seat on the day; None where it is not known."""
    found = next((row for row in rows if row.municipality.name == seat.municipality), None)
    if found is None:
        return None
    return found.member if seat.as_ is PresentAs.MEMBER else found.substitute


def _write_presider(playing: Playing) -> None:
    """Note on the meeting who leads it; who led stays noted when nobody is there to lead."""
    meeting = playing.meeting
    row = Presence.objects.filter(meeting=meeting, chair=True).first()
    if row is not None and row.person_id != meeting.chair_id:
        meeting.chair_id, meeting.chair_name, meeting.chair_party = row.person_id, row.name, row.party
        meeting.save(update_fields=["chair_id", "chair_name", "chair_party"])


def _write_public_screen(playing: Playing) -> None:
    """Show visitors a sitting from when it first is public until it is closed (KL 6:25)."""
    shown = PublicScreen.objects.filter(meeting=playing.meeting)
    if playing.sitting.is_closed:
        shown.delete()
    elif playing.sitting.is_public or shown.exists():
        screen = cut_screen_of(playing)
        PublicScreen.objects.update_or_create(
            authority_id=playing.meeting.authority_id,
            meeting=playing.meeting,
            defaults={"version": screen.version, "shown": screen.to_json()},
            create_defaults={
                "version": screen.version,
                "shown": screen.to_json(),
                "published_at": playing.events[-1].at,
            },
        )


def _write_approved_at_once(playing: Playing) -> None:
    approved = {
        playing.items[int(item.paragraph)] for item in playing.sitting.items if item.approved_by is not None
    }
    items = Item.objects.filter(meeting=playing.meeting)
    items.filter(pk__in=approved, is_immediate=False).update(is_immediate=True)
    items.exclude(pk__in=approved).filter(is_immediate=True).update(is_immediate=False)
