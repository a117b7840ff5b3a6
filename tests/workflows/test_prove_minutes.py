"""Proof to take away: the ledger's head is stamped, and a bundle of it is judged without the site."""

import base64
import json
import os
import re
import subprocess
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler

import pytest
from asn1crypto.cms import ContentInfo
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from benchmarks import publishing, serving
from tests.fakes.serving import serving as served
from tests.programs import needs, run
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.models import LedgerAnchor, LedgerHead
from tinget.foundation.pdf.detached import holds_until, seal_told
from tinget.foundation.pdf.verifying import Problem
from tinget.kernel.dates import DAY
from tinget.meetings import api as meetings
from tinget.signatures import api as signatures
from tinget.workflows.demonstration.roles import SECRETARY, acting_as
from tinget.workflows.prove_minutes import jobs, views
from tinget.workflows.prove_minutes.rules import packing
from tinget.workflows.verify_document.bundles import judged, opened
from tinget.workflows.verify_document.checking import check
from tinget.workflows.verify_document.rules import Verdict

pytestmark = pytest.mark.slow
SOME = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def address(visitor):
    cache.clear()  # a visitor gets so many proofs a minute, and a quick machine would have asked for more
    page = visitor.get("/e-namnden/").content.decode()
    return re.search(rf'/e-namnden/protokoll/({clock.today().year}[^/"]*)/"', page)[1]


@pytest.fixture
def bundle(authority, visitor, address):
    """The proof of the played meeting's minutes, as a visitor finds it on their page."""
    jobs.anchor(authority=authority.id)
    page = visitor.get(f"/e-namnden/protokoll/{address}/").content.decode()
    answer = visitor.get(re.search(r'href="([^"]*-bevis\.zip)"', page)[1])
    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["Content-Disposition"] == f'attachment; filename="protokoll-{address}-bevis.zip"'
    return answer.content


@pytest.fixture
def trusted():
    return signatures.trusted_issuers()


def test_the_ledger_is_stamped_when_something_was_written(authority, inside):
    jobs.anchor(authority=authority.id)
    jobs.anchor(authority=authority.id)
    with inside():
        newest = LedgerAnchor.objects.latest("position")
        head = LedgerHead.objects.get()
        assert LedgerAnchor.objects.filter(position=newest.position).count() == 1
        assert (newest.position, bytes(newest.hash)) == (head.count, bytes(head.hash))


def test_a_visitor_takes_the_proof_away_and_no_registrar_is_named_in_it(bundle):
    files = packing.unpack(bundle)
    told = json.loads(files["bevis.json"])
    Draft202012Validator(json.loads(files["bevis.schema.json"]), format_checker=FormatChecker()).validate(
        told
    )
    assert {"LAS-MIG.txt", "anslagsbevis.pdf", "protokoll.pdf", "utfardare.pem"} < set(files)
    assert [len(board["displays"]) for board in told["notice"]["boards"]] == [1] * 14
    actions = {entry["action"] for entry in told["ledger"]["entries"] if entry["entry"] is not None}
    assert actions == {"request_signatures", "sign", "approve_minutes", "publish_document", "post_notice"}
    closed = {entry["action"] for entry in told["ledger"]["entries"] if entry["entry"] is None}
    assert closed == {"confirm_up"}
    assert re.findall(r"person:\d+ Registrator", files["bevis.json"].decode()) == []
    assert "VAD PAKETET INTE VISAR" in files["LAS-MIG.txt"].decode()


def test_the_command_judges_it_without_server_and_database(bundle, tmp_path):
    """The settings of the process point at no database: a question to one would fail."""
    file, trusted = tmp_path / "bevis.zip", tmp_path / "utfardare.pem"
    file.write_bytes(bundle)
    trusted.write_bytes(packing.unpack(bundle)["utfardare.pem"])
    nowhere = {"TINGET_DATA": str(tmp_path / "none"), "DATABASE_URL_APP": "postgresql://127.0.0.1:1/none"}

    program = [sys.executable, "-m", "django", "verify_document", str(file), "--trust", str(trusted)]
    done = subprocess.run(program, capture_output=True, check=False, env=os.environ | nowhere)
    told = json.loads(done.stdout)
    assert (done.returncode, told["verdict"], told["bundle"]["faults"]) == (0, "genuine", [])
    assert [piece["stamp"]["problem"] for piece in told["bundle"]["pieces"]] == [None]


@SOME
@given(st.data())
def test_a_byte_changed_in_the_file_is_found(bundle, data):
    place = data.draw(st.integers(0, len(bundle) - 1))
    other = bundle[:place] + bytes([bundle[place] ^ data.draw(st.integers(1, 255))]) + bundle[place + 1 :]
    with pytest.raises(NotPossible):
        check(other, name="bevis.zip", trusted=[])


@SOME
@given(st.data())
def test_a_byte_changed_in_any_member_and_packed_again_is_found(bundle, trusted, data):
    files, at = opened(bundle), clock.now()
    genuine = check_once(bundle, trusted)
    name = data.draw(st.sampled_from(sorted(files)))
    place = data.draw(st.integers(0, len(files[name]) - 1))
    content = files[name]
    files[name] = (
        content[:place] + bytes([content[place] ^ data.draw(st.integers(1, 255))]) + content[place + 1 :]
    )
    try:
        told, verdict = judged(files, genuine.signatures, genuine.verdict, trusted=trusted, at=at)
    except NotPossible:
        return
    assert verdict is Verdict.CHANGED, (name, place)
    assert told.faults


_JUDGED = {}


def check_once(bundle, trusted):
    """Judge the whole bundle, its paper too; that takes seconds, so it is done once."""
    if bundle not in _JUDGED:
        _JUDGED.clear()
        _JUDGED[bundle] = check(bundle, name="bevis.zip", trusted=trusted)
        assert _JUDGED[bundle].verdict is Verdict.GENUINE
    return _JUDGED[bundle]


def test_the_seal_has_a_stamp_of_its_own_which_holds_when_its_certificate_has_ended(bundle, trusted):
    files, now = opened(bundle), clock.now()
    content, sealed = files[packing.PROOF], files[packing.SEAL]
    told = seal_told(content, sealed, trusted=trusted, at=now)
    assert (told.holds, told.stamped_at.date()) == (True, now.date())
    until = max(one.chosen.not_valid_after for one in ContentInfo.load(sealed)["content"]["certificates"])
    late = until + DAY
    assert holds_until(token_in(sealed)) > late
    assert seal_told(content, sealed, trusted=trusted, at=late).holds
    bare = without_token(sealed)
    assert seal_told(content, bare, trusted=trusted, at=now).holds  # as those that were made before
    assert seal_told(content, bare, trusted=trusted, at=late).problem is Problem.EXPIRED
    assert check_once(bundle, trusted).bundle.seal.stamped_at == told.stamped_at


def token_in(sealed):
    return ContentInfo.load(sealed)["content"]["signer_infos"][0]["unsigned_attrs"][0]["values"][0].dump()


def without_token(sealed):
    message = ContentInfo.load(sealed)
    signer = message["content"]["signer_infos"][0].copy()
    signer["unsigned_attrs"] = None
    message["content"]["signer_infos"] = [signer]
    return message.dump(force=True)


def test_a_seal_of_somebody_else_is_doubtful(bundle, trusted):
    files = opened(bundle)
    genuine = check_once(bundle, trusted)
    stranger = [one for one in genuine.signatures if one.field != signatures.SEAL]
    told, verdict = judged(files, stranger, Verdict.GENUINE, trusted=trusted, at=clock.now())
    assert (verdict, told.is_sealed_as_the_paper) == (Verdict.DOUBTFUL, False)
    told, verdict = judged(files, genuine.signatures, Verdict.GENUINE, trusted=[], at=clock.now())
    assert (verdict, told.seal.problem, told.faults) == (Verdict.DOUBTFUL, "unknown_issuer", ())


def test_the_page_judges_the_bundle_and_leads_from_the_paper_to_it(bundle, visitor, address):
    def sent(name: str, content: bytes) -> str:
        file = SimpleUploadedFile(name, content, content_type="application/octet-stream")
        return visitor.post("/kontrollera/", {"file": file}).content.decode()

    page = sent("bevis.zip", bundle)
    for words in ("äkta och oförändrad", "Bevispaket från Norrbottens e-nämnd", "14 anslagstavlor", "§ 4"):
        assert words in page
    page = sent("protokoll.pdf", packing.unpack(bundle)["protokoll.pdf"])
    assert f"/e-namnden/protokoll/{address}-bevis.zip" in page
    page = sent("annat.zip", packing.pack({"brev.txt": b"hej"}))
    assert "inget bevispaket" in page


def test_a_visitor_has_so_many_a_minute_and_the_staff_any(bundle, address, visitor, person, monkeypatch):
    at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(views, "bundle_of", lambda *_told, **_named: bundle)  # the asking is counted
    proof = f"/e-namnden/protokoll/{address}-bevis.zip"
    statuses = [visitor.get(proof).status_code for _one in range(views.MOST + 1)]
    assert (statuses[0], statuses[-1]) == (HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS)
    assert person("Sekreterare").get(proof).status_code == HTTPStatus.OK


def test_minutes_that_are_not_approved_have_no_proof(visitor, address):
    assert visitor.get("/e-namnden/protokoll/2023-10-12-bevis.zip").status_code == HTTPStatus.NOT_FOUND
    assert visitor.get(f"/e-namnden/protokoll/{address}/4-bevis.zip").status_code == HTTPStatus.NOT_FOUND


@needs("openssl")
def test_openssl_finds_seal_and_time_stamp_right_as_the_readme_says(bundle, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, content in packing.unpack(bundle).items():
        (tmp_path / name).write_bytes(content)
    told = json.loads((tmp_path / "bevis.json").read_bytes())
    stamp = told["ledger"]["pieces"][0]["stamp"]
    (tmp_path / "token.der").write_bytes(base64.b64decode(stamp["token"]))
    readme = (tmp_path / "LAS-MIG.txt").read_text(encoding="utf-8")
    commands = [line.split() for line in readme.splitlines() if line.strip().startswith("openssl")]
    assert len(commands) == 2
    for command in commands:
        run(*(stamp["hash"] if word == "HASH" else word for word in command))


@pytest.fixture
def asked(monkeypatch):
    """Serve empty answers where the benchmark's clients ask, and gather the addresses."""
    paths = set()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.add(self.path)
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with served(Door) as address:
        monkeypatch.setattr(serving, "PORT", int(address.rpartition(":")[2]))
        yield paths


def test_the_benchmark_of_publishing_goes_through_small_and_its_pages_are_there(
    authority, demonstration, visitor, asked, monkeypatch, capsys
):
    for name, small in (("PAGES", ((2, 1),)), ("TIMES", 1), ("SECONDS", 1), ("CLIENTS", 1)):
        monkeypatch.setattr(publishing, name, small)
    now = clock.now()
    with acting_as(SECRETARY, at=now):
        meeting = meetings.meeting_by_id(demonstration.played.meeting_id)
        content = meetings.minutes_content(meeting.id, generated_on=now.date())
    publishing._draw_up(content)
    publishing._prove(authority.id, meeting.address)
    publishing._visit(meeting, (2,))
    told = [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()]
    assert {"bundle made", "start page", "minutes", "a decision"} <= set(told)
    assert len(asked) == 3
    assert {visitor.get(path, follow=True).status_code for path in asked} == {HTTPStatus.OK}
