"""Changing, closing and voiding cases, their parties, relations, notes, follow-ups: each leaves a trace."""

import datetime as dt

import pytest

from tests.factories.registry import DAY, a_case, a_decision, a_record, a_secretary, an_actor
from tinget.foundation import ledger
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible
from tinget.kernel.case_numbers import WrittenNumber
from tinget.organisation.api import Role, authority_by_id
from tinget.organisation.models import Mandate, Person
from tinget.registry import actions, queries
from tinget.registry import api as registry
from tinget.registry.models import Case
from tinget.registry.views.changes_in_words import detail_of

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def an_officer(committee, name="Anna Berg", role=Role.OFFICER):
    person = Person.objects.create(key=name, name=name)
    Mandate.objects.create(
        person=person, role=role, authority=committee, first=dt.date(2023, 1, 1), until_further_notice=True
    )
    return person.pk


def change(actor, case, **more):
    facts = {
        "title": "Delårsrapport 2",
        "class_code": "2.2.0.2",
        "officer_id": None,
        "unit": "",
        "deadline_on": None,
    }
    return actions.change_case(actor, case_id=case, tags=more.pop("tags", []), day=DAY, **(facts | more))


def newest(committee, case):
    return ledger.history(committee.pk, f"registry.case:{case}")[0]


def test_a_change_tells_what_it_was_and_became(committee, secretary, inside):
    officer = an_officer(committee)
    with inside():
        case = a_case(secretary, authority=committee.pk)
        given = {"title": "Delårsrapport 3", "class_code": "1.2", "officer_id": officer, "unit": "Kansliet"}
        given |= {"deadline_on": dt.date(2026, 12, 1), "tags": ["budget"]}
        assert change(secretary, case, **dict(given))
        line, told = registry.case(case), newest(committee, case)
        assert not change(secretary, case, **given)
        assert newest(committee, case).entry_id == told.entry_id
    assert (line.title, line.number, line.unit) == ("Delårsrapport 3", "2026/1-1.2", "Kansliet")
    assert detail_of(told.changes) == (
        "Rubrik: ”Delårsrapport 2” blev ”Delårsrapport 3”. Klass: ”2.2.0.2” blev ”1.2”."
        " Handläggare: inget blev ”Anna Berg”. Enhet: inget blev ”Kansliet”."
        " Ska vara klart: inget blev ”1 december 2026”."
        " Etiketter: inget blev ”budget”"
    )


@pytest.mark.parametrize(
    "more", [{"title": ""}, {"class_code": "x"}, {"class_code": ""}, {"officer_id": 4711}]
)
def test_a_change_that_says_nothing_sound_is_refused(committee, secretary, inside, more):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        with pytest.raises(NotPossible):
            change(secretary, case, **more)


def test_a_member_cannot_handle_a_case_and_changes_nothing(committee, secretary, inside):
    member = an_officer(committee, role=Role.MEMBER)
    with inside():
        case = a_case(secretary, authority=committee.pk)
        with pytest.raises(NotPossible):
            change(secretary, case, officer_id=member)
        with pytest.raises(NotPermitted):
            change(an_actor(Role.MEMBER, committee.pk), case, title="Ny")


def test_what_is_marked_secret_does_not_change_here(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        Case.objects.filter(pk=case).update(is_secret=True)
        for write in (
            lambda: change(secretary, case, title="Avslöjad"),
            lambda: actions.add_party(secretary, case_id=case, name="Någon"),
            lambda: actions.add_note(secretary, case_id=case, text="Något", at=AT),
            lambda: actions.add_follow_up(
                secretary, case_id=case, due_on=DAY, text="x", person_id=None, day=DAY
            ),
        ):
            with pytest.raises(NotPossible, match="sekretess"):
                write()
        assert change(secretary, case, unit="Kansliet")


def test_parties_notes_and_follow_ups(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        party = actions.add_party(secretary, case_id=case, name=" Kiruna  kommun", part="sökande")
        actions.add_note(secretary, case_id=case, text="Ring i morgon.", at=AT)
        actions.add_follow_up(secretary, case_id=case, due_on=DAY, text="Svar?", person_id=None, day=DAY)
        details = queries.case_details(case)
        assert (details.parties[0].name, details.notes[0].written_by) == ("Kiruna kommun", "Lisa Nilsson")
        assert details.open_follow_ups == 1
        owner = authority_by_id(committee.pk)
        assert [one.text for one in queries.follow_ups_of(owner, person=None)] == ["Svar?"]
        assert [
            queries.count_due(owner, person=7, today=day).number for day in (DAY, dt.date(2026, 1, 1))
        ] == [1, 0]
        actions.remove_party(secretary, case_id=case, party_id=party)
        with pytest.raises(NotPossible):
            actions.remove_party(secretary, case_id=case, party_id=party)
        follow_up = details.follow_ups[0].id
        assert actions.end_follow_up(secretary, follow_up_id=follow_up, at=AT) == case
        entries = len(ledger.history(committee.pk, f"registry.case:{case}"))
        actions.end_follow_up(secretary, follow_up_id=follow_up, at=AT)
        assert len(ledger.history(committee.pk, f"registry.case:{case}")) == entries
        assert queries.case_details(case).open_follow_ups == 0


def test_cases_about_the_same_matter_are_seen_from_both_and_named_once(committee, secretary, inside):
    with inside():
        case, other = (a_case(secretary, authority=committee.pk) for _ in range(2))
        written = [
            registry.WrittenCase(ours=WrittenNumber(2026, 2)),
            registry.WrittenCase(authority_name="Kiruna kommunfullmäktige", number="2023/118"),
        ]
        assert actions.relate_cases(secretary, case_id=case, others=written) == 2
        assert actions.relate_cases(secretary, case_id=case, others=written) == 0
        assert [one.ours.short for one in queries.case_details(other).related] == ["2026/1"]
        for number in (1, 99):
            with pytest.raises(NotPossible):
                actions.relate_cases(
                    secretary, case_id=case, others=[registry.WrittenCase(ours=WrittenNumber(2026, number))]
                )
        row = queries.case_details(case).related[0]
        actions.unrelate_case(secretary, case_id=case, related_id=row.id)
        assert [one.number for one in queries.case_details(case).related] == ["2023/118"]


def test_closing_keeps_the_day_and_reopening_forgets_it(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        registry.close_case(secretary, case_id=case, day=DAY)
        assert registry.case(case).closed_on == DAY
        registry.reopen_case(secretary, case_id=case)
        assert registry.case(case).closed_on is None


def test_a_void_case_keeps_its_number_and_takes_nothing(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        registry.void_case(secretary, case_id=case, reason="Dubbelt, se 2026/2")
        line = registry.case_by_number(committee.pk, 2026, 1)
        assert (line.status, line.void_reason) == (registry.CaseStatus.VOIDED, "Dubbelt, se 2026/2")
        for write in (
            lambda: a_record(secretary, authority=committee.pk, case_id=case),
            lambda: change(secretary, case, title="Ny"),
            lambda: registry.reopen_case(secretary, case_id=case),
        ):
            with pytest.raises(NotPossible):
                write()
        assert registry.case(a_case(secretary, authority=committee.pk)).serial == 2


def test_a_case_with_something_in_it_is_not_voided(committee, secretary, inside):
    with inside():
        held, decided, plain = (a_case(secretary, authority=committee.pk) for _ in range(3))
        record = a_record(secretary, authority=committee.pk, case_id=held)
        a_decision(secretary, authority=committee.pk, case_id=decided)
        for case, reason in ((held, "x"), (decided, "x"), (plain, " ")):
            with pytest.raises(NotPossible):
                registry.void_case(secretary, case_id=case, reason=reason)
        registry.void_record(secretary, record_id=record, reason="Fel")
        registry.void_case(secretary, case_id=held, reason="Fel")


def test_an_officer_does_not_void(committee, secretary, inside):
    officer = an_actor(Role.OFFICER, committee.pk)
    with inside():
        case = a_case(secretary, authority=committee.pk)
        record = a_record(secretary, authority=committee.pk, case_id=None)
        with pytest.raises(NotPermitted):
            registry.void_case(officer, case_id=case, reason="x")
        with pytest.raises(NotPermitted):
            registry.void_record(officer, record_id=record, reason="x")


def keep(actor, committee, *, classes, complete=True, scheme=None, first=dt.date(2020, 1, 1), last=None):
    return actions.keep_scheme(
        actor, authority=committee.pk, name="Plan 2020", valid_from=first, valid_to=last, source="KS § 1",
        is_complete=complete, classes=classes, scheme_id=scheme,
    )  # fmt: skip


def test_a_class_outside_a_complete_scheme_needs_a_reason_and_becomes_a_finding(committee, secretary, inside):
    with inside():
        keep(secretary, committee, classes={"2.2": "Ekonomi"})
        a_case(secretary, authority=committee.pk, class_code="2.2")
        with pytest.raises(NeedsReason):
            a_case(secretary, authority=committee.pk, class_code="9.9")
        case = actions.register_case(
            secretary, authority=committee.pk, title="X", class_code="9.9", day=DAY, reason="Ny verksamhet"
        )
        told = newest(committee, case)
        assert detail_of(told.changes).endswith("Klassen finns inte i Plan 2020. Skäl: Ny verksamhet")
        with pytest.raises(NeedsReason):
            change(secretary, case, title="X", class_code="8.8")
        assert change(secretary, case, title="Y", class_code="9.9")
        assert queries.check_class(committee.pk, "9.9", dt.date(2019, 1, 1)).departs is False


def test_an_incomplete_scheme_proves_nothing_wrong(committee, secretary, inside):
    with inside():
        keep(secretary, committee, classes={"2.2": ""}, complete=False)
        assert a_case(secretary, authority=committee.pk, class_code="9.9")


def test_a_scheme_is_kept_as_a_whole(committee, secretary, inside):
    with inside():
        scheme = keep(secretary, committee, classes={"2": "a", "2.2": "b"})
        keep(secretary, committee, classes={"2": "ny", "3": "c"}, scheme=scheme)
        assert [(one.code, one.title) for one in queries.classes_of(scheme)] == [("2", "ny"), ("3", "c")]
        changes = ledger.history(committee.pk, f"registry.classificationscheme:{scheme}")[0].changes
        assert (changes["added"], changes["removed"], changes["retitled"]) == (["3"], ["2.2"], ["2"])
        for wrong in (
            {"classes": {"x": ""}},
            {"classes": {"1": ""}},
            {"classes": {"1": ""}, "first": DAY, "last": dt.date(2026, 1, 1)},
        ):
            with pytest.raises(NotPossible):
                keep(secretary, committee, **wrong)
        with pytest.raises(NotPossible, match="verklig"):
            keep(a_secretary(committee.pk, demonstration=True), committee, classes={"1": ""}, scheme=scheme)
        with pytest.raises(NotPermitted):
            keep(an_actor(Role.OFFICER, committee.pk), committee, classes={"1": ""}, first=DAY)


def test_another_pattern_of_numbers_works_from_end_to_end(committee, secretary, inside):
    type(committee).objects.filter(pk=committee.pk).update(case_number_pattern="KLF {year}/{serial}")
    with inside():
        case = a_case(secretary, authority=committee.pk, class_code="")
        line = registry.case(case)
        owner = authority_by_id(committee.pk)
        found = [one.id for one in queries.cases_by_text(owner, "klf 2026/1", limit=5)]
    assert (line.number, line.short, line.url) == ("KLF 2026/1", "KLF 2026/1", "/e-namnden/arenden/2026/1/")
    assert found == [case]
