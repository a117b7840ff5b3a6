"""Every test that the threat model leans on is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "docs" / "security" / "threat-model.md"


def named(text: str) -> set[str]:
    return set(re.findall(r"`(test_\w+)`", text))


def written() -> set[str]:
    texts = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return {name for text in texts for name in re.findall(r"^(?:async )?def (test_\w+)", text, re.MULTILINE)}


def test_every_test_that_the_model_names_is_written():
    assert len(named(MODEL.read_text("utf-8"))) > 30
    assert named(MODEL.read_text("utf-8")) - written() == set()


def test_every_row_is_shown_by_something():
    rows = [line for line in MODEL.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    assert [row for row in rows if "`" not in row.rsplit("|", 2)[1]] == []


def test_a_planted_name_is_seen():
    assert named("held by `test_that_nobody_wrote`") - written() == {"test_that_nobody_wrote"}
