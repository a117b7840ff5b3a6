"""Decisions over HTTP."""

from django.http import HttpRequest
from ninja import Router

from tinget.organisation.api import authority_by_slug
from tinget.registry import queries
from tinget.registry.rest.shapes import PAGE, DecisionOut, DecisionsOut, Place, Size, pair, place

router = Router()


@router.get("/{authority}/decisions", response=DecisionsOut, summary="Beslut, det senaste först")
def list_decisions(
    request: HttpRequest, authority: str, after: Place = "", size: Size = PAGE
) -> DecisionsOut:
    """List the decisions that the asker may see."""
    del request
    page = queries.decision_page(authority_by_slug(authority), after=pair(after), size=size)
    return DecisionsOut(
        decisions=[DecisionOut.from_orm(decision) for decision in page.decisions],
        count=str(page.count),
        after=place(page.after),
    )
