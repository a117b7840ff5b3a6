"""A reserve approves the minutes in the place of one who is hindered (KL 5:69, reglemente 22 §)."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes.changes import newest_signing
from tinget.workflows.publish_minutes.minutes import draw_up_minutes
from tinget.workflows.publish_minutes.permissions import DRAW_UP


def candidates(meeting: meetings.MeetingView) -> list[tuple[int, str]]:
    """List who may step in: those who served, but for the chair and the approver; the reserve first."""
    chosen = {one.person_id for one in meeting.reserves}
    approvers = {one.person_id for one in meeting.approvers}
    found = [
        (one.person_id, one.with_place, one.person_id in chosen)
        for one in meeting.presence
        if one.is_serving
        and one.person_id is not None
        and one.person_id not in {*approvers, meeting.chair_id}
    ]
    return [
        (person, _("%(name)s, vald ersättare") % {"name": name} if is_chosen else name)
        for person, name, is_chosen in sorted(found, key=lambda one: not one[2])
    ]


def step_in(
    actor: organisation.Actor,
    *,
    authority: int,
    meeting_id: int,
    person_id: int,
    reason: str,
    at: dt.datetime,
) -> bool:
    """Let another approve; return whether the committee had chosen them.

    Before anybody has signed the minutes are drawn up anew and name the new approver; after that the text
    stays, and the signature itself says in whose place it was made.
    """
    organisation.require(actor, DRAW_UP, authority=authority)
    line = newest_signing(authority, meeting_id)
    hindered = _place_of_approver(meeting_id, line)
    was_chosen = meetings.let_reserve_approve(
        actor, meeting_id=meeting_id, person_id=person_id, reason=reason
    )
    if line is None or line.state is not signatures.RequestState.WAITING:
        return was_chosen
    if line.signed == 0:
        told = _("Justeraren fick förhinder. Protokollet upprättas på nytt.")
        signatures.withdraw(actor, request_id=line.id, reason=told)
        draw_up_minutes(actor, authority=authority, meeting_id=meeting_id, at=at)
        return was_chosen
    if hindered is None:
        raise NotPossible(_("Justeraren har redan skrivit under."))
    approver = meetings.meeting_by_id(meeting_id).approvers[0]
    spec = signatures.SignerSpec(person_id, approver.name, hindered.capacity)
    signatures.let_step_in(actor, signer_id=hindered.id, person=spec, reason=reason, at=at)
    return was_chosen


def _place_of_approver(meeting_id: int, line: signatures.SigningLine | None) -> signatures.SignerLine | None:
    """Find the approver's place among the signers, while they have not signed."""
    approvers = {one.person_id for one in meetings.meeting_by_id(meeting_id).approvers}
    signers = line.signers if line else ()
    return next((one for one in signers if one.person_id in approvers and one.signed_at is None), None)
