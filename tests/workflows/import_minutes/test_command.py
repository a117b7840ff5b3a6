"""`import-minutes`: one object a line and nothing else; 2 where a file is unreadable, the others still "
"printed."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tinget.site.cli.manage import _needs_database

PACKS = Path(__file__).with_name("packs")
KEYS = {"file", "meeting", "items", "findings", "doubts"}
MEETING = {
    "date",
    "place",
    "chair",
    "secretary",
    "approvers",
    "attendance",
    "immediate",
    "notices",
    "signatures",
}
ITEM = {
    "paragraph",
    "title",
    "case_number",
    "decision",
    "points",
    "summary",
    "procedure",
    "reservations",
    "basis",
    "recipients",
    "line",
}


def ask(*files, flags=("--dry-run", "--json")):
    out, error = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("import_minutes", *map(str, files), *flags, stdout=out, stderr=error)
    except SystemExit as ended:
        code = ended.code
    return out.getvalue(), error.getvalue(), code


def test_one_compact_object_a_line_and_nothing_else():
    files = sorted(PACKS.glob("*.txt"))
    out, error, code = ask(*files)
    assert (error, code) == ("", 0)
    rows = out.splitlines()
    assert [json.loads(row)["file"] for row in rows] == [str(file) for file in files]
    for row in rows:
        read = json.loads(row)
        assert row == json.dumps(read, ensure_ascii=False, separators=(",", ":"))
        assert set(read) == KEYS
        assert set(read["meeting"]) == MEETING
        assert all(set(item) == ITEM for item in read["items"])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tom"),
        (b"%PDF-1.7\nnothing", "trasig"),
        (bytes(range(32)) * 40, "varken"),
        (None, "filen kan inte läsas"),
    ],
)
def test_an_unreadable_file_is_told_and_the_others_are_printed(tmp_path, content, why):
    bad = tmp_path / "bad.pdf"
    if content is not None:
        bad.write_bytes(content)
    good = PACKS / "stadens-namnd.txt"
    out, error, code = ask(bad, good)
    assert code == 2
    assert why in error
    assert [json.loads(row)["file"] for row in out.splitlines()] == [str(good)]


def test_a_text_in_an_old_encoding_is_read(tmp_path):
    old = tmp_path / "old.txt"
    old.write_bytes((PACKS / "aldre-att-satser.txt").read_text().replace("–", "-").encode("cp1252"))
    read = json.loads(ask(old)[0])
    assert read["items"][0]["title"] == "Ombyggnad av Centralskolan"


def test_the_report_tells_items_fields_and_doubts_with_lines():
    out, _error, code = ask(PACKS / "regionstyrelse-digital.txt", flags=["--dry-run"])
    assert code == 0
    assert "Paragrafer: 3 (§§ 210–212)" in out
    assert "decision: 3 av 3" in out
    assert "Osäkert, rad 18, meeting.secretary" in out


@pytest.mark.parametrize(("arguments", "needed"), [(["x", "--dry-run", "--json"], False), (["x"], True)])
def test_a_dry_run_needs_no_database(arguments, needed):
    assert _needs_database("import_minutes", "tinget.workflows", arguments) is needed
