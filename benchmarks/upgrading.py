"""A version put in the place of another while people work: how many requests fail, and the longest wait."""

import http.client
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from benchmarks.killing import PATIENCE, Victim, folder_of_its_own, free_port, processes_of
from benchmarks.measuring import heading, line, percentile
from benchmarks.writers import Writer

TIMES, VISITORS, WRITERS = 3, 3, 1
WEB = b"tinget.site.cli.child\0web"
PAGES = ("/", "/e-namnden/", "/e-namnden/sammantraden/", "/e-namnden/arenden/")


@dataclass
class Visitor:
    """Somebody who reads public pages one after the other, each on a line of its own as a proxy asks."""

    port: int
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    asked_again: int = 0

    def read(self, over: threading.Event) -> None:
        """Ask until it is over; anything but the page is a failure."""
        while not over.wait(0.05):
            page, started = PAGES[len(self.seconds) % len(PAGES)], time.perf_counter()
            try:
                status = self._ask_as_proxy(page)
            except (OSError, http.client.HTTPException) as error:
                status = repr(error)
            self.seconds.append(time.perf_counter() - started)
            if status != HTTPStatus.OK:
                self.failed.append(f"{page}: {status}")

    def _ask_as_proxy(self, page: str) -> int:
        """Ask as `deploy/nginx/tinget.conf` does: once more when the line is closed without a word."""
        try:
            return Writer(self.port).ask("GET", page)[0]
        except ConnectionResetError:  # http.client's RemoteDisconnected is one
            self.asked_again += 1
            return Writer(self.port).ask("GET", page)[0]


def run(sizes: tuple[int, ...] = (TIMES,)) -> None:
    """Print how many requests failed while processes were put in place of others, and how long they took."""
    for times in sizes:
        heading(f"{times} renewals, {VISITORS} visitors and {WRITERS} secretary")
        with folder_of_its_own() as folder:
            victim = Victim(folder / "data", free_port())
            victim.start()
            visitors, writers = renewed(victim, times)
            victim.stop()
        tell(visitors, writers)


def tell(visitors: Sequence[Visitor], writers: Sequence[Writer]) -> None:
    """Print what they met."""
    seconds = [one for visitor in visitors for one in visitor.seconds]
    failed = [one for visitor in visitors for one in visitor.failed]
    shown = f"{percentile(seconds, 0.5):.0f} / {percentile(seconds, 0.95):.0f}"
    line("", "requests", "failed", "p50 / p95 ms", "longest ms")
    line("pages read", str(len(seconds)), str(len(failed)), shown, f"{max(seconds) * 1000:.0f}")
    line("asked for once more", str(sum(visitor.asked_again for visitor in visitors)))
    written, cut = (sum(map(len, (one.acknowledged for one in writers))), sum(o.cut_off for o in writers))
    line("cases registered", str(written), str(cut))
    for failure in failed[:10]:
        line(failure)


def renewed(
    victim: Victim, times: int, lay_files: Callable[[], None] = lambda: None
) -> tuple[list[Visitor], list[Writer]]:
    """Renew a running Tinget so many times while people read and write; answers what they met."""
    visitors = [Visitor(victim.port) for _ in range(VISITORS)]
    writers = [Writer(victim.port, f"renewed-{number}") for number in range(WRITERS)]
    for writer in writers:
        writer.sign_in()
    over = threading.Event()
    working = [threading.Thread(target=one.read, args=[over], daemon=True) for one in visitors]
    working += [threading.Thread(target=one.work, args=[over], daemon=True) for one in writers]
    for thread in working:
        thread.start()
    try:
        lay_files()
        for _ in range(times):
            _renew(victim)
    finally:
        time.sleep(1)
        over.set()
        for thread in working:
            thread.join(PATIENCE)
    return visitors, writers


def _renew(victim: Victim) -> None:
    """Ask for a renewal and return when none of the web server's old processes is left."""
    old = set(processes_of(victim.data, WEB))
    victim.tell(signal.SIGUSR1)
    until = time.monotonic() + PATIENCE
    while old & set(processes_of(victim.data, WEB)):
        if time.monotonic() > until:
            raise TimeoutError(f"not renewed within {PATIENCE:.0f} seconds")
        time.sleep(0.2)
