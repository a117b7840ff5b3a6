"""What is logged holds nobody's address, number or secret link, and as JSON it is one object a line."""

import json
import logging
import sys
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from tinget.foundation.logs import JsonLine, Line, masked

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
NAMES = st.text(LETTERS, min_size=1, max_size=12)
TOKENS = st.text(LETTERS + "ABCDEF_-", min_size=20, max_size=60)


@given(NAMES, NAMES, st.text(" abc\n", max_size=5))
def test_an_address_is_left_out_wherever_it_stands(name, host, around):
    assert f"{name}@{host}.se" not in masked(f"{around} <{name}@{host}.se> {around}")


@given(st.from_regex(r"(19|20)?\d{6}[-+]?\d{4}", fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_a_personal_number_is_left_out(number):
    assert number not in masked(f"Key (number)=({number}) already exists.")


@given(TOKENS, NAMES)
def test_a_secret_address_and_what_was_asked_are_left_out(token, asked):
    line = masked(f"Not Found: /anslag/{token}/?namn=q{asked}q")
    assert token not in line
    assert f"q{asked}q" not in line
    assert line.startswith("Not Found: /anslag/")


def test_ordinary_lines_stay_as_they_are():
    for line in ("Not Found: /e-namnden/arenden/2026/17/", "reading (text, application/pdf) ended with 1: x"):
        assert masked(line) == line


def record(message: str) -> logging.LogRecord:
    try:
        int("Anna <anna@kommun.se>")
    except ValueError:
        return logging.LogRecord("tinget", logging.ERROR, __file__, 1, message, None, sys.exc_info())


def test_a_traceback_is_told_without_what_is_personal():
    told = json.loads(JsonLine().format(record("Fel\nhos 19121212-1212")))
    assert set(told) == {"time", "level", "logger", "message", "traceback"}
    assert told["message"] == "Fel\nhos …"
    assert "anna@kommun.se" not in told["traceback"]
    assert "ValueError" in told["traceback"]
    assert "anna@kommun.se" not in Line("{message}", style="{").format(record("x"))
    text = Line("{asctime} {message}", style="{").format(record("x")).split()[0]
    assert datetime.fromisoformat(text).utcoffset() is not None


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_one_line_of_a_record_begins_as_a_record_does(message, wrong):
    fault = ValueError(f"{wrong}\n2026-11-29T12:00:00+0000 somebody signed in")
    told = logging.LogRecord(
        "tinget", logging.ERROR, "x", 1, message + "\r\n2026", None, (ValueError, fault, None)
    )
    first, *rest = Line("{asctime} {message}", style="{").format(told).splitlines()
    assert first.startswith("20")
    assert rest
    assert all(line.startswith("    ") for line in rest)


def test_a_break_in_a_message_is_told_by_name():
    told = logging.LogRecord("tinget", logging.ERROR, "x", 1, "ett\r\ntvå", None, None)
    assert Line("{message}", style="{").format(told) == r"ett\r\ntvå"
