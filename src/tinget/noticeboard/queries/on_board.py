"""What is to be up on one municipality's board now, as its element, its JSON and its feed carry it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from tinget.noticeboard.queries.notices import NoticeView, PostingView, notices
from tinget.noticeboard.rules.notices import PostingState
from tinget.organisation.api import Authority, Municipality


def on_board(authority: int, municipality: int, *, today: dt.date) -> list[tuple[NoticeView, PostingView]]:
    """Return the notices that the municipality's board is to carry, the newest meeting first.

    A notice is carried from the approval until the day on which it may come down.
    """
    return [
        (view, posting)
        for view in notices(authority, today=today)
        for posting in view.postings
        if posting.municipality.id == municipality and _is_carried(view, posting, today=today)
    ]


def board_content(authority: Authority, municipality: Municipality, *, today: dt.date) -> dict[str, Any]:
    """Return the board's notices as JSON carries them; days are ISO, and null until they are known."""
    appeal = render_to_string("noticeboard/appeal_text.txt").strip()
    return {
        "authority": {"name": authority.name, "url": f"{settings.TINGET_ADDRESS}/{authority.slug}/"},
        "municipality": municipality.name,
        "how_to_appeal": appeal,
        "notices": [
            notice_content(authority, view, posting)
            for view, posting in on_board(authority.id, municipality.id, today=today)
        ],
    }


def _is_carried(view: NoticeView, posting: PostingView, *, today: dt.date) -> bool:
    may_come_down = view.clock is not None and today >= view.clock.removal.date
    return posting.state is not PostingState.DOWN and not may_come_down


def notice_content(authority: Authority, view: NoticeView, posting: PostingView) -> dict[str, Any]:
    """Return one notice on one board, as JSON carries it."""
    running = view.clock
    return {
        "id": view.id,
        "url": settings.TINGET_ADDRESS + reverse("noticeboard_notice", args=[authority.slug, view.id]),
        "meeting_date": view.meeting_date.isoformat(),
        "paragraphs": view.paragraphs,
        "approved_on": view.approved_on.isoformat() if view.approved_on else None,
        "up_on": posting.up_on.isoformat() if posting.up_on else None,
        "earliest_removal": running.removal.date.isoformat() if running else None,
        "last_day_to_appeal": running.last_day.date.isoformat() if running else None,
        "minutes_url": view.minutes_url,
        "kept_at": view.kept_at,
        "is_demonstration": view.is_demonstration,
    }
