"""Writes of the shared solutions: load what is published, note a state, begin and end taking part."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, Municipality, require
from tinget.solutions import models
from tinget.solutions.permissions import KEEP, LOAD
from tinget.solutions.queries import SolutionNotFound
from tinget.solutions.rules import TAKING_TEXTS, Phase, SolutionFact, Taking


@dataclass(frozen=True, slots=True)
class NewStatus:
    """A state to note: from when, which phase, in words, and the decision and source behind it."""

    on: dt.date
    phase: Phase
    text: str
    decision: str
    source: str


def load_solutions(
    actor: Actor,
    *,
    authority: int,
    facts: Sequence[SolutionFact],
    municipalities: Mapping[str, Municipality],
    at: dt.datetime,
) -> int:
    """Make the tables say what the facts say, and return how many rows were added or corrected; again: 0."""
    require(actor, LOAD, authority=authority)
    changed = sum(_load(authority, fact, municipalities, at=at) for fact in facts)
    if changed:
        ledger.append(
            actor,
            "load_solutions",
            on=f"organisation.authority:{authority}",
            authority=authority,
            changes={"rows": changed},
        )
    return changed


def record_status(
    actor: Actor, *, authority: int, solution_id: int, status: NewStatus, at: dt.datetime
) -> int:
    """Note a solution's state from a day on, and return its id; what was noted before stays."""
    require(actor, KEEP, authority=authority)
    row = _solution(authority, solution_id)
    if status.on > at.date():
        raise NotPossible(_("Läget kan bara antecknas för en dag som har varit."))
    made = models.Status.objects.create(
        authority_id=authority,
        solution=row,
        on=status.on,
        phase=status.phase.value,
        text=status.text,
        decision=status.decision,
        source=status.source,
        published_at=at,
    )
    _tell(actor, "record_status", row, {"on": status.on, "phase": status.phase.value, "text": status.text})
    return made.pk


def begin_participation(
    actor: Actor,
    *,
    authority: int,
    solution_id: int,
    municipality: Municipality,
    taking: Taking,
    first: dt.date,
    source: str,
    at: dt.datetime,
) -> int:
    """Note that a municipality pays, is connected or uses from a day on, and return the row's id."""
    require(actor, KEEP, authority=authority)
    row = _solution(authority, solution_id)
    held = models.Participation.objects.filter(
        solution=row, municipality_id=municipality.id, taking=taking.value
    )
    if any(one.last is None or one.last >= first for one in held):
        raise NotPossible(
            _("%(place)s %(taking)s redan då. Avsluta det som gäller först.")
            % {"place": municipality.name, "taking": _(TAKING_TEXTS[taking])}
        )
    made = models.Participation.objects.create(
        authority_id=authority,
        solution=row,
        municipality_id=municipality.id,
        taking=taking.value,
        first=first,
        source=source,
        published_at=at,
    )
    changes = {"municipality": municipality.name, "taking": taking.value, "first": first}
    _tell(actor, "begin_participation", row, changes)
    return made.pk


def end_participation(
    actor: Actor,
    *,
    authority: int,
    solution_id: int,
    municipality: Municipality,
    taking: Taking,
    last: dt.date,
) -> int:
    """Note the last day on which a municipality pays, is connected or uses; returns the row's id."""
    require(actor, KEEP, authority=authority)
    row = _solution(authority, solution_id)
    held = (
        models.Participation.objects.select_for_update()
        .filter(solution=row, municipality_id=municipality.id, taking=taking.value, last__isnull=True)
        .first()
    )
    if held is None:
        raise NotPossible(
            _("%(place)s har inget pågående deltagande av det slaget.") % {"place": municipality.name}
        )
    if last < held.first:
        raise NotPossible(_("Sista dagen kan inte ligga före den första, %(day)s.") % {"day": held.first})
    held.last = last
    held.save(update_fields=["last"])
    changes = {"municipality": municipality.name, "taking": taking.value, "last": last}
    _tell(actor, "end_participation", row, changes)
    return held.pk


def _solution(authority: int, solution_id: int) -> models.Solution:
    row = models.Solution.objects.filter(authority_id=authority, pk=solution_id).first()
    if row is None:
        raise SolutionNotFound
    return row


def _tell(actor: Actor, action: str, row: models.Solution, changes: Mapping[str, object]) -> None:
    ledger.append(
        actor,
        action,
        on=f"solutions.solution:{row.pk}",
        authority=row.authority_id,
        changes={"solution": row.name, **changes},
    )


def _load(
    authority: int, fact: SolutionFact, municipalities: Mapping[str, Municipality], *, at: dt.datetime
) -> int:
    values = {
        "name": fact.name,
        "kind": fact.kind.value,
        "in_operation_since": fact.in_operation_since or "",
        "owner": fact.owner or "",
        "supplier": fact.supplier or "",
        "product": fact.product or "",
        "information_class": fact.information_class or "",
        "contact": fact.contact or "",
        "note": fact.note or "",
        "source": fact.source,
    }
    row = models.Solution.objects.filter(authority_id=authority, slug=fact.slug).first()
    changed = 0
    if row is None:
        row = models.Solution(authority_id=authority, slug=fact.slug, published_at=at)
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        changed = 1
    return changed + _load_numbers(row, fact, at=at) + _load_participations(row, fact, municipalities, at=at)


def _load_numbers(row: models.Solution, fact: SolutionFact, *, at: dt.datetime) -> int:
    made = [
        models.Status.objects.get_or_create(
            authority_id=row.authority_id,
            solution=row,
            on=one.on,
            phase=one.phase.value,
            text=one.text,
            defaults={"decision": one.decision or "", "source": one.source, "published_at": at},
        )[1]
        for one in fact.statuses
    ]
    numbers = [
        (one.on, one.taking.value, _("kommuner"), one.count, False, one.note, one.source)
        for one in fact.counts
    ] + [(one.on, "", one.what, one.count, one.at_least, one.period, one.source) for one in fact.volumes]
    for on, taking, what, count, at_least, note, source in numbers:
        made.append(
            models.PrintedNumber.objects.get_or_create(
                authority_id=row.authority_id,
                solution=row,
                on=on,
                taking=taking,
                what=what,
                count=count,
                defaults={"at_least": at_least, "note": note, "source": source, "published_at": at},
            )[1]
        )
    return sum(made)


def _load_participations(
    row: models.Solution, fact: SolutionFact, municipalities: Mapping[str, Municipality], *, at: dt.datetime
) -> int:
    """Add the facts that no row overlaps: what was noted here since is not written over."""
    held = list(models.Participation.objects.filter(solution=row))
    added = 0
    for one in fact.participations:
        place = municipalities[one.municipality].id
        overlapping = [
            other
            for other in held
            if (other.municipality_id, other.taking) == (place, one.taking.value)
            and (other.last is None or other.last >= one.span.first)
            and (one.span.last is None or other.first <= one.span.last)
        ]
        if overlapping:
            continue
        models.Participation.objects.create(
            authority_id=row.authority_id,
            solution=row,
            municipality_id=place,
            taking=one.taking.value,
            first=one.span.first,
            first_is_evidence=one.span.is_evidence,
            last=one.span.last,
            source=one.source,
            published_at=at,
        )
        added += 1
    return added
