"""A records plan, and records that fall due, made by the real actions."""

import datetime as dt

from tests.factories.documents import PDF
from tests.factories.registry import a_case
from tinget.disposal import actions, jobs, queries
from tinget.disposal.rules import Plan, read_rules
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import Actor, Role
from tinget.registry import api as registry
from tinget.registry.models import Case, Record

DAY = dt.date(2026, 11, 20)
AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
OLD = dt.date(2018, 5, 4)
TABLE = """\
klass;slag;gallras;räknas från;beslut;media;sekretess
2.2;;5 år;avslut;;;
2.2;protokoll;bevaras;;;;
2.3;faktura;7 år;registrering;BFL 7:2;;
2.4;avtal;2 år;giltighet;;;
"""


def a_plan(actor: Actor, *, authority: int, valid_from: dt.date = dt.date(2024, 1, 1)) -> Plan:
    rules, faults = read_rules(TABLE)
    assert faults == []
    actions.adopt_plan(
        actor,
        authority=authority,
        name="Gallringsplan 2024",
        valid_from=valid_from,
        adopted_by="§ 8/2023",
        rules=rules,
        at=AT,
    )
    found = queries.plan_on(authority, max(valid_from, DAY), demonstration=actor.is_demonstration)
    assert found is not None
    return found


def an_archivist(authority: int, *, person_id: int = 8, demonstration: bool = False) -> Actor:
    return Actor(
        person_id=person_id,
        name="Arvid Arkivarie",
        role=Role.ARCHIVIST,
        authority=authority,
        is_demonstration=demonstration,
    )


def an_old_record(  # noqa: PLR0913 -- each test tells what is different about its record
    actor: Actor,
    *,
    authority: int,
    kind: str = "yttrande",
    class_code: str = "2.2.0.2",
    closed_on: dt.date | None = OLD,
    title: str = "Yttrande om Kalle Kula",
    counterpart: str = "Kalle Kula",
    content: bytes = PDF,
    case_id: int | None = None,
) -> int:
    """Register a record with a file, in a case that was closed long ago."""
    case = case_id or a_case(actor, authority=authority, class_code=class_code)
    record = registry.register_record_with_file(
        actor,
        authority=authority,
        case_id=case,
        title=title,
        direction="received",
        dated_on=OLD,
        counterpart=counterpart,
        content=content,
        name="yttrande.pdf" if content.startswith(b"%PDF") else "yttrande.txt",
        at=AT,
    )
    Record.objects.filter(pk=record).update(kind=kind, registered_on=OLD)
    if closed_on is not None:
        Case.objects.filter(pk=case).update(status="closed", closed_on=closed_on)
    return record


def work(monkeypatch_jobs: list[tuple[str, dict]]) -> int:
    """Do the jobs that were asked for, each in its own transaction as the worker does; return how many."""
    done = 0
    while monkeypatch_jobs:
        name, arguments = monkeypatch_jobs.pop(0)
        job = {jobs.PROPOSE_JOB: jobs.propose, jobs.DISPOSE_JOB: jobs.dispose}[name]
        job(**arguments)
        done += 1
    return done


def inside(authority: int):
    return scoped(Scope(authorities=frozenset({authority}), public=True))
