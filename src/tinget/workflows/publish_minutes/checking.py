"""Judging a meeting's minutes by the linter, with the page where each finding is mended."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation import clock
from tinget.kernel.case_numbers import begins_with_number
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.publish_minutes.rules.linting import Finding, Known, Place, lint, numbers_named

PAGES = {Place.ATTENDANCE: "meetings:attendance", Place.HAPPENINGS: "meetings:live"}


@dataclass(frozen=True)
class Found:
    """A finding with the way to what is to be mended."""

    finding: Finding
    href: str
    link_text: str


def findings_of(place: organisation.Authority, meeting: meetings.MeetingView) -> list[Found] | None:
    """Judge the minutes as they would be drawn up now; None where the meeting has no paragraphs yet."""
    if meeting.is_published_fact or not any(item.paragraph is not None for item in meeting.items):
        return None
    minutes = meetings.minutes_content(meeting.id, generated_on=clock.today()).to_json()
    matters = {str(item.paragraph): item for item in meeting.items if item.kind is meetings.ItemKind.CASE}
    known = Known(
        cases=_cases(place, numbers_named(minutes)),
        matters=frozenset(matters),
        decided=frozenset(
            number for number, item in matters.items() if item.state is meetings.ItemState.DECIDED
        ),
        movers=meetings.movers_at(meeting.id),
    )
    return [_found(place, meeting, one) for one in lint(minutes, known)]


def _cases(place: organisation.Authority, numbers: set[str]) -> dict[str, str]:
    """Look up the cases that are named, by their short number."""
    found = {}
    for number in numbers:
        written = begins_with_number(place.case_number_pattern, number)
        case = registry.case_by_number(place.id, written.year, written.serial) if written else None
        if case is not None:
            found[number] = case.number
    return found


def _found(place: organisation.Authority, meeting: meetings.MeetingView, finding: Finding) -> Found:
    item = next((one for one in meeting.items if str(one.paragraph) == finding.paragraph), None)
    page = PAGES.get(finding.place)
    if page is not None:
        return Found(finding, reverse(page, args=[place.slug, meeting.address]), _("Till händelserna"))
    if item is not None:
        return Found(finding, item.url, _("Till punkten"))
    return Found(finding, meeting.url, _("Till sammanträdet"))
