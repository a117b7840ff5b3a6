"""Many who register at once: no number twice, none left out, and the ledger holds."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, connections

from tests.factories.registry import DAY, a_case, a_record, a_secretary, an_authority
from tinget.foundation import ledger, submissions
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.registry import api as registry
from tinget.registry.models import Case, Record

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
WRITERS, CASES = 8, 200
AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def in_threads(work, items):
    """Run the work in eight threads, each with its own connection to the database."""

    def alone(item):
        try:
            return work(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(alone, items))


@pytest.fixture
def authority():
    return an_authority().pk


@pytest.fixture
def scope(authority):
    return Scope(authorities=frozenset({authority}))


def test_two_hundred_cases_at_once_have_numbers_1_to_200(authority, scope):
    actor = a_secretary(authority)

    def register(index):
        try:
            with scoped(scope):
                case = a_case(actor, authority=authority, title=f"Ärende {index}")
                if index % 10 == 0:  # what fails after the number was drawn gives it back
                    a_case(actor, authority=authority, title="")
                return case
        except NotPossible:
            with scoped(scope):
                return a_case(actor, authority=authority, title=f"Ärende {index} igen")

    made = in_threads(register, range(CASES))
    with scoped(scope):
        numbers = sorted(Case.objects.values_list("serial", flat=True))
    assert len(set(made)) == CASES
    assert numbers == list(range(1, CASES + 1))
    found = ledger.verify(authority)
    assert (found.breaks, found.count) == ((), CASES)
    connections["owner"].close()


def test_records_of_many_cases_share_one_series(authority, scope):
    actor = a_secretary(authority)
    with scoped(scope):
        cases = [a_case(actor, authority=authority) for _ in range(4)]

    def register(index):
        with scoped(scope):
            return a_record(actor, authority=authority, case_id=cases[index % 4])

    in_threads(register, range(60))
    with scoped(scope):
        assert sorted(Record.objects.values_list("serial", flat=True)) == list(range(1, 61))


def test_no_record_points_into_another_authoritys_register(authority, scope):
    other = an_authority("andra-namnden", "Andra nämnden").pk
    with scoped(Scope(authorities=frozenset({other}))):
        case = a_case(a_secretary(other), authority=other)
    with pytest.raises(IntegrityError), scoped(scope):
        Record.objects.create(
            authority_id=authority,
            case_id=case,
            year=2026,
            serial=1,
            as_printed="2026.1",
            title="Smugglad",
            direction="received",
            registered_on=DAY,
        )


def test_the_same_submission_from_many_at_once_registers_once(authority, scope):
    actor, submission = a_secretary(authority), uuid.uuid4()

    def register(_index):
        with scoped(scope):
            return a_case(actor, authority=authority, title="Samma", submission=submission)

    made = in_threads(register, range(WRITERS))
    assert len(set(made)) == 1
    with scoped(scope):
        assert Case.objects.get().serial == 1


def test_drafts_that_become_official_at_once_share_the_series_and_a_double_press_takes_one_number(
    authority, scope
):
    actor = a_secretary(authority)

    def begin(_index):
        with scoped(scope):
            return registry.register_record(
                actor, authority=authority, case_id=None, title="Utkast", direction="drawn_up", dated_on=None,
                counterpart="", day=DAY, is_draft=True,
            )  # fmt: skip

    drafts = [begin(index) for index in range(20)]

    def finish(draft):
        try:
            with scoped(scope):
                registry.make_official(actor, record_id=draft, why="finished", at=AT)
                if draft % 3 == 0:
                    registry.void_record(actor, record_id=draft, reason="Fel")
        except NotPossible:
            return False
        return True

    done = in_threads(finish, drafts * 2)
    with scoped(scope):
        assert sorted(Record.objects.values_list("serial", flat=True)) == list(range(1, 21))
    assert done.count(True) == 20


def test_eight_requests_with_one_key_register_one_case(authority, scope):
    actor = a_secretary(authority)
    key = uuid.uuid4()

    def ask(_index):
        with scoped(scope):
            return submissions.once(
                key,
                authority=authority,
                sender=actor.person_id,
                sent="the same",
                make=lambda: a_case(actor, authority=authority),
            )

    made = in_threads(ask, range(WRITERS))
    with scoped(scope):
        assert (len(set(made)), Case.objects.count()) == (1, 1)
