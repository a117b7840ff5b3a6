"""A real clamd, with one signature of our own, finds what it knows and lets the rest in."""

import os
import shutil
import socket
import subprocess
import time

import pytest

from tests.fakes.clamd import EICAR
from tinget.foundation import files

pytestmark = pytest.mark.slow
PROGRAM = shutil.which("clamd", path=f"{os.environ['PATH']}:/usr/sbin")
STARTS_WITHIN = 180  # seconds


@pytest.fixture
def clamd(tmp_path, settings):
    """Start one that knows the test virus alone, on a port of loopback."""
    if PROGRAM is None:
        absent = "not run: clamd is absent; apt install clamav-daemon"
        (pytest.fail if os.environ.get("TINGET_REQUIRE_ALL") == "1" else pytest.skip)(absent)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "local.ndb").write_text(f"Tinget.Test:0:*:{EICAR.hex()}\n")
    (tmp_path / "clamd.conf").write_text(
        f"DatabaseDirectory {tmp_path}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nForeground yes\nUser root\n"
        if os.geteuid() == 0
        else f"DatabaseDirectory {tmp_path}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nForeground yes\n"
    )
    with subprocess.Popen([PROGRAM, "-c", tmp_path / "clamd.conf"], stdout=subprocess.DEVNULL) as process:
        settings.TINGET_CLAMD = f"tcp://127.0.0.1:{port}"
        until = time.monotonic() + STARTS_WITHIN
        while not files.scanner_answers() and time.monotonic() < until:
            time.sleep(0.1)
        yield process
        process.terminate()


def test_a_real_scanner_finds_what_it_knows_and_when_it_stops_nothing_is_taken_in(clamd):
    assert files.scanner_answers()
    assert files.store(1, "Hej, här är protokollet.".encode(), name="a.txt").size
    with pytest.raises(files.FileInfected, match=r"Tinget\.Test"):
        files.store(1, EICAR, name="b.txt")
    clamd.terminate()
    clamd.wait(20)
    with pytest.raises(files.ScannerSilent):
        files.store(1, b"after", name="c.txt")
