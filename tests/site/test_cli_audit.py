"""The audit of packages against a list on loopback that answers as OSV does."""

import json
from http.server import BaseHTTPRequestHandler

import pytest

from tests.fakes.serving import serving
from tinget.site.cli import audit

pytestmark = pytest.mark.slow
FAULT = {
    "id": "PYSEC-2099-1",
    "modified": "2099-01-01T00:00:00Z",
    "published": "2099-01-01T00:00:00Z",
    "summary": "Made up for this test",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "django"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
        }
    ],
}


@pytest.fixture
def known_faults():
    """Serve a list that knows a fault of the packages named, and return it with its address."""
    faulty: set[str] = set()

    class List(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps({"vulns": [FAULT]} if asked["package"]["name"] in faulty else {}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

    with serving(List) as address:
        yield faulty, f"{address}/v1/query"


@pytest.fixture(autouse=True)
def one_package(tmp_path, monkeypatch):
    """Ask about one package instead of all."""
    lock = tmp_path / "requirements" / "run.txt"
    lock.parent.mkdir()
    lock.write_text(f"django==5.2.1 --hash=sha256:{'0' * 64}\n", "utf-8")
    monkeypatch.setattr(audit, "CHECKOUT", tmp_path)
    monkeypatch.setattr(audit, "LOCKS", ("run",))


def audited(monkeypatch, capsys, address):
    monkeypatch.setenv("TINGET_ADVISORIES", address)
    code = audit.main(None, None)
    return code, capsys.readouterr().out


def test_a_known_fault_fails_and_is_named_and_without_one_all_is_well(known_faults, monkeypatch, capsys):
    faulty, address = known_faults
    code, said = audited(monkeypatch, capsys, address)
    assert code == 0
    assert "0 faults" in said
    assert "not run" not in said
    faulty.add("django")
    code, said = audited(monkeypatch, capsys, address)
    assert code == 1
    assert "PYSEC-2099-1, mended in 99.0" in said


def test_a_list_that_is_not_reached_is_told_as_not_run(monkeypatch, capsys):
    code, said = audited(monkeypatch, capsys, "http://127.0.0.1:9/v1/query")
    assert code == 0
    assert said.startswith("not run: the audit of packages")


def test_what_the_list_does_not_know_is_no_approval():
    skipped = {"name": "a", "skip_reason": "Dependency not found"}
    assert audit.faults_in([skipped]) == []
