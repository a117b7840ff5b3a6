"""A public meeting followed by a hundred screens: from the secretary's keystroke to the last of them."""

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus

from benchmarks.growing import AUTHORITY
from benchmarks.measuring import heading, line, percentile, seeded
from benchmarks.serving import HOST, PORT, Browser, server
from tinget.foundation import clock
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.workflows.demonstration.prepare import prepare_demonstration
from tinget.workflows.demonstration.roles import acting_as

SCREENS, VOTES = 100, 20
OFTEN, BETWEEN = 0.5, 3.0  # seconds: as the page asks, and between two votes
CHANCE = seeded(14)
VERSION = re.compile(rb'data-version="(\d+)"')


@dataclass(slots=True)
class Watcher:
    """A visitor's screen: asks as the page's script does, and notes when it shows each version."""

    page: str
    begins_after: float  # seconds: screens are not in step
    seen: dict[int, float] = field(default_factory=dict)

    def watch(self, over: threading.Event) -> None:
        """Ask until it is over; begins at a moment of its own."""
        asking = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        version = self._show(asking)
        over.wait(self.begins_after)
        while not over.wait(OFTEN):
            asking.request(
                "GET", f"{self.page}version/", headers={"Host": HOST, "If-None-Match": f'"{version}"'}
            )
            answer = asking.getresponse()
            answer.read()
            if answer.status == HTTPStatus.OK:
                version = self._show(asking)
        asking.close()

    def _show(self, asking: http.client.HTTPConnection) -> int:
        asking.request("GET", self.page, headers={"Host": HOST})
        found = VERSION.search(asking.getresponse().read())
        version = int(found[1]) if found else 0
        self.seen.setdefault(version, time.perf_counter())
        return version


def run(sizes: tuple[int, ...] = (SCREENS,)) -> None:
    """Print how long a vote takes to be written, to reach a screen, and to reach the last of them."""
    heading(f"A public meeting, {VOTES} votes, milliseconds (p50 / p95)")
    line("screens", "written", "to a screen", "to the last")
    with server():
        live = _public_meeting()
        secretary = Browser().sign_in("Sekreterare")
        for screens in sizes:
            written, each, last = _follow(secretary, live, screens)
            told = [
                f"{percentile(one, 0.5):.0f} / {percentile(one, 0.95):.0f}" for one in (written, each, last)
            ]
            line(str(screens), *told)


def _follow(secretary: Browser, live: str, screens: int) -> tuple[list[float], list[float], list[float]]:
    shown = live.replace("pagar", "skarm")
    watchers = [Watcher(shown, OFTEN * number / screens) for number in range(screens)]
    over = threading.Event()
    threads = [threading.Thread(target=one.watch, args=[over]) for one in watchers]
    for thread in threads:
        thread.start()
    time.sleep(BETWEEN)  # every screen has its first page
    page = secretary.get(live, compressed=False).body
    begun, written = {}, []
    for _ in range(VOTES):
        vote = {"do": "votering", "yes": "draft", "no": "1", **_ballot()}
        version = _version(page) + 1
        begun[version] = time.perf_counter()
        _write(secretary, live, vote, page)
        written.append(time.perf_counter() - begun[version])
        time.sleep(BETWEEN)
        page = secretary.get(live, compressed=False).body
        _write(secretary, live, {"do": "undo", "number": str(version)}, page)  # so that it can be put again
        page = secretary.get(live, compressed=False).body
    over.set()
    for thread in threads:
        thread.join()
    delays = {version: [_shown(one, version) - at for one in watchers] for version, at in begun.items()}
    return written, [one for each in delays.values() for one in each], [max(each) for each in delays.values()]


def _write(secretary: Browser, live: str, fields: dict[str, str], page: bytes) -> None:
    status = secretary.post(live, fields, page).status
    if status != HTTPStatus.FOUND:
        raise RuntimeError(f"not written: {status}")


def _shown(watcher: Watcher, version: int) -> float:
    """Return when a screen first showed the version or a later one."""
    return min((at for seen, at in watcher.seen.items() if seen >= version), default=float("inf"))


def _version(page: bytes) -> int:
    found = VERSION.search(page)
    if found is None:
        raise RuntimeError("the page of the sitting has no version")
    return int(found[1])


def _ballot() -> dict[str, str]:
    against = CHANCE.randint(0, 6)
    return {f"seat-{number}": "against" if number < against else "for" for number in range(14)}


def _public_meeting() -> str:
    """Open a made-up meeting to the public with everybody there, and one motion beside the proposal."""
    now = clock.now()
    authority = organisation.authority_by_slug(AUTHORITY)
    prepare_demonstration(authority, at=now)
    with acting_as("Sekreterare", at=now) as secretary:
        meeting = meetings.plan_meeting(secretary, authority=authority.id, planned_on=now.date(), at=now)
        item = meetings.add_item(
            secretary,
            meeting_id=meeting,
            kind=meetings.ItemKind.INFORMATION,
            wording=meetings.ItemWording("Påhittad budget", proposal="Nämnden godkänner budgeten."),
        )
        meetings.open_meeting(secretary, meeting_id=meeting, at=now)
        members = [row.member.person_id for row in meetings.seats_on(meeting) if row.member is not None]
        chair = organisation.holders(
            authority.id, organisation.Role.CHAIR, on=now.date(), demonstration=True
        )[0]
        meetings.register_presence(
            secretary, meeting_id=meeting, person_ids=members, chair_id=chair.id, at=now
        )
        meetings.record_event(secretary, meeting_id=meeting, kind="doors", values={"open": True}, at=now)
        meetings.take_up_item(secretary, item_id=item, at=now)
        moved = {"id": "1", "by": {"municipality": "Kiruna", "as": "member"}, "kind": "reject"}
        meetings.record_event(secretary, meeting_id=meeting, kind="motion", values=moved, at=now)
        address = meetings.meeting_by_id(meeting).address
    return f"/{AUTHORITY}/sammantraden/{address}/pagar/"
