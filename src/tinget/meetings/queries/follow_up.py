"""What decisions ask for, how it stands, and what the councils have decided."""

from collections import defaultdict
from datetime import date

from django.http import Http404
from django.urls import reverse

from tinget.meetings.models import Assignment, CouncilDecision
from tinget.meetings.queries.meetings import meeting_title
from tinget.meetings.queries.standstill import standstill_of
from tinget.meetings.rules.agenda import ClosedFor
from tinget.meetings.rules.follow_up import AssignmentLine, CouncilLine, Councils, councils_of, standing
from tinget.organisation.api import authority_by_id, boards
from tinget.registry.api import CaseLine, cases


def assignments(authority: int, *, today: date) -> list[AssignmentLine]:
    """List every assignment, what is due first."""
    rows = Assignment.objects.select_related("item__meeting").filter(authority_id=authority)
    return _lines(list(rows.order_by("done_on", "due_on", "id")), today)


def assignment(authority: int, assignment_id: int, *, today: date) -> AssignmentLine:
    """Find one of the authority's assignments, or answer 404."""
    found = Assignment.objects.filter(authority_id=authority, pk=assignment_id)
    rows = list(found.select_related("item__meeting"))
    if not rows:
        raise Http404(str(assignment_id))
    return _lines(rows, today)[0]


def assignments_of_item(item_id: int, *, today: date) -> list[AssignmentLine]:
    """List what an item's decision asks for."""
    rows = Assignment.objects.select_related("item__meeting").filter(item_id=item_id)
    return _lines(list(rows), today)


def _lines(rows: list[Assignment], today: date) -> list[AssignmentLine]:
    decided: dict[int, list[CouncilLine]] = defaultdict(list)
    for one in CouncilDecision.objects.filter(assignment__in=rows).order_by("decided_on", "municipality"):
        decided[one.assignment_id].append(
            CouncilLine(one.municipality, one.decided_on, one.paragraph, one.approves, one.legal_force_on)
        )
    known = cases(row.item.case_id for row in rows if row.item.case_id is not None)
    return [_line(row, decided[row.pk], known.get(row.item.case_id or 0), today) for row in rows]


def _line(row: Assignment, decided: list[CouncilLine], case: CaseLine | None, today: date) -> AssignmentLine:
    item, meeting = row.item, row.item.meeting
    slug = authority_by_id(row.authority_id).slug
    number = f"§ {item.paragraph} " if item.paragraph else ""
    standstill = standstill_of(item)
    awaited = standstill if row.of_award else None
    earliest_on = awaited.earliest_on if awaited else row.earliest_on
    return AssignmentLine(
        id=row.pk,
        item_id=item.pk,
        item=f"{number}{item.title}",
        item_url=reverse("meetings:item", args=[slug, meeting.address, item.pk]),
        meeting=meeting_title(meeting),
        text=row.text,
        owner=row.owner,
        due_on=row.due_on,
        earliest_on=earliest_on,
        condition=awaited.told if awaited else row.condition,
        standstill=standstill,
        of_award=row.of_award,
        status=row.status,
        status_on=row.status_on,
        done_on=row.done_on,
        standing=standing(
            today,
            due_on=row.due_on,
            earliest_on=earliest_on,
            done_on=row.done_on,
            is_held=awaited is not None and awaited.earliest_on is None,
        ),
        councils=_councils(row, decided) if row.of_councils else None,
        is_secret=item.closed_for == ClosedFor.SECRECY.value or (case is not None and case.is_secret),
        is_demonstration=meeting.is_demonstration,
    )


def _councils(row: Assignment, decided: list[CouncilLine]) -> Councils:
    meeting = row.item.meeting
    parties = boards(row.authority_id, on=meeting.held_on or meeting.planned_on)
    return councils_of([one.name for one in parties], decided)
