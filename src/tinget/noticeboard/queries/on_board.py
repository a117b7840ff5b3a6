"""What is to be up on one municipality's board now, as its element, its JSON and its feed carry it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from tinget.noticeboard.queries.noticed import NoticeView, PostingView
from tinget.noticeboard.queries.notices import every_notice
from tinget.noticeboard.rules.notices import PostingState
from tinget.noticeboard.rules.summonses import SummonsNotice
from tinget.organisation.api import Authority, Municipality

BOARDS_LANGUAGE = "sv"  # whoever asks: what a board carries is what stands there


def on_board(authority: int, municipality: int, *, today: dt.date) -> list[tuple[NoticeView, PostingView]]:
    """Return the notices that the municipality's board is to carry, the newest meeting first.

    A notice is carried from the day it is sent until the day on which it may come down.
    """
    return [
        (view, posting)
        for view in every_notice(authority, today=today)
        for posting in view.postings
        if posting.municipality.id == municipality and is_carried(view, posting, today=today)
    ]


def board_content(authority: Authority, municipality: Municipality, *, today: dt.date) -> dict[str, Any]:
    """Return the board's notices as JSON carries them, in Swedish; days are ISO, and null until known."""
    with override(BOARDS_LANGUAGE):
        return _content(authority, municipality, today=today)


def _content(authority: Authority, municipality: Municipality, *, today: dt.date) -> dict[str, Any]:
    appeal = render_to_string("noticeboard/appeal_text.txt").strip()
    carried = on_board(authority.id, municipality.id, today=today)
    return {
        "authority": {"name": authority.name, "url": f"{settings.TINGET_ADDRESS}/{authority.slug}/"},
        "municipality": municipality.name,
        "how_to_appeal": appeal,
        "notices": [
            notice_content(authority, view, posting) for view, posting in carried if view.summons is None
        ],
        "summonses": [
            summons_content(authority, view, posting, view.summons)
            for view, posting in carried
            if view.summons is not None
        ],
    }


def is_carried(view: NoticeView, posting: PostingView, *, today: dt.date) -> bool:
    """Tell whether the board is to carry the notice on the day, so that its element shows it."""
    may_come_down = view.removal_on is not None and today >= view.removal_on
    return posting.state is not PostingState.DOWN and not may_come_down


def summons_content(
    authority: Authority, view: NoticeView, posting: PostingView, summons: SummonsNotice
) -> dict[str, Any]:
    """Return the notice of a summons on one board, as JSON carries it."""
    return {
        "id": view.id,
        "url": settings.TINGET_ADDRESS + reverse("noticeboard_notice", args=[authority.slug, view.id]),
        "called": summons.called.value,
        "heading": str(summons.heading),
        "meeting_date": view.meeting_date.isoformat(),
        "hours": summons.hours,
        "place": summons.place,
        "is_open": summons.is_open,
        "who_may_attend": render_to_string("noticeboard/who_may_attend.html", {"summons": summons}).strip(),
        "agenda_url": summons.agenda_url,
        "completed_on": summons.completed_on.isoformat() if summons.completed_on else None,
        "up_on": posting.up_on.isoformat() if posting.up_on else None,
        "earliest_removal": summons.removal_on.isoformat(),
        "is_demonstration": view.is_demonstration,
    }


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
