"""Loading a meeting or an item in order to change it: the permission is checked and the meeting locked."""

from django.http import Http404
from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.meetings.models import Item, Meeting
from tinget.meetings.rules.states import ItemState
from tinget.organisation.api import Actor, Permission, require


class ItemNotFound(Http404):
    """No item has that number within the scope."""


class MeetingToChangeNotFound(Http404):
    """No meeting has that number within the scope."""


def meeting_to_change(actor: Actor, permission: Permission, *, meeting_id: int) -> Meeting:
    """Load and lock a meeting, so that two changes of it wait for each other."""
    row = Meeting.objects.select_for_update().filter(pk=meeting_id).first()
    if row is None:
        raise MeetingToChangeNotFound(str(meeting_id))
    require(actor, permission, authority=row.authority_id)
    if row.is_published_fact:
        raise NotPossible(_("Sammanträdet återger publicerade uppgifter och kan inte ändras här."))
    if row.is_demonstration != actor.is_demonstration:
        raise NotPossible(
            _("Demonstrationens roller ändrar bara demonstrationens sammanträden, och tvärtom.")
        )
    return row


def item_to_change(actor: Actor, permission: Permission, *, item_id: int) -> tuple[Meeting, Item]:
    """Load an item that is not yet confirmed by the gavel, with its meeting locked."""
    meeting, item = item_as_it_is(actor, permission, item_id=item_id)
    if item.state != ItemState.OPEN.value:
        number = f"§ {item.paragraph}" if item.paragraph else item.title
        raise NotPossible(
            _("%(item)s är behandlad och kan inte ändras. Det som klubbats rättas genom ett nytt beslut.")
            % {"item": number}
        )
    return meeting, item


def item_as_it_is(actor: Actor, permission: Permission, *, item_id: int) -> tuple[Meeting, Item]:
    """Load an item whatever became of it, with its meeting locked."""
    found = Item.objects.filter(pk=item_id).values_list("meeting_id", flat=True).first()
    if found is None:
        raise ItemNotFound(str(item_id))
    meeting = meeting_to_change(actor, permission, meeting_id=found)
    return meeting, Item.objects.get(pk=item_id)
