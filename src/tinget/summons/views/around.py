"""What every page of a summons shares: the meeting in its address, and what stands around it."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from tinget.foundation.http import actor_of
from tinget.meetings.api import MeetingView, meeting_by_address
from tinget.organisation.api import Authority, authority_by_slug, require
from tinget.summons.permissions import READ
from tinget.summons.queries import SummonsView, latest_for


def find(authority: str, address: str) -> tuple[Authority, MeetingView]:
    """Find the meeting in the address, or answer 404."""
    owner = authority_by_slug(authority)
    meeting = meeting_by_address(owner.id, address)
    if meeting is None:
        raise Http404(address)
    return owner, meeting


def find_summons(
    request: HttpRequest, authority: str, address: str
) -> tuple[Authority, MeetingView, SummonsView]:
    """Find the newest summons as whoever asks may read it, or answer 404."""
    owner, meeting = find(authority, address)
    actor = actor_of(request)
    require(actor, READ, authority=owner.id)
    summons = latest_for(meeting.id, actor.person_id)
    if summons is None:
        raise Http404(address)
    return owner, meeting, summons


def around(owner: Authority, meeting: MeetingView) -> dict[str, object]:
    """Give what every page about a meeting shows; a demonstration says that it is one."""
    context: dict[str, object] = {
        "meeting": meeting,
        "authority": owner,
        "meetings_url": reverse("meetings:meetings", args=[owner.slug]),
    }
    if meeting.is_demonstration:
        context["demonstration"] = True
    return context
