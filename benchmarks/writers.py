"""Secretaries who register cases over HTTP, go on when the server dies, and remember what was accepted."""

import http.client
import itertools
import re
import threading
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlencode

FORM = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ROLE = re.compile(r'name="person" value="(\d+)"[^>]*>Sekreterare<')
PLACE = re.compile(r"/arenden/(\d+)/(\d+)/")
PAUSE = 0.1  # seconds before asking a server that is gone again


class NotAcknowledged(Exception):
    """The server answered otherwise than it does when a case is registered."""


class Writer:
    """A signed-in secretary and the cases that were acknowledged: title, year and number."""

    def __init__(self, port: int, name: str = "0") -> None:
        self.port, self.name = port, name
        self.cookies: dict[str, str] = {}
        self.acknowledged: list[tuple[str, tuple[str, str]]] = []
        self.cut_off = 0

    def ask(self, method: str, path: str, **fields: object) -> tuple[int, str, str]:
        """Ask once on a line of its own; answers status, the place led to, and the page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, urlencode(fields, doseq=True), headers)
            answer = line.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.split(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.getheader("Location") or "", answer.read().decode()
        finally:
            line.close()

    def sign_in(self) -> None:
        """Choose the demonstration's secretary."""
        _status, _place, page = self.ask("GET", "/logga-in/")
        token, person = _found(FORM, page)[1], _found(ROLE, page)[1]
        status, _place, _page = self.ask(
            "POST", "/demonstration/roll/", csrfmiddlewaretoken=token, person=person
        )
        if status != HTTPStatus.FOUND:
            raise NotAcknowledged(f"signing in: {status}")

    def register(self, title: str) -> None:
        """Register a case; it counts when the server has led on to the case's page."""
        _status, _place, page = self.ask("GET", "/e-namnden/arenden/ny/")
        fields = {
            "csrfmiddlewaretoken": _found(FORM, page)[1],
            "title": title,
            "class_code": "2.2.0.1",
        }
        status, place, answer = self.ask("POST", "/e-namnden/arenden/ny/", **fields)
        if status != HTTPStatus.FOUND:
            raise NotAcknowledged(f"{status}: {answer[-500:]}")
        year, serial = _found(PLACE, place).groups()
        self.acknowledged.append((title, (year, serial)))

    def work(self, over: threading.Event) -> None:
        """Register until it is over; what was cut off goes on under the next title."""
        for title in self._titles():
            if over.is_set():
                return
            try:
                self.register(title)
            except (OSError, http.client.HTTPException, NotAcknowledged):
                self.cut_off += 1
                over.wait(PAUSE)

    def _titles(self) -> Iterator[str]:
        return (f"Fall {self.name}-{number:05}" for number in itertools.count())


def is_ready(port: int) -> bool:
    """Tell whether the database answers through the web server."""
    try:
        return Writer(port).ask("GET", "/readyz")[0] == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False


def _found(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    """Return the match; a page without it was made by a server that is on its way down."""
    match = pattern.search(text)
    if match is None:
        raise NotAcknowledged(text[-500:])
    return match
