"""Dates, times, figures and unknown values in words."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.foundation.templatetags import ui
from tinget.foundation.ui import words
from tinget.kernel import dates


def test_a_day_is_written_as_an_authority_writes_it():
    assert words.swedish_date(date(2023, 10, 12)) == "torsdag 12 oktober 2023"
    assert words.short_date(date(2023, 10, 12)) == "12 oktober 2023"


def test_a_moment_is_shown_in_stockholm():
    late = datetime(2023, 10, 12, 22, 30, tzinfo=UTC)
    assert words.swedish_date(late) == "fredag 13 oktober 2023"
    assert words.moment_words(late) == "13 oktober 2023 kl. 00.30"
    assert words.clock_time(time(9, 5)) == "09.05"


@given(st.dates())
def test_every_day_has_words(day):
    weekday, number, month, year = words.swedish_date(day).split(" ")
    assert dates.WEEKDAYS.index(weekday) == day.weekday()
    assert date(int(year), dates.MONTHS.index(month) + 1, int(number)) == day


@given(st.integers())
def test_thousands_lose_no_digit(number):
    text = words.thousands(number)
    assert int(text.replace(words.THIN_SPACE, "").replace(words.MINUS, "-")) == number
    assert all(len(part) == 3 for part in text.split(words.THIN_SPACE)[1:])


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, ""),
        (0, "0"),
        (-1234, "\u22121\u202f234"),
        (Decimal("1234.50"), "1\u202f234,50"),
        ("500+", "500+"),
    ],
)
def test_figures_in_templates(number, text):
    assert ui.thousands(number) == text


def test_what_is_unknown_is_shown_so():
    assert ui.unknown(None) == '<span class="unknown">uppgift saknas</span>'
    assert ui.unknown("") == ui.unknown(None)
    assert ui.unknown(0) == 0
    assert ui.unknown(None, "inte känt") == '<span class="unknown">inte känt</span>'
    assert ui.day(None) == ui.unknown(None)


def test_a_day_keeps_its_machine_form():
    assert ui.day(date(2023, 10, 12)) == '<time datetime="2023-10-12">torsdag 12 oktober 2023</time>'
    assert ui.day(date(2023, 10, 12), "short").endswith(">12 oktober 2023</time>")


def test_a_state_is_a_word_and_its_text_is_escaped():
    assert ui.state("<b>", "done") == '<span class="state state-done">&lt;b&gt;</span>'
    assert 'class="state state-plain"' in ui.state("utkast", "no such tone")
