"""Case numbers and record ids as the committee's papers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.identifiers import CaseNumber, CaseNumberMalformed, RecordId

YEARS = st.integers(min_value=1900, max_value=2199)
SERIALS = st.integers(min_value=1, max_value=99999)
CLASSES = st.none() | st.lists(st.integers(0, 99), min_size=1, max_size=5).map(
    lambda p: ".".join(map(str, p))
)


def test_a_case_number_with_and_without_its_class():
    assert CaseNumber.parse("2023/15-2.2.0.2") == CaseNumber(2023, 15, "2.2.0.2")
    assert CaseNumber.parse(" 2023/15 ") == CaseNumber(2023, 15)
    assert CaseNumber.parse("2023/15-2.2.0.2").short == "2023/15"


@given(YEARS, SERIALS, CLASSES)
def test_a_case_number_survives_being_written_and_read(year, serial, class_code):
    number = CaseNumber(year, serial, class_code)
    assert CaseNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    "text", ["", "2023", "2023/", "15", "00104/2022", "2023/15-", "2023/15-2..1", "２０２３/15"]
)
def test_other_texts_are_no_case_number(text):
    with pytest.raises(CaseNumberMalformed):
        CaseNumber.parse(text)


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Hid 2023.42", ""),
        ("Hid: 2023.42", ""),
        ("E-NÄMND Hid: 2023.42", "E-NÄMND"),
        ("e-nämnd Hid:2023.42", "e-nämnd"),
        ("KLF 2023.42", "KLF"),
        ("2023.42", ""),
    ],
)
def test_a_record_id_in_all_its_prints(text, prefix):
    record_id = RecordId.parse(text)
    assert (record_id.year, record_id.serial, record_id.prefix) == (2023, 42, prefix)
    assert str(record_id) == "2023.42"


@pytest.mark.parametrize(
    ("text", "kept"), [("2022.2022.9", "2022.2022.9"), ("Hid: 2022.2022.9", "2022.2022.9")]
)
def test_an_odd_record_id_keeps_its_print(text, kept):
    record_id = RecordId.parse(text)
    assert (record_id.year, record_id.serial, record_id.as_printed) == (None, None, kept)
    assert not record_id.is_regular


@given(YEARS, SERIALS)
def test_a_record_id_of_ours_survives_being_written_and_read(year, serial):
    ours = RecordId.of(year, serial)
    assert RecordId.parse(str(ours)) == ours


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_record_id(text):
    assert isinstance(str(RecordId.parse(text)), str)
