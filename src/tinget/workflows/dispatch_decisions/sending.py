"""Dispatching a decision: a signed extract with a cover to each addressee, kept as a record of its case."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.ui.words import swedish_date
from tinget.meetings import api as meetings
from tinget.messages import api as messages
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.dispatch_decisions.following import ABOUT, deliveries
from tinget.workflows.dispatch_decisions.permissions import DISPATCH
from tinget.workflows.models import Delivery, MinutesExtract
from tinget.workflows.publish_minutes.minutes import minutes_address
from tinget.workflows.write_mail.writing import why_not

COUNTERPART_LENGTH = TITLE_LENGTH = 300


@dataclass(frozen=True)
class To:
    """An addressee with the address that the decision is sent to."""

    recipient: str
    name: str
    email: str
    municipality: int | None = None


@dataclass(frozen=True)
class _Parcel:
    """What every addressee is sent, and where it belongs: the letter is subject and text."""

    extract: MinutesExtract
    paragraph: str
    case: int | None
    record: int
    letter: tuple[str, str]
    attached: Sequence[messages.Attachment]


def dispatch(
    actor: organisation.Actor,
    *,
    meeting: meetings.MeetingView,
    paragraph: str,
    to: Sequence[To],
    at: dt.datetime,
) -> int:
    """Send the decision to each addressee, and register it once as dispatched; return how many it went to.

    Who already has it gets it again only where the last one failed or came back.
    """
    organisation.require(actor, DISPATCH, authority=meeting.authority)
    item = next((one for one in meeting.items if str(one.paragraph) == paragraph), None)
    extract = signed_extract(meeting.authority, meeting.id, paragraph)
    if item is None or extract is None:
        raise NotPossible(_("Paragrafen har inget undertecknat utdrag. Upprätta det först."))
    if not to:
        raise NotPossible(_("Skriv minst en e-postadress."))
    MinutesExtract.objects.select_for_update().get(pk=extract.pk)  # one at a time: nobody gets it twice
    case = registry.cases([item.case_id]).get(item.case_id) if item.case_id else None
    if case is not None and (reason := why_not(case)):
        raise NotPossible(reason)
    _refuse_what_has_gone(actor, meeting, paragraph, to)
    record = _record_of(actor, meeting, item, extract, to, at=at)
    attached = messages.attachments(actor, meeting.authority, [extract.document_id])
    case_id = case.id if case else None
    parcel = _Parcel(extract, paragraph, case_id, record, _letter(meeting, item), attached)
    for one in to:
        _send(actor, parcel, one, at=at)
    changes = {"paragraph": paragraph, "to": [one.name for one in to], "record": record}
    on = f"meetings.item:{item.id}"
    ledger.append(actor, "dispatch_decision", on=on, authority=meeting.authority, changes=changes)
    return len(to)


def signed_extract(authority: int, meeting_id: int, paragraph: str) -> MinutesExtract | None:
    """Find the newest signed extract with the paragraph; rather one that has nothing else."""
    rows = MinutesExtract.objects.filter(
        authority_id=authority, meeting_id=meeting_id, signed_at__isnull=False
    ).order_by("-pk")
    holding = [row for row in rows if paragraph in row.paragraphs]
    return min(holding, key=lambda row: len(row.paragraphs), default=None)


def _refuse_what_has_gone(
    actor: organisation.Actor, meeting: meetings.MeetingView, paragraph: str, to: Sequence[To]
) -> None:
    known = deliveries(actor, meeting.authority, meeting_id=meeting.id)
    gone = {one.name for one in known if one.paragraph == paragraph and not one.must_be_put_right}
    again = [one.name for one in to if one.name in gone]
    if again:
        raise NotPossible(_("Redan expedierat till %(names)s. Läs om sidan.") % {"names": ", ".join(again)})


def _record_of(
    actor: organisation.Actor,
    meeting: meetings.MeetingView,
    item: meetings.ItemLine,
    extract: MinutesExtract,
    to: Sequence[To],
    *,
    at: dt.datetime,
) -> int:
    """Register the extract as dispatched the first time it goes anywhere (OSL 5:1, TF 2:10)."""
    earlier = Delivery.objects.filter(extract=extract, paragraph=str(item.paragraph)).order_by("pk").first()
    if earlier is not None:
        return earlier.record_id
    title = _("Protokollsutdrag § %(paragraph)s, %(title)s") % {
        "paragraph": item.paragraph,
        "title": item.title,
    }
    names = ", ".join(dict.fromkeys(one.recipient for one in to))
    return registry.register_record(
        actor,
        authority=meeting.authority,
        case_id=item.case_id,
        title=title[:TITLE_LENGTH],
        direction=registry.Direction.DISPATCHED,
        dated_on=at.date(),
        counterpart=names[:COUNTERPART_LENGTH],
        day=at.date(),
        media=registry.Media.DIGITAL,
        document_id=extract.document_id,
    )


def _letter(meeting: meetings.MeetingView, item: meetings.ItemLine) -> tuple[str, str]:
    """Write the cover: what it is, where the minutes are, and how the signature is checked."""
    place = organisation.authority_by_id(meeting.authority)
    day = swedish_date(meeting.day)
    subject = _("Protokollsutdrag § %(paragraph)s: %(title)s") % {
        "paragraph": item.paragraph,
        "title": item.title,
    }
    lines = [
        _("Hej,"),
        _("Här är § %(paragraph)s ur protokollet från %(committee)s sammanträde %(day)s: %(title)s.")
        % {"paragraph": item.paragraph, "committee": _genitive(place.name), "day": day, "title": item.title},
        _("Ärende: %(number)s") % {"number": item.case_number} if item.case_number else "",
        _("Protokollet: %(address)s")
        % {"address": f"{minutes_address(place.slug, meeting.address)}{item.paragraph}"},
        _("Underskriften kan du kontrollera här: %(address)s")
        % {"address": f"{settings.TINGET_ADDRESS}{reverse('verify_document:verify')}"},
        _("Har det kommit fel? Svara på det här brevet."),
        place.name,
    ]
    return subject, "\n\n".join(line for line in lines if line)


def _send(actor: organisation.Actor, parcel: _Parcel, one: To, *, at: dt.datetime) -> None:
    authority, extract = parcel.extract.authority_id, parcel.extract
    earlier = Delivery.objects.filter(extract__meeting_id=extract.meeting_id, paragraph=parcel.paragraph)
    earlier.filter(authority_id=authority, name=one.name).update(is_put_right=True)
    row = Delivery.objects.create(
        authority_id=authority,
        extract=extract,
        paragraph=parcel.paragraph,
        case_id=parcel.case,
        record_id=parcel.record,
        recipient=one.recipient,
        name=one.name,
        municipality_id=one.municipality,
        email=one.email,
        sent_at=at,
    )
    what = messages.Letter((one.email,), *parcel.letter)
    messages.send_letter(actor, authority, what, parcel.attached, about=f"{ABOUT}{row.pk}")


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
