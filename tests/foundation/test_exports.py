"""Lists as files: what goes in comes out, no formula is reckoned, and the bound is told."""

import csv
import datetime as dt
import io
import json

import openpyxl
import pytest
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tinget.foundation import exports
from tinget.foundation.exports import Format, Heading

HEADINGS = [Heading("title", "Rubrik"), Heading("day", "Dag"), Heading("number", "Nummer")]
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)), max_size=40
)
ROWS = st.lists(st.tuples(TEXTS, st.dates() | st.none(), st.integers(-(10**9), 10**9)), max_size=8)


def written(kind, rows):
    with exports.written(kind, HEADINGS, rows) as file:
        return file.read()


@given(ROWS)
def test_what_goes_into_json_comes_out(rows):
    told = json.loads(written(Format.JSON, rows))
    assert told["complete"] is True
    assert [(row["title"], row["day"], row["number"]) for row in told["rows"]] == [
        (title, day.isoformat() if day else None, number) for title, day, number in rows
    ]


@given(ROWS)
def test_what_goes_into_csv_comes_out_and_is_never_a_formula(rows):
    text = written(Format.CSV, rows).decode()
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))
    assert read[0] == ["Rubrik", "Dag", "Nummer"]
    for (title, day, number), (first, second, third) in zip(rows, read[1:], strict=True):
        assert first.removeprefix("'") == title or first == title
        assert not first.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert (second, third) == (day.isoformat() if day else "", str(number))


@pytest.mark.parametrize("text", ["=1+1", "+46920", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_defused_in_csv_and_a_text_in_excel(text):
    assert f"'{text.strip()}" in written(Format.CSV, [(text, None, 1)]).decode() or text[0] in "\t\r"
    assert exports.defused(text) == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(written(Format.XLSX, [(text, None, 1)])))
    cell = book.worksheets[0]["A2"]
    assert cell.data_type == "s"


def test_excel_keeps_days_numbers_and_long_texts_told_as_cut():
    rows = [("å" * 40_000, dt.date(2026, 11, 20), 7), ("styr\x07tecken", None, 0)]
    book = openpyxl.load_workbook(io.BytesIO(written(Format.XLSX, rows)))
    sheet = book.worksheets[0]
    assert sheet["A2"].value.endswith("(avkortat)")
    assert (sheet["B2"].value.date(), sheet["C2"].value) == (dt.date(2026, 11, 20), 7)
    assert sheet["A3"].value == "styrtecken"


@pytest.mark.parametrize("kind", list(Format))
def test_more_rows_than_the_bound_are_told(monkeypatch, kind):
    monkeypatch.setattr(exports, "MOST_ROWS", 3)
    rows = ((str(number), None, number) for number in range(5))
    answer = exports.response(kind, "arenden", HEADINGS, rows)
    assert f"arenden-forsta-3.{kind.value}" in answer["Content-Disposition"]
    content = b"".join(answer.streaming_content)
    answer.file_to_stream.close()  # the answer's own close() would end the test's connection
    if kind is Format.JSON:
        told = json.loads(content)
        assert (len(told["rows"]), told["complete"]) == (3, False)
    if kind is Format.CSV:
        assert content.count(b"\n") == 4


def test_the_links_keep_the_filter_and_begin_from_the_beginning():
    request = RequestFactory().get("/?visa=oppna&efter=2023-15")
    assert [link.href for link in exports.links(request)] == [
        "?visa=oppna&format=csv",
        "?visa=oppna&format=xlsx",
        "?visa=oppna&format=json",
    ]


def test_an_unknown_form_is_not_there():
    assert exports.asked_for(RequestFactory().get("/")) is None
    with pytest.raises(Http404):
        exports.asked_for(RequestFactory().get("/?format=pdf"))
