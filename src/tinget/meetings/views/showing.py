"""What the pages share: finding the meeting, its facts, its steps and its timeline."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.ui.words import clock_time, short_date
from tinget.meetings.permissions import ACTION_TEXTS
from tinget.meetings.queries import MeetingNotFound, as_seen, meeting_by_address, meeting_id_by_address
from tinget.meetings.rules.approval import latest_approval
from tinget.meetings.rules.lines import MeetingLine, MeetingView
from tinget.meetings.rules.states import MeetingState, has_reached
from tinget.organisation.api import ROLE_TEXTS, Authority, Role, authority_by_slug

TONES = {
    MeetingState.PLANNED: "plain",
    MeetingState.OPEN: "now",
    MeetingState.CLOSED: "wait",
    MeetingState.MINUTES_DRAWN_UP: "wait",
    MeetingState.APPROVED: "done",
    MeetingState.ANNOUNCED: "done",
    MeetingState.CANCELLED: "stop",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a meeting's way, for the stepper."""

    text: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline, in words."""

    at: datetime | None
    text: str
    who: str = ""
    acting_as: str = ""
    detail: str = ""
    href: str = ""


def find(authority: str, address: str) -> tuple[Authority, MeetingView]:
    """Find the meeting in the address, as whoever looks may read it, or answer 404."""
    owner = authority_by_slug(authority)
    meeting = meeting_by_address(owner.id, address)
    if meeting is None:
        raise MeetingNotFound(address)
    return owner, as_seen(meeting)


def find_id(authority: str, address: str) -> tuple[Authority, int]:
    """Find the number alone of the meeting in the address, or answer 404."""
    owner = authority_by_slug(authority)
    meeting_id = meeting_id_by_address(owner.id, address)
    if meeting_id is None:
        raise MeetingNotFound(address)
    return owner, meeting_id


def page_of(owner: Authority, meeting: MeetingView | MeetingLine, name: str) -> str:
    """Give the address of one of the meeting's pages."""
    return reverse(f"meetings:{name}", args=[owner.slug, meeting.address])


def around(owner: Authority, meeting: MeetingView | MeetingLine) -> dict[str, object]:
    """Give what every page about a meeting shows; a demonstration says that it is one."""
    context: dict[str, object] = {
        "meeting": meeting,
        "authority": owner,
        "tone": TONES[meeting.state],
        "meetings_url": reverse("meetings:meetings", args=[owner.slug]),
    }
    if meeting.is_demonstration:
        context["demonstration"] = True
    return context


def hours(start: time | None, end: time | None) -> str | None:
    """Write the hours, `08.20–08.51` or `08.20`; None where they are unknown."""
    if start is None:
        return None
    return f"{clock_time(start)}–{clock_time(end)}" if end else clock_time(start)


def clock_of(moment: datetime) -> str:
    """Write a moment's local time of day."""
    return clock_time(localtime(moment).time())


def facts_of(meeting: MeetingView) -> list[tuple[str, object]]:
    """List what is known of the meeting; None is shown as unknown."""
    planned = hours(meeting.planned_start, meeting.planned_end)
    facts: list[tuple[str, object]] = [(_("Plats"), meeting.place or None)]
    if meeting.held_on is None:
        facts.append((_("Tid"), planned))
    else:
        facts += [
            (_("Tid"), hours(meeting.starts_at, meeting.ends_at)),
            (_("Sekreterare"), meeting.secretary_name or None),
            (_("Paragrafer"), f"§§ {meeting.paragraphs}" if meeting.paragraphs else None),
        ]
        if meeting.chair or meeting.state is not MeetingState.OPEN:
            facts.insert(2, (_("Ordförande"), meeting.chair or None))
        if meeting.approvers or meeting.state is not MeetingState.OPEN:  # not yet chosen is not unknown
            approvers = ", ".join(one.with_party for one in meeting.approvers)
            facts += [(_("Justerare"), approvers or None), (_("Justeras senast"), _due(meeting))]
        if meeting.starts_at is None and planned:
            facts.insert(2, (_("Planerad tid"), planned))
    if meeting.approved_on:
        facts.append((_("Justerat"), short_date(meeting.approved_on)))
    if meeting.moved_reason:
        facts.append((_("Hölls en annan dag än planerat"), meeting.moved_reason))
    if meeting.late_approval_reason:
        facts.append((_("Justeras efter fjorton dagar"), meeting.late_approval_reason))
    rules = _("%(rules)s; om det gäller den här dagen är inte känt") if meeting.rules_assumed else "%(rules)s"
    facts.append((_("Regler"), rules % {"rules": _("reglementet från 2022")}))
    if meeting.source:
        facts.append((_("Källa"), meeting.source))
    return facts


def _due(meeting: MeetingView) -> str | None:
    if meeting.approval_due is None:
        return None
    day = short_date(meeting.approval_due)
    return f"{day}, {meeting.approval_place.lower()}" if meeting.approval_place else day


def default_due(meeting: MeetingView) -> date:
    """Suggest the last lawful day of approval."""
    return latest_approval(meeting.day)


def steps_of(meeting: MeetingView) -> list[Step]:
    """Give the meeting's way from plan to noticeboard, with where it stands."""
    reached = [
        (_("Dagordning"), MeetingState.OPEN),
        (_("Sammanträde"), MeetingState.CLOSED),
        (_("Protokoll"), MeetingState.MINUTES_DRAWN_UP),
        (_("Justering"), MeetingState.APPROVED),
        (_("Anslag"), MeetingState.ANNOUNCED),
    ]
    steps, is_now = [], True
    for text, then in reached:
        if has_reached(meeting.state, then):
            steps.append(Step(text, "done"))
        else:
            steps.append(Step(text, "now" if is_now else "next"))
            is_now = False
    return steps


def timeline_of(meeting: MeetingView) -> list[Happening]:
    """Tell what happened to the meeting, newest first; visitors see nothing of it."""
    return [_happening(line) for line in ledger.history(meeting.authority, f"meetings.meeting:{meeting.id}")]


def timeline_of_item(meeting: MeetingView, item_id: int) -> list[Happening]:
    """Tell what the ledger has of an item, oldest first."""
    lines = ledger.history(meeting.authority, f"meetings.meeting:{meeting.id}")
    return [_happening(line) for line in reversed(lines) if line.changes.get("item") == item_id]


def _happening(line: ledger.LedgerLine) -> Happening:
    if line.action is None:
        return Happening(None, _("Uppgiften är gallrad"))
    text = _(ACTION_TEXTS[line.action]) if line.action in ACTION_TEXTS else ledger.text_of(line.action)
    return Happening(
        at=line.at,
        text=text,
        who=_name(line.who or ""),
        acting_as=_office(line.acting_as or ""),
        detail=_detail(line),
    )


def _name(who: str) -> str:
    """Take the name out of "person:7 Lisa Nilsson"."""
    kind, _space, name = who.partition(" ")
    if kind.startswith("person:") and name:
        return name
    return "Tinget" if who == "system" else who


def _office(acting_as: str) -> str:
    role = acting_as.partition("@")[0]
    return str(ROLE_TEXTS[Role(role)]) if role in set(Role) and role != Role.SYSTEM else ""


def _detail(line: ledger.LedgerLine) -> str:
    changes = line.changes
    number = f"§ {changes['paragraph']}" if changes.get("paragraph") else ""
    reason = _("Skäl: %(reason)s") % {"reason": changes["reason"]} if changes.get("reason") else ""
    about = str(changes.get("told") or changes.get("title") or changes.get("case") or "")
    return " ".join(filter(None, (number, about, reason)))
