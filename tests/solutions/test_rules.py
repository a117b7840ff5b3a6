"""The facts of the solutions are read strictly, and a span knows its days."""

import datetime as dt
from pathlib import Path

import pytest

from tests.solutions.conftest import FACTS, facts
from tinget.kernel.facts import Faults
from tinget.solutions.rules import ParticipationBackwards, Phase, Span, Taking, read_solutions

DAY = dt.date(2025, 12, 2)


def test_the_fifteen_are_read():
    found = {one.slug: one for one in facts()}
    assert len(found) == 15
    archive = found["e-arkiv"]
    paying = {one.municipality for one in archive.participations if one.span.holds_on(DAY)}
    assert len(paying) == 13
    assert "Arvidsjaur" not in paying
    assert [one.count for one in archive.counts if one.taking is Taking.USES] == [4]
    assert archive.statuses[-1].phase is Phase.OPERATION


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("kind: system", "kind: okänd"), "kind"),
        (("phase: operation", "phase: klar"), "phase"),
        (("fact: connected", "fact: ansluten"), "fact"),
        (("note: null", "anmarkning: null"), "anmarkning"),
        (("id: socialtjanst", "id: e-arkiv"), "två gånger"),
        (("first: '2023-01-01', last: '2023-12-31'", "first: '2023-01-01', last: '2022-12-31'"), "last"),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_line(change, named, tmp_path: Path):
    text = (FACTS / "solutions.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "solutions.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    faults = Faults()
    read_solutions(tmp_path, faults)
    assert len(faults.found) >= 1
    assert faults.found[0].startswith("solutions.yaml, rad ")
    assert named in faults.found[0]


def test_a_span_holds_from_its_first_to_its_last_day():
    span = Span(dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert [
        span.holds_on(dt.date(*day)) for day in ((2021, 12, 31), (2022, 1, 1), (2022, 12, 31), (2023, 1, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
    with pytest.raises(ParticipationBackwards):
        Span(dt.date(2022, 2, 1), dt.date(2022, 1, 1))
