"""The committee's published facts: loaded once, as printed, and not at all when a row is wrong."""

import datetime as dt
import io
import shutil

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from tests.foundation.worker import ask
from tinget.foundation import clock
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.registry import api as registry
from tinget.registry import queries
from tinget.workflows.load_committee import load_committee
from tinget.workflows.models import LoadedFacts

pytestmark = pytest.mark.slow
FACTS = settings.TINGET_FACTS / "norrbotten"
SUMMER, WINTER, AUTUMN = dt.date(2022, 6, 22), dt.date(2022, 12, 14), dt.date(2023, 10, 12)


CLOSED = {"foundation_searchword"}  # the vocabulary is read by a function alone, scope inside


def counts(authority) -> dict[str, int]:
    """Count the rows of every table of ours."""
    ours = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("tinget.")]
    tables = [table for table in ours if table not in CLOSED]
    with scoped(Scope(authorities=frozenset({authority.id}))), connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- names from our own models
            found[table] = cursor.fetchone()[0]
        return found


@pytest.fixture
def published(inside, authority):
    with inside():
        return {
            line.day: meetings.meeting_by_id(line.id)
            for line in meetings.meetings(authority.id)
            if line.is_published_fact
        }


def test_the_ledger_is_whole_after_loading_and_playing(authority):
    words = io.StringIO()
    call_command("verify_ledger", stdout=words)
    assert "whole" in words.getvalue()
    assert "faults" not in words.getvalue()


def test_loading_again_changes_nothing_even_where_it_is_not_known_to_be_loaded(authority):
    before = counts(authority)
    words = io.StringIO()
    call_command("load_committee", stderr=words)
    assert words.getvalue().strip() == "Nämndens uppgifter är redan inlästa."
    assert counts(authority) == before
    kept = LoadedFacts.objects.get()
    LoadedFacts.objects.all().delete()
    assert load_committee(FACTS, at=clock.now())
    after = counts(authority)
    assert {table for table in before if before[table] != after[table]} <= {
        "foundation_ledgerentry",  # that it was loaded is told each time
        "foundation_ledgerlink",
    }
    assert LoadedFacts.objects.get().sha256 == kept.sha256


def test_the_three_meetings_have_the_paragraphs_that_were_printed(published):
    paragraphs = {
        day: [item.paragraph for item in view.items if item.paragraph] for day, view in published.items()
    }
    assert paragraphs == {
        SUMMER: [*range(8, 17)],
        WINTER: [*range(19, 26)],
        AUTUMN: [15, 16],
        dt.date(2023, 12, 20): [],
    }


def test_the_tabled_item_is_tabled_and_has_no_decision(published, inside):
    item = next(item for item in published[WINTER].items if item.paragraph == 22)
    assert item.state is meetings.ItemState.TABLED
    assert (item.case_number, item.title) == ("2022/23-1.2.1.3", item.title)
    others = [item for item in published[WINTER].items if item.paragraph != 22]
    assert {item.state for item in others} == {meetings.ItemState.DECIDED}


def test_the_case_of_the_interim_report_stands_as_printed(authority, inside):
    with inside():
        case = registry.case_by_number(authority.id, 2023, 15)
        records = registry.records_of_case(case.id)
        (decision,) = registry.decisions_of_case(case.id)
    assert (case.number, case.title) == ("2023/15-2.2.0.2", "Delårsrapport 2 2023")
    assert case.is_published_fact
    assert case.published_at
    assert sorted(record.label for record in records) == ["Hid 2023.42", "Hid 2023.43", "Hid 2023.44"]
    assert all(record.dated_on is None and record.is_published_fact for record in records)
    assert {record.direction for record in records} == {registry.Direction.UNKNOWN}
    assert (decision.paragraph, decision.year, decision.decided_on) == (15, 2023, AUTUMN)


def test_the_classes_that_numbers_prove_stand_without_titles_and_prove_no_other_wrong(authority, inside):
    with inside():
        (scheme,) = registry.schemes(authority.id)
        classes = queries.classes_of(scheme.id)
        used = {case.class_code for case in registry.open_cases(authority.id)} | {"2.2.0.2"}
        checks = {code: queries.check_class(authority.id, code, AUTUMN) for code in (*used, "9.9")}
    assert not scheme.is_complete
    assert len(classes) == 8
    assert {one.title for one in classes} == {""}
    assert checks["2.2.0.2"].found
    assert not any(check.departs for check in checks.values())


def test_a_record_without_an_id_has_none(authority, inside):
    with inside():
        case = registry.case_by_number(authority.id, 2022, 10)
        (record,) = registry.records_of_case(case.id)
    assert (record.title, record.label) == ("Kf 41", None)


def test_the_notice_has_the_days_that_were_printed_and_no_board(authority, published, inside):
    with inside():
        about = f"meetings.meeting:{published[AUTUMN].id}"
        notice = noticeboard.notice_of(authority.id, about, today=clock.today())
        for day in (SUMMER, WINTER):
            assert noticeboard.notice_of(
                authority.id, f"meetings.meeting:{published[day].id}", today=clock.today()
            ) is None  # fmt: skip
    assert (notice.printed_up_on, notice.printed_down_on) == (dt.date(2023, 10, 17), dt.date(2023, 11, 8))
    assert (notice.kept_at, notice.postings, notice.approved_on) == ("Digitalt hos e-nämnden", (), None)


def test_what_the_minutes_do_not_say_stays_unknown(published, visitor):
    october, winter = published[AUTUMN], published[WINTER]
    assert (october.chair, october.secretary_name) == ("Fredrik Hansson (S)", "Lisa Nilsson")
    assert (october.starts_at, october.ends_at) == (dt.time(8, 20), dt.time(8, 51))
    assert [one.name for one in october.presence] == ["Adam Kjellgren"]
    assert (october.quorum, october.approved_on) == (None, None)
    assert (winter.chair, winter.secretary_name, winter.starts_at, winter.presence) == ("", "", None, ())
    page = visitor.get("/e-namnden/protokoll/2022-12-14/").content.decode()
    assert "Inte känt" in page or "okänt" in page.lower()
    assert visitor.get("/e-namnden/protokoll/2023-12-20/").status_code == 404


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("items.yaml", "decision_type: approve", "decision_type: yes_please", "decision_type"),
        ("items.yaml", "paragraph: § 15", "paragraph: '15'", "paragraph"),
        ("items.yaml", "number: 2023/16", "number: '16'", "number"),
        ("meetings.yaml", "date: '2023-10-12'", "date: 2023-13-12x", "date"),
        ("meetings.yaml", "time: 08:20-08:51", "time: morning", "time"),
    ],
)
def test_a_wrong_row_is_named_by_its_line_and_nothing_is_loaded(authority, tmp_path, file, old, new, told):
    folder = tmp_path / "facts"
    shutil.copytree(FACTS, folder)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if old in line)
    lines[place] = lines[place].replace(old, new)
    (folder / file).write_text("\n".join(lines), encoding="utf-8")
    before, known = counts(authority), ask("SELECT count(*) FROM workflows_loadedfacts")
    with pytest.raises(CommandError) as refused:
        call_command("load_committee", folder=str(folder), stderr=io.StringIO())
    assert refused.value.returncode == 2
    sentence = next(line for line in str(refused.value).splitlines() if told in line)
    row = next(number for number in range(place, -1, -1) if lines[number].startswith("- ")) + 1
    assert sentence.startswith(f"{file}, rad ")
    assert row <= int(sentence.split("rad ")[1].split(":")[0]) <= place + 1
    assert counts(authority) == before
    assert ask("SELECT count(*) FROM workflows_loadedfacts") == known


@pytest.mark.django_db
def test_an_empty_database_stays_empty_when_one_row_is_wrong(tmp_path):
    folder = tmp_path / "facts"
    shutil.copytree(FACTS, folder)
    people = folder / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("role: member", "role: king", 1), "utf-8")
    with pytest.raises(CommandError, match=r"people\.yaml, rad \d+: .*king"):
        call_command("load_committee", folder=str(folder), stderr=io.StringIO())
    assert ask("SELECT count(*) FROM organisation_municipality") == [(0,)]
    assert ask("SELECT count(*) FROM organisation_authority") == [(0,)]
