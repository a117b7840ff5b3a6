"""What somebody with a seat writes themselves, or has the secretary write for them."""

from datetime import datetime

from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.meetings.actions.happening import happen, keep, seat_values
from tinget.meetings.actions.heeding import heed, must_be, on
from tinget.meetings.events import ReservationExplained
from tinget.meetings.permissions import RECORD, WRITE_OWN
from tinget.meetings.queries import filled_by, meeting_to_change, play
from tinget.meetings.rules.proceedings.after_the_gavel import explained_too_late
from tinget.meetings.rules.proceedings.kept import REASONS, WRITTEN
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.states import MeetingState, has_reached
from tinget.organisation.api import Actor, permits


def explain_reservation(
    actor: Actor, *, meeting_id: int, paragraph: int, seat: Seat, text: str, at: datetime
) -> None:
    """Write why a seat reserved itself, anew if it was written, until the minutes are approved (rule 22).

    Raises ReservationExplained, since minutes that are drawn up already lack it.
    """
    meeting = meeting_to_change(actor, WRITE_OWN, meeting_id=meeting_id)
    if has_reached(MeetingState(meeting.state), MeetingState.APPROVED):
        heed(explained_too_late(_("Protokollet är redan justerat.")))
    must_be(
        meeting,
        MeetingState.OPEN,
        MeetingState.CLOSED,
        MeetingState.MINUTES_DRAWN_UP,
        otherwise=_("Sammanträdet är inte öppnat."),
    )
    may_write_for(actor, authority=meeting.authority_id, meeting_id=meeting.pk, seat=seat)
    playing = play(meeting)
    values = {"paragraph": paragraph, "by": seat_values(seat), "text": text.strip()}
    event = happen(playing, actor, REASONS, values, at=at)
    keep(playing, actor)
    events.raise_event(
        ReservationExplained(
            authority=meeting.authority_id,
            meeting_id=meeting.pk,
            is_demonstration=meeting.is_demonstration,
        )
    )
    changes = {"event": event.number, "paragraph": paragraph, "seat": seat.in_words}
    ledger.append(
        actor, "explain_reservation", on=on(meeting), authority=meeting.authority_id, changes=changes
    )


def write_motion(
    actor: Actor, *, meeting_id: int, motion: str, text: str, at: datetime, reason: str = ""
) -> None:
    """Give a motion in the open item its text in writing, as its mover (reglemente 19 §, rule 15).

    What the gavel confirmed is changed only with a reason.
    """
    meeting = meeting_to_change(actor, WRITE_OWN, meeting_id=meeting_id)
    must_be(meeting, MeetingState.OPEN, otherwise=_("Sammanträdet är inte öppet."))
    playing = play(meeting)
    moved = playing.sitting.item.motions.get(motion) if playing.sitting.item else None
    if moved is None:
        raise NotPossible(_("Yrkandet finns inte i ärendet."))
    may_write_for(actor, authority=meeting.authority_id, meeting_id=meeting.pk, seat=moved.by)
    event = happen(playing, actor, WRITTEN, {"id": motion, "text": text.strip()}, at=at, reason=reason)
    keep(playing, actor)
    changes = {
        "event": event.number,
        "motion": motion,
        "seat": moved.by.in_words,
        "reason": event.reason,
    }
    ledger.append(actor, "write_motion", on=on(meeting), authority=meeting.authority_id, changes=changes)


def may_write_for(actor: Actor, *, authority: int, meeting_id: int, seat: Seat) -> None:
    """Refuse, with NotPermitted, to write for a seat that somebody else filled; who records may."""
    if permits(actor, RECORD, authority) or seat == filled_by(meeting_id, actor.person_id):
        return
    raise NotPermitted(_("Du skriver bara för din egen plats."))
