"""What a case has beside records and decisions: parties, notes, tags, related cases, follow-ups."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from tinget.organisation.api import Authority, people
from tinget.registry.models import CaseNote, CaseParty, CaseTag, FollowUp, RelatedCase
from tinget.registry.queries.cases import cases
from tinget.registry.queries.paging import Count, counted
from tinget.registry.rules import CaseLine

SHOWN = 200


class FollowUpNotFound(Http404):
    """No such follow-up, or none that the asker may see."""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Somebody whom the case concerns."""

    id: int
    name: str
    part: str
    contact: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A working note."""

    id: int
    text: str
    written_at: dt.datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A case about the same matter: ours, or another authority's by its name and number."""

    id: int
    ours: CaseLine | None
    authority_name: str
    number: str


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A day on which somebody is to look at the case again; no person means whoever handles the register."""

    id: int
    case: CaseLine | None
    due_on: dt.date
    text: str
    person_id: int | None
    person: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class CaseDetails:
    """All of it, for one case's page."""

    parties: tuple[PartyLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[RelatedLine, ...] = ()
    follow_ups: tuple[FollowUpLine, ...] = ()

    @property
    def open_follow_ups(self) -> int:
        """How many follow-ups are not done."""
        return sum(not one.is_done for one in self.follow_ups)


def case_details(case_id: int) -> CaseDetails:
    """Read what belongs to the case, 200 of each kind at most; nothing to visitors."""
    follow_ups = FollowUp.objects.filter(case_id=case_id).order_by("due_on", "pk")[:SHOWN]
    return CaseDetails(
        parties=tuple(
            PartyLine(row.pk, row.name, row.part, row.contact)
            for row in CaseParty.objects.filter(case_id=case_id).order_by("pk")[:SHOWN]
        ),
        notes=tuple(
            NoteLine(row.pk, row.text, row.written_at, row.written_by)
            for row in CaseNote.objects.filter(case_id=case_id).order_by("-pk")[:SHOWN]
        ),
        tags=tags_of(case_id),
        related=_related(case_id),
        follow_ups=_follow_up_lines(follow_ups, with_cases=False),
    )


def tags_of(case_id: int) -> tuple[str, ...]:
    """Return the words the case is found under."""
    return tuple(CaseTag.objects.filter(case_id=case_id).order_by("pk").values_list("word", flat=True))


def tag_words(authority: int) -> list[str]:
    """List the words that are on the newest 2,000 tags, for the form's suggestions."""
    newest = CaseTag.objects.filter(authority_id=authority).order_by("-pk")[:2_000]
    return sorted(set(newest.values_list("word", flat=True)), key=str.casefold)


def follow_ups_of(owner: Authority, *, person: int | None, everybody: bool = False) -> list[FollowUpLine]:
    """List what the person, or everybody, is to look at again, the soonest first, at most 200."""
    rows = _waiting(owner, person, everybody=everybody).order_by("due_on", "pk")
    return list(_follow_up_lines(rows[:SHOWN], with_cases=True))


def count_due(owner: Authority, *, person: int | None, today: dt.date) -> Count:
    """Count what the person is to look at again today, or should have before."""
    return counted(_waiting(owner, person).filter(due_on__lte=today))


def _waiting(owner: Authority, person: int | None, *, everybody: bool = False) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(authority_id=owner.id, done_at__isnull=True)
    return rows if everybody else rows.filter(Q(person_id=person) | Q(person_id=None))


def _related(case_id: int) -> tuple[RelatedLine, ...]:
    """Read the relations from both sides: who says that two cases belong together says it of both."""
    rows = list(RelatedCase.objects.filter(Q(case_id=case_id) | Q(other_id=case_id)).order_by("pk")[:SHOWN])
    others = {row.pk: row.other_id if row.case_id == case_id else row.case_id for row in rows}
    ours = cases(other for other in others.values() if other is not None)
    return tuple(
        RelatedLine(row.pk, ours.get(others[row.pk] or 0), row.authority_name, row.number) for row in rows
    )


def _follow_up_lines(rows: Iterable[FollowUp], *, with_cases: bool) -> tuple[FollowUpLine, ...]:
    found = list(rows)
    names = people(row.person_id for row in found if row.person_id is not None)
    lines = cases(row.case_id for row in found) if with_cases else {}
    return tuple(
        FollowUpLine(
            id=row.pk,
            case=lines.get(row.case_id),
            due_on=row.due_on,
            text=row.text,
            person_id=row.person_id,
            person=names[row.person_id].name if row.person_id in names else "",
            is_done=row.done_at is not None,
        )
        for row in found
    )
