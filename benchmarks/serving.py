"""The web server as `./tinget up` runs it, and clients that ask it and tell how long it took."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from benchmarks.measuring import timed

PORT = 18_741
HOST = f"127.0.0.1:{PORT}"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@contextmanager
def server() -> Iterator[None]:
    """Run two workers of four threads, as many as there are cores to use."""
    started = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4",
         "--port", str(PORT), "--log-level", "warning", "tinget.site.wsgi:application"],
        env=os.environ | {"TINGET_ADDRESS": f"http://{HOST}"},
    )  # fmt: skip
    try:
        for _ in range(200):
            try:
                if Browser().get("/readyz").status == HTTPStatus.OK:
                    break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        started.terminate()
        started.wait()


class Answer:
    """What came back: status, the bytes over the wire, and the body when it was asked for uncompressed."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.body = response.read()
        self.cookies = response.msg.get_all("Set-Cookie") or []


class Browser:
    """One client on one connection, signed in as a role of the demonstration or a visitor."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}
        self.line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def sign_in(self, role: str) -> "Browser":
        """Choose a role account by its name."""
        page = self.get("/logga-in/", compressed=False).body
        person = re.search(rb'name="person" value="(\d+)"[^>]*>' + role.encode() + b"</button>", page)
        if person is None:
            raise RuntimeError(f"no role {role}")
        self.post("/demonstration/roll/", {"person": person[1].decode()}, page)
        return self

    def get(self, path: str, *, compressed: bool = True) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, headers={"Accept-Encoding": "gzip"} if compressed else {})

    def post(self, path: str, fields: dict[str, str], page: bytes) -> Answer:
        """Send a form that stood on a page."""
        token = TOKEN.search(page)
        sent = fields | ({"csrfmiddlewaretoken": token[1].decode()} if token else {})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://{HOST}/",
            "Origin": f"http://{HOST}",
        }
        return self._ask("POST", path, headers=headers, body=urlencode(sent))

    def _ask(self, method: str, path: str, *, headers: dict[str, str], body: str | None = None) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = (method, path, body, headers | {"Host": HOST, "Cookie": cookie})
        try:
            answer = self._say(*sent)
        except (http.client.HTTPException, ConnectionError):  # a line that was idle for long is closed
            self.line.close()
            answer = self._say(*sent)
        for one in answer.cookies:
            name, _equals, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def _say(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        self.line.request(method, path, body, headers)
        return Answer(self.line.getresponse())


def measured(browsers: Sequence[Browser], paths: Callable[[int], str], *, requests: int) -> list[float]:
    """Return the seconds of each request, as many clients at once as there are browsers."""
    return acted(browsers, lambda browser, number: _must(browser, paths(number)), acts=requests)


def acted(browsers: Sequence[Browser], act: Callable[[Browser, int], None], *, acts: int) -> list[float]:
    """Return the seconds of each act, as many clients at once as there are browsers."""

    def work(first: int) -> list[float]:
        browser = browsers[first]
        return [timed(partial(act, browser, number)) for number in range(first, acts, len(browsers))]

    with ThreadPoolExecutor(len(browsers)) as pool:
        return [seconds for each in pool.map(work, range(len(browsers))) for seconds in each]


def _must(browser: Browser, path: str) -> None:
    status = browser.get(path).status
    if status != HTTPStatus.OK:
        raise RuntimeError(f"{path}: {status}")
