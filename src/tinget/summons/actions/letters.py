"""The letters: what a summons says to each who is called, with a link of their own."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tinget.foundation import mail
from tinget.kernel.dates import in_words
from tinget.meetings import api as meetings
from tinget.messages.api import sender_of
from tinget.organisation.api import authority_by_id, system_actor
from tinget.summons import queries
from tinget.summons.models import Recipient, SubstituteCall, Summons
from tinget.summons.rules.content import from_json, hours
from tinget.summons.rules.summoning import CALLED_BY_TEXTS, KIND_TEXTS, CalledBy, Kind


def write_letters(row: Summons, meeting: meetings.MeetingView, called: Iterable[Recipient]) -> None:
    """Queue a letter to each who has an address; the kept row does not hold the link."""
    authority, content = authority_by_id(meeting.authority), from_json(row.content)
    kind = KIND_TEXTS[Kind(row.kind)]
    subject = _("%(kind)s: %(authority)s %(day)s") % {
        "kind": kind, "authority": authority.name, "day": in_words(content.day),
    }  # fmt: skip
    context = {
        "summons": row,
        "content": content,
        "hours": hours(content),
        "kind": kind,
        "called_by": CALLED_BY_TEXTS[CalledBy(row.called_by)],
        "authority": authority,
        "meeting": meeting,
        "address": settings.TINGET_ADDRESS,
        "link": mail.LINK,
    }
    prefix = "DEMONSTRATION: " if meeting.is_demonstration else ""
    sender = sender_of(system_actor(meeting.authority), authority)
    for one in called:
        if one.email:
            mail.send_later(
                authority=meeting.authority,
                to=one.email,
                subject=f"{prefix}{subject}"[:200],
                body=render_to_string("summons/letter.txt", {**context, "recipient": one}),
                sender=sender,
                about=f"{queries.ABOUT}:{one.pk}",
            )


def write_call(call: SubstituteCall, meeting: meetings.MeetingView) -> None:
    """Tell a substitute at once that they are to serve in a hindered member's place."""
    _write(call, meeting, subject=_("Du kallas att tjänstgöra: %(authority)s %(day)s"), template="call")


def write_release(call: SubstituteCall, meeting: meetings.MeetingView) -> None:
    """Tell a substitute that the member comes after all."""
    _write(call, meeting, subject=_("Ledamoten kommer: %(authority)s %(day)s"), template="release")


def _write(call: SubstituteCall, meeting: meetings.MeetingView, *, subject: str, template: str) -> None:
    if not call.recipient.email:
        return
    authority = authority_by_id(meeting.authority)
    prefix = "DEMONSTRATION: " if meeting.is_demonstration else ""
    told = subject % {"authority": authority.name, "day": in_words(meeting.planned_on)}
    context = {"call": call, "meeting": meeting, "authority": authority, "link": mail.LINK}
    mail.send_later(
        authority=meeting.authority,
        to=call.recipient.email,
        subject=f"{prefix}{told}"[:200],
        body=render_to_string(f"summons/{template}.txt", context),
        sender=sender_of(system_actor(meeting.authority), authority),
        about=f"{queries.CALL}:{call.pk}",
    )
