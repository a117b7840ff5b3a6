"""The yearly wheel: loading what is published, changing it, and taking up what is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.preparation import models
from tinget.preparation.actions.moving import begin_preparation
from tinget.preparation.permissions import LOAD, PLAN
from tinget.preparation.queries.wheel import MatterNotFound
from tinget.preparation.rules.wheel import WEEKS_AHEAD, MatterFact, MatterKind, due_year, title_in

DEMONSTRATION = "DEMONSTRATION"


@dataclass(frozen=True, slots=True)
class Recurring:
    """What a recurring matter is to be."""

    month: int
    title: str
    kind: MatterKind
    class_code: str = ""
    weeks_ahead: int = WEEKS_AHEAD
    note: str = ""


def load_wheel(actor: Actor, *, authority: int, facts: Sequence[MatterFact]) -> int:
    """Add the published matters that were never here, and return how many; what was changed here stays."""
    require(actor, LOAD, authority=authority)
    rows = models.WheelMatter.objects.filter(authority_id=authority)
    known = set(rows.exclude(source="").values_list("source", "title"))
    taken = set(rows.values_list("month", "title"))
    new = [
        fact
        for fact in facts
        if (fact.source, fact.title) not in known and (fact.month, fact.title) not in taken
    ]
    for fact in new:
        models.WheelMatter.objects.create(
            authority_id=authority,
            month=fact.month,
            title=fact.title,
            kind=fact.kind.value,
            note=fact.note,
            source=fact.source,
        )
    if new:
        _note(actor, authority, "load_wheel", {"rows": len(new)})
    return len(new)


def keep_matter(actor: Actor, *, authority: int, told: Recurring, matter_id: int | None = None) -> int:
    """Put a recurring matter in the wheel, change one, or put back one taken out; return its id."""
    require(actor, PLAN, authority=authority)
    row = (
        _matter(authority, matter_id) if matter_id is not None else models.WheelMatter(authority_id=authority)
    )
    if actor.is_demonstration and row.source not in ("", DEMONSTRATION):
        raise NotPossible(_("Ärendet står i en publicerad plan och ändras inte i en demonstration."))
    same = models.WheelMatter.objects.filter(
        authority_id=authority, month=told.month, title=told.title.strip()
    )
    if same.exclude(pk=row.pk).exists():
        raise NotPossible(_("Ärendet står redan i den månaden, eller har gjort det."))
    row.month, row.title, row.kind = told.month, told.title.strip(), told.kind.value
    row.class_code, row.weeks_ahead, row.note = told.class_code.strip(), told.weeks_ahead, told.note.strip()
    row.retired = False
    row.source = row.source or (DEMONSTRATION if actor.is_demonstration else "")
    row.save()
    _note(actor, authority, "keep_wheel_matter", {"matter": row.title, "month": row.month})
    return row.pk


def retire_matter(actor: Actor, *, authority: int, matter_id: int) -> None:
    """Take a matter out of the wheel; what it has become stays."""
    require(actor, PLAN, authority=authority)
    row = _matter(authority, matter_id)
    if actor.is_demonstration and row.source != DEMONSTRATION:
        raise NotPossible(_("Ärendet står i en publicerad plan och ändras inte i en demonstration."))
    row.retired = True
    row.save(update_fields=["retired"])
    _note(actor, authority, "keep_wheel_matter", {"matter": row.title, "retired": True})


def take_up_due(actor: Actor, *, authority: int, at: dt.datetime) -> list[int]:
    """Begin a preparation of each matter that is due and not taken up; return their ids, again: none."""
    require(actor, PLAN, authority=authority)
    made = []
    rows = models.WheelMatter.objects.select_for_update().filter(authority_id=authority, retired=False)
    for row in rows.order_by("pk"):
        year = due_year(row.month, weeks_ahead=row.weeks_ahead, on=at.date())
        if year is None or row.drafts.filter(year=year).exists():
            continue
        preparation_id = begin_preparation(
            actor,
            authority=authority,
            title=title_in(row.title, year),
            class_code=row.class_code,
            background=row.note,
            at=at,
        )
        models.WheelDraft.objects.create(
            authority_id=authority, matter=row, year=year, preparation_id=preparation_id
        )
        _note(actor, authority, "take_up_wheel_matter", {"matter": row.title, "year": year})
        made.append(preparation_id)
    return made


def _matter(authority: int, matter_id: int) -> models.WheelMatter:
    rows = models.WheelMatter.objects.select_for_update()
    row = rows.filter(authority_id=authority, pk=matter_id).first()
    if row is None:
        raise MatterNotFound(str(matter_id))
    return row


def _note(actor: Actor, authority: int, action: str, changes: dict[str, object]) -> None:
    ledger.append(
        actor, action, on=f"organisation.authority:{authority}", authority=authority, changes=changes
    )
