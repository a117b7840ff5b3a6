"""The noticeboard over HTTP: open facts, the same as on the pages."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.foundation import clock
from tinget.noticeboard import queries
from tinget.noticeboard.queries import NoticeView, PostingView
from tinget.organisation.api import authority_by_slug

router = Router(tags=["noticeboard"])


class PostingOut(Schema):
    """The notice on one municipality's board; `down_on` is the first day without it."""

    municipality: str
    state: str
    up_on: date | None
    down_on: date | None


class NoticeOut(Schema):
    """A notice that minutes are approved, and when the time to appeal runs out."""

    id: int
    about: str
    title: str
    meeting_date: date
    paragraphs: str
    approved_on: date | None
    minutes_url: str
    kept_at: str
    latest_up_on: date | None
    runs_from: date | None
    last_day_to_appeal: date | None
    earliest_removal: date | None
    printed_up_on: date | None
    printed_down_on: date | None
    is_demonstration: bool
    is_published_fact: bool
    postings: list[PostingOut]


@router.get("/{authority}/notices", response=list[NoticeOut], summary="Anslag, senaste först")
def notices(request: HttpRequest, authority: str) -> list[NoticeOut]:  # noqa: ARG001 -- ninja knows it by name
    """List the authority's notices; 404 where there is no such authority."""
    found = authority_by_slug(authority)
    return [_notice(view) for view in queries.notices(found.id, today=clock.today())]


def _notice(view: NoticeView) -> NoticeOut:
    running = view.clock
    return NoticeOut(
        id=view.id,
        about=view.about,
        title=view.title,
        meeting_date=view.meeting_date,
        paragraphs=view.paragraphs,
        approved_on=view.approved_on,
        minutes_url=view.minutes_url,
        kept_at=view.kept_at,
        latest_up_on=view.latest_up.date if view.latest_up else None,
        runs_from=running.runs_from if running else None,
        last_day_to_appeal=running.last_day.date if running else None,
        earliest_removal=running.removal.date if running else None,
        printed_up_on=view.printed_up_on,
        printed_down_on=view.printed_down_on,
        is_demonstration=view.is_demonstration,
        is_published_fact=view.is_published_fact,
        postings=[_posting(posting) for posting in view.postings],
    )


def _posting(posting: PostingView) -> PostingOut:
    return PostingOut(
        municipality=posting.municipality.name,
        state=posting.state.value,
        up_on=posting.up_on,
        down_on=posting.down_on,
    )
