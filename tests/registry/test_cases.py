"""Registering cases: numbers, permissions, published facts, states."""

import datetime as dt

import pytest
from tests.factories.registry import DAY, a_case, a_decision, a_record, a_secretary, an_actor, an_authority

from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.api import VISITOR, Role, system_actor
from tinget.registry import api as registry
from tinget.registry.models import Case


def test_numbers_follow_each_other_within_the_year(committee, secretary, inside):
    with inside():
        ids = [a_case(secretary, authority=committee.pk) for _ in range(2)]
        ids.append(a_case(secretary, authority=committee.pk, day=dt.date(2027, 1, 2)))
        lines = registry.cases(ids)
    assert [lines[i].number for i in ids] == ["2026/1-2.2.0.2", "2026/2-2.2.0.2", "2027/1-2.2.0.2"]
    assert lines[ids[0]].url == "/e-namnden/arenden/2026/1/"
    assert lines[ids[0]].status is registry.CaseStatus.OPEN
