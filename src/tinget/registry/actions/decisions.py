"""Writing down a decision; a meeting, or a delegate, has made it."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.foundation import ledger, serials
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.registry.actions.cases import case_to_change, checked_title
from tinget.registry.models import Decision
from tinget.registry.permissions import LOAD_FACTS, RECORD_DECISION
from tinget.registry.rules import decision_label


def record_decision(  # noqa: PLR0913 -- a decision is told by this many facts
    actor: Actor,
    *,
    authority: int,
    case_id: int | None,
    paragraph: int | None,
    year: int,
    decided_on: dt.date,
    title: str,
    text: str,
    points: Sequence[str],
    kind: str,
    source_on: str,
    series: str = "",
    is_published_fact: bool = False,
) -> int:
    """Record a decision made by `source_on` ("meetings.item:5"); without a § it is numbered in `series`."""
    for permission in (RECORD_DECISION, LOAD_FACTS) if is_published_fact else (RECORD_DECISION,):
        require(actor, permission, authority=authority)
    if case_id is not None:
        case_to_change(actor, case_id, permission=RECORD_DECISION, authority=authority)
    title = checked_title(title)
    decision = Decision.objects.filter(
        authority_id=authority, year=year, paragraph=paragraph, source_on=source_on, reopened_at__isnull=False
    ).first()
    if decision is None:
        number = _number(authority, year=year, paragraph=paragraph, series=series)
        decision = Decision(
            authority_id=authority, year=year, paragraph=paragraph, series=series, number=number,
            source_on=source_on, is_demonstration=actor.is_demonstration, is_published_fact=is_published_fact,
        )  # fmt: skip
    decision.case_id, decision.decided_on, decision.title, decision.kind = case_id, decided_on, title, kind
    decision.text, decision.points = text.strip(), [point.strip() for point in points if point.strip()]
    decision.reopened_at = None
    decision.save()
    return _tell(actor, decision)


def reopen_decision(actor: Actor, *, decision_id: int, at: dt.datetime) -> None:
    """Mark a decision that its maker takes up anew, before anybody outside could read it.

    `record_decision` from the same source makes it again; the ledger keeps what it said until then.
    """
    decision = Decision.objects.select_for_update().get(pk=decision_id)
    require(actor, RECORD_DECISION, authority=decision.authority_id)
    if decision.published_at is not None:
        raise NotPossible(_("Beslutet är publicerat. Ändra det genom ett nytt beslut."))
    decision.reopened_at = at
    decision.save(update_fields=["reopened_at"])
    changes = {"decision": decision.pk, "paragraph": decision.paragraph, "year": decision.year}
    ledger.append(
        actor, "reopen_decision", on=_on(decision), authority=decision.authority_id, changes=changes
    )


def _number(authority: int, *, year: int, paragraph: int | None, series: str) -> int | None:
    """Draw the number last of all before the row is written; a paragraph must be free."""
    if paragraph is None:
        return serials.next_serial(authority=authority, series=f"decision:{series}", year=year)
    if Decision.objects.filter(authority_id=authority, year=year, paragraph=paragraph).exists():
        raise NotPossible(
            _("§ %(paragraph)s år %(year)s har redan ett beslut.") % {"paragraph": paragraph, "year": year}
        )
    return None


def _tell(actor: Actor, decision: Decision) -> int:
    changes = {
        "decision": decision.pk,
        "paragraph": decision.paragraph,
        "number": ""
        if decision.paragraph
        else decision_label(
            year=decision.year, paragraph=None, series=decision.series, number=decision.number
        ),
        "year": decision.year,
        "decided_on": decision.decided_on,
        "title": decision.title,
        "text": decision.text,
        "points": decision.points,
        "source_on": decision.source_on,
    }
    ledger.append(
        actor, "record_decision", on=_on(decision), authority=decision.authority_id, changes=changes
    )
    return decision.pk


def _on(decision: Decision) -> str:
    return f"registry.case:{decision.case_id}" if decision.case_id else f"registry.decision:{decision.pk}"
