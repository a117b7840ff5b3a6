"""Answering a summons: by the page, by the link, or told to the secretary; and calling the substitute."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import scoped, widened
from tinget.meetings import api as meetings
from tinget.organisation.api import Actor, require
from tinget.summons import queries
from tinget.summons.actions.holding import hold
from tinget.summons.actions.letters import write_call, write_release
from tinget.summons.models import Recipient, RemoteLeave, Reply, SubstituteCall
from tinget.summons.permissions import READ, SUMMON
from tinget.summons.rules.replies import ANSWER_TEXTS, Answer, calls


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whoever has the link in a letter: that is all that is known of them."""

    who: str = "den som fått brevet"
    acting_as: str = "innehavare av länken i kallelsen"


def reply(
    actor: Actor, *, meeting_id: int, answer: Answer, at: dt.datetime, person: int | None = None
) -> None:
    """Answer for oneself, or, as the one who calls, for `person` who told it otherwise."""
    meeting = meetings.meeting_by_id(meeting_id)
    require(actor, READ, authority=meeting.authority)
    answering = person if person is not None else actor.person_id
    if answering != actor.person_id:
        require(actor, SUMMON, authority=meeting.authority)
    _must_be_alike(actor, meeting)
    _reply(actor, meeting, answering, answer, by_name=actor.name, at=at)


def reply_by_link(token: str, *, answer: Answer, at: dt.datetime) -> None:
    """Answer by the link in a letter; LinkUnknown for any other."""
    found = queries.called_by_link(token)
    with scoped(widened(found.owner.id)):
        by_name = _("%(name)s, genom länken") % {"name": found.name}
        _reply(LinkHolder(), found.meeting, found.person_id, answer, by_name=by_name, at=at)


def rule_on_remote(actor: Actor, *, meeting_id: int, person: int, is_given: bool, at: dt.datetime) -> None:
    """Take down whether the chair lets somebody take part from elsewhere (KL 6:24, reglemente 12 §)."""
    meeting = meetings.meeting_by_id(meeting_id)
    require(actor, SUMMON, authority=meeting.authority)
    _must_be_alike(actor, meeting)
    _must_be_planned(meeting)
    recipient = _recipient(meeting, person)
    RemoteLeave.objects.create(
        authority_id=meeting.authority, meeting_id=meeting_id, person_id=person, is_given=is_given, at=at,
        by_name=actor.name,
    )  # fmt: skip
    told = _("%(name)s får delta på distans") if is_given else _("%(name)s får inte delta på distans")
    _tell(actor, "rule_on_remote", meeting, told % {"name": recipient.name})


def _reply(
    teller: ledger.LedgerActor,
    meeting: meetings.MeetingView,
    person: int | None,
    answer: Answer,
    *,
    by_name: str,
    at: dt.datetime,
) -> None:
    hold(meeting.authority, meeting.id)
    _must_be_planned(meeting)
    recipient = _recipient(meeting, person)
    if recipient.person_id not in {one.person_id for one in queries.called(meeting)}:
        raise NotPossible(_("Uppdraget har upphört den dagen, så det finns inget att svara på."))
    Reply.objects.create(
        authority_id=meeting.authority, meeting_id=meeting.id, person_id=recipient.person_id or 0,
        answer=answer.value, at=at, by_name=by_name[:150],
    )  # fmt: skip
    settle(meeting, at)
    told = f"{recipient.name} {ANSWER_TEXTS[answer]}"
    _tell(teller, "reply_to_summons", meeting, told)


def settle(meeting: meetings.MeetingView, at: dt.datetime) -> None:
    """Call the substitutes of those hindered, and release those whose member comes after all."""
    places = {one.municipality_id: one for one in queries.places_of(meeting.id)}
    standing = queries.standing_calls(meeting.id)
    found = calls(places.values(), queries.answers_of(meeting.id), standing)
    for key in sorted(found.call):
        member, substitute = places[key].member, places[key].substitute
        if member is None or substitute is None:
            continue
        made = SubstituteCall.objects.create(
            authority_id=meeting.authority, meeting_id=meeting.id, municipality_id=key,
            recipient=_substitute(meeting, substitute.person_id), for_name=member.name, called_at=at,
        )  # fmt: skip
        write_call(made, meeting)
    for key in sorted(found.release):
        standing[key].released_at = at
        standing[key].save(update_fields=["released_at"])
        write_release(standing[key], meeting)


def _recipient(meeting: meetings.MeetingView, person: int | None) -> Recipient:
    """Find somebody among those called by the newest summons, or NotPossible."""
    newest = queries.latest(meeting.id)
    if newest is None:
        raise NotPossible(_("Ingen kallelse är skickad, så det finns inget att svara på."))
    row = Recipient.objects.filter(summons_id=newest.id, person_id=person).first() if person else None
    if row is None:
        raise NotPossible(_("Bara den som är kallad med namn kan svara. Fråga sekreteraren."))
    return row


def _substitute(meeting: meetings.MeetingView, person: int) -> Recipient:
    """Find the substitute among those called, or add one who got the seat after the summons was sent."""
    newest = queries.latest(meeting.id)
    if newest is None:
        raise NotPossible(_("Ingen kallelse är skickad, så det finns inget att svara på."))
    row = Recipient.objects.filter(summons_id=newest.id, person_id=person).first()
    if row is None:
        row = next(one for one in queries.called(meeting) if one.person_id == person)
        row.summons_id = newest.id
        row.save()
    return row


def _must_be_alike(actor: Actor, meeting: meetings.MeetingView) -> None:
    if meeting.is_demonstration != actor.is_demonstration:
        raise NotPossible(_("Demonstrationens roller svarar bara på demonstrationens kallelser."))


def _must_be_planned(meeting: meetings.MeetingView) -> None:
    if meeting.state is not meetings.MeetingState.PLANNED:
        raise NotPossible(_("Sammanträdet har börjat eller är inställt, så svaren är stängda."))


def _tell(teller: ledger.LedgerActor, action: str, meeting: meetings.MeetingView, told: str) -> None:
    ledger.append(
        teller,
        action,
        on=f"meetings.meeting:{meeting.id}",
        authority=meeting.authority,
        changes={"told": told},
    )
