"""Whatever is done in whatever order: no number disappears, none is used twice, and none is left out."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.registry import DAY, a_case, a_record, a_secretary, an_authority
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.registry import actions
from tinget.registry import api as registry
from tinget.registry.models import Case, Record
from tinget.registry.queries import RecordNotFound

pytestmark = pytest.mark.slow
AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "case",
                "record",
                "draft",
                "official",
                "discard",
                "void_record",
                "void_case",
                "close",
                "open",
                "place",
                "fail",
            ]
        ),
        st.integers(0, 5),
    ),
    max_size=25,
)


def do(actor, authority, step, number):
    """Do one step about the n-th case or record there is, or a new one."""
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    records = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    case = cases[number % len(cases)] if cases else None
    record = records[number % len(records)] if records else None
    if step == "case":
        a_case(actor, authority=authority)
    elif step == "record":
        a_record(actor, authority=authority, case_id=case if number % 2 else None)
    elif step == "fail":
        a_record(actor, authority=authority, case_id=None, title="")
    elif step == "draft":
        registry.register_record(
            actor, authority=authority, case_id=case, title="Utkast", direction="drawn_up", dated_on=None,
            counterpart="", day=DAY, is_draft=True,
        )  # fmt: skip
    elif record is not None and step in {"official", "discard", "void_record", "place"}:
        {
            "official": lambda: registry.make_official(actor, record_id=record, why="finished", at=AT),
            "discard": lambda: actions.discard_draft(actor, record_id=record),
            "void_record": lambda: registry.void_record(actor, record_id=record, reason="Fel"),
            "place": lambda: case and registry.place_record(actor, record_id=record, case_id=case),
        }[step]()
    elif case is not None and step in {"void_case", "close", "open"}:
        {
            "void_case": lambda: registry.void_case(actor, case_id=case, reason="Fel"),
            "close": lambda: registry.close_case(actor, case_id=case, day=DAY),
            "open": lambda: registry.reopen_case(actor, case_id=case),
        }[step]()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_numbers_are_never_lost_reused_or_skipped(steps):
    number = registry_number()
    authority = an_authority(f"namnd-{number}", f"Nämnd {number}").pk
    actor, seen_cases, seen_records = a_secretary(authority), {}, {}
    for step, which in steps:
        try:
            with scoped(Scope(authorities=frozenset({authority}))):
                do(actor, authority, step, which)
        except (NotPossible, RecordNotFound):
            pass
        with scoped(Scope(authorities=frozenset({authority}))):
            cases = dict(Case.objects.values_list("pk", "serial"))
            records = dict(Record.objects.filter(serial__isnull=False).values_list("pk", "serial"))
        assert seen_cases.items() <= cases.items()
        assert seen_records.items() <= records.items()
        assert sorted(cases.values()) == list(range(1, len(cases) + 1))
        assert sorted(records.values()) == list(range(1, len(records) + 1))
        seen_cases, seen_records = cases, records


COUNTER = iter(range(1, 1_000_000))


def registry_number():
    """Give each example an authority of its own."""
    return next(COUNTER)
