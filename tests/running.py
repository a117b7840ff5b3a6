"""Tinget started as a person starts it: `./tinget up`, a process on a data folder of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "src"
STARTS_WITHIN = 180  # seconds, on a machine with much else to do


@dataclass
class Running:
    """A started Tinget: its address, its data folder and its supervising process."""

    address: str
    data: Path
    process: subprocess.Popen
    port: int
    variables: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> int:
        """Return the status of a page, or 0 when nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", path)
            return line.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            line.close()

    def wait_until_ready(self) -> None:
        """Wait until the database answers through the web server."""
        until = time.monotonic() + STARTS_WITHIN
        while self.get("/readyz") != HTTPStatus.OK:
            assert self.process.poll() is None, (self.data.parent / "up.log").read_text()
            assert time.monotonic() < until, (self.data.parent / "up.log").read_text()
            time.sleep(0.1)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run a management command against it."""
        return subprocess.run(
            [sys.executable, "-m", "tinget.site.cli", "manage", *arguments],
            env=_environment(self.data) | self.variables,
            capture_output=True,
            text=True,
            check=False,
        )


@contextmanager
def started(folder: Path, **variables: str):
    """Start Tinget under the folder, and stop it as Ctrl-C would."""
    data, port = folder / "data", _free_port()
    with (folder / "up.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tinget.site.cli", "up", "--port", str(port), "--data", str(data)],
            env=_environment(data) | variables,
            stdout=log,
            stderr=log,
        )
    running = Running(f"http://127.0.0.1:{port}", data, process, port, variables)
    try:
        running.wait_until_ready()
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STARTS_WITHIN)


@contextmanager
def folder_for_a_server():
    """Make a folder that PostgreSQL's own user can reach, also when the tests run as root."""
    with tempfile.TemporaryDirectory(prefix="tinget-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _environment(data: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "TINGET_"))
    }
    told = {"TINGET_DATA": str(data), "TINGET_DEMO": "1", "TINGET_WEB_PROCESSES": "1"}
    return kept | told | {"PYTHONPATH": str(SOURCES)}


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]
