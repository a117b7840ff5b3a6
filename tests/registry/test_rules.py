"""Numbers, class codes, ids as printed and addresses, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.case_numbers import WITH_CLASS
from tinget.registry import rules


@given(st.lists(st.integers(0, 99), min_size=1, max_size=6))
def test_digits_and_dots_are_a_class(parts):
    assert rules.is_class_code(".".join(str(part) for part in parts))


@pytest.mark.parametrize(
    "text", ["", "2.", ".2", "2..1", "2,2", "2.a", " 2.2", "2.2\n", "٢.٢", "1." * 30 + "1"]
)
def test_anything_else_is_no_class(text):
    assert not rules.is_class_code(text)


@pytest.mark.parametrize(
    ("printed", "year", "serial", "kept", "label"),
    [
        ("2023.42", 2023, 42, "2023.42", "Hid 2023.42"),
        ("Hid 2023.42", 2023, 42, "2023.42", "Hid 2023.42"),
        ("E-NÄMND Hid: 2023.42", 2023, 42, "2023.42", "Hid 2023.42"),
        ("2022.2022.9", None, None, "2022.2022.9", "Hid 2022.2022.9"),
        ("KLF 2022.5128", None, None, "KLF 2022.5128", "KLF 2022.5128"),
    ],
)
def test_ids_are_kept_as_printed_and_only_our_own_are_numbers(printed, year, serial, kept, label):
    found = rules.given_id(printed, own_prefix="E-NÄMND")
    assert (found.year, found.serial, found.as_printed) == (year, serial, kept)
    assert rules.record_label("Hid", found.as_printed) == label


def test_an_unknown_id_has_no_label():
    assert rules.record_label("Hid", "") is None


def test_only_open_and_closed_follow_each_other():
    assert rules.NEXT_STATUSES[rules.CaseStatus.OPEN] == {rules.CaseStatus.CLOSED, rules.CaseStatus.VOIDED}
    assert rules.NEXT_STATUSES[rules.CaseStatus.CLOSED] == {rules.CaseStatus.OPEN}
    assert not rules.NEXT_STATUSES[rules.CaseStatus.VOIDED]
    assert not rules.NEXT_STATUSES[rules.CaseStatus.UNKNOWN]


def test_related_cases_are_read_a_line_each_and_what_is_none_is_told():
    text = "2023/15\nKiruna kommunfullmäktige, 2023/118\nLuleå kommun; KLF 2020/1539\n\n2023-15\nbara ord"
    read, unread = rules.read_related(text, pattern=WITH_CLASS)
    assert [one.number or one.ours.serial for one in read] == [15, "2023/118", "KLF 2020/1539"]
    assert read[1].authority_name == "Kiruna kommunfullmäktige"
    assert [(one.line, one.text) for one in unread] == [(6, "bara ord")]


def test_tags_are_words_between_commas_each_once():
    assert rules.read_tags(" Budget,  budget; e-arkiv\t ,") == ["Budget", "e-arkiv"]


def test_classes_stand_below_the_nearest_class_above():
    lines = rules.tree([("2.10", "b"), ("2", "a"), ("2.2.0.1", ""), ("2.2", "c"), ("20", "d")])
    assert [(one.code, one.depth) for one in lines] == [
        ("2", 0),
        ("2.2", 1),
        ("2.2.0.1", 2),
        ("2.10", 1),
        ("20", 0),
    ]


def test_the_version_that_began_last_is_valid():
    day = dt.date(2023, 6, 1)
    old = rules.Scheme(1, 1, "gammal", dt.date(2015, 1, 1), None, "", is_complete=True)
    new = rules.Scheme(2, 1, "ny", dt.date(2023, 6, 1), dt.date(2023, 12, 31), "", is_complete=True)
    assert rules.valid_on([old, new], day) == new
    assert rules.valid_on([old, new], dt.date(2023, 5, 31)) == old
    assert rules.valid_on([old, new], dt.date(2024, 1, 1)) == old
    assert rules.valid_on([], day) is None


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        (
            'Kod;Rubrik\n2.2;Styra\n2.2.0.1;"Planera; följa upp"',
            {"2.2": "Styra", "2.2.0.1": "Planera; följa upp"},
        ),
        ("\ufeff1,Leda\n1.1\tStyra", {"1": "Leda", "1.1": "Styra"}),
        ("2.2. Ekonomi och budget\n2.3", {"2.2": "Ekonomi och budget", "2.3": ""}),
    ],
)
def test_classes_are_read_however_they_are_parted(text, classes):
    assert rules.read_classes(text) == (classes, [])


def test_lines_that_hold_no_class_are_told():
    classes, unread = rules.read_classes("2.2;Styra\nx;y\n2.2;Annat")
    assert classes == {"2.2": "Styra"}
    assert [one.line for one in unread] == [2, 3]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("protokoll_2023-10-12.pdf", "protokoll 2023-10-12"),
        ("C:\\x\\svar.docx", "svar"),
        ("utan", "utan"),
        (".txt", ".txt"),
    ],
)
def test_a_files_name_gives_a_subject(name, title):
    assert rules.title_of_file(name) == title


def test_a_draft_becomes_official_once_and_what_is_void_stays_void():
    state = rules.RecordState
    assert rules.NEXT_STATES[state.DRAFT] == {state.OFFICIAL}
    assert rules.NEXT_STATES[state.OFFICIAL] == {state.VOIDED}
    assert not rules.NEXT_STATES[state.VOIDED]
    assert not rules.may_be_draft(rules.Direction.RECEIVED)
