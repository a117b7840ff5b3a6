"""Filters, suggestions and the day's list: what is found, and that nobody finds what they may not see."""

import datetime as dt

import pytest

from tests.factories.registry import DAY, a_case, a_record, a_secretary, an_authority
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.organisation.api import authority_by_id
from tinget.registry import actions, queries
from tinget.registry import api as registry
from tinget.registry.queries import CaseFilter, RecordFilter
from tinget.registry.queries.words import cases_by_words, records_by_words
from tinget.registry.rules import CaseStatus, Direction, RecordState

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def owner(committee):
    return authority_by_id(committee.pk)


@pytest.fixture
def filled(committee, secretary, inside):
    """Make four cases and what is in them; the second is published, the fourth void."""
    with inside():
        cases = [
            a_case(secretary, authority=committee.pk, title=title, class_code=code)
            for title, code in (
                ("Upphandling av skrivare till skolorna", "2.2"),
                ("Upphandling av skrivare 2025", "2.2"),
                ("Budget för supporten", "1.1"),
                ("Dubbelt registrerat", "1.1"),
            )
        ]
        a_record(secretary, authority=committee.pk, case_id=cases[0], title="Anbud från leverantören")
        registry.publish(
            secretary, authority=committee.pk, case_ids=[cases[1]], record_ids=(), decision_ids=(), at=AT
        )
        registry.close_case(secretary, case_id=cases[2], day=DAY)
        registry.void_case(secretary, case_id=cases[3], reason="Dubbelt")
        actions.change_case(
            secretary, case_id=cases[0], title="Upphandling av skrivare till skolorna", class_code="2.2",
            officer_id=None, unit="", deadline_on=dt.date(2026, 11, 1), tags=["inköp"], day=DAY,
        )  # fmt: skip
    return cases


@pytest.mark.parametrize(
    ("shown", "serials"),
    [
        (CaseFilter(), [4, 3, 2, 1]),
        (CaseFilter(status=CaseStatus.VOIDED), [4]),
        (CaseFilter(status=CaseStatus.OPEN), [2, 1]),
        (CaseFilter(year=2026, class_code="2.2"), [2, 1]),
        (CaseFilter(year=2025), []),
        (CaseFilter(tag="inköp"), [1]),
        (CaseFilter(late_on=DAY), [1]),
        (CaseFilter(text="skrivare"), [2, 1]),
        (CaseFilter(text="skriv skol"), [1]),
        (CaseFilter(text="2026/3"), [3]),
        (CaseFilter(text="2026-3-1.1"), [3]),
        (CaseFilter(text="2026/99"), []),
        (CaseFilter(text="!!"), []),
        (CaseFilter(text="' & | :* )("), []),
        (CaseFilter(officer_id=4711), []),
    ],
)
def test_cases_are_filtered(owner, filled, inside, shown, serials):
    with inside():
        page = queries.case_page(owner, shown=shown)
    assert [case.serial for case in page.cases] == serials
    assert page.count.number == len(serials)


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        (RecordFilter(text="anbud"), 1),
        (RecordFilter(text="Hid 2026.1"), 1),
        (RecordFilter(text="2026.9"), 0),
        (RecordFilter(direction=Direction.DRAWN_UP), 1),
        (RecordFilter(direction=Direction.RECEIVED), 0),
        (RecordFilter(state=RecordState.DRAFT), 0),
        (RecordFilter(kind="Anbud"), 0),
        (RecordFilter(year=2026), 1),
        (RecordFilter(to_sort=True), 0),
    ],
)
def test_records_are_filtered(owner, filled, inside, shown, count):
    with inside():
        assert len(queries.record_page(owner, shown=shown).records) == count


def test_pages_within_a_year_follow_each_other(owner, committee, secretary, inside):
    with inside():
        for _ in range(5):
            a_record(secretary, authority=committee.pk, case_id=None)
        shown, after, seen = RecordFilter(year=2026), None, []
        for _ in range(3):
            page = queries.record_page(owner, shown=shown, after=after, size=2)
            seen += [record.serial for record in page.records]
            after = page.after
    assert (seen, after) == ([5, 4, 3, 2, 1], None)


def test_words_find_only_what_the_scope_holds(committee, filled, inside):
    other = an_authority("andra-namnden", "Andra nämnden")
    with scoped(PUBLIC):
        assert cases_by_words(committee.pk, "upphandling") == [filled[1]]
        assert records_by_words(committee.pk, "anbud") == []
    with scoped(Scope(authorities=frozenset({other.pk}))):
        assert cases_by_words(committee.pk, "upphandling") == []
        assert records_by_words(committee.pk, "anbud") == []
    with inside():
        assert cases_by_words(committee.pk, "upphandling") == [filled[1], filled[0]]
        assert len(records_by_words(committee.pk, "anbud")) == 1


def test_similar_cases_bring_their_class(owner, filled, inside):
    with inside():
        found = queries.suggestions_for(owner, "Ny upphandling av skrivare till skolor")
        assert [case.serial for case in found.cases] == [1, 2]
        assert (found.class_code, found.officer_id) == ("2.2", None)
        assert queries.suggestions_for(owner, "av").cases == ()
        assert queries.suggestions_for(owner, "registrerat dubbelt").cases == ()


def test_earlier_senders_begin_as_written(owner, committee, secretary, inside):
    with inside():
        for counterpart in ("Kiruna kommun", "Kiruna kommun", "Kirunabostäder", "Kalix kommun", "Öjebyn"):
            registry.register_record(
                secretary, authority=committee.pk, case_id=None, title="Brev", direction="received",
                dated_on=DAY, counterpart=counterpart, day=DAY,
            )  # fmt: skip
        assert queries.earlier_counterparts(owner, "kir") == ["Kiruna kommun", "Kirunabostäder"]
        assert queries.earlier_counterparts(owner, "öj") == ["Öjebyn"]
        assert queries.earlier_counterparts(owner, "K") == []
    with scoped(PUBLIC):
        assert queries.earlier_counterparts(owner, "kir") == []


def test_the_days_list_has_the_days_beside_it(owner, committee, secretary, inside):
    days = [dt.date(2026, 11, day) for day in (18, 20, 23)]
    with inside():
        records = [a_record(secretary, authority=committee.pk, case_id=None, day=day) for day in days]
        a_case(secretary, authority=committee.pk, day=days[1])
        registry.void_record(secretary, record_id=records[1], reason="Fel")
        registry.publish(
            secretary, authority=committee.pk, case_ids=(), record_ids=[records[1]], decision_ids=(), at=AT
        )
        found = queries.day_list(owner, days[1])
    with scoped(PUBLIC):
        public = queries.day_list(owner, days[1])
    assert (len(found.records), len(found.cases), found.earlier, found.later) == (1, 1, days[0], days[2])
    assert found.records[0].state is RecordState.VOIDED
    assert (len(public.records), len(public.cases), public.earlier, public.later) == (1, 0, None, None)


def test_another_authoritys_secretary_finds_nothing(committee, filled):
    other = an_authority("andra-namnden", "Andra nämnden")
    stranger = a_secretary(other.pk)
    with scoped(Scope(authorities=frozenset({other.pk}))):
        with pytest.raises(registry.CaseNotFound):
            registry.void_case(stranger, case_id=filled[0], reason="x")
        with pytest.raises(registry.CaseNotFound):
            registry.case(filled[0])
