"""Reads of disposal: the plan, the holds, runs and what they propose."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q
from django.http import Http404

from tinget.disposal.models import DisposalRun, LegalHold, PlanRule, PlanVersion, ProposedDisposal
from tinget.disposal.rules import CountsFrom, Hold, Outcome, Plan, Rule, RunState
from tinget.registry import api as registry

PAGE = 50
LISTED = 100


class RunNotFound(Http404):
    """No such run, hold or proposal, or none that the asker may see."""


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A legal hold as it is shown."""

    id: int
    hold: Hold
    reason: str
    on: str  # "2026/15", "2.2", or "" for the whole register


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run as it is shown; `done` of `total` says how far its present work has come."""

    id: int
    day: dt.date
    plan: Plan
    state: RunState
    done: int
    total: int
    proposed: int
    excepted: int
    disposed: int
    held: int
    not_due: int
    proposed_by: str
    proposed_by_id: int | None
    confirmed_by: str
    done_at: dt.datetime | None
    abandoned_reason: str
    certificate_id: int | None
    is_demonstration: bool

    @property
    def to_dispose(self) -> int:
        """How many records will go: those proposed that were not excepted."""
        return self.proposed - self.excepted


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposed record as it is shown."""

    id: int
    record: registry.DisposalLine
    rule: Rule
    counted_from: dt.date
    excepted_reason: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many records a rule lets go in a run."""

    rule: Rule
    proposed: int
    excepted: int
    disposed: int


def alone(authority: int) -> None:
    """Let one at a time dispose of records or place a hold, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"disposal:{authority}"])


def plans(authority: int, *, demonstration: bool = False) -> list[Plan]:
    """List the versions without their rules, newest first."""
    rows = PlanVersion.objects.filter(authority_id=authority, is_demonstration=demonstration)
    return [_plan(row) for row in rows.order_by("-valid_from")]


def plan_on(authority: int, day: dt.date, *, demonstration: bool = False) -> Plan | None:
    """Find the version in force that day, with its rules."""
    rows = PlanVersion.objects.filter(authority_id=authority, is_demonstration=demonstration)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    row = rows.order_by("-valid_from").first()
    return plan_value(row) if row else None


def plan_value(row: PlanVersion) -> Plan:
    """Make the plain value of a version's row, with its rules."""
    return _plan(row, tuple(rule_value(rule) for rule in PlanRule.objects.filter(plan=row)))


def rule_value(row: PlanRule) -> Rule:
    """Make the plain value of a rule's row."""
    return Rule(
        id=row.pk,
        class_code=row.class_code,
        kind=row.kind,
        years=row.years,
        counts_from=CountsFrom(row.counts_from),
        source=row.source,
        media=row.media,
        secrecy_hint=row.secrecy_hint,
    )


def holds(authority: int, *, demonstration: bool) -> list[HoldLine]:
    """List the holds, the newest first."""
    rows = LegalHold.objects.filter(authority_id=authority, is_demonstration=demonstration)
    found = list(rows.order_by("-first", "-pk")[:LISTED])
    cases = registry.cases([row.case_id for row in found if row.case_id is not None])
    return [_hold(row, cases) for row in found]


def holds_in_force(authority: int, day: dt.date, *, demonstration: bool) -> list[Hold]:
    """List the holds that stop something that day, all of them."""
    rows = LegalHold.objects.filter(authority_id=authority, is_demonstration=demonstration)
    rows = rows.filter(Q(last__isnull=True) | Q(last__gte=day), first__lte=day)
    return [Hold(row.first, row.last, row.class_code, row.case_id) for row in rows]


def runs(authority: int, *, demonstration: bool) -> list[RunLine]:
    """List the runs, the newest first."""
    rows = DisposalRun.objects.filter(authority_id=authority, is_demonstration=demonstration)
    found = list(rows.select_related("plan").order_by("-pk")[:LISTED])
    return _runs(found)


def run(authority: int, run_id: int) -> RunLine:
    """Find a run, or RunNotFound."""
    row = DisposalRun.objects.select_related("plan").filter(authority_id=authority, pk=run_id).first()
    if row is None:
        raise RunNotFound(str(run_id))
    return _runs([row])[0]


def counts_by_rule(run_id: int) -> list[RuleCount]:
    """Count the proposals of a run by rule, in the order of the plan."""
    rows = ProposedDisposal.objects.filter(run_id=run_id).values("rule_id")
    counted = {
        row["rule_id"]: row
        for row in rows.annotate(
            proposed=Count("pk"),
            excepted=Count("pk", filter=~Q(excepted_reason="")),
            disposed=Count("pk", filter=Q(outcome=Outcome.DISPOSED.value)),
        )
    }
    rules = PlanRule.objects.filter(pk__in=counted).order_by("position", "pk")
    return [
        RuleCount(rule_value(row), *(counted[row.pk][name] for name in ("proposed", "excepted", "disposed")))
        for row in rules
    ]


def proposals(
    authority: int, run_id: int, *, after: int = 0, excepted: bool = False, size: int = PAGE
) -> tuple[list[ProposalLine], int | None]:
    """Give a page of a run's proposals and where the next goes on; only those excepted, if asked."""
    rows = ProposedDisposal.objects.filter(authority_id=authority, run_id=run_id, pk__gt=after)
    if excepted:
        rows = rows.exclude(excepted_reason="")
    found = list(rows.select_related("rule").order_by("pk")[: size + 1])
    lines = proposal_lines(authority, found[:size])
    return lines, found[size - 1].pk if len(found) > size else None


def proposal(authority: int, run_id: int, proposal_id: int) -> ProposalLine:
    """Find a proposal of a run, or RunNotFound."""
    rows = ProposedDisposal.objects.filter(authority_id=authority, run_id=run_id, pk=proposal_id)
    found = proposal_lines(authority, list(rows.select_related("rule")))
    if not found:
        raise RunNotFound(str(proposal_id))
    return found[0]


def proposal_lines(authority: int, rows: Iterable[ProposedDisposal]) -> list[ProposalLine]:
    """Make what is shown of proposals; two queries however many."""
    found = list(rows)
    records = registry.disposal_lines(authority, [row.record_id for row in found])
    return [
        ProposalLine(
            row.pk,
            records[row.record_id],
            rule_value(row.rule),
            row.counted_from,
            row.excepted_reason,
            Outcome(row.outcome),
        )
        for row in found
    ]


def _runs(rows: list[DisposalRun]) -> list[RunLine]:
    named: dict[str, Any] = {"excepted": Count("pk", filter=~Q(excepted_reason=""))}
    for one in (Outcome.DISPOSED, Outcome.HELD, Outcome.NOT_DUE):
        named[one.value] = Count("pk", filter=Q(outcome=one.value))
    grouped: Any = ProposedDisposal.objects.filter(run__in=rows).values("run_id").annotate(**named)
    counted: dict[int, dict[str, int]] = {found["run_id"]: found for found in grouped}
    return [_run(row, counted.get(row.pk, {})) for row in rows]


def _run(row: DisposalRun, counted: dict[str, int]) -> RunLine:
    state = RunState(row.state)
    excepted, handled = counted.get("excepted", 0), sum(counted.get(one.value, 0) for one in Outcome if one)
    proposing = state is RunState.PROPOSING
    return RunLine(
        id=row.pk,
        day=row.day,
        plan=_plan(row.plan),
        state=state,
        done=row.after_id if proposing else handled,
        total=row.until_id if proposing else row.proposed_count - excepted,
        proposed=row.proposed_count,
        excepted=excepted,
        disposed=counted.get("disposed", 0),
        held=counted.get("held", 0),
        not_due=counted.get("not_due", 0),
        proposed_by=row.proposed_by,
        proposed_by_id=row.proposed_by_id,
        confirmed_by=row.confirmed_by,
        done_at=row.done_at,
        abandoned_reason=row.abandoned_reason,
        certificate_id=row.certificate_id,
        is_demonstration=row.is_demonstration,
    )


def _plan(row: PlanVersion, rules: tuple[Rule, ...] = ()) -> Plan:
    return Plan(row.pk, row.name, row.adopted_by, row.valid_from, row.valid_to, rules)


def _hold(row: LegalHold, cases: dict[int, registry.CaseLine]) -> HoldLine:
    on = cases[row.case_id].number if row.case_id in cases else row.class_code
    return HoldLine(row.pk, Hold(row.first, row.last, row.class_code, row.case_id), row.reason, on)
