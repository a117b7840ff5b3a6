"""Numbers, class codes, ids as printed and addresses, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.registry import rules


@given(st.lists(st.integers(0, 99), min_size=1, max_size=6))
def test_digits_and_dots_are_a_class(parts):
    assert rules.is_class_code(".".join(str(part) for part in parts))


@pytest.mark.parametrize(
    "text", ["", "2.", ".2", "2..1", "2,2", "2.a", " 2.2", "2.2\n", "٢.٢", "1." * 30 + "1"]
)
def test_anything_else_is_no_class(text):
    assert not rules.is_class_code(text)


def test_case_number_follows_the_authoritys_pattern():
    assert (
        rules.case_number(rules.NUMBER_PATTERN, year=2023, serial=15, class_code="2.2.0.2")
        == "2023/15-2.2.0.2"
    )
    assert rules.case_number(rules.NUMBER_PATTERN, year=2023, serial=15, class_code="") == "2023/15"


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
