"""Reads of the yearly wheel."""

from collections.abc import Mapping

from django.http import Http404

from tinget.kernel.words import word
from tinget.preparation import models
from tinget.preparation.rules.steps import STEP_TEXTS, Step
from tinget.preparation.rules.wheel import DraftLine, MatterKind, MatterLine


class MatterNotFound(Http404):
    """No such recurring matter."""


def wheel(authority: int) -> list[MatterLine]:
    """List the recurring matters by month, those taken out too, with what each has become."""
    rows = models.WheelMatter.objects.filter(authority_id=authority).prefetch_related("drafts")
    made = [draft.preparation_id for row in rows for draft in row.drafts.all()]
    steps = dict(models.Preparation.objects.filter(pk__in=made).values_list("pk", "step"))
    return [_line(row, steps) for row in rows]


def wheel_matter(authority: int, matter_id: int) -> MatterLine:
    """Find a recurring matter, or MatterNotFound."""
    row = models.WheelMatter.objects.filter(authority_id=authority, pk=matter_id).first()
    if row is None:
        raise MatterNotFound(str(matter_id))
    return _line(row, {})


def wheel_matter_behind(preparation_id: int) -> MatterLine | None:
    """Find the recurring matter that a preparation was made of, or None."""
    draft = models.WheelDraft.objects.select_related("matter").filter(preparation_id=preparation_id).first()
    return _line(draft.matter, {}) if draft else None


def _line(row: models.WheelMatter, steps: Mapping[int, str]) -> MatterLine:
    drafts = sorted(row.drafts.all(), key=lambda draft: draft.year)
    return MatterLine(
        id=row.pk,
        month=row.month,
        title=row.title,
        kind=MatterKind(row.kind),
        class_code=row.class_code,
        weeks_ahead=row.weeks_ahead,
        note=row.note,
        source=row.source,
        retired=row.retired,
        drafts=tuple(
            DraftLine(draft.year, draft.preparation_id, _where(steps.get(draft.preparation_id)))
            for draft in drafts
        ),
    )


def _where(step: str | None) -> str:
    """Say where a draft stands; what the reader may not see is being prepared."""
    return STEP_TEXTS[Step(step)] if step else word("bereds")
