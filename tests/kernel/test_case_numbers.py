"""Case numbers: printed by an authority's pattern, read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.case_numbers import (
    WITH_CLASS,
    begins_with_number,
    case_number,
    numbers_named,
    read_case_number,
)

PATTERNS = (
    "{year}/{serial}-{class_code}",
    "KLF {year}/{serial}",
    "{class_code} {year}-{serial:04d}",
    "{year}.{serial}",
)


@given(
    st.sampled_from(PATTERNS),
    st.integers(1900, 2199),
    st.integers(1, 999_999),
    st.sampled_from(["", "1", "2.2.0.2"]),
)
def test_a_number_is_read_as_it_is_printed(pattern, year, serial, code):
    printed = case_number(pattern, year=year, serial=serial, class_code=code)
    found = read_case_number(pattern, printed)
    assert (found.year, found.serial) == (year, serial)
    if code and "class_code" in pattern:
        assert found.class_code == code
    assert begins_with_number(pattern, f"{printed} Delårsrapport") == found


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (WITH_CLASS, "2023/15", (2023, 15)),
        (WITH_CLASS, " 2023/15-2.2.0.2 ", (2023, 15)),
        (WITH_CLASS, "2023-15", (2023, 15)),
        ("KLF {year}/{serial}", "klf 2020/1539", (2020, 1539)),
        ("KLF {year}/{serial}", "KLF2020/1539", (2020, 1539)),
        ("KLF {year}/{serial}", "2020/1539", (2020, 1539)),
    ],
)
def test_a_number_is_read_in_the_ways_it_is_written(pattern, text, expected):
    found = read_case_number(pattern, text)
    assert (found.year, found.serial) == expected


@pytest.mark.parametrize("text", ["", "Delårsrapport 2023", "2023", "2023/", "BUN 2023/15", "２０２３/15"])
def test_other_texts_are_no_number(text):
    assert read_case_number(WITH_CLASS, text) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_numbers(text):
    for pattern in PATTERNS:
        begins_with_number(pattern, text)


def test_case_number_follows_the_authoritys_pattern():
    assert case_number(WITH_CLASS, year=2023, serial=15, class_code="2.2.0.2") == "2023/15-2.2.0.2"
    assert case_number(WITH_CLASS, year=2023, serial=15, class_code="") == "2023/15"


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (WITH_CLASS, "Sv: Ärende 2026/1, delårsrapport", [(2026, 1)]),
        (WITH_CLASS, "2026/17-2.2.0.2 och 2026/4.", [(2026, 17), (2026, 4)]),
        ("{year}-{serial}", "Möte 2026-11-29 om 2026-17 och 2025/3", [(2026, 17), (2025, 3)]),
        ("MN {year}/{serial:04d}", "Svar i mn 2026/0017", [(2026, 17)]),
        (WITH_CLASS, "konto 12026/17, 2026/17/3, 2026-11-29", []),
    ],
)
def test_numbers_are_found_in_a_text_in_order_and_a_day_is_none(pattern, text, expected):
    assert [(one.year, one.serial) for one in numbers_named(pattern, text)] == expected
