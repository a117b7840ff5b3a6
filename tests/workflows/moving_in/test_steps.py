"""Moving in: the trial stores nothing, the run survives being cut off, undoing leaves it as it was."""

import pytest
from django.db import connection

from tests.factories.registry import DAY, a_case, a_record
from tests.workflows.moving_in.conftest import CASES, PEOPLE, RECORDS
from tinget.foundation import serials
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.organisation.api import Actor, Role
from tinget.organisation.models import Account, Mandate, Person
from tinget.registry import api as registry
from tinget.registry.models import Case, Record
from tinget.workflows.models import MovingRow
from tinget.workflows.moving_in import steps
from tinget.workflows.moving_in.rules.mapping import Kind, MoveState
from tinget.workflows.moving_in.trial import series_after


def series():
    with connection.cursor() as cursor:
        cursor.execute("SELECT series, year, last FROM foundation_serial ORDER BY 1, 2")
        return cursor.fetchall()


def register():
    return (sorted(Case.objects.values_list()), sorted(Record.objects.values_list()), series())


def undone(actor, moving):
    """Ask for it to be undone, and run the job; the second time it finds nothing to do."""
    steps.undo(actor, moving.pk)
    for _time in range(2):
        steps.undo_whole(authority=moving.authority_id, moving=moving.pk)


def organisation():
    return [sorted(model.objects.values_list("pk")) for model in (Mandate, Account, Person)]


def test_the_trial_tells_each_row_that_does_not_go_and_stores_nothing(inside, taken_up, secretary, committee):
    with inside():
        before = register()
        trial = steps.try_run(secretary, taken_up(Kind.CASES, CASES))
        assert register() == before
        assert (trial.total, trial.goes, trial.doubts) == (5, 2, 1)
        told = {(one.line, one.is_refused): one.text for one in trial.findings}
        assert "Okänd Person" in told[3, False]
        assert "flera rader" in told[4, True]
        assert "utan nummer" in told[5, True]
        assert "2025-13-01" in told[6, True]
        after = series_after(committee.pk, trial.highest)
        assert [(one.series, one.year, one.now, one.after) for one in after] == [("case", 2026, None, 12)]


def test_a_number_that_is_taken_is_told(inside, taken_up, secretary, committee):
    with inside():
        for _number in range(7):
            a_case(secretary, authority=committee.pk)
        trial = steps.try_run(secretary, taken_up(Kind.CASES, CASES))
        assert any("2026/7 finns redan" in one.text for one in trial.findings)


def test_cases_come_in_as_written_and_the_next_number_follows(inside, moved, secretary, committee):
    with inside():
        moving = moved(Kind.CASES, CASES)
        assert (moving.state, moving.went, moving.refused) == ("moved", 2, 3)
        first, second = Case.objects.order_by("serial")
        assert (first.as_printed, first.class_code, first.status) == ("", "2.2.0.2", "open")
        assert first.officer_id == Person.objects.get(key="lisa-nilsson").pk
        assert (second.as_printed, second.status, str(second.closed_on)) == (
            "KLF 2026/12",
            "closed",
            "2026-09-30",
        )
        assert "Okänd Person" in second.note
        assert registry.case(a_case(secretary, authority=committee.pk, day=DAY)).short == "2026/13"


def test_records_keep_their_ids_exactly_also_in_closed_cases(inside, moved, secretary, committee):
    with inside():
        moved(Kind.CASES, CASES)
        moving = moved(Kind.RECORDS, RECORDS)
        assert (moving.went, moving.refused) == (3, 2)
        rows = {row.as_printed: row for row in Record.objects.all()}
        assert set(rows) == {"2026.4", "E-NÄMND 2022.1", "2022.2022.9"}
        assert (rows["E-NÄMND 2022.1"].year, rows["E-NÄMND 2022.1"].serial) == (2022, 1)
        assert rows["2022.2022.9"].serial is None
        made = a_record(secretary, authority=committee.pk, case_id=None)
        assert registry.records([made])[made].label == "Hid 2026.5"


def test_a_run_that_is_cut_off_goes_on_without_doubles(inside, taken_up, secretary, committee, monkeypatch):
    lines = "".join(f"2026/{number};Ärende {number};2026-01-02\n" for number in range(1, 8))
    monkeypatch.setattr(steps, "BATCH", 3)
    with inside():
        moving = taken_up(Kind.CASES, f"Dnr;Titel;Datum\n{lines}")
        steps.start(secretary, moving.pk)
        assert steps.run_batch(committee.pk, moving.pk)
    write = registry.move_in_cases

    def cut_off(*arguments, **named):
        write(*arguments, **named)
        raise ConnectionError

    monkeypatch.setattr(registry, "move_in_cases", cut_off)
    with pytest.raises(ConnectionError), inside():
        steps.move_in(authority=committee.pk, moving=moving.pk)
    monkeypatch.setattr(registry, "move_in_cases", write)
    with inside():
        assert Case.objects.count() == 3
        steps.move_in(authority=committee.pk, moving=moving.pk)
        assert sorted(Case.objects.values_list("serial", flat=True)) == list(range(1, 8))
        moving.refresh_from_db()
        assert (moving.state, moving.went) == (MoveState.MOVED, 7)


def test_undoing_leaves_the_register_as_it_was(inside, moved, secretary, committee):
    with inside():
        a_case(secretary, authority=committee.pk)
        before = register()
        cases = moved(Kind.CASES, CASES)
        between = register()
        records = moved(Kind.RECORDS, RECORDS)
        undone(secretary, records)
        assert register() == between
        undone(secretary, cases)
        assert register() == before
        assert MovingRow.objects.count() == 0


def test_what_somebody_has_worked_on_hinders_undoing_and_is_named(inside, moved, secretary, committee):
    with inside():
        moving = moved(Kind.CASES, CASES)
        case = Case.objects.get(serial=7)
        a_record(secretary, authority=committee.pk, case_id=case.pk)
        kept = register()
        undone(secretary, moving)
        moving.refresh_from_db()
        assert register() == kept
        assert moving.state == MoveState.MOVED
        assert "2026/7" in moving.hindrance


def test_a_number_drawn_since_keeps_the_series(inside, moved, secretary, committee):
    with inside():
        moving = moved(Kind.CASES, CASES)
        a_case(secretary, authority=committee.pk, day=DAY)
        undone(secretary, moving)
        assert serials.last_of(authority=committee.pk, series="case", year=2026) == 13


def test_what_is_accepted_is_not_undone_and_its_rows_are_gone(inside, moved, secretary):
    with inside():
        moving = moved(Kind.CASES, CASES)
        steps.accept(secretary, moving.pk)
        assert MovingRow.objects.count() == 0
        with pytest.raises(NotPossible):
            steps.undo(secretary, moving.pk)
        assert Case.objects.count() == 2


def test_people_get_mandates_and_accounts_that_no_password_opens(inside, moved, secretary):
    with inside():
        before = organisation()
        moving = moved(Kind.PEOPLE, PEOPLE)
        assert (moving.went, moving.refused) == (2, 2)
        told = dict(moving.rows.filter(state="refused").values_list("line", "told"))
        assert "generaldirektör" in told[4]
        assert "Atlantis" in told[5]
        account = Account.objects.get(email="anna.svensson@example.se")
        assert not account.has_usable_password()
        assert account.person.mandates.get().until_further_notice
        undone(secretary, moving)
        assert organisation() == before


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICER, Role.CHAIR])
def test_others_may_not_move_in(inside, taken_up, committee, role):
    somebody = Actor(person_id=8, name="Bo Ek", role=role, authority=committee.pk)
    with inside():
        moving = taken_up(Kind.CASES, CASES)
        for act in (steps.start, steps.undo, steps.accept):
            with pytest.raises(NotPermitted):
                act(somebody, moving.pk)
        assert Case.objects.count() == 0
