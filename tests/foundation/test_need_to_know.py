"""Need to know: what is restricted is seen by those on its list, whatever the query, and by nobody else."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from tinget.foundation import ledger, need_to_know
from tinget.foundation.models import LedgerEntry
from tinget.foundation.scoping import Scope, scoped

pytestmark = pytest.mark.django_db

AUTHORITY, STRANGER = 1, 2
ANNA, BO = 7, 8
AT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
THING = "registry.case:17"


class Somebody:
    who = "person:7 Handläggare"
    acting_as = "handläggare"


def seen_by(person, authority=AUTHORITY, **more):
    return scoped(Scope(frozenset({authority}), person=person, **more))


@pytest.fixture
def restriction():
    with seen_by(ANNA):
        ledger.append(
            Somebody(), "register_case", on=THING, authority=AUTHORITY, changes={"title": "hemligt"}
        )
        made = need_to_know.restrict(authority=AUTHORITY, on=THING, persons=[ANNA], at=AT)
        need_to_know.restrict_history(THING, made)
    return made


def told():
    return [line.changes for line in ledger.history(AUTHORITY, THING)]


def test_only_those_on_the_list_read_what_was_told_before(restriction):
    with seen_by(ANNA):
        assert told() == [{"title": "hemligt"}]
    with seen_by(BO):
        assert told() == []
    with seen_by(None):
        assert told() == []
    with seen_by(ANNA, STRANGER):
        assert LedgerEntry.objects.count() == 0


def test_a_job_that_must_see_everything_does(restriction):
    with seen_by(None, unrestricted=True):
        assert told() == [{"title": "hemligt"}]


def test_the_list_is_changed_at_once_and_remembered(restriction):
    with seen_by(ANNA):
        need_to_know.clear(authority=AUTHORITY, restriction=restriction, persons=[BO, ANNA], at=AT)
        assert need_to_know.cleared_for(restriction) == [ANNA, BO]
    with seen_by(BO):
        assert told() == [{"title": "hemligt"}]
        assert need_to_know.end_clearance(restriction=restriction, person=BO, at=AT)
        assert told() == []
        assert not need_to_know.end_clearance(restriction=restriction, person=BO, at=AT)


def test_nobody_outside_the_list_frees_or_writes_under_it(restriction):
    with seen_by(BO):
        need_to_know.restrict_history(THING, None)
        assert told() == []
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            ledger.append(Somebody(), "x", on=THING, authority=AUTHORITY, restriction=restriction)


def test_lifted_is_free_and_may_be_restricted_anew(restriction):
    with seen_by(ANNA):
        need_to_know.restrict_history(THING, None)
        need_to_know.lift(restriction=restriction, at=AT)
        assert need_to_know.restriction_of(AUTHORITY, THING) is None
        assert need_to_know.restrict(authority=AUTHORITY, on=THING, persons=[ANNA], at=AT) != restriction
    with seen_by(BO):
        assert told() == [{"title": "hemligt"}]
