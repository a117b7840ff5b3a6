"""Reads across meetings: items that name something, and where the seats were filled."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from tinget.meetings.models import Item, ItemRecipient, Meeting, Presence
from tinget.meetings.queries.meetings import items_at_meetings, meeting_lines
from tinget.meetings.rules.lines import ItemAtMeeting, MeetingLine
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.states import MeetingState

MOST_ITEMS = 500


def items_naming(authority: int, words: Sequence[str], *, sent_to: Sequence[str] = ()) -> list[ItemAtMeeting]:
    """List the §§ whose texts or recipients have one of the words, or recipients one of `sent_to`."""
    recipients = ItemRecipient.objects.filter(item=OuterRef("pk"))
    named, sent = Q(pk__in=[]), Q(pk__in=[])
    for word in words:
        named |= Q(title__icontains=word) | Q(decision_text__icontains=word) | Q(points__icontains=word)
    for word in (*words, *sent_to):
        sent |= Q(text__icontains=word)
    rows = Item.objects.filter(authority_id=authority, paragraph__isnull=False).annotate(
        points=Cast("decision_points", TextField())
    )
    found = rows.filter(named | Exists(recipients.filter(sent))).order_by("-year", "-paragraph")[:MOST_ITEMS]
    return items_at_meetings(found.select_related("meeting").prefetch_related("basis", "recipients"))


def items_about_cases(case_ids: Iterable[int]) -> dict[int, list[ItemAtMeeting]]:
    """List, case by case, the items where it was handled, whole, newest meeting first."""
    rows = Item.objects.filter(case_id__in=case_ids, paragraph__isnull=False)
    found: dict[int, list[ItemAtMeeting]] = defaultdict(list)
    for one in items_at_meetings(rows.select_related("meeting").prefetch_related("basis", "recipients")):
        found[one.item.case_id or 0].append(one)
    return found


def cases_handled_at(meeting_ids: Iterable[int]) -> set[int]:
    """Give the cases that these meetings handled, or have on their agenda."""
    rows = Item.objects.filter(meeting__in=meeting_ids, case_id__isnull=False)
    return {case_id for case_id in rows.values_list("case_id", flat=True) if case_id is not None}


def planned_on(authority: int, first: dt.date, last: dt.date) -> list[MeetingLine]:
    """List the meetings still to come that were made known on these days."""
    coming = Meeting.objects.filter(planned_on__gte=last).exclude(state=MeetingState.CANCELLED.value)
    known = coming.filter(authority_id=authority, held_on=None, published_at__date__range=(first, last))
    return meeting_lines(authority, known.order_by("planned_on"))


def approved_on(authority: int, first: dt.date, last: dt.date) -> list[MeetingLine]:
    """List the meetings whose minutes were approved on these days."""
    rows = Meeting.objects.filter(authority_id=authority, approved_on__range=(first, last))
    return meeting_lines(authority, rows.order_by("held_on"))


def seats_filled(authority: int) -> dict[int, frozenset[int]]:
    """Tell which municipalities had somebody serving at each held meeting whose attendance is known."""
    rows = Presence.objects.filter(
        authority_id=authority, municipality_id__isnull=False, meeting__held_on__isnull=False
    ).exclude(present_as=PresentAs.OTHER.value)
    found: dict[int, set[int]] = defaultdict(set)
    for meeting_id, municipality_id, serving in rows.values_list("meeting_id", "municipality_id", "serving"):
        found[meeting_id] |= {municipality_id} if serving and municipality_id is not None else set()
    return {meeting_id: frozenset(places) for meeting_id, places in found.items()}
