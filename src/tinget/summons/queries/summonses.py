"""Reads of what was sent: the newest summons, all of them, and how far each letter came."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tinget.foundation import mail
from tinget.foundation.mail import MailState
from tinget.foundation.scoping import scoped, widened
from tinget.kernel.words import word as _
from tinget.meetings.api import MeetingView, item_left_by, meeting_by_id
from tinget.organisation.api import Authority, authority_by_id
from tinget.summons.models import Recipient, Summons
from tinget.summons.queries.links import ABOUT, LinkUnknown, read_token
from tinget.summons.queries.replies import answer_of
from tinget.summons.rules.content import Content, from_json, without
from tinget.summons.rules.replies import Answer
from tinget.summons.rules.summoning import CALLED_BY_TEXTS, KIND_TEXTS, CalledBy, Kind

CALLED_AS_TEXTS = {
    "member": _("ledamot"),
    "substitute": _("ersättare"),
    "chair": _("ordförande"),
    "vice_chair": _("vice ordförande"),
    "secretary": _("sekreterare"),
    "coordinator": _("samordnare"),
    "other": _("övrig"),
}


@dataclass(frozen=True, slots=True)
class SummonsView:
    """A summons as it was sent."""

    id: int
    meeting_id: int
    number: int
    kind: Kind
    called_by: CalledBy
    content: Content
    changes: tuple[str, ...]
    message: str
    reason: str
    departures: tuple[str, ...]
    sent_at: datetime
    sent_by: str
    sha256: str
    pages: int
    record_id: int | None

    @property
    def kind_text(self) -> str:
        """What the letter is, in words."""
        return KIND_TEXTS[self.kind]

    @property
    def called_by_text(self) -> str:
        """Who called, in words."""
        return CALLED_BY_TEXTS[self.called_by]


@dataclass(frozen=True, slots=True)
class Proof:
    """How a summons went to somebody: the mail's state, or None where it went on paper."""

    name: str
    municipality: str
    called_as: str
    email: str
    state: MailState | None
    sent_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who has the link in a letter, with the newest summons to the meeting it called to."""

    owner: Authority
    meeting: MeetingView
    summons: SummonsView
    name: str
    person_id: int | None
    answer: Answer | None


def called_by_link(token: str) -> Called:
    """Find what the link in a letter is about, under its committee's scope; LinkUnknown for any other."""
    link = read_token(token)
    with scoped(widened(link.authority)):
        row = Recipient.objects.select_related("summons").filter(pk=link.recipient_id).first()
        newest = latest(row.summons.meeting_id) if row else None
        if row is None or newest is None:
            raise LinkUnknown
        return Called(
            owner=authority_by_id(link.authority),
            meeting=meeting_by_id(newest.meeting_id),
            summons=newest,
            name=row.name,
            person_id=row.person_id,
            answer=answer_of(newest.meeting_id, row.person_id),
        )


def latest(meeting_id: int) -> SummonsView | None:
    """Return the newest summons to a meeting, or None before the first."""
    row = Summons.objects.filter(meeting_id=meeting_id).order_by("-number").first()
    return _view(row) if row else None


def latest_for(meeting_id: int, person: int | None) -> SummonsView | None:
    """Return the newest summons as somebody may read it: not an item they have left for a conflict (KL 6:30).

    Meanwhile they have not the one PDF either, since the item is in it.
    """
    found, left = latest(meeting_id), item_left_by(meeting_id, person)
    if found is None or left is None:
        return found
    return replace(found, content=without(found.content, left), sha256="")


def summonses(meeting_id: int) -> list[SummonsView]:
    """List the summonses to a meeting, the newest first."""
    return [_view(row) for row in Summons.objects.filter(meeting_id=meeting_id).order_by("-number")]


def recipients(summons_id: int) -> list[Recipient]:
    """List those a summons went to."""
    return list(Recipient.objects.filter(summons_id=summons_id))


def guests_of(meeting_id: int) -> list[Recipient]:
    """List those called to a meeting by name and address alone."""
    return list(Recipient.objects.filter(summons__meeting_id=meeting_id, person_id=None))


def proofs(authority: int, summons_id: int) -> list[Proof]:
    """Tell to whom a summons went and how far each letter has come."""
    rows = recipients(summons_id)
    mails = _mails(authority, [row.pk for row in rows])
    return [_proof(row, mails.get(f"{ABOUT}:{row.pk}")) for row in rows]


def _mails(authority: int, recipients: Iterable[int]) -> dict[str, mail.MailLine]:
    found: dict[str, mail.MailLine] = {}
    wanted = [f"{ABOUT}:{one}" for one in recipients]
    for begin in range(0, len(wanted), mail.LISTED):
        for line in mail.lines_about(authority, *wanted[begin : begin + mail.LISTED]):
            found.setdefault(line.about, line)
    return found


def _proof(row: Recipient, line: mail.MailLine | None) -> Proof:
    return Proof(
        name=row.name,
        municipality=row.municipality,
        called_as=CALLED_AS_TEXTS[row.called_as],
        email=row.email,
        state=line.state if line else None,
        sent_at=line.sent_at if line else None,
        reason=line.reason if line else "",
    )


def _view(row: Summons) -> SummonsView:
    return SummonsView(
        id=row.pk,
        meeting_id=row.meeting_id,
        number=row.number,
        kind=Kind(row.kind),
        called_by=CalledBy(row.called_by),
        content=from_json(row.content),
        changes=tuple(row.changes),
        message=row.message,
        reason=row.reason,
        departures=tuple(row.departures),
        sent_at=row.sent_at,
        sent_by=row.sent_by,
        sha256=row.sha256,
        pages=row.pages,
        record_id=row.record_id,
    )
