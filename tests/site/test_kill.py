"""Nothing acknowledged is lost: web server and database are killed in the middle of 200 registrations."""

import http.client
import itertools
import os
import re
import signal
import threading
import time
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.running import folder_for_a_server, started

REGISTRATIONS, WRITERS = 200, 4
ENOUGH = 300  # seconds; a server that never comes back fails the test instead of holding it
FORM = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ROLE = re.compile(r'name="person" value="(\d+)"[^>]*>Sekreterare<')


class Writer:
    """A signed-in secretary who registers cases over HTTP and remembers which were acknowledged."""

    def __init__(self, port):
        self.port, self.cookies, self.acknowledged = port, {}, []

    def ask(self, method, path, **fields):
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
            return answer.status, answer.getheader("Location", ""), answer.read().decode()
        finally:
            line.close()

    def sign_in(self):
        _, _, page = self.ask("GET", "/logga-in/")
        token, person = FORM.search(page)[1], ROLE.search(page)[1]
        status, _, _ = self.ask("POST", "/demonstration/roll/", csrfmiddlewaretoken=token, person=person)
        assert status == HTTPStatus.FOUND

    def register(self, title):
        _, _, page = self.ask("GET", "/e-namnden/arenden/ny/")
        fields = {"csrfmiddlewaretoken": FORM.search(page)[1], "title": title, "class_code": "2.2.0.1"}
        status, place, answer = self.ask("POST", "/e-namnden/arenden/ny/", **fields)
        assert status == HTTPStatus.FOUND, answer[-500:]
        self.acknowledged.append((title, re.search(r"/arenden/(\d+)/(\d+)/", place).groups()))

    def work(self, titles, share):
        """Register until the share is acknowledged; what was not, goes on under the next title."""
        while len(self.acknowledged) < share:
            try:
                self.register(next(titles))
            except (OSError, http.client.HTTPException, AssertionError, TypeError):
                time.sleep(0.2)  # the server is gone; this case was not acknowledged


def titles_of(writer: int):
    """Yield titles that no other writer uses."""
    return (f"Fall {writer}-{number:03}" for number in itertools.count())


def processes_of(data: Path, needle: bytes) -> list[int]:
    """Return the processes that work for this data folder and have the needle on their command line."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if needle in command and str(data).encode() in command + environment:
            found.append(int(folder.name))
    return found


def kill_all(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def kill_in_the_middle(tinget, writers):
    while sum(len(writer.acknowledged) for writer in writers) < REGISTRATIONS // 5:
        time.sleep(0.01)
    web = processes_of(tinget.data, b"tinget.site.cli.child\0web")
    assert web
    kill_all(web)
    while sum(len(writer.acknowledged) for writer in writers) < REGISTRATIONS // 2:
        time.sleep(0.01)
    postgres = postgres_of(tinget.data)
    assert postgres
    kill_all(postgres)


def postgres_of(data: Path) -> list[int]:
    """Return the database's main process and its children."""
    place = data / "postgres.place"
    cluster = Path(place.read_text("utf-8").strip()) if place.exists() else data / "postgres"
    main = int((cluster / "postmaster.pid").read_text().splitlines()[0])
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    return [main, *map(int, children)]


@pytest.mark.slow
def test_a_killed_web_server_and_a_killed_database_lose_no_acknowledged_case():
    with folder_for_a_server() as folder:
        with started(folder) as tinget:
            writers = [Writer(tinget.port) for _ in range(WRITERS)]
            for writer in writers:
                writer.sign_in()
            threads = [
                threading.Thread(
                    target=writer.work, daemon=True, args=[titles_of(start), REGISTRATIONS // WRITERS]
                )
                for start, writer in enumerate(writers)
            ]
            for thread in threads:
                thread.start()
            kill_in_the_middle(tinget, writers)
            for thread in threads:
                thread.join(ENOUGH)
            assert not any(thread.is_alive() for thread in threads)
            tinget.wait_until_ready()
            acknowledged = [case for writer in writers for case in writer.acknowledged]
            numbers = [number for _title, number in acknowledged]
            assert len(acknowledged) == REGISTRATIONS
            assert len(set(numbers)) == len(numbers)
            reader = Writer(tinget.port)
            reader.sign_in()
            for title, (year, serial) in acknowledged:
                status, _, page = reader.ask("GET", f"/e-namnden/arenden/{year}/{serial}/")
                assert status == HTTPStatus.OK
                assert title in page
        with started(folder) as tinget:
            verified = tinget.manage("verify-ledger")
            assert verified.returncode == 0, verified.stdout + verified.stderr
            assert "whole" in verified.stdout
