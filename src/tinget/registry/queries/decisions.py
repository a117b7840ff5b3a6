"""Reads of decisions: by id, by paragraph, of a case, in pages from the newest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

from tinget.foundation.scoping import current_scope
from tinget.organisation.api import Authority, authorities, authority_by_id
from tinget.registry.models import Decision
from tinget.registry.queries.paging import PAGE, Count, counted, seen_of
from tinget.registry.rules import DecisionLine, DecisionWords, decision_label, decision_url

DECISIONS_OF_CASE = 200


class DecisionNotFound(Http404):
    """No such decision, or none that the asker may see."""


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A page of meetings' decisions, the newest first; `after` is (year, paragraph), None at the end."""

    decisions: tuple[DecisionLine, ...]
    count: Count
    after: tuple[int, int] | None


def decisions(ids: Iterable[int]) -> dict[int, DecisionLine]:
    """Look up decisions by id; two queries however many."""
    wanted = set(ids)
    if not wanted:
        return {}
    slugs = {authority.id: authority.slug for authority in authorities()}
    return {row.pk: _line(row, slugs[row.authority_id]) for row in Decision.objects.filter(pk__in=wanted)}


def decisions_of_case(case_id: int, *, limit: int = DECISIONS_OF_CASE) -> list[DecisionLine]:
    """List a case's decisions, newest first."""
    rows = list(Decision.objects.filter(case_id=case_id).order_by("-id")[:limit])
    if not rows:
        return []
    slug = authority_by_id(rows[0].authority_id).slug
    return [_line(row, slug) for row in rows]


def decisions_of(owner: Authority, case_id: int, *, limit: int = DECISIONS_OF_CASE) -> list[DecisionLine]:
    """List a case's decisions, newest first, when its owner is at hand."""
    rows = Decision.objects.filter(authority_id=owner.id, case_id=case_id).order_by("-id")[:limit]
    return [_line(row, owner.slug) for row in rows]


def decision_by_paragraph(owner: Authority, *, year: int, paragraph: int) -> DecisionLine:
    """Find a decision by its paragraph, or DecisionNotFound."""
    row = Decision.objects.filter(authority_id=owner.id, year=year, paragraph=paragraph).first()
    if row is None:
        raise DecisionNotFound(f"{year} § {paragraph}")
    return _line(row, owner.slug)


def decision_by_number(owner: Authority, *, year: int, series: str, number: int) -> DecisionLine:
    """Find a decision by its number in a series, or DecisionNotFound."""
    row = Decision.objects.filter(authority_id=owner.id, year=year, series=series, number=number).first()
    if row is None:
        raise DecisionNotFound(f"{series} {year}/{number}")
    return _line(row, owner.slug)


def decision_page(
    owner: Authority, *, after: tuple[int, int] | None = None, size: int = PAGE
) -> DecisionPage:
    """Give a page of what the authority decided in meetings, from the newest on."""
    rows = seen_of(Decision.objects.filter(paragraph__isnull=False), owner.id)
    count = counted(rows)
    if after is not None:
        year, paragraph = after
        rows = rows.filter(Q(year__lt=year) | Q(year=year, paragraph__lt=paragraph), year__lte=year)
    found = list(rows.order_by("-year", "-paragraph")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return DecisionPage(
        decisions=tuple(_line(row, owner.slug) for row in found[:size]),
        count=count,
        after=(last.year, last.paragraph or 0) if last else None,
    )


def _line(row: Decision, slug: str) -> DecisionLine:
    own = DecisionWords(row.title, row.text, tuple(row.points))
    on_the_web = _words(row.web_words) if row.web_words else None
    words = own if row.authority_id in current_scope().authorities else on_the_web or own
    numbers: dict[str, Any] = {
        "year": row.year,
        "paragraph": row.paragraph,
        "series": row.series,
        "number": row.number,
    }
    return DecisionLine(
        id=row.pk,
        case_id=row.case_id,
        **numbers,
        label=decision_label(**numbers),
        decided_on=row.decided_on,
        title=words.title,
        text=words.text,
        points=words.points,
        kind=row.kind,
        source_on=row.source_on,
        url=decision_url(slug, **numbers),
        is_demonstration=row.is_demonstration,
        is_published_fact=row.is_published_fact,
        published=row.published_at is not None,
        reopened=row.reopened_at is not None,
        on_the_web=on_the_web,
    )


def _words(told: dict[str, Any]) -> DecisionWords:
    return DecisionWords(told["title"], told["text"], tuple(told["points"]))
