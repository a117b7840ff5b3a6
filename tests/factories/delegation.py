"""A delegation scheme and decisions by delegates, made by the real actions."""

import datetime as dt

from tests.factories.registry import DAY
from tinget.delegation import api as delegation
from tinget.organisation.api import Actor

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
TABLE = """\
punkt;ärende;delegat;funktion;villkor;beloppsgräns;anmäls;vidare;brådskande;överklagas;slag
1.1;Brådskande ärenden;ordförande;;;;ja;nej;ja;ja;
2.1;Avrop från ramavtal;anställd;samordnaren;;500 000;ja;ja;nej;nej;upphandling
2.2;Yttrande i personalfråga;anställd;samordnaren;efter samråd med ordföranden;;ja;nej;nej;nej;
2.3;Utlämnande av handling;anställd;sekreteraren;;;nej;nej;nej;ja;
"""


def a_scheme(
    actor: Actor, *, authority: int, valid_from: dt.date = dt.date(2026, 1, 1), table: str = TABLE
) -> delegation.Scheme:
    points, faults = delegation.read_points(table)
    assert faults == []
    delegation.adopt_scheme(
        actor,
        authority=authority,
        name=f"Delegationsordning {valid_from.year}",
        valid_from=valid_from,
        adopted_on=min(valid_from, DAY),
        adopted_by="§ 12/2025",
        points=points,
        at=AT,
    )
    found = delegation.scheme(authority, max(valid_from, DAY), demonstration=actor.is_demonstration)
    assert found is not None
    return found


def point_of(scheme: delegation.Scheme, number: str) -> delegation.Point:
    return next(point for point in scheme.points if point.number == number)


def told(point: delegation.Point, **more) -> delegation.Told:
    given = {
        "point_id": point.id,
        "decided_on": DAY,
        "decided_by": "Lisa Nilsson",
        "title": "Avrop av skrivare",
        "text": "Samordnaren beslutar att avropa tolv skrivare.",
        "amount": 120_000 if point.amount_limit else None,
    }
    return delegation.Told(**{**given, **more})


def a_delegated_decision(actor: Actor, *, authority: int, point: delegation.Point, **more) -> int:
    return delegation.record_delegated(actor, authority=authority, told=told(point, **more), at=AT)
