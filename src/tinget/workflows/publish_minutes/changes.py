"""Changes that those who sign propose to the minutes: until the first signature, answered with a trace."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.models import MinutesChange
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.permissions import DRAW_UP

LISTED = 200


@dataclass(frozen=True)
class ChangeLine:
    """A proposed change as it is listed; `is_accepted` is None while nobody has answered."""

    id: int
    paragraph: int | None
    text: str
    proposed_by: str
    proposed_at: dt.datetime
    is_accepted: bool | None
    answer: str
    answered_by: str
    answered_at: dt.datetime | None


def changes_to(authority: int, meeting_id: int) -> list[ChangeLine]:
    """List the changes proposed to a meeting's minutes, in the order they came."""
    rows = MinutesChange.objects.filter(authority_id=authority, meeting_id=meeting_id)[:LISTED]
    return [
        ChangeLine(
            row.pk,
            row.paragraph,
            row.text,
            row.proposed_by,
            row.proposed_at,
            row.is_accepted,
            row.answer,
            row.answered_by,
            row.answered_at,
        )
        for row in rows
    ]


def may_propose(actor: organisation.Actor, line: signatures.SigningLine | None) -> bool:
    """Tell whether the actor is one of those asked to sign minutes that nobody has signed."""
    return (
        line is not None
        and line.state is signatures.RequestState.WAITING
        and line.signed == 0
        and any(signer.person_id == actor.person_id is not None for signer in line.signers)
    )


def propose_change(
    actor: organisation.Actor,
    *,
    authority: int,
    meeting_id: int,
    paragraph: int | None,
    text: str,
    at: dt.datetime,
) -> int:
    """Propose a change to minutes that wait for one's own signature; return its id."""
    line = newest_signing(authority, meeting_id)
    if line is None or all(signer.person_id != actor.person_id for signer in line.signers):
        raise NotPermitted(_("Ändringar föreslås av dem som ska skriva under protokollet."))
    _must_be_unsigned(line)
    if line.state is not signatures.RequestState.WAITING or actor.person_id is None:
        raise NotPossible(
            _("Protokollet väntar inte på underskrifter. Vänta tills det har upprättats på nytt.")
        )
    if not text.strip():
        raise NotPossible(_("Skriv vad som är fel och hur det borde stå."))
    row = MinutesChange.objects.create(
        authority_id=authority,
        meeting_id=meeting_id,
        paragraph=paragraph,
        text=text.strip(),
        person_id=actor.person_id,
        proposed_by=actor.name,
        proposed_at=at,
    )
    changes = {"change": row.pk, "paragraph": paragraph}
    ledger.append(
        actor, "propose_minutes_change", on=f"{MEETING}{meeting_id}", authority=authority, changes=changes
    )
    return row.pk


def answer_change(
    actor: organisation.Actor,
    *,
    authority: int,
    change_id: int,
    is_accepted: bool,
    answer: str,
    at: dt.datetime,
) -> None:
    """Accept or refuse a proposed change; accepting takes the minutes back, to be mended first."""
    organisation.require(actor, DRAW_UP, authority=authority)
    row = MinutesChange.objects.select_for_update().filter(authority_id=authority, pk=change_id).first()
    if row is None:
        raise Http404(_("Förslaget finns inte."))
    if row.is_accepted is not None:
        raise NotPossible(_("Förslaget är redan besvarat."))
    if not is_accepted and not answer.strip():
        raise NotPossible(_("Skriv varför förslaget inte godtas."))
    if is_accepted:
        _take_back(actor, authority, row)
    row.is_accepted, row.answer = is_accepted, answer.strip()
    row.answered_by, row.answered_at = actor.name, at
    row.save(update_fields=["is_accepted", "answer", "answered_by", "answered_at"])
    changes = {"change": row.pk, "accepted": is_accepted}
    ledger.append(
        actor, "answer_minutes_change", on=f"{MEETING}{row.meeting_id}", authority=authority, changes=changes
    )


def newest_signing(authority: int, meeting_id: int) -> signatures.SigningLine | None:
    """Return the newest request for signatures on a meeting's minutes."""
    asked = signatures.requests_about(authority, f"{MEETING}{meeting_id}")
    return asked[0] if asked else None


def _must_be_unsigned(line: signatures.SigningLine) -> None:
    """Refuse a change to what somebody has signed: from then on the text is frozen."""
    is_over = line.state is signatures.RequestState.COMPLETE
    if is_over or (line.state is signatures.RequestState.WAITING and line.signed):
        raise NotPossible(
            _("Någon har skrivit under. Texten ändras inte längre; den som inte håller med avböjer.")
        )


def follow_reasons(event: meetings.ReservationExplained) -> None:
    """Take back minutes that lack reasons for a reservation: they are in time until everybody has signed."""
    line = newest_signing(event.authority, event.meeting_id)
    if line is None:
        return
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    reason = _("Skälen för en reservation har kommit in. Protokollet upprättas på nytt med dem.")
    _mend(actor, event.meeting_id, line, reason=reason)


def _take_back(actor: organisation.Actor, authority: int, row: MinutesChange) -> None:
    line = newest_signing(authority, row.meeting_id)
    if line is None:
        raise NotPossible(_("Protokollet är inte upprättat."))
    _must_be_unsigned(line)
    reason = _("En föreslagen ändring godtogs. Protokollet upprättas på nytt.")
    _mend(actor, row.meeting_id, line, reason=reason)


def _mend(actor: organisation.Actor, meeting_id: int, line: signatures.SigningLine, *, reason: str) -> None:
    if line.state is signatures.RequestState.WAITING:
        signatures.withdraw(actor, request_id=line.id, reason=reason)
    if meetings.meeting_by_id(meeting_id).state is meetings.MeetingState.MINUTES_DRAWN_UP:
        meetings.take_minutes_back(actor, meeting_id=meeting_id, reason=reason)
