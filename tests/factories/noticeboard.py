"""Notices sent out by the real actions, and the links that the registrars got."""

import datetime as dt
import re

from tests.factories.committee import AT, acting
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Posting
from tinget.organisation.api import boards

APPROVED = dt.date(2026, 11, 23)
LINK = re.compile(r"/anslag/([\w-]+)/")


def some_facts(*, about: str = "meetings.meeting:5", approved_on: dt.date | None = APPROVED):
    return noticeboard.NoticeFacts(
        about=about,
        title="Protokoll 23 november 2026",
        meeting_date=dt.date(2026, 11, 20),
        paragraphs="15–16",
        approved_on=approved_on,
        minutes_url="http://127.0.0.1:8000/e-namnden/protokoll/2026-11-20/",
        kept_at="Digitalt hos e-nämnden",
    )


def a_notice(authority: int, *, at: dt.datetime = AT, about: str = "meetings.meeting:5") -> int:
    """Send a notice to all fourteen boards, as the secretary does."""
    return noticeboard.post_notice(
        acting("Sekreterare"),
        authority=authority,
        facts=some_facts(about=about),
        municipalities=boards(authority),
        at=at,
    )


def posting_of(notice_id: int, municipality: str) -> int:
    return Posting.objects.get(notice_id=notice_id, municipality_name=municipality).pk


def token_of(notice_id: int, municipality: str) -> str:
    """Return the token that the letter to the municipality's registrar carries when it is handed over."""
    row = Posting.objects.get(notice_id=notice_id, municipality_name=municipality)
    return LINK.findall(noticeboard.link_of(f"noticeboard.posting:{row.pk}"))[0]
