"""Case numbers as Swedish registers print them, and days told as periods."""

import datetime as dt

import pytest

from tinget.workflows.import_minutes.rules.numbers import case_number_in, days_in, periods_in

LABELLED = [
    "SN 2012/34 - 700",
    "12/345-70",
    "2019-00123-3",
    "KSN-2019-01234",
    "19KS123",
    "2019.0123.012",
    "RS-LED-2020-123",
    "KS 2019/123 003",
    "2019/123 KS",
    "2019-123 KS 003",
    "2021/KS0034",
    "2007-KS0123",
    "2006.031.111",
    "KS 08/45 041",
    "KS2014-0099/109",
]


@pytest.mark.parametrize("number", LABELLED)
@pytest.mark.parametrize("label", ["Dnr {}", "Diarienr: {}", "Budget   Ärendenr {}"])
def test_a_case_number_is_read_whole_after_its_label(number, label):
    found = case_number_in(label.format(number))
    assert found is not None
    assert found.text == number


@pytest.mark.parametrize(
    "text", ["Dnr saknas", "den 12 mars 2020", "12/3 2020 - 17/3", "SFS 2010:1065 i dag"]
)
def test_what_is_no_case_number_is_none(text):
    assert case_number_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "anslås 2023-09-26 – 2023-10-18",
        "anslås 2023-09-26--2023-10-18",
        "anslås 2023-09-26-2023-10-18",
        "anslås den 26 september 2023 till och med den 18 oktober 2023",
        "anslås 2023-09-26 t.o.m. 2023-10-18",
    ],
)
def test_a_period_is_two_days_with_till_or_a_dash_between(text):
    days = [day for day, _at in days_in(text)]
    assert days == [dt.date(2023, 9, 26), dt.date(2023, 10, 18)]
    assert [period[:2] for period in periods_in(text)] == [tuple(days)]


@pytest.mark.parametrize(
    "text", ["2023-09-26, 2023-10-18", "2023-10-18 – 2023-09-26", "2023-09-26 och 2023-10-18"]
)
def test_other_days_make_no_period(text):
    assert periods_in(text) == []
