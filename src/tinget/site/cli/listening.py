"""The port: held by `up`, so that a connection waits for the next web server when one goes."""

import http.client
import socket
import threading
import time
from collections.abc import Mapping
from http import HTTPStatus

from tinget.site.cli.installation import Stopped
from tinget.site.cli.supervision import GENERATION, WAITING


def taken(host: str, port: int, stopping: threading.Event, *, patience: float) -> socket.socket:
    """Take the port; the seconds of patience are for a killed predecessor's processes to let it go."""
    until = time.monotonic() + patience
    while True:
        try:
            return _bound(host, port)
        except OSError as problem:
            if time.monotonic() >= until or stopping.wait(0.2):
                raise _refused(host, port, problem) from problem


def open_to_all(door: socket.socket) -> None:
    """Let connections come; until then they are refused, since it may take long before anybody answers."""
    try:
        door.listen(WAITING)
    except OSError as problem:  # somebody took the same port in the same moment
        host, port = door.getsockname()[:2]
        raise _refused(host, port, problem) from problem


def is_answering(host: str, port: int, environment: Mapping[str, str]) -> bool:
    """Tell whether a web server answers, and with that very generation."""
    asked_for = environment.get("TINGET_HOSTS", "127.0.0.1").split(",")[0].lstrip(".*") or "127.0.0.1"
    line = http.client.HTTPConnection(shown(host), port, timeout=5)
    try:
        line.request("GET", "/readyz", headers={"Host": asked_for})
        answer = line.getresponse()
        generation = answer.getheader("Tinget-Generation")
        return answer.status == HTTPStatus.OK and generation == environment.get(GENERATION, "0")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def shown(host: str) -> str:
    """Return the address by which this machine reaches what listens there."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 — asked for, not listened on


def _bound(host: str, port: int) -> socket.socket:
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
    except OSError:
        door.close()
        raise
    return door


def _refused(host: str, port: int, problem: OSError) -> Stopped:
    return Stopped(
        f"Det går inte att lyssna på {host}:{port} ({problem.strerror}). Välj en annan port med --port."
    )
