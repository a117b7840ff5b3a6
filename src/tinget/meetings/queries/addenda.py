"""What was put right or added in approved minutes, and the words that can be put right."""

from django.utils.timezone import localtime

from tinget.meetings.models import Addendum, Item, Meeting
from tinget.meetings.rules.addenda import AddendumKind, AddendumLine


def addenda_of(meeting_id: int) -> list[AddendumLine]:
    """List a meeting's corrections and supplements, the first first; visitors see the signed and open."""
    return [_line(row) for row in Addendum.objects.filter(meeting_id=meeting_id).select_related("item")]


def signed_addenda(meeting: Meeting) -> tuple[AddendumLine, ...]:
    """Give those that count, the first first."""
    rows = Addendum.objects.filter(meeting=meeting, signed_at__isnull=False).select_related("item")
    return tuple(_line(row) for row in rows)


def addendum(addendum_id: int) -> AddendumLine | None:
    """Find one, or None."""
    row = Addendum.objects.filter(pk=addendum_id).select_related("item").first()
    return _line(row) if row else None


def meeting_of_addendum(addendum_id: int) -> int | None:
    """Find the meeting whose minutes it is about, or None."""
    return Addendum.objects.filter(pk=addendum_id).values_list("meeting_id", flat=True).first()


def words_of(item: Item) -> list[str]:
    """Give every text of a § as its minutes print it."""
    return [
        item.title,
        item.external_case_number,
        item.summary,
        item.meeting_text,
        item.procedure,
        item.decision_text,
        *item.decision_points,
        *item.basis.values_list("title", flat=True),
        *item.basis.values_list("record_id_printed", flat=True),
        *item.recipients.values_list("text", flat=True),
    ]


def _line(row: Addendum) -> AddendumLine:
    return AddendumLine(
        id=row.pk,
        item_id=row.item_id,
        paragraph=row.item.paragraph if row.item else None,
        kind=AddendumKind(row.kind),
        stated=row.stated,
        text=row.text,
        reason=row.reason,
        by_name=row.by_name,
        capacity=row.capacity,
        drawn_up_on=localtime(row.drawn_up_at).date(),
        signed_on=localtime(row.signed_at).date() if row.signed_at else None,
        document_id=row.document_id,
        record_id=row.record_id,
    )
