"""The minutes' data, out of the signed file; of minutes known from print, out of what was read of them."""

import json
from functools import lru_cache
from typing import Any

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.pdf.carried import carried
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.workflows.publish_minutes.minutes import MEETING
from tinget.workflows.publish_minutes.rules.web_version import web_version

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
    return web_version(found[0], expired=has_expired(meeting)) if found else None


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
