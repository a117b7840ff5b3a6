"""Registering cases: numbers, permissions, published facts, states."""

import datetime as dt

import pytest

from tests.factories.registry import DAY, a_case, a_decision, a_record, a_secretary, an_actor, an_authority
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.api import VISITOR, Role, system_actor
from tinget.registry import api as registry
from tinget.registry.queries import panels


def test_numbers_follow_each_other_within_the_year(committee, secretary, inside):
    with inside():
        ids = [a_case(secretary, authority=committee.pk) for _ in range(2)]
        ids.append(a_case(secretary, authority=committee.pk, day=dt.date(2027, 1, 2)))
        lines = registry.cases(ids)
    assert [lines[i].number for i in ids] == ["2026/1-2.2.0.2", "2026/2-2.2.0.2", "2027/1-2.2.0.2"]
    assert lines[ids[0]].url == "/e-namnden/arenden/2026/1/"
    assert lines[ids[0]].status is registry.CaseStatus.OPEN


def test_a_refused_case_takes_no_number(committee, secretary, inside):
    with inside():
        for title, code in (("", "2.2"), ("x" * 301, "2.2"), ("Rubrik", "2.x"), ("Rubrik", "")):
            with pytest.raises(NotPossible):
                a_case(secretary, authority=committee.pk, title=title, class_code=code)
        made = a_case(secretary, authority=committee.pk)
        assert registry.case(made).serial == 1


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.SECRETARY, Role.COORDINATOR, Role.OFFICER, Role.SYSTEM})
)
def test_others_do_not_register(committee, inside, role):
    with inside(), pytest.raises(NotPermitted):
        a_case(an_actor(role, committee.pk), authority=committee.pk)


def test_neither_visitors_nor_another_authoritys_secretary_registers(committee, inside):
    for actor in (VISITOR, a_secretary(committee.pk + 1)):
        with inside(), pytest.raises(NotPermitted):
            a_case(actor, authority=committee.pk)


def load(committee, *, number=(2023, 15), class_code="2.2.0.2"):
    return registry.register_case(
        system_actor(committee.pk),
        authority=committee.pk,
        title="Delårsrapport 2 2023",
        class_code=class_code,
        day=DAY,
        number=number,
        is_published_fact=True,
    )


def test_a_published_fact_keeps_its_number_and_leaves_unknown_what_is_unknown(committee, inside):
    with inside():
        line = registry.case(load(committee))
        following = a_case(a_secretary(committee.pk), authority=committee.pk, day=dt.date(2023, 12, 1))
        assert line.number == "2023/15-2.2.0.2"
        assert (line.registered_on, line.status) == (None, registry.CaseStatus.UNKNOWN)
        assert registry.case(following).short == "2023/16"


def test_only_tinget_itself_gives_numbers(committee, secretary, inside):
    with inside(), pytest.raises(NotPermitted):
        registry.register_case(
            secretary, authority=committee.pk, title="X", class_code="1", day=DAY, number=(2023, 1)
        )


def test_a_number_is_never_given_twice(committee, inside):
    with inside():
        load(committee)
        with pytest.raises(NotPossible):
            load(committee)


def test_a_demonstration_marks_what_it_makes_and_leaves_what_is_real_alone(committee, inside):
    pretender = a_secretary(committee.pk, demonstration=True)
    with inside():
        made, real = a_case(pretender, authority=committee.pk), load(committee)
        record = a_record(pretender, authority=committee.pk, case_id=made)
        assert registry.case(made).is_demonstration
        assert registry.records([record])[record].is_demonstration
        for write in (a_record, a_decision):
            with pytest.raises(NotPossible):
                write(pretender, authority=committee.pk, case_id=real)
        assert [line.id for line in registry.open_cases(committee.pk, demonstration=True)] == [made]


def test_a_closed_case_takes_no_records_until_it_is_opened_again(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        registry.close_case(secretary, case_id=case)
        assert registry.open_cases(committee.pk) == []
        with pytest.raises(NotPossible):
            a_record(secretary, authority=committee.pk, case_id=case)
        with pytest.raises(NotPossible):
            registry.close_case(secretary, case_id=case)
        registry.reopen_case(secretary, case_id=case)
        assert a_record(secretary, authority=committee.pk, case_id=case)
        lines = ledger.history(committee.pk, f"registry.case:{case}")
    actions = [line.action for line in reversed(lines)]
    assert actions == ["register_case", "close_case", "reopen_case", "register_record"]


def test_every_action_has_its_words():
    for name in ("register_case", "register_record", "record_decision", "close_case", "reopen_case"):
        assert name in registry.ACTION_TEXTS


def test_visitors_see_published_rows_only(committee, secretary, inside):
    at = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    with inside():
        shown, hidden = (a_case(secretary, authority=committee.pk) for _ in range(2))
        record, secret = (a_record(secretary, authority=committee.pk, case_id=shown) for _ in range(2))
        decision = a_decision(secretary, authority=committee.pk, case_id=shown)
        registry.publish(
            secretary,
            authority=committee.pk,
            case_ids=[shown],
            record_ids=[record],
            decision_ids=[decision],
            at=at,
        )
    with scoped(PUBLIC):
        assert set(registry.cases([shown, hidden])) == {shown}
        assert set(registry.records([record, secret])) == {record}
        assert [line.id for line in registry.records_of_case(shown)] == [record]
        assert [line.id for line in registry.decisions_of_case(shown)] == [decision]
        assert registry.case_by_number(committee.pk, 2026, 2) is None
        assert ledger.history(committee.pk, f"registry.case:{shown}") == []


def test_publishing_twice_tells_once(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        for day in (20, 21):
            registry.publish(
                secretary,
                authority=committee.pk,
                case_ids=[case],
                record_ids=[],
                decision_ids=[],
                at=dt.datetime(2026, 11, day, tzinfo=dt.UTC),
            )
        lines = ledger.history(committee.pk, f"registry.case:{case}")
    assert [line.action for line in lines] == ["publish_in_case", "register_case"]


def test_another_authoritys_case_is_out_of_reach(committee, secretary, inside):
    other = an_authority("andra-namnden", "Andra nämnden")
    with inside():
        case = a_case(secretary, authority=committee.pk)
    stranger = a_secretary(other.pk)
    with scoped_to(other), pytest.raises(registry.CaseNotFound):
        a_record(stranger, authority=other.pk, case_id=case)
    with scoped_to(other, committee), pytest.raises(registry.CaseNotFound):
        a_record(stranger, authority=other.pk, case_id=case)


def scoped_to(*authorities):
    from tinget.foundation.scoping import Scope

    return scoped(Scope(authorities=frozenset(authority.pk for authority in authorities)))


def test_a_decision_is_recorded_once_for_its_paragraph(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        made = a_decision(secretary, authority=committee.pk, case_id=case)
        line = registry.decisions([made])[made]
        with pytest.raises(NotPossible):
            a_decision(secretary, authority=committee.pk, case_id=case)
    assert (line.paragraph, line.points[1]) == (15, "lägga den till handlingarna.")
    assert line.url == "/e-namnden/beslut/2026/15/"


def test_panels_are_filled_from_above(committee, secretary, inside, monkeypatch):
    monkeypatch.setattr(panels, "_sources", [])
    monkeypatch.setattr(panels, "_actor_sources", [])
    registry.add_actor_case_panel(lambda actor, _case: [registry.Panel(actor.name, "x.html", {})])
    registry.add_case_panel(lambda case: [registry.Panel(case.title, "x.html", {})])
    with inside():
        case = registry.case(a_case(secretary, authority=committee.pk, title="Skolskjuts"))
    assert [panel.title for panel in panels.panels_of_case(secretary, case)] == ["Skolskjuts", secretary.name]
