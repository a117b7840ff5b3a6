"""A whole case as one file: everything that the reader may see, nothing else, and an index that agrees."""

import csv
import hashlib
import io
import json
import zipfile

import pikepdf
import pytest

from tests.programs import needs, run
from tinget.registry import api as registry

pytestmark = pytest.mark.slow


@pytest.fixture
def case(authority, inside):
    with inside():
        found = [one for one in registry.open_cases(authority.id) if one.is_demonstration]
        return next(one for one in found if registry.records_of_case(one.id))


@pytest.fixture
def path(case):
    return f"/e-namnden/arenden/{case.year}/{case.serial}/arende"


def body(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.getvalue()


def test_the_zip_holds_each_file_as_its_index_says(person, path, case):
    archive = zipfile.ZipFile(io.BytesIO(body(person("Sekreterare"), f"{path}.zip")))
    index = json.loads(archive.read("index.json"))
    assert (index["number"], index["title"]) == (case.number, case.title)
    filed = [record for record in index["records"] if record["file"]]
    assert filed
    for record in filed:
        assert hashlib.sha256(archive.read(record["file"])).hexdigest() == record["sha256"]
    rows = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig")), delimiter=";"))
    assert [row["title"] for row in rows] == [record["title"] for record in index["records"]]


def test_the_pdf_holds_each_file_inside(person, path):
    pdf = pikepdf.open(io.BytesIO(body(person("Sekreterare"), f"{path}.pdf")))
    inside = dict(pdf.attachments)
    index = json.loads(inside["index.json"].get_file().read_bytes())
    for record in index["records"]:
        if record["file"]:
            content = inside[record["file"]].get_file().read_bytes()
            assert hashlib.sha256(content).hexdigest() == record["sha256"]


def test_a_visitor_gets_no_file_that_is_not_published(visitor, person, path):
    whole = zipfile.ZipFile(io.BytesIO(body(person("Sekreterare"), f"{path}.zip"))).namelist()
    answer = visitor.get(f"{path}.zip")
    if answer.status_code == 404:
        return
    open_to_all = zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()
    assert set(open_to_all) < set(whole)


def test_a_case_that_is_not_there_is_told(person):
    assert person("Sekreterare").get("/e-namnden/arenden/1999/1/arende.pdf").status_code == 404


@needs("pdfinfo")
def test_a_foreign_tool_finds_the_pdf_tagged_and_marked(person, path, tmp_path):
    (tmp_path / "case.pdf").write_bytes(body(person("Sekreterare"), f"{path}.pdf"))
    told = run("pdfinfo", tmp_path / "case.pdf").split("\n")
    assert [line.split()[-1] for line in told if line.startswith("Tagged")] == ["yes"]
    assert "DEMONSTRATION" in told[0]
