"""The minutes' data, out of the signed file; of minutes known from print, out of what was read of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.pdf.carried import carried
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.rules.web_version import (
    LEFT_OUT,
    names_that_leave,
    web_text,
    web_version,
    without_contacts,
)

KEPT = 64


def signed_data(meeting: meetings.MeetingView) -> tuple[dict[str, Any], str] | None:
    """Read the data that the newest file of the minutes carries, with its hash; None where there are none."""
    if meeting.minutes_document_id is None:
        return None
    newest = documents.latest(meeting.minutes_document_id)
    told = _read(newest.id, newest.sha256)
    return (json.loads(told), newest.sha256) if told else None


def on_the_web(meeting: meetings.MeetingView) -> dict[str, Any] | None:
    """Give approved minutes as they may stand on the web today; None where there are none to show.

    The signed file leaves the web in time; its web version is made from it all the same, by the site itself.
    """
    if meeting.is_published_fact:
        content = meetings.minutes_content(meeting.id, generated_on=clock.today()).to_json()
        return web_version(_plain(content), expired=True)
    if meeting.approved_on is None or not meeting.is_published:
        return None
    with scoped(Scope(authorities=frozenset({meeting.authority}))):
        found = signed_data(meetings.meeting_by_id(meeting.id))
    if found is None:
        return None
    told = meetings.by_paragraph(meeting.addenda)
    return web_version(as_approved(meeting, _with(found[0], told)), expired=has_expired(meeting))


def as_approved(meeting: meetings.MeetingView, minutes: dict[str, Any]) -> dict[str, Any]:
    """Name who approved in fact: a reserve who stepped in after the first signature is not in the text."""
    return {
        **minutes,
        "approvers": [{"name": one.name, "party": one.party or None} for one in meeting.approvers],
    }


def _with(minutes: dict[str, Any], told: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Put what was put right or added later beside the paragraphs it is about."""
    items = [meetings.with_addenda(item, told) for item in minutes["items"]]
    return {**minutes, "items": items, "addenda": list(told.get("", ()))}


def as_on_the_web(meeting: meetings.MeetingView) -> meetings.MeetingView:
    """Give a meeting as visitors may read it: approved minutes say no more than their web version."""
    if not meeting.is_published_fact and (meeting.approved_on is None or not meeting.is_published):
        return meeting
    if not has_expired(meeting):
        addenda = tuple(_addendum(one, {}) for one in meeting.addenda)
        items = tuple(_item(one, {}, expired=False) for one in meeting.items)
        return replace(meeting, items=items, addenda=addenda)
    others = [(one.name, one.office) for one in meeting.presence if _is_other(one)]
    names = names_that_leave(others, meeting.secretary_name)
    return replace(
        meeting,
        secretary_id=None,
        secretary_name=LEFT_OUT if meeting.secretary_name else "",
        presence=tuple(_unnamed(one) if _is_other(one) else one for one in meeting.presence),
        items=tuple(_item(one, names, expired=True) for one in meeting.items),
        addenda=tuple(_addendum(one, names) for one in meeting.addenda),
    )


def has_expired(meeting: meetings.MeetingView) -> bool:
    """Whether the time to appeal has run out, on every board."""
    today = clock.today()
    if meeting.is_published_fact:
        return True
    notice = noticeboard.notice_of(meeting.authority, f"{MEETING}{meeting.id}", today=today)
    return bool(notice and notice.clock and notice.clock.has_run_out(today))


@lru_cache(maxsize=KEPT)
def _read(version_id: int, _sha256: str) -> str:
    """Keep what a file says: files never change."""
    with documents.open_version(version_id) as stream:
        return (carried(stream.read(), meetings.MINUTES_DATA) or b"").decode()


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(content))
    return plain


def _is_other(one: meetings.PresenceLine) -> bool:
    return one.as_ is meetings.PresentAs.OTHER and not one.is_chair


def _unnamed(one: meetings.PresenceLine) -> meetings.PresenceLine:
    return replace(one, person_id=None, name=one.office or LEFT_OUT, party="", office="")


def _addendum(line: meetings.AddendumLine, names: Mapping[str, str]) -> meetings.AddendumLine:
    return replace(
        line,
        stated=web_text(line.stated, names),
        text=web_text(line.text, names),
        reason=web_text(line.reason, names),
        by_name=web_text(line.by_name, names),
    )


def _item(item: meetings.ItemLine, names: Mapping[str, str], *, expired: bool) -> meetings.ItemLine:
    return replace(
        item,
        title=web_text(item.title, names),
        rapporteur="" if expired else item.rapporteur,
        proposal=web_text(item.proposal, names),
        summary=web_text(item.summary, names),
        meeting_text=web_text(item.meeting_text, names),
        procedure=web_text(item.procedure, names),
        decision_text=web_text(item.decision_text, names),
        decision_points=tuple(web_text(one, names) for one in item.decision_points),
        basis=tuple(replace(one, title=web_text(one.title, names)) for one in item.basis),
        recipients=() if expired else tuple(without_contacts(one) for one in item.recipients),
    )
