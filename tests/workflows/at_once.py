"""A demonstration meeting where two §§ are approved at once, and what follows, by the pages' own actions."""

import datetime as dt
from dataclasses import dataclass

from tinget.kernel.dates import DAY
from tinget.meetings import actions as sitting
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.publish_minutes.at_once import draw_up_paragraph
from tinget.workflows.publish_minutes.minutes import draw_up_minutes

APPROVER = f"Ledamot, {play.APPROVER}"
SIGNERS = (SECRETARY, CHAIR, APPROVER)


@dataclass(frozen=True)
class Sitting:
    """The meeting that goes on, and the items that were approved at once."""

    id: int
    items: list[int]


def sit(authority: organisation.Authority, *, at: dt.datetime) -> Sitting:
    """Let both cases be decided and approved at once; the meeting goes on."""
    meeting_id = play.prepare_meeting(authority, at=at)
    items = play.open_with_those_who_came(authority, meeting_id, at=at)
    at_once = [item.id for item in items if item.kind is meetings.ItemKind.CASE]
    for item in items[: max(item.position for item in items if item.id in at_once)]:
        with acting_as(SECRETARY, at=at) as secretary:
            play.handle_item(secretary, authority, meeting_id, item, at=at)
            if item.id in at_once:
                values = {"text_shown": True, "approver": {"municipality": play.APPROVER, "as": "member"}}
                sitting.record_event(
                    secretary, meeting_id=meeting_id, kind="approve_at_once", values=values, at=at
                )
    return Sitting(meeting_id, at_once)


def seen(meeting: Sitting, at: dt.datetime) -> meetings.MeetingView:
    with acting_as(SECRETARY, at=at):
        return meetings.meeting_by_id(meeting.id)


def drawn_up(
    authority: organisation.Authority, item_id: int, at: dt.datetime, *, name: str = SECRETARY
) -> int:
    with acting_as(name, at=at) as actor:
        return draw_up_paragraph(actor, authority=authority.id, item_id=item_id, at=at)


def signed(authority: organisation.Authority, about: str, at: dt.datetime) -> None:
    for name in SIGNERS:
        play.sign_as(name, authority, about, at=at)


def finish(authority: organisation.Authority, meeting: Sitting, at: dt.datetime) -> None:
    """Handle what is left, close, and a week later approve the rest."""
    for item in seen(meeting, at).items:
        if item.is_open:
            with acting_as(SECRETARY, at=at) as secretary:
                play.handle_item(secretary, authority, meeting.id, item, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        meetings.close_meeting(secretary, meeting_id=meeting.id, at=at)
    later = at + 7 * DAY
    with acting_as(SECRETARY, at=later) as secretary:
        draw_up_minutes(secretary, authority=authority.id, meeting_id=meeting.id, at=later)
    signed(authority, f"meetings.meeting:{meeting.id}", later)


def confirm(
    authority: organisation.Authority, about: str, at: dt.datetime, *, but: tuple[str, ...] = ()
) -> noticeboard.NoticeView:
    """Let each registrar who has not, but some, confirm the notice about this; return it as it is then."""
    for posting in notice_about(authority, about, at).postings:
        if posting.can_go_up and posting.municipality.name not in but:
            with acting_as(f"Registrator, {posting.municipality.name}", at=at) as registrar:
                noticeboard.confirm_up(registrar, posting_id=posting.id, on=at.date(), at=at)
    return notice_about(authority, about, at)


def notice_about(authority: organisation.Authority, about: str, at: dt.datetime) -> noticeboard.NoticeView:
    with acting_as(SECRETARY, at=at):
        found = noticeboard.notice_of(authority.id, about, today=at.date())
    assert found is not None
    return found


def posting_of(notice: noticeboard.NoticeView, name: str) -> int:
    return next(one.id for one in notice.postings if one.municipality.name == name)
