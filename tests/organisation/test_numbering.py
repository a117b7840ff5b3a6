"""Patterns for case numbers: what they print is read again, and what could not be is refused."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tinget.kernel.case_numbers import WrittenNumber, begins_with_number, case_number, read_case_number
from tinget.organisation.rules import numbering
from tinget.organisation.rules.numbering import PATTERN_TEXTS, fault_of_pattern, with_letters

PARTS = st.sampled_from(
    ["{year}", "{serial}", "{serial:04d}", "{class_code}", " ", "/", "-", ".", ":", "KS", "Ö", ""]
)
PATTERNS = st.one_of(
    st.sampled_from(list(PATTERN_TEXTS)),
    st.lists(PARTS, min_size=2, max_size=8).map("".join),
    st.permutations(["{year}", "{serial}", "{class_code}", "KS", " ", "/", "-"]).map("".join),
)
CODES = st.lists(st.integers(0, 30), max_size=4).map(lambda parts: ".".join(map(str, parts)))


def held_against(pattern, year, serial, code):
    printed = case_number(pattern, year=year, serial=serial, class_code=code)
    kept = code if code and "{class_code}" in pattern else None
    written = WrittenNumber(year, serial, kept)
    assert read_case_number(pattern, printed) == written
    assert begins_with_number(pattern, printed) == written
    assert begins_with_number(pattern, f"{printed} Delårsrapport") == written


@given(PATTERNS, st.integers(1900, 2199), st.integers(1, 999_999), CODES)
def test_what_a_pattern_that_is_allowed_prints_is_read_again(pattern, year, serial, code):
    assume(not fault_of_pattern(pattern))
    held_against(pattern, year, serial, code)


@pytest.mark.parametrize("pattern", PATTERN_TEXTS)
def test_each_pattern_that_is_offered_prints_its_example_with_letters_or_without(pattern):
    printed = case_number(pattern, year=2026, serial=17, class_code="2.2.0.2")
    assert PATTERN_TEXTS[pattern].split(",")[0] == printed
    for letters in ("", "MN", "Ö" * numbering.LONGEST_LETTERS):
        whole = with_letters(letters, pattern)
        assert fault_of_pattern(whole) == ""
        held_against(whole, 2026, 17, "2.2.0.2")
    assert case_number(with_letters(" MN ", pattern), year=2026, serial=17, class_code="").startswith("MN 20")


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("", numbering.NOT_ONCE),
        ("{year}", numbering.NOT_ONCE),
        ("{year}/{serial}/{serial}", numbering.NOT_ONCE),
        ("{year}/{serial}-{class_code}-{class_code}", numbering.NOT_ONCE),
        ("{year}/{serial", numbering.OF_OTHER_PARTS),
        ("{year}/{number}", numbering.OF_OTHER_PARTS),
        ("{year}/{serial:>8}", numbering.OF_OTHER_PARTS),
        ("{year!r}/{serial}", numbering.OF_OTHER_PARTS),
        ("{year.real}/{serial}", numbering.OF_OTHER_PARTS),
        ("{serial}/{year}", numbering.SERIAL_FIRST),
        ("2{year}/{serial}", numbering.OTHER_SIGNS),
        ("{year}/{serial}?", numbering.OTHER_SIGNS),
        ("{year}/{serial} ", numbering.OTHER_SIGNS),
        ("A B C D {year}/{serial}", numbering.TOO_LONG),
        ("K" * 50 + "{year}/{serial}", numbering.TOO_LONG),
        ("{year}/{serial}{class_code}", numbering.NOT_READ_BACK),
        ("{year}/{serial} {class_code}", numbering.NOT_READ_BACK),
        ("{year}/{class_code}{serial}", numbering.NOT_READ_BACK),
    ],
)
def test_a_pattern_is_refused_with_what_is_wrong(pattern, fault):
    assert fault_of_pattern(pattern) == fault
