"""What a bundle can be about: the minutes of a meeting, or of one § that was approved there."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.workflows.models import ParagraphPaper
from tinget.workflows.publish_minutes.at_once import ITEM, notice_of_item
from tinget.workflows.publish_minutes.drawing_up import MEETING


@dataclass(frozen=True, slots=True)
class Subject:
    """A signed paper, what it is about, and its notice; `name` is the bundle's."""

    place: organisation.Authority
    meeting: meetings.MeetingView
    paragraph: int | None
    about: str
    title: str
    paper: documents.VersionLine
    notice: noticeboard.NoticeView | None

    @property
    def url(self) -> str:
        """Where the bundle is."""
        place = [self.place.slug, self.meeting.address]
        if self.paragraph is None:
            return reverse("prove_minutes:minutes", args=place)
        return reverse("prove_minutes:paragraph", args=[*place, self.paragraph])

    @property
    def name(self) -> str:
        """The bundle's name as a file."""
        return f"protokoll-{self.url.rpartition('/protokoll/')[2].replace('/', '-')}"


def minutes_subject(
    place: organisation.Authority,
    meeting: meetings.MeetingView,
    paper: documents.VersionLine | None,
    notice: noticeboard.NoticeView | None,
) -> Subject | None:
    """Return the minutes whose paper the asker may read, signed by all; None where there are none."""
    if meeting.approved_on is None or meeting.is_published_fact or paper is None:
        return None
    return Subject(place, meeting, None, f"{MEETING}{meeting.id}", meeting.title, paper, notice)


def paragraph_subject(
    place: organisation.Authority,
    meeting: meetings.MeetingView,
    paragraph: int,
    notice: noticeboard.NoticeView | None,
) -> Subject | None:
    """Return the minutes of a § that was approved at the meeting and has its own notice; None without."""
    item = next((one for one in meeting.items if one.paragraph == paragraph and one.is_immediate), None)
    if item is None or notice is None or notice.about != f"{ITEM}{item.id}":
        return None
    row = ParagraphPaper.objects.filter(authority_id=place.id, item_id=item.id).first()
    paper = documents.newest_versions([row.document_id]).get(row.document_id) if row else None
    title = _("%(meeting)s, § %(paragraph)s") % {"meeting": meeting.title, "paragraph": paragraph}
    return Subject(place, meeting, paragraph, notice.about, title, paper, notice) if paper else None


def subjects(
    place: organisation.Authority, meeting: meetings.MeetingView, *, today: dt.date
) -> Iterator[Subject]:
    """Yield the signed papers that the asker may read: the minutes, and those approved at once."""
    newest = documents.newest_versions([meeting.minutes_document_id or 0])
    notice = noticeboard.notice_of(place.id, f"{MEETING}{meeting.id}", today=today)
    found = [minutes_subject(place, meeting, newest.get(meeting.minutes_document_id or 0), notice)]
    for item in meeting.items:
        if item.is_immediate and item.paragraph is not None:
            own = notice_of_item(place.id, item.id, today=today)
            found.append(paragraph_subject(place, meeting, item.paragraph, own))
    return (one for one in found if one is not None)


def subject_at(authority: str, address: str, paragraph: int | None, *, today: dt.date) -> Subject:
    """Find what an address is about, or raise Http404."""
    place = organisation.authority_by_slug(authority)
    meeting = meetings.meeting_by_address(place.id, address)
    found = subjects(place, meeting, today=today) if meeting is not None else ()
    for subject in found:
        if subject.paragraph == paragraph:
            return subject
    raise Http404(_("Här finns inget justerat protokoll att hämta bevis för."))


def subject_of_file(authority: str, held_on: dt.date, sha256: str, *, today: dt.date) -> Subject | None:
    """Find which paper a file of minutes is, by whose it is and its day; None where none may be read."""
    place = next((one for one in organisation.authorities() if one.name == authority), None)
    if place is None:
        return None
    of_the_day = [one.id for one in meetings.meetings(place.id) if one.day == held_on]
    found = (one for id_ in of_the_day for one in subjects(place, meetings.meeting_by_id(id_), today=today))
    return next((one for one in found if one.paper.sha256 == sha256), None)
