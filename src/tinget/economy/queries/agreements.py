"""Reads of agreements, and where a budget's index is another than an agreement's."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.economy import models
from tinget.economy.queries.figures import FigureNotFound, tables
from tinget.economy.rules.agreements import Agreement, from_told
from tinget.economy.rules.facts import TableKind
from tinget.organisation.api import Authority


def agreements(authority: int) -> list[Agreement]:
    """Return the agreements by subject."""
    return [from_told(row.told) for row in models.Agreement.objects.filter(authority_id=authority)]


def agreement(authority: int, slug: str) -> Agreement:
    """Return one agreement, or raise FigureNotFound."""
    row = models.Agreement.objects.filter(authority_id=authority, slug=slug).first()
    if row is None:
        raise FigureNotFound
    return from_told(row.told)


def ways_to_agreements(authority: Authority, solution: str) -> list[tuple[str, str]]:
    """Offer the agreements on a shared solution: the words and the address of each."""
    rows = models.Agreement.objects.filter(authority_id=authority.id, solution=solution)
    return [
        (
            _("Avtalet: %(subject)s") % {"subject": row.subject},
            reverse("economy:agreement", args=[authority.slug, row.slug]),
        )
        for row in rows
    ]


def other_indexes(authority: int, one: Agreement) -> list[tuple[str, str, str]]:
    """Tell each budget whose index is not the one that the agreement says: word, title, sentence."""
    agreed = {price.line: price.index for price in one.prices if price.index}
    told = []
    for table in tables(authority):
        lines = [line.name for line in table.lines if line.name in agreed]
        used = table.index_name
        if table.kind is TableKind.BUDGET and used and any(agreed[name] != used for name in lines):
            sentence = _("%(lines)s: avtalet anger %(agreed)s, budgeten använder %(used)s.") % {
                "lines": ", ".join(lines),
                "agreed": ", ".join(sorted({agreed[name] for name in lines})),
                "used": used,
            }
            told.append((table.slug, table.title, sentence))
    return told
