"""What Tinget makes is judged by veraPDF: PDF/A-3a and PDF/UA-1, at every signature."""

import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests import verapdf
from tests.programs import needs

pytestmark = [pytest.mark.slow, needs("java")]


def judge(standard: str, *paths: Path) -> dict[str, list[str]]:
    """Return each file's faults; a file that nothing was looked at in is no judgement."""
    asked = [sys.executable, "-W", "ignore", verapdf.__file__, standard, *map(str, paths)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=300)
    told = json.loads(done.stdout.splitlines()[-1])
    assert all(one["checks"] > 100 for one in told.values())
    return {path: one["faults"] for path, one in told.items()}


def is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


@pytest.mark.parametrize("standard", ["3a", "ua1"])
def test_minutes_and_certificates_are_right_at_every_signature(demonstration, tmp_path, standard):
    made = [path for path in Path(demonstration.data, "files").rglob("*") if path.is_file() and is_pdf(path)]
    assert len(made) > 5
    with pikepdf.open(made[0]) as pdf:
        del pdf.Root.Metadata
        pdf.save(other := tmp_path / "other.pdf")
    faults = judge(standard, *made, other)
    assert faults.pop(str(other)), "what is no archival file is not found out"
    assert not any(faults.values()), faults
