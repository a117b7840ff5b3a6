"""Two versions compared as text."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tinget.documents import queries
from tinget.documents.permissions import WRITE
from tinget.documents.rules import VersionLine
from tinget.documents.rules.comparison import Comparison, compare
from tinget.documents.views.documents import demonstration_of
from tinget.foundation.http import actor_of, public
from tinget.organisation.api import authority_by_slug, permits

AROUND = 2  # unchanged paragraphs shown beside a change
CHANGES_SHOWN = 300


@public
@require_safe
def compare_versions(request: HttpRequest, authority: str, document_id: int) -> HttpResponse:
    """Compare ?fran= with ?till=, else the newest with the one before; ?vy=sida sets them side by side."""
    owner = authority_by_slug(authority)
    document = queries.document(owner.id, document_id)
    found = queries.versions(document_id)
    old, new = _chosen(request, found)
    context: dict[str, Any] = {
        "page_title": _("Jämför versioner"),
        "document": document,
        "authority": owner,
        **demonstration_of(document),
        "versions": found,
        "old": old,
        "new": new,
        "side_by_side": request.GET.get("vy") == "sida",
        "may_ask": permits(actor_of(request), WRITE, owner.id),
    }
    if old is not None and new is not None:
        context |= _compared(old, new)
    return render(request, "documents/compare.html", context)


def _chosen(request: HttpRequest, found: list[VersionLine]) -> tuple[VersionLine | None, VersionLine | None]:
    known = {str(version.number): version for version in found}
    new = known.get(request.GET.get("till", ""), found[0] if found else None)
    before = [version for version in found if new is not None and version.number < new.number]
    return known.get(request.GET.get("fran", ""), before[0] if before else None), new


def _compared(old: VersionLine, new: VersionLine) -> dict[str, Any]:
    texts = queries.text_of([old.id, new.id])
    unread = [version for version in (old, new) if version.id not in texts]
    if unread:
        return {"unread": unread}
    comparison = compare(texts[old.id], texts[new.id])
    return {
        "sentence": _sentence(old, new, comparison),
        "is_cut": comparison.is_cut,
        "is_same_file": old.sha256 == new.sha256,
        "shown": list(_shown(comparison)),
        "too_many": comparison.changes > CHANGES_SHOWN,
    }


def _sentence(old: VersionLine, new: VersionLine, comparison: Comparison) -> str:
    if not comparison.changes:
        return _("Version %(old)s och version %(new)s har samma text.") % {
            "old": old.number,
            "new": new.number,
        }
    return ngettext(
        "Ett stycke skiljer version %(old)s från version %(new)s.",
        "%(count)s stycken skiljer version %(old)s från version %(new)s.",
        comparison.changes,
    ) % {"count": comparison.changes, "old": old.number, "new": new.number}


def _shown(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Give the changes with a little of what stands around them, and how much is left out between."""
    last, changes = len(comparison.stretches) - 1, 0
    for place, stretch in enumerate(comparison.stretches):
        if stretch.change is not None:
            changes += 1
            if changes > CHANGES_SHOWN:
                return
            yield {"change": stretch.change}
            continue
        before = stretch.same[:AROUND] if place else ()
        after = stretch.same[-AROUND:] if place < last else ()
        if len(stretch.same) <= len(before) + len(after) + 1:
            yield {"same": stretch.same}
            continue
        yield {"same": before}
        yield {"left_out": len(stretch.same) - len(before) - len(after)}
        yield {"same": after}
