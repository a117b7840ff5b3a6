"""Tables of any make: what goes in comes out, headings are guessed in any order, bad files are told."""

import csv
import io
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.workflows.moving_in.rules.mapping import FIELDS, Kind, MappingIncomplete, checked, guessed
from tinget.workflows.moving_in.rules.rows import RowRefused, case_place, read_case, read_record, values_of
from tinget.workflows.moving_in.rules.tables import TableUnreadable, read_table

WORDS = st.text("abcåäöÅÄÖ 0123456789;,'\"|=+-", max_size=20).map(lambda text: " ".join(text.split()))
HEADINGS = ("Diarienummer", "Ärendemening", "Registreringsdatum", "Handläggare")


@st.composite
def tables(draw):
    """Make headings in some order with rows of words, the last cell never empty."""
    headings = draw(st.permutations(HEADINGS))
    row = st.tuples(*[WORDS] * (len(HEADINGS) - 1), WORDS.filter(bool))
    return [tuple(headings), *draw(st.lists(row, max_size=6))]


@given(
    tables(),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(["\r\n", "\n"]),
)
def test_a_csv_in_any_make_says_what_was_written(rows, delimiter, encoding, ending):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(rows)
    table = read_table(text.getvalue().encode(encoding), "tabell.csv")
    assert [table.headings, *table.rows] == rows
    mapping = guessed(Kind.CASES, table.headings)
    assert {name: table.headings[at] for name, at in mapping.items()} == {
        "number": "Diarienummer",
        "title": "Ärendemening",
        "registered_on": "Registreringsdatum",
        "officer": "Handläggare",
    }


@given(tables())
def test_a_workbook_says_what_was_written(rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        cells = []
        for text in row:
            cell = openpyxl.cell.WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    table = read_table(file.getvalue(), "tabell.xlsx")
    assert [table.headings, *table.rows] == rows


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content):
    with suppress(TableUnreadable):
        assert read_table(content, "tabell.csv").headings


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "tom.csv", "tom"),
        (b"a;b\n", "gammal.xls", "xlsx"),
        (b"PK\x03\x04 ingen bok", "bok.xlsx", "Excelboken"),
        (b'a;b\n"oavslutad', "a.csv", "CSV"),
        (b";".join([b"k"] * 101), "bred.csv", "kolumner"),
    ],
)
def test_a_file_that_is_no_table_says_what_to_do(content, name, told):
    with pytest.raises(TableUnreadable, match=told):
        read_table(content, name)


@pytest.mark.parametrize(
    ("printed", "year", "serial", "class_code"),
    [
        ("2023/15-2.2.0.2", 2023, 15, "2.2.0.2"),
        ("KLF 2020/1539", 2020, 1539, None),
        ("KS 2020:12", 2020, 12, None),
        ("2019-00258", 2019, 258, None),
        ("E-NÄMND 2022.1", 2022, 1, None),
    ],
)
def test_case_numbers_of_other_systems_are_read(printed, year, serial, class_code):
    number = case_place(printed)
    assert (number.year, number.serial, number.class_code) == (year, serial, class_code)


@pytest.mark.parametrize("printed", ["", "15", "2023", "utan nummer", "2023/0", "23/15"])
def test_what_is_no_number_is_refused(printed):
    with pytest.raises(RowRefused):
        case_place(printed)


def test_record_ids_are_kept_as_written():
    def read(record_id):
        row = {"record_id": record_id, "title": "x", "registered_on": "20230102"}
        return read_record(row, own_prefix="E-NÄMND")

    assert (read("2022.2022.9").as_printed, read("2022.2022.9").serial) == ("2022.2022.9", None)
    assert (read("E-NÄMND 2022.1").as_printed, read("E-NÄMND 2022.1").serial) == ("E-NÄMND 2022.1", 1)
    assert (read("KS 2022.1").as_printed, read("KS 2022.1").serial) == ("KS 2022.1", None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": ""}, "Rubrik saknas"),
        ({"registered_on": ""}, "dagen saknas"),
        ({"registered_on": "12/10-23"}, "ingen dag"),
        ({"status": "kanske"}, "inget känt ord"),
        ({"class_code": "2.x"}, "Klassificeringen"),
        ({"closed_on": "2022-01-01"}, "avslutat före"),
    ],
)
def test_a_case_that_cannot_be_read_says_why(change, told):
    values = {"number": "2023/15", "title": "Rubrik", "registered_on": "2023-10-12"} | change
    with pytest.raises(RowRefused, match=told):
        read_case(values)


def test_what_is_too_long_is_refused_and_short_rows_are_filled():
    with pytest.raises(RowRefused, match="300"):
        values_of(["x" * 301], {"title": 0})
    assert values_of(["x"], {"title": 0, "unit": 5}) == {"title": "x", "unit": ""}


def test_a_mapping_names_what_is_missing_and_each_column_once():
    with pytest.raises(MappingIncomplete, match="Rubrik, Registrerat"):
        checked(Kind.CASES, {"number": 0}, columns=3)
    with pytest.raises(MappingIncomplete, match="samma kolumn"):
        checked(Kind.CASES, {"number": 0, "title": 0, "registered_on": 1}, columns=3)
    with pytest.raises(MappingIncomplete, match="inte finns"):
        checked(Kind.CASES, {"number": 9}, columns=3)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_is_guessed_from_its_own_name(kind):
    headings = [field.text for field in FIELDS[kind]]
    assert guessed(kind, headings) == {field.name: at for at, field in enumerate(FIELDS[kind])}
