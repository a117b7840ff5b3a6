"""A wrong fact is named by file and line, together with every other."""

import datetime as dt

import pytest

from tinget.kernel.facts import FactsInvalid, Faults, read_facts


def read(tmp_path, text):
    path = tmp_path / "things.yaml"
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    return read_facts(path, faults), faults


def test_what_is_right_is_read(tmp_path):
    top, faults = read(
        tmp_path, "things:\n- {name: Boden, on: '2023-10-12', count: 3, host: true, also: [a]}\n"
    )
    row = top.rows("things")[0]
    assert (row.text("name"), row.day("on"), row.whole("count")) == ("Boden", dt.date(2023, 10, 12), 3)
    assert row.flag("host")
    assert row.texts("also") == ["a"]
    assert row.optional_day("off") is None
    assert (row.optional_whole("count"), row.optional_whole("size")) == (3, None)
    assert not faults.found


def test_a_source_is_a_document_and_a_place_and_neither_may_be_missing(tmp_path):
    top, faults = read(tmp_path, "source: {document: Avtalet, where: § 4}\n")
    assert (top.source(), faults.found) == ("Avtalet, § 4", [])
    top, faults = read(tmp_path, "source: {document: Avtalet}\n")
    top.source()
    assert len(faults.found) == 1


def test_every_fault_is_told_with_its_line(tmp_path):
    top, faults = read(
        tmp_path,
        "things:\n- name: Boden\n  on: igår\n- name: 7\n  count: -1\n  colour: röd\n- bara text\n",
    )
    for row in top.rows("things"):
        row.allow("name", "on", "count")
        row.text("name")
        row.optional_day("on")
        if "count" in row.values:
            row.whole("count")
    with pytest.raises(FactsInvalid) as caught:
        faults.raise_if_any()
    assert caught.value.faults == [
        "things.yaml, rad 1: varje rad i ”things” ska ha uppgifter, inte 'bara text'",
        "things.yaml, rad 2: ”on” ska vara ett datum som 2023-10-12, inte 'igår'",
        "things.yaml, rad 4: okänd uppgift ”colour”",
        "things.yaml, rad 4: ”name” ska vara en text, inte 7",
        "things.yaml, rad 4: ”count” är -1, men ska vara minst 0",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [1", "rad 1: filen är inte giltig YAML"),
        ("a: 1\na: 2\n", "rad 2: ”a” står två gånger"),
        ("a: 1\non: 2023-02-30\n", "rad 2: ”2023-02-30” går inte att läsa"),
        ("- 1\n", "rad 1: filen ska börja med en uppgift"),
        ("", "rad 1: filen ska börja med en uppgift"),
    ],
)
def test_a_broken_file_is_a_fault_with_its_line(tmp_path, text, fault):
    _, faults = read(tmp_path, text)
    assert [found for found in faults.found if fault in found]


def test_a_missing_file_is_a_fault(tmp_path):
    faults = Faults()
    read_facts(tmp_path / "none.yaml", faults)
    assert faults.found == ["none.yaml, rad 1: filen kan inte läsas (FileNotFoundError)"]
