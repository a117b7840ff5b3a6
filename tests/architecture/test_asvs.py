"""The table of ASVS 5.0 leaves out no requirement of levels 1 and 2, and what it leans on is there."""

import re

from tests.architecture.test_threat_model import ROOT, named, written

TABLE = ROOT / "docs" / "security" / "asvs.md"
# How many requirements of levels 1 and 2 each section has; they come first, numbered from 1.
SECTIONS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3
11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
STATES = {"met", "partly", "not met", "no", "site"}


def asked() -> list[str]:
    found = (one.split(":") for one in SECTIONS.split())
    return [f"V{section}.{number}" for section, count in found for number in range(1, int(count) + 1)]


def rows() -> list[tuple[str, str, str]]:
    lines = (line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| V"))
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [(numbers, state, where) for numbers, _asked, state, where in cells]


def answered() -> list[str]:
    return [number for numbers, _state, _where in rows() for number in expanded(numbers)]


def expanded(numbers: str) -> list[str]:
    """Return each number of "V1.2.6–V1.2.7" or "V11.4.1, V11.4.3"."""
    found = []
    for part in numbers.split(", "):
        first, _dash, last = part.partition("–")
        section, number = first.rsplit(".", 1)
        until = int((last or first).rsplit(".", 1)[1])
        found += [f"{section}.{one}" for one in range(int(number), until + 1)]
    return found


def test_every_requirement_is_answered_once_and_none_is_made_up():
    assert len(asked()) == 253
    assert sorted(answered()) == sorted(asked())


def test_each_answer_is_one_of_the_five_and_whoever_falls_short_says_how():
    assert {state for _numbers, state, _where in rows()} <= STATES
    short = [numbers for numbers, state, where in rows() if state in {"partly", "not met"} and not where]
    assert short == []


def test_what_the_table_leans_on_is_there():
    text = TABLE.read_text("utf-8")
    assert named(text) - written() == set()
    files = set(re.findall(r"`((?:src|docs|tests|deploy|requirements)/[\w./-]+)`", text))
    assert len(files) > 20
    assert sorted(name for name in files if not (ROOT / name).exists()) == []
