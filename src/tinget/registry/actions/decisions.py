"""Writing down a decision; a meeting, or a delegate, has made it."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.registry.actions.cases import case_to_change, checked_title
from tinget.registry.models import Decision
from tinget.registry.permissions import LOAD_FACTS, RECORD_DECISION


def record_decision(  # noqa: PLR0913 -- a decision is told by this many facts
    actor: Actor,
    *,
    authority: int,
    case_id: int | None,
    paragraph: int,
    year: int,
    decided_on: dt.date,
    title: str,
    text: str,
    points: Sequence[str],
    kind: str,
    source_on: str,
    is_published_fact: bool = False,
) -> int:
    """Record a decision and return its id; `source_on` names what made it, like "meetings.item:5"."""
    require(actor, RECORD_DECISION, authority=authority)
    if is_published_fact:
        require(actor, LOAD_FACTS, authority=authority)
    title = checked_title(title)
    if case_id is not None:
        case_to_change(actor, case_id, permission=RECORD_DECISION, authority=authority)
    _must_be_free(authority, year=year, paragraph=paragraph)
    decision = Decision.objects.create(
        authority_id=authority,
        case_id=case_id,
        year=year,
        paragraph=paragraph,
        decided_on=decided_on,
        title=title,
        text=text.strip(),
        points=[point.strip() for point in points if point.strip()],
        kind=kind,
        source_on=source_on,
        is_demonstration=actor.is_demonstration,
        is_published_fact=is_published_fact,
    )
    _tell(actor, decision)
    return decision.pk


def _must_be_free(authority: int, *, year: int, paragraph: int) -> None:
    if Decision.objects.filter(authority_id=authority, year=year, paragraph=paragraph).exists():
        raise NotPossible(
            _("§ %(paragraph)s år %(year)s har redan ett beslut.") % {"paragraph": paragraph, "year": year}
        )


def _tell(actor: Actor, decision: Decision) -> None:
    on = f"registry.case:{decision.case_id}" if decision.case_id else f"registry.decision:{decision.pk}"
    changes = {
        "decision": decision.pk,
        "paragraph": decision.paragraph,
        "year": decision.year,
        "decided_on": decision.decided_on,
        "title": decision.title,
        "text": decision.text,
        "points": decision.points,
        "source_on": decision.source_on,
    }
    ledger.append(actor, "record_decision", on=on, authority=decision.authority_id, changes=changes)
