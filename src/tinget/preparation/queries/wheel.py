"""Reads of the yearly wheel."""

from django.http import Http404

from tinget.preparation import models
from tinget.preparation.rules.wheel import DraftLine, MatterKind, MatterLine


class MatterNotFound(Http404):
    """No such recurring matter."""


def wheel(authority: int) -> list[MatterLine]:
    """List the recurring matters by month, those taken out too, with what each has become."""
    rows = models.WheelMatter.objects.filter(authority_id=authority)
    return [_line(row) for row in rows.prefetch_related("drafts")]


def wheel_matter(authority: int, matter_id: int) -> MatterLine:
    """Find a recurring matter, or MatterNotFound."""
    row = models.WheelMatter.objects.filter(authority_id=authority, pk=matter_id).first()
    if row is None:
        raise MatterNotFound(str(matter_id))
    return _line(row)


def _line(row: models.WheelMatter) -> MatterLine:
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
        drafts=tuple(DraftLine(draft.year, draft.preparation_id) for draft in drafts),
    )
