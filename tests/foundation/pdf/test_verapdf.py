"""What Tinget makes is judged by veraPDF: PDF/A-3a and PDF/UA-1 at every signature, and archival copies."""

from pathlib import Path

import pikepdf
import pytest

from tests.factories import office
from tests.programs import needs
from tests.verapdf import judge
from tinget.foundation import reading
from tinget.kernel import media_types

pytestmark = [pytest.mark.slow, needs("java")]


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
    assert faults.pop(other), "what is no archival file is not found out"
    assert not any(faults.values()), faults


@needs("soffice")
def test_an_archival_copy_of_an_office_file_is_one(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(office.a_docx("Räksmörgås"))
    copy = reading.archival_copy(reading.to_pdf(path, media_types.DOCX, tmp_path), tmp_path)
    assert judge(copy.flavour, copy.path) == {copy.path: []}
