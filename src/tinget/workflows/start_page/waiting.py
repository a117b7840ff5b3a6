"""What waits for somebody: a count, a sentence and the way to the work itself, most urgent first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinget.delegation import api as delegation
from tinget.disposal import api as disposal
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.messages import api as messages
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.release import api as release
from tinget.signatures import api as signatures
from tinget.workflows.dispatch_decisions import following as dispatching
from tinget.workflows.publish_minutes.at_once import is_of_one_paragraph, meeting_of_notice
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.steps import refusal_of

HOLD_A_SEAT = organisation.SEAT_ROLES | {organisation.Role.CHAIR, organisation.Role.VICE_CHAIR}
STAFF = frozenset({organisation.Role.SECRETARY, organisation.Role.COORDINATOR})


@dataclass(frozen=True)
class Waiting:
    """One thing that waits."""

    count: int | registry.Count
    text: str
    href: str
    note: str = ""


def waiting_for(
    actor: organisation.Actor, authority: organisation.Authority, *, today: dt.date
) -> list[Waiting]:
    """Return what waits for the person, in the office they act in."""
    found = [*_signatures(actor), *_reasons(actor, authority)]
    if actor.role is organisation.Role.BOARD_REGISTRAR:
        found += _postings(actor, today=today)
    if organisation.permits(actor, disposal.LOOK, authority.id):
        found += _disposal(actor, authority)
    if actor.role in STAFF and actor.authority == authority.id:
        found += _messages(actor, authority)
        found += _meetings(authority)
        found += _returned_decisions(authority)
        found += _notices(authority, today=today)
        found += _contracts(authority, today=today)
        found += _delegated_to_notice(actor, authority)
    if organisation.permits(actor, registry.REGISTER, authority.id):
        found += _register(actor, authority, today=today)
        found += _delegated(actor, authority)
    if organisation.permits(actor, signatures.REQUEST, authority.id):
        found += _asked(actor, authority)
    if organisation.permits(actor, release.LOOK, authority.id):
        found += _requests(actor, authority, today=today)
    return found


def _requests(
    actor: organisation.Actor, authority: organisation.Authority, *, today: dt.date
) -> Iterator[Waiting]:
    count, days = release.waiting(actor, authority.id, today=today)
    if count:
        text = ngettext("begäran om handlingar att pröva", "begäran om handlingar att pröva", count)
        pattern = ngettext(
            "Den äldsta har väntat %(days)s dag.", "Den äldsta har väntat %(days)s dagar.", days
        )
        yield Waiting(
            count, text, reverse("release:requests", args=[authority.slug]), pattern % {"days": days}
        )


def _signatures(actor: organisation.Actor) -> Iterator[Waiting]:
    for paper in signatures.waiting_for(actor.person_id) if actor.person_id else ():
        text = _("Du ska skriva under: %(title)s") % {"title": paper.title}
        yield Waiting(1, text, reverse("signatures:signing", args=[paper.signer_id]))


def _reasons(actor: organisation.Actor, authority: organisation.Authority) -> Iterator[Waiting]:
    """Tell whose own reservations may still be given their written reasons."""
    if actor.role not in HOLD_A_SEAT:
        return
    for one in meetings.reasons_wanted(authority.id, actor.person_id):
        text = _("Du reserverade dig mot beslutet i § %(number)s. Du kan lämna skälen skriftligt.")
        href = reverse("meetings:reservation", args=[authority.slug, one.address, one.item_id])
        note = _("Protokollet justeras senast %(day)s.") % {"day": short_date(one.due)} if one.due else ""
        yield Waiting(1, text % {"number": one.paragraph}, href, note)


def _asked(actor: organisation.Actor, authority: organisation.Authority) -> Iterator[Waiting]:
    """Tell how many papers that the person themselves sent out wait for others' signatures."""
    count = signatures.count_asked_by(actor.person_id, authority.id) if actor.person_id else 0
    if count:
        text = ngettext(
            "handling väntar på andras underskrift", "handlingar väntar på andras underskrift", count
        )
        yield Waiting(count, text, reverse("ask_signatures:asked", args=[authority.slug]))


def _postings(actor: organisation.Actor, *, today: dt.date) -> Iterator[Waiting]:
    tasks = noticeboard.tasks_of(actor, today=today)
    up = [task for task in tasks if task.posting.state is noticeboard.PostingState.WAITING]
    if up:
        text = ngettext("anslag att sätta upp", "anslag att sätta upp", len(up))
        yield Waiting(len(up), text, reverse("noticeboard_tasks"))


def _messages(actor: organisation.Actor, authority: organisation.Authority) -> Iterator[Waiting]:
    count = messages.count_unregistered(actor, authority.id)
    if count:
        text = ngettext("meddelande att registrera", "meddelanden att registrera", count)
        yield Waiting(count, text, reverse("messages:inbox", args=[authority.slug]))


def _returned_decisions(authority: organisation.Authority) -> Iterator[Waiting]:
    count, meeting_id = dispatching.count_returned(authority.id), dispatching.returned_from(authority.id)
    if count and meeting_id is not None:
        address = meetings.meeting_by_id(meeting_id).address
        text = ngettext("expedierat beslut kom i retur", "expedierade beslut kom i retur", count)
        yield Waiting(count, text, reverse("dispatch_decisions:dispatching", args=[authority.slug, address]))


def _register(
    actor: organisation.Actor, authority: organisation.Authority, *, today: dt.date
) -> Iterator[Waiting]:
    """Tell what lies in the register: records to sort, follow-ups, and cases whose time has run out."""
    follow_ups = registry.count_due(authority, person=actor.person_id, today=today)
    late = registry.count_past_deadline(authority, today=today)
    to_sort = registry.count_to_sort(authority)
    cases = reverse("registry:cases", args=[authority.slug])
    for count, text, href in (
        (
            to_sort,
            ngettext("handling att sortera", "handlingar att sortera", to_sort.number),
            reverse("registry:sorting", args=[authority.slug]),
        ),
        (
            follow_ups,
            ngettext("bevakning idag", "bevakningar idag", follow_ups.number),
            reverse("registry:follow_ups", args=[authority.slug]),
        ),
        (
            late,
            ngettext("ärende vars tid har gått ut", "ärenden vars tid har gått ut", late.number),
            f"{cases}?visa=forsenade",
        ),
    ):
        if count.number:
            yield Waiting(count, text, href)


def _meetings(authority: organisation.Authority) -> Iterator[Waiting]:
    ours = [meeting for meeting in meetings.meetings(authority.id) if not meeting.is_published_fact]
    signed = [f"{MEETING}{one.id}" for one in ours if one.state is meetings.MeetingState.MINUTES_DRAWN_UP]
    asked = signatures.newest_requests(authority.id, signed) if signed else {}
    for meeting in ours:
        day, chain = (
            short_date(meeting.day),
            reverse("publish_minutes:chain", args=[authority.slug, meeting.address]),
        )
        if meeting.state is meetings.MeetingState.OPEN:
            yield Waiting(1, _("Sammanträdet %(day)s pågår") % {"day": day}, meeting.url)
        elif meeting.state is meetings.MeetingState.CLOSED:
            yield Waiting(1, _("Protokollet från %(day)s ska upprättas") % {"day": day}, chain)
        elif meeting.state is meetings.MeetingState.MINUTES_DRAWN_UP:
            yield _under_approval(asked.get(f"{MEETING}{meeting.id}"), day=day, chain=chain)


def _under_approval(asked: signatures.SigningLine | None, *, day: str, chain: str) -> Waiting:
    refusal = refusal_of(asked) if asked else ""
    if refusal:
        return Waiting(1, _("Protokollet från %(day)s ska upprättas på nytt") % {"day": day}, chain, refusal)
    return Waiting(1, _("Protokollet från %(day)s väntar på underskrifter") % {"day": day}, chain)


def _contracts(authority: organisation.Authority, *, today: dt.date) -> Iterator[Waiting]:
    for award in noticeboard.contracts_to_sign(authority.id, today=today):
        text = _("Avtalsspärren är slut: avtalet om %(subject)s får tecknas") % {"subject": award.subject}
        yield Waiting(1, text, reverse("noticeboard_legal_force", args=[authority.slug, award.notice_id]))


def _delegated(actor: organisation.Actor, authority: organisation.Authority) -> Iterator[Waiting]:
    count = delegation.count_to_report(authority.id, demonstration=actor.is_demonstration)
    if count:
        text = ngettext("delegationsbeslut att anmäla", "delegationsbeslut att anmäla", count)
        yield Waiting(count, text, reverse("report_delegated_decisions:report", args=[authority.slug]))


def _delegated_to_notice(actor: organisation.Actor, authority: organisation.Authority) -> Iterator[Waiting]:
    count = delegation.count_to_notice(authority.id, demonstration=actor.is_demonstration)
    if count:
        text = ngettext("delegationsbeslut att anslå", "delegationsbeslut att anslå", count)
        yield Waiting(count, text, reverse("notice_delegated_decisions:notice", args=[authority.slug]))


def _delegated_notice(authority: organisation.Authority, notice: noticeboard.NoticeView) -> Iterator[Waiting]:
    if notice.clock is None:
        text = _("Anslaget för %(decisions)s är uppe på %(up)s av %(total)s anslagstavlor") % {
            "decisions": notice.paragraphs,
            "up": notice.up_count,
            "total": notice.total,
        }
        href = reverse("noticeboard_notice", args=[authority.slug, notice.id])
        yield Waiting(notice.total - notice.up_count, text, href)


def _disposal(actor: organisation.Actor, authority: organisation.Authority) -> Iterator[Waiting]:
    for run in disposal.runs(authority.id, demonstration=actor.is_demonstration)[:1]:
        address = reverse("disposal:run", args=[authority.slug, run.id])
        if run.state is not disposal.RunState.PROPOSED or not run.to_dispose:
            continue
        if run.proposed_by_id is None:
            text = ngettext(
                "handling att gå igenom för gallring", "handlingar att gå igenom för gallring", run.to_dispose
            )
            yield Waiting(run.to_dispose, text, address)
        elif (
            organisation.permits(actor, disposal.CONFIRM, authority.id)
            and run.proposed_by_id != actor.person_id
        ):
            text = ngettext("handling föreslås gallras", "handlingar föreslås gallras", run.to_dispose)
            yield Waiting(run.to_dispose, text, address)


def _notices(authority: organisation.Authority, *, today: dt.date) -> Iterator[Waiting]:
    addresses: dict[int | None, str] = {
        meeting.id: meeting.address for meeting in meetings.meetings(authority.id)
    }
    for notice in noticeboard.every_notice(authority.id, today=today):
        if notice.summons is not None:
            yield from _dropped(authority, notice)
            yield from _silence(authority, notice, today=today)
            continue
        if notice.is_delegated:
            yield from _silence(authority, notice, today=today)
            yield from _delegated_notice(authority, notice)
            continue
        address = addresses.get(meeting_of_notice(notice))
        if notice.is_published_fact or address is None:
            continue
        yield from _dropped(authority, notice)
        yield from _silence(authority, notice, today=today)
        day, chain = _day(notice), reverse("publish_minutes:chain", args=[authority.slug, address])
        if notice.clock is None:
            text = _("Anslaget för %(day)s är uppe på %(up)s av %(total)s anslagstavlor")
            yield Waiting(
                notice.total - notice.up_count,
                text % {"day": day, "up": notice.up_count, "total": notice.total},
                reverse("noticeboard", args=[authority.slug]),
            )
        elif notice.certificate_document_id is None:
            yield Waiting(1, _("Anslagsbeviset för %(day)s ska upprättas") % {"day": day}, chain)


def _day(notice: noticeboard.NoticeView) -> str:
    """Name what a notice is of by its day, and a § that was approved at once by its number, too."""
    day = short_date(notice.meeting_date)
    if notice.summons:
        return _("kallelsen till %(day)s") % {"day": day}
    return f"{day} {notice.paragraphs_text}" if is_of_one_paragraph(notice) else day


def _silence(
    authority: organisation.Authority, notice: noticeboard.NoticeView, *, today: dt.date
) -> Iterator[Waiting]:
    """Tell which boards have not told what they could, though they have been reminded."""
    silent = [
        one
        for one in noticeboard.silent_boards(notice, today=today)
        if one.waiting.what is not noticeboard.Awaited.UP_AGAIN
    ]
    for down in (False, True):
        names = [
            one.posting.municipality.name
            for one in silent
            if (one.waiting.what is noticeboard.Awaited.DOWN) is down
        ]
        if names:
            text = (
                ngettext(
                    "kommun har inte svarat om anslaget för %(day)s är nedtaget",
                    "kommuner har inte svarat om anslaget för %(day)s är nedtaget",
                    len(names),
                )
                if down
                else ngettext(
                    "kommun har inte svarat om anslaget för %(day)s är uppsatt",
                    "kommuner har inte svarat om anslaget för %(day)s är uppsatt",
                    len(names),
                )
            )
            href = reverse("noticeboard_notice", args=[authority.slug, notice.id])
            yield Waiting(len(names), text % {"day": _day(notice)}, href, ", ".join(names))


def _dropped(authority: organisation.Authority, notice: noticeboard.NoticeView) -> Iterator[Waiting]:
    """Tell which boards have dropped the notice, so that the time to appeal does not run."""
    dropped = [
        posting.municipality.name
        for posting in notice.postings
        if posting.state is noticeboard.PostingState.DOWN_TOO_EARLY
    ]
    if dropped:
        text = _dropped_text(len(dropped), is_summons=notice.summons is not None)
        href = reverse("noticeboard_notice", args=[authority.slug, notice.id])
        yield Waiting(len(dropped), text % {"day": _day(notice)}, href, ", ".join(dropped))


def _dropped_text(count: int, *, is_summons: bool) -> str:
    if is_summons:
        return ngettext(
            "anslag om %(day)s togs ned före sammanträdet",
            "anslag om %(day)s togs ned före sammanträdet",
            count,
        )
    return ngettext(
        "anslag för %(day)s har försvunnit för tidigt; överklagandetiden löper inte",
        "anslag för %(day)s har försvunnit för tidigt; överklagandetiden löper inte",
        count,
    )
