"""Which boards are to be looked at now, for which notices, and what the looks have found."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from tinget.foundation import files
from tinget.noticeboard import models
from tinget.noticeboard.permissions import FOLLOW
from tinget.noticeboard.queries.noticed import NoticeView, PostingView
from tinget.noticeboard.queries.notices import every_notice
from tinget.noticeboard.queries.on_board import is_carried
from tinget.noticeboard.rules.notices import PostingState
from tinget.noticeboard.rules.observing import SEEN_TEXTS, Marks, Seen, Sighting
from tinget.organisation.api import Actor, Authority, require

LISTED = 100
NOT_LOOKED_FOR = frozenset({PostingState.DOWN, PostingState.UNTOLD})
REMEMBERED = 50  # looks that are weighed; the older ones tell nothing more


class LookNotKept(Http404):
    """The page of that look is not kept, or there was no such look."""


@dataclass(frozen=True, slots=True)
class BoardToSee:
    """A board's address, and the marks of the notices that it is to carry, by posting."""

    address: str
    marks: dict[int, Marks]


@dataclass(frozen=True, slots=True)
class Look:
    """One look as the page lists it; `kept_id` is set where the page itself is kept."""

    at: dt.datetime
    seen: Seen
    address: str
    status: int | None
    sha256: str
    why: str
    kept_id: int | None = None

    @property
    def text(self) -> str:
        """What was found, in Swedish."""
        return SEEN_TEXTS[self.seen]


def board_addresses(authority: int) -> dict[int, str]:
    """Return the addresses of the official boards that are known, by municipality."""
    rows = models.BoardAddress.objects.filter(authority_id=authority)
    return dict(rows.values_list("municipality_id", "address"))


def boards_to_see(authority: Authority, *, today: dt.date) -> list[BoardToSee]:
    """Return the boards that are to be looked at: those that carry, or should carry, a notice."""
    known = board_addresses(authority.id)
    found: dict[int, dict[int, Marks]] = {}
    for view in every_notice(authority.id, today=today):
        for posting in view.postings:
            if posting.municipality.id in known and posting.state not in NOT_LOOKED_FOR:
                marks = _marks(authority, view, posting, today=today)
                found.setdefault(posting.municipality.id, {})[posting.id] = marks
    return [BoardToSee(known[place], marks) for place, marks in found.items()]


def sightings_of(posting_id: int) -> list[Sighting]:
    """Return the latest looks at a posting, oldest first."""
    rows = models.Observation.objects.filter(posting_id=posting_id).order_by("-at", "-pk")[:REMEMBERED]
    return [Sighting(row.at, Seen(row.seen)) for row in reversed(rows)]


def looks_of(posting_id: int) -> list[Look]:
    """Return the looks at a posting, newest first, at most 100."""
    rows = models.Observation.objects.filter(posting_id=posting_id).order_by("-at", "-pk")[:LISTED]
    return [_look(row) for row in rows]


def looks_at(posting_ids: Collection[int]) -> dict[int, list[Look]]:
    """Return every look at these postings, by posting, oldest first."""
    found: dict[int, list[Look]] = {one: [] for one in posting_ids}
    for row in models.Observation.objects.filter(posting_id__in=posting_ids).order_by("at", "pk"):
        found[row.posting_id].append(_look(row))
    return found


def kept_page(actor: Actor, *, authority: int, posting_id: int, observation_id: int) -> bytes:
    """Read a board's page as it was when it was looked at, for the authority's staff."""
    require(actor, FOLLOW, authority=authority)
    row = models.Observation.objects.filter(
        pk=observation_id, posting_id=posting_id, authority_id=authority, is_kept=True
    ).first()
    if row is None:
        raise LookNotKept
    with files.open_stored(authority, row.sha256) as stream:
        return stream.read()


def _look(row: models.Observation) -> Look:
    kept_id = row.pk if row.is_kept else None
    return Look(row.at, Seen(row.seen), row.address, row.status, row.sha256, row.why, kept_id)


def _marks(authority: Authority, view: NoticeView, posting: PostingView, *, today: dt.date) -> Marks:
    """Say what tells the notice on the board's page; our element shows it only while it is to be carried."""
    element = reverse("noticeboard_element", args=[authority.slug, posting.municipality.slug])
    summons = view.summons
    return Marks(
        element=element if is_carried(view, posting, today=today) else "",
        url=_url_of(view),
        authority=authority.name,
        meeting_date=view.meeting_date,
        words=(str(summons.heading), summons.hours) if summons else (view.paragraphs,),
    )


def _url_of(view: NoticeView) -> str:
    """Give the address that tells the notice; one that is replaced shares the agenda's with the next."""
    if view.summons is None:
        return view.minutes_url
    return "" if view.summons.replaced_on else view.summons.agenda_url
