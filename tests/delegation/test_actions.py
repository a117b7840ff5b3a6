"""Adopting a scheme, recording decisions in their own series, and telling the committee of them."""

import datetime as dt
import uuid

import pytest

from tests.factories.delegation import AT, TABLE, a_delegated_decision, a_scheme, point_of, told
from tests.factories.registry import DAY, a_case, a_decision, a_record, an_actor, an_authority
from tinget.delegation import api as delegation
from tinget.foundation import ledger
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible, RuleRefused
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.api import Role
from tinget.organisation.models import Mandate, Person
from tinget.registry import api as registry


def a_chair(committee, name="Anna Ek"):
    person = Person.objects.create(key="anna-ek", name=name)
    Mandate.objects.create(
        person=person,
        role="chair",
        authority=committee,
        first=dt.date(2023, 1, 1),
        until_further_notice=True,
    )
    return person


def test_a_decision_gets_the_next_number_of_its_series(committee, secretary, inside):
    with inside():
        scheme = a_scheme(secretary, authority=committee.pk)
        case = a_case(secretary, authority=committee.pk)
        record = a_record(secretary, authority=committee.pk, case_id=case)
        a_decision(secretary, authority=committee.pk, case_id=case)
        point = point_of(scheme, "2.1")
        for _ in range(2):
            made = a_delegated_decision(
                secretary, authority=committee.pk, point=point, case_id=case, record_ids=[record]
            )
        lines = delegation.delegated_of_case(case)
        assert [line.label for line in lines] == ["D 2026/2", "D 2026/1"]
        assert lines[0].id == made
        assert lines[0].url == "/e-namnden/beslut/2026/D-2/"
        assert lines[0].basis == (record,)
        labels = [decision.label for decision in registry.decisions_of_case(case)]
        assert labels == ["D 2026/2", "D 2026/1", "§ 15/2026"]
        happened = ledger.history(committee.pk, f"delegation.delegateddecision:{made}")
        assert [line.action for line in happened] == ["record_delegated_decision"]


def test_the_same_form_twice_is_one_decision(committee, secretary, inside):
    with inside():
        point = point_of(a_scheme(secretary, authority=committee.pk), "2.1")
        key = uuid.uuid4()
        made = [
            delegation.record_delegated(
                secretary, authority=committee.pk, told=told(point), at=AT, submission=key
            )
            for _ in range(2)
        ]
        assert made[0] == made[1]


@pytest.mark.parametrize(
    ("number", "more", "source"),
    [
        ("2.1", {"amount": 500_001}, "KL 6:37"),
        ("2.1", {"decided_on": dt.date(2025, 12, 31)}, "KL 6:37"),
        ("2.1", {"kind": delegation.Matter.CITIZEN_PROPOSAL}, "KL 6:38"),
        ("2.3", {"is_further": True}, "KL 7:6"),
        ("1.1", {}, "KL 6:39"),
    ],
)
def test_who_has_no_right_to_decide_decides_nothing(committee, secretary, inside, number, more, source):
    a_chair(committee)
    with inside():
        point = point_of(a_scheme(secretary, authority=committee.pk), number)
        with pytest.raises(RuleRefused) as refused:
            a_delegated_decision(secretary, authority=committee.pk, point=point, **more)
        assert refused.value.source == source
        assert delegation.to_report(committee.pk, demonstration=False) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"decided_on": DAY + dt.timedelta(days=1)}, "förts|föras in först"),
        ({"decided_by": " "}, "vem som beslutade"),
        ({"text": " "}, "vad som beslutades"),
        ({"amount": None}, "beloppsgräns"),
        ({"record_ids": [999]}, "handlingarna"),
        ({"point_id": 999}, "Punkten finns inte"),
    ],
)
def test_what_is_told_wrongly_is_refused_with_what_to_do(committee, secretary, inside, more, words):
    with inside():
        point = point_of(a_scheme(secretary, authority=committee.pk), "2.1")
        with pytest.raises(NotPossible, match=words):
            a_delegated_decision(secretary, authority=committee.pk, point=point, **more)


def test_an_unmet_condition_needs_a_reason_and_is_a_finding(committee, secretary, inside):
    with inside():
        point = point_of(a_scheme(secretary, authority=committee.pk), "2.2")
        with pytest.raises(NeedsReason):
            a_delegated_decision(secretary, authority=committee.pk, point=point, meets_conditions=False)
        a_delegated_decision(
            secretary, authority=committee.pk, point=point, meets_conditions=False, reason="Ordföranden sjuk"
        )
        line = delegation.to_report(committee.pk, demonstration=False)[0]
        assert line.findings[0].source == "KL 6:37"
        assert line.reason == "Ordföranden sjuk"


def test_the_chair_records_only_the_chairs_own(committee, secretary, inside):
    person = a_chair(committee, "Lisa Nilsson")
    chair = an_actor(Role.CHAIR, committee.pk)
    with inside():
        scheme = a_scheme(secretary, authority=committee.pk)
        a_delegated_decision(chair, authority=committee.pk, point=point_of(scheme, "1.1"))
        line = delegation.to_report(committee.pk, demonstration=False)[0]
        assert line.is_urgent
        assert line.decided_by == person.name
        with pytest.raises(NotPermitted):
            a_delegated_decision(chair, authority=committee.pk, point=point_of(scheme, "2.1"))
        with pytest.raises(NotPermitted):
            a_delegated_decision(
                an_actor(Role.MEMBER, committee.pk), authority=committee.pk, point=point_of(scheme, "1.1")
            )


def test_a_new_version_ends_the_old_and_neither_is_rewritten(committee, secretary, inside):
    with inside():
        old = a_scheme(secretary, authority=committee.pk)
        new = a_scheme(secretary, authority=committee.pk, valid_from=dt.date(2026, 12, 1))
        assert delegation.scheme(committee.pk, dt.date(2026, 11, 30)).id == old.id
        assert delegation.scheme(committee.pk, dt.date(2026, 12, 1)).id == new.id
        with pytest.raises(NotPossible):
            a_scheme(secretary, authority=committee.pk, valid_from=dt.date(2026, 12, 1))
        with pytest.raises(RuleRefused):
            a_delegated_decision(secretary, authority=committee.pk, point=point_of(new, "2.1"))


def test_a_version_is_not_retroactive_and_holds_nothing_forbidden(committee, secretary, inside):
    points, _faults = delegation.read_points(TABLE)
    more = {"authority": committee.pk, "name": "Ny", "adopted_by": "§ 1", "points": points, "at": AT}
    with inside():
        with pytest.raises(RuleRefused):
            delegation.adopt_scheme(
                secretary, valid_from=dt.date(2026, 1, 1), adopted_on=dt.date(2026, 1, 2), **more
            )
        forbidden = delegation.Point("1", "Mål", delegation.Delegate.CHAIR, kind=delegation.Matter.AIMS)
        with pytest.raises(RuleRefused):
            delegation.adopt_scheme(
                secretary, valid_from=DAY, adopted_on=DAY, **more | {"points": [forbidden]}
            )
        with pytest.raises(NotPermitted):
            delegation.adopt_scheme(
                an_actor(Role.OFFICER, committee.pk), valid_from=DAY, adopted_on=DAY, **more
            )


def report(secretary, committee, ids, record, **more):
    given = {"about": "meetings.meeting:5", "meeting_day": dt.date(2026, 12, 4), "held": []}
    return delegation.report_decisions(
        secretary, authority=committee.pk, record_id=record, delegated_ids=ids, at=AT, **{**given, **more}
    )


def test_a_report_holds_its_decisions_until_it_is_handled_or_taken_back(committee, secretary, inside):
    with inside():
        point = point_of(a_scheme(secretary, authority=committee.pk), "2.1")
        made = a_delegated_decision(secretary, authority=committee.pk, point=point)
        record = a_record(secretary, authority=committee.pk, case_id=None)
        first = report(secretary, committee, [made], record)
        assert delegation.to_report(committee.pk, demonstration=False) == []
        with pytest.raises(NotPossible):
            report(secretary, committee, [made], record, about="meetings.meeting:6")
        delegation.withdraw_report(
            secretary, authority=committee.pk, report_id=first, at=AT, reason="inställt"
        )
        assert [line.id for line in delegation.to_report(committee.pk, demonstration=False)] == [made]
        second = report(secretary, committee, [made], record)
        day = dt.date(2026, 12, 4)
        delegation.mark_reported(secretary, authority=committee.pk, report_id=second, on=day)
        assert delegation.report_about(committee.pk, "meetings.meeting:5").decisions[0].reported_on == day
        with pytest.raises(NotPossible):
            delegation.withdraw_report(
                secretary, authority=committee.pk, report_id=second, at=AT, reason="för sent"
            )


def test_an_urgent_decision_reported_after_the_next_meeting_needs_a_reason(committee, secretary, inside):
    a_chair(committee, "Lisa Nilsson")
    with inside():
        point = point_of(a_scheme(secretary, authority=committee.pk), "1.1")
        made = a_delegated_decision(secretary, authority=committee.pk, point=point)
        record = a_record(secretary, authority=committee.pk, case_id=None)
        held = [DAY + dt.timedelta(days=3)]
        with pytest.raises(NeedsReason) as needed:
            report(secretary, committee, [made], record, held=held)
        assert needed.value.rule == "31"
        report(secretary, committee, [made], record, held=held, reason="glömdes")
        line = delegation.report_about(committee.pk, "meetings.meeting:5").decisions[0]
        assert line.late_reason == "glömdes"


def test_visitors_read_what_is_published_and_nothing_else(committee, secretary, inside):
    with inside():
        point = point_of(a_scheme(secretary, authority=committee.pk), "2.1")
        made = a_delegated_decision(secretary, authority=committee.pk, point=point)
        a_delegated_decision(secretary, authority=committee.pk, point=point)
        decision = delegation.to_report(committee.pk, demonstration=False)[0].decision_id
    with scoped(PUBLIC):
        assert delegation.delegated_of_decision(decision) is None
    with inside():
        delegation.publish_delegated(secretary, authority=committee.pk, delegated_id=made, at=AT)
    with scoped(PUBLIC):
        assert delegation.delegated_of_decision(decision).published
        assert delegation.to_report(committee.pk, demonstration=False)[0].id == made
        assert delegation.scheme(committee.pk, DAY) is not None


def test_another_authority_sees_nothing_of_it(committee, secretary, inside, in_scope):
    with inside():
        point = point_of(a_scheme(secretary, authority=committee.pk), "2.1")
        a_delegated_decision(secretary, authority=committee.pk, point=point)
    other = an_authority("annan-namnd", "En annan nämnd")
    with in_scope(other.pk):
        assert delegation.to_report(committee.pk, demonstration=False) == []
        with pytest.raises(NotPossible):
            a_delegated_decision(an_actor(Role.SECRETARY, other.pk), authority=other.pk, point=point)
