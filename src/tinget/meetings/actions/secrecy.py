"""What an agenda does when a case or record on it is marked as secret: it shows the public title."""

from tinget.foundation import ledger
from tinget.meetings.actions.heeding import on
from tinget.meetings.actions.planning import BEFORE_OR_DURING
from tinget.meetings.models import Item, ItemBasis, Meeting
from tinget.organisation.api import system_actor
from tinget.registry.api import Marked, restrict_copies


def follow_marking(event: Marked) -> None:
    """Put the public title where the secret one was copied, on agendas that are not closed.

    What has been decided on and closed is corrected by its own act; it was known to those who were there.
    """
    states = [state.value for state in BEFORE_OR_DURING]
    meetings = Meeting.objects.filter(authority_id=event.authority, state__in=states)
    if event.case_id is not None:
        items = Item.objects.filter(meeting__in=meetings, case_id=event.case_id, title=event.title)
        touched = set(items.values_list("meeting_id", flat=True))
        items.update(title=event.public_title)
    else:
        basis = ItemBasis.objects.filter(item__meeting__in=meetings, title=event.title)
        basis = basis.filter(record_id=event.record_id or 0)
        touched = set(basis.values_list("item__meeting_id", flat=True))
        basis.update(title=event.public_title)
    for meeting in meetings.filter(pk__in=touched):
        restrict_copies(event, on=on(meeting))
        about = {"of_case": event.case_id} if event.case_id else {"of_record": event.record_id}
        ledger.append(
            system_actor(event.authority, demonstration=meeting.is_demonstration),
            "show_public_title",
            on=on(meeting),
            authority=event.authority,
            changes=about,
        )
