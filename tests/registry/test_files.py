"""The register's lists as files: as filtered, whole, and no more than the person may see."""

import csv
import datetime as dt
import io
import json

import openpyxl
import pytest

from tests.factories.registry import a_case, a_decision, a_record
from tinget.registry import api as registry
from tinget.registry.views import files

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def filled(committee, secretary, inside):
    """Make five cases, one closed, one published with a published record and decision."""
    with inside():
        shown = a_case(secretary, authority=committee.pk, title="=Delårsrapport 2 2026")
        for number in range(4):
            last = a_case(secretary, authority=committee.pk, title=f"Hemligt ärende {number}")
        registry.close_case(secretary, case_id=last)
        record = a_record(secretary, authority=committee.pk, case_id=shown, title="Öppen skrivelse")
        a_record(secretary, authority=committee.pk, case_id=shown, title="Hemlig skrivelse")
        decision = a_decision(secretary, authority=committee.pk, case_id=shown)
        registry.publish(
            secretary,
            authority=committee.pk,
            case_ids=[shown],
            record_ids=[record],
            decision_ids=[decision],
            at=AT,
        )


def fetched(client, path):
    answer = client.get(f"/e-namnden/{path}")
    assert answer.status_code == 200
    return answer.getvalue()


def test_the_whole_list_comes_in_batches_as_filtered(signed_in, filled, monkeypatch):
    monkeypatch.setattr(files, "BATCH", 2)
    client = signed_in("secretary")
    numbers = [row["number"] for row in json.loads(fetched(client, "arenden/?format=json"))["rows"]]
    assert [number.split("-")[0] for number in numbers] == [f"2026/{serial}" for serial in (5, 4, 3, 2, 1)]
    closed = json.loads(fetched(client, "arenden/?visa=avslutade&format=json&efter=2026-1"))["rows"]
    assert [row["title"] for row in closed] == ["Hemligt ärende 3"]


@pytest.mark.parametrize("noun", ["arenden", "handlingar", "beslut"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_visitor_gets_what_is_published_only(visitor, filled, noun, kind):
    content = fetched(visitor, f"{noun}/?format={kind}")
    if kind == "xlsx":
        rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        content = repr(rows).encode()
        assert len(rows) == 2
    assert "emlig" not in content.decode()


def test_a_formula_in_a_title_is_a_text_in_the_spreadsheet(visitor, filled):
    rows = list(csv.reader(io.StringIO(fetched(visitor, "arenden/?format=csv").decode()[1:]), delimiter=";"))
    assert rows[0][:3] == ["Nummer", "Rubrik", "Klass"]
    assert rows[1][1] == "'=Delårsrapport 2 2026"


def test_records_of_one_case_carry_its_number(signed_in, filled):
    rows = json.loads(fetched(signed_in("secretary"), "handlingar/?arende=2026-1&format=json"))["rows"]
    assert {row["case"].split("-")[0] for row in rows} == {"2026/1"}
    assert len(rows) == 2


def test_the_page_offers_the_files_and_an_unknown_form_is_not_there(visitor, filled):
    text = visitor.get("/e-namnden/arenden/?visa=oppna").content.decode()
    assert "?visa=oppna&amp;format=xlsx" in text
    assert visitor.get("/e-namnden/arenden/?format=pdf").status_code == 404
