"""A web server that dies in the middle of a vote loses no vote, and none is written in part."""

import http.client
import json
import re
import threading
import time
from http import HTTPStatus

import pytest

from benchmarks.killing import kill_all, processes_of
from benchmarks.writers import FORM, Writer
from tests.running import folder_for_a_server, started
from tinget.foundation import clock

pytestmark = pytest.mark.slow
VOTES = 12
WITHIN = 300  # seconds: a server that never comes back is told as votes that were not written
LIST = "/e-namnden/sammantraden/"
SEATS = 14
QUESTION = re.compile(
    r'name="yes".*?<option value="([^"]+)" selected.*?name="no".*?<option value="([^"]+)" selected', re.DOTALL
)


class Secretary(Writer):
    """A signed-in secretary who writes votes down and remembers which were acknowledged."""

    def post(self, path, **fields):
        _, _, page = self.ask("GET", path)
        token = FORM.search(page)[1]
        status, place, answer = self.ask("POST", path, csrfmiddlewaretoken=token, **fields)
        assert status == HTTPStatus.FOUND, answer[-500:]
        return place

    def begin(self):
        """Open a meeting with every member there, and one motion against the proposal."""
        here = self.post(f"{LIST}nytt/", planned_on=clock.today().isoformat())
        added = {"add": "punkt", "punkt-kind": "information", "punkt-title": "Påhittad budget"}
        self.post(f"{here}dagordning/", **added)
        self.post(f"{here}oppna/")
        _, _, page = self.ask("GET", f"{here}narvaro/?alla=1")
        present = re.findall(r'name="present" value="(\d+)"[^>]*checked', page)
        chair = re.search(r'<option value="(\d+)" selected', page)[1]
        self.post(f"{here}narvaro/", present=present, chair=chair)
        self.live = f"{here}pagar/"
        _, _, page = self.ask("GET", self.live)
        item = re.findall(r'name="item" value="(\d+)"', page)[-2]  # the last is for other questions
        self.post(self.live, do="take_up", item=item)
        self.post(self.live, do="yrkande", by="Kiruna:member", kind="reject")
        return here

    def vote(self):
        """Put the proposal against a motion; each vote is about a motion of its own."""
        _, _, page = self.ask("GET", self.live)
        asked = QUESTION.search(page)
        if asked is None:
            self.post(self.live, do="yrkande", by="Kiruna:member", kind="reject")
            return
        seats = {f"seat-{number}": "against" if number < 3 else "for" for number in range(SEATS)}
        self.post(self.live, do="votering", yes=asked[1], no=asked[2], **seats)
        self.acknowledged.append(1)

    def vote_on(self):
        until = time.monotonic() + WITHIN
        while len(self.acknowledged) < VOTES and time.monotonic() < until:
            try:
                self.vote()
            except (OSError, http.client.HTTPException, AssertionError, TypeError):
                time.sleep(0.2)  # the server is gone; this vote was not acknowledged


def test_a_server_restarted_in_the_middle_of_a_vote_loses_no_vote():
    with folder_for_a_server() as folder, started(folder) as tinget:
        secretary = Secretary(tinget.port)
        secretary.sign_in()
        here = secretary.begin()
        voting = threading.Thread(target=secretary.vote_on)
        voting.start()
        for part in (3, 2):
            while len(secretary.acknowledged) < VOTES // part and voting.is_alive():
                time.sleep(0.01)
            web = processes_of(tinget.data, b"tinget.site.cli.child\0web")
            assert web
            kill_all(web)
        voting.join()
        address = here.replace("/sammantraden/", "/meetings/")
        _, _, told = secretary.ask("GET", f"/api{address}events")
        events = json.loads(told)
        votes = [one["values"] for one in events if one["kind"] == "vote"]
        assert [one["number"] for one in events] == list(range(1, len(events) + 1))
        assert len(votes) >= len(secretary.acknowledged) == VOTES
        assert all((len(one["for"]), len(one["against"])) == (SEATS - 3, 3) for one in votes)
        _, _, page = secretary.ask("GET", secretary.live)
        assert "11 ja, 3 nej" in page
