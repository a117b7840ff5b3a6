"""A year's plan of meetings: written, put before the committee, and noted as decided."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, authority_by_id, require
from tinget.preparation import models
from tinget.preparation.actions.moving import begin_preparation, write_proposal
from tinget.preparation.events import YearPlanDecided
from tinget.preparation.permissions import PLAN
from tinget.preparation.queries.year_plans import YearPlanNotFound, year_plan
from tinget.preparation.rules.steps import OPEN, committee_decides
from tinget.preparation.rules.year_plan import PlannedDay


def write_year_plan(actor: Actor, *, authority: int, year: int, days: Sequence[PlannedDay]) -> int:
    """Write the proposed days, until the plan is decided; return how many they are."""
    require(actor, PLAN, authority=authority)
    if not days:
        raise NotPossible(_("Skriv minst en dag."))
    row, _made = models.YearPlan.objects.select_for_update().get_or_create(
        authority_id=authority, year=year, is_demonstration=actor.is_demonstration
    )
    if row.decided_on is not None:
        raise NotPossible(_("Planen är beslutad. Flytta eller ställ in sammanträdena ett och ett."))
    row.days = [_kept(one) for one in days]
    row.save(update_fields=["days"])
    _note(actor, authority, row, "write_year_plan")
    return len(row.days)


def propose_year_plan(actor: Actor, *, authority: int, year: int, at: dt.datetime) -> int:
    """Begin to prepare the plan as a matter, with a point for each day; return the preparation's id.

    While it is prepared, the same matter gets the days as they are now.
    """
    require(actor, PLAN, authority=authority)
    _undecided(actor, authority, year)
    plan = year_plan(authority, year, demonstration=actor.is_demonstration)
    title = _("Sammanträdesplan %(year)s") % {"year": year}
    running = models.Preparation.objects.filter(
        authority_id=authority,
        title=title,
        step__in=[step.value for step in OPEN],
        is_demonstration=actor.is_demonstration,
    )
    made = running.values_list("pk", flat=True).first() or begin_preparation(
        actor, authority=authority, title=title, at=at
    )
    write_proposal(
        actor,
        preparation_id=made,
        background="",
        rapporteur=_("samordnaren"),
        lead=committee_decides(authority_by_id(authority).in_running_text),
        points=[_("sammanträda %(day)s") % {"day": one.in_words} for one in plan.days],
    )
    return made


def decide_year_plan(
    actor: Actor, *, authority: int, year: int, decided_on: dt.date, decision: str, at: dt.datetime
) -> None:
    """Note the committee's decision; its days become planned meetings (YearPlanDecided)."""
    require(actor, PLAN, authority=authority)
    row = _undecided(actor, authority, year)
    if not decision.strip():
        raise NotPossible(_("Skriv vilken paragraf som beslutade planen."))
    row.decided_on, row.decision = decided_on, decision.strip()
    row.save(update_fields=["decided_on", "decision"])
    plan = year_plan(authority, year, demonstration=actor.is_demonstration)
    days = tuple((one.day, one.start, one.end, one.place) for one in plan.days)
    events.raise_event(YearPlanDecided(authority, year, days, at, plan.is_demonstration))
    _note(actor, authority, row, "decide_year_plan")


def _undecided(actor: Actor, authority: int, year: int) -> models.YearPlan:
    """Lock the plan, which is not decided yet."""
    rows = models.YearPlan.objects.select_for_update().filter(authority_id=authority, year=year)
    row = rows.filter(is_demonstration=actor.is_demonstration).first()
    if row is None:
        raise YearPlanNotFound(str(year))
    if row.decided_on is not None:
        raise NotPossible(_("Planen är redan beslutad."))
    return row


def _kept(one: PlannedDay) -> list[str | None]:
    times = [f"{moment:%H:%M}" if moment else None for moment in (one.start, one.end)]
    return [one.day.isoformat(), *times, one.place]


def _note(actor: Actor, authority: int, row: models.YearPlan, action: str) -> None:
    changes = {"year": row.year, "days": [one[0] for one in row.days], "decision": row.decision}
    ledger.append(
        actor, action, on=f"organisation.authority:{authority}", authority=authority, changes=changes
    )
