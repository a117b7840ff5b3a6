"""Tinget killed by `kill -9` again and again while cases are registered: how many acknowledged are lost."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from benchmarks.measuring import heading, line, seeded
from benchmarks.writers import Writer, is_ready
from tinget.site.cli.installation import CHECKOUT, Installation

ROUNDS, WRITERS = 1000, 2
BETWEEN = 3  # acknowledged cases between two kills
TOLD_AFTER = 100
PATIENCE = 600.0  # seconds until somebody writes again
CASES = "SELECT title, year, serial FROM registry_case"
WEB, WORKERS, DATABASE, ALL = "web", "workers", "database", "all"
# The supervisor waits longer each time a part dies, and is itself replaced when everything is killed.
CYCLE = (DATABASE, WORKERS, DATABASE, DATABASE, WEB, DATABASE, DATABASE, WORKERS, DATABASE, ALL)
CHANCE = seeded(9)


@dataclass
class Told:
    """What came of the rounds: acknowledged cases, those that are lost or have another's number, cut off."""

    rounds: int
    acknowledged: int
    lost: list[str]
    twice: int
    cut_off: int
    ledger_is_whole: bool | None = None


@dataclass
class Victim:
    """A whole Tinget as `./tinget up` starts it from a checkout, on a data folder of its own."""

    data: Path
    port: int
    checkout: Path = CHECKOUT
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """Start everything, as systemd does until it stands, and wait until it answers."""
        until = time.monotonic() + PATIENCE
        while not self._is_ready():
            if time.monotonic() > until:
                raise TimeoutError(f"nothing has started within {PATIENCE:.0f} seconds")
            if self.process is None or self.process.poll() is not None:
                self._begin()
            time.sleep(0.1)

    def _begin(self) -> None:
        told = ["--port", str(self.port), "--data", str(self.data)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tinget.site.cli", "up", *told],
            env=_environment(self.data, self.checkout), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _is_ready(self) -> bool:
        """Tell whether it answers, and what started it lives: on a slow machine that may give up."""
        lives = self.process is not None and self.process.poll() is None
        return lives and is_ready(self.port)

    def kill(self, what: str) -> None:
        """Kill one part at once; everything includes what starts the parts anew."""
        web = processes_of(self.data, b"tinget.site.cli.child\0web")
        main = min(web, default=0)
        parts = {
            WEB: lambda: web,
            WORKERS: lambda: [pid for pid in web if pid != main],
            DATABASE: lambda: postgres_of(self.data),
            ALL: lambda: [*self._supervisor(), *web, *postgres_of(self.data),
                          *processes_of(self.data, b"tinget.site.cli.child\0worker")],
        }  # fmt: skip
        kill_all(parts[what]())
        if what == ALL and self.process is not None:
            self.process.wait()
            self.start()

    def tell(self, what: signal.Signals) -> None:
        """Send a signal to what started everything."""
        if self.process is not None:
            self.process.send_signal(what)

    def stop(self) -> None:
        """Stop as Ctrl-C would."""
        self.tell(signal.SIGTERM)
        if self.process is not None:
            self.process.wait(60)

    def _supervisor(self) -> list[int]:
        return [] if self.process is None else [self.process.pid]


def run(sizes: tuple[int, ...] = (ROUNDS,)) -> None:
    """Print how many acknowledged cases so many kills lost."""
    for rounds in sizes:
        heading(f"{rounds} kills by kill -9, {WRITERS} writers")
        line("rounds", "acknowledged", "cut off", "lost", "number twice", "ledger")
        with folder_of_its_own() as folder:
            told = killed(Victim(folder / "data", free_port()), rounds)
        _tell(told)


def killed(victim: Victim, rounds: int, cycle: Sequence[str] = CYCLE) -> Told:
    """Kill so many times while cases are registered, then look for each that was acknowledged."""
    victim.start()
    writers = [Writer(victim.port, str(number)) for number in range(WRITERS)]
    for writer in writers:
        writer.sign_in()
    over = threading.Event()
    threads = [threading.Thread(target=writer.work, args=[over], daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for number in range(rounds):
            _wait_for(writers, BETWEEN)
            time.sleep(CHANCE.random() / 10)  # anywhere in what takes a tenth of a second
            victim.kill(cycle[number % len(cycle)])
            if (number + 1) % TOLD_AFTER == 0 and number + 1 < rounds:
                _wait_for(writers, 1)
                _tell(_found(victim, writers, number + 1))
        _wait_for(writers, BETWEEN)
    finally:
        over.set()
        for thread in threads:
            thread.join(PATIENCE)
        told = _found(victim, writers, rounds)
        victim.stop()
    told.ledger_is_whole = _ledger_is_whole(victim.data)
    return told


def processes_of(data: Path, needle: bytes) -> list[int]:
    """Return the processes that work for this data folder and have the needle on their command line."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if needle in command and bytes(data) in command + environment:
            found.append(int(folder.name))
    return found


def postgres_of(data: Path) -> list[int]:
    """Return the database's main process and its children; none while it is down."""
    place = data / "postgres.place"
    cluster = Path(place.read_text("utf-8").strip()) if place.exists() else data / "postgres"
    try:
        main = int((cluster / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    except (OSError, IndexError):
        return []
    return [main, *map(int, children)]


def kill_all(pids: Sequence[int]) -> None:
    """Kill them one after the other."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """Make a folder on the checkout's disk that PostgreSQL's own user can reach."""
    (CHECKOUT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="killed-", dir=CHECKOUT / "var") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_for(writers: Sequence[Writer], more: int) -> None:
    """Wait until so many more cases are acknowledged."""
    wanted = sum(len(writer.acknowledged) for writer in writers) + more
    until = time.monotonic() + PATIENCE
    while sum(len(writer.acknowledged) for writer in writers) < wanted:
        if time.monotonic() > until:
            raise TimeoutError(f"nobody has written for {PATIENCE:.0f} seconds")
        time.sleep(0.01)


def _found(victim: Victim, writers: Sequence[Writer], rounds: int) -> Told:
    """Look in the database itself for each acknowledged case, by title and number."""
    acknowledged = [case for writer in writers for case in list(writer.acknowledged)]
    victim.start()
    owner = Installation(victim.data, None).environment()["DATABASE_URL_OWNER"]
    with psycopg.connect(owner) as there:
        kept = {(title, (str(year), str(serial))) for title, year, serial in there.execute(CASES).fetchall()}
    lost = [title for title, number in acknowledged if (title, number) not in kept]
    numbers = [number for _title, number in acknowledged]
    cut_off = sum(writer.cut_off for writer in writers)
    twice = len(numbers) - len(set(numbers))
    return Told(rounds, len(acknowledged), lost, twice, cut_off)


def _ledger_is_whole(data: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "tinget.site.cli", "manage", "verify-ledger"],
        env=_environment(data), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode == 0 and "whole" in done.stdout


def _environment(data: Path, checkout: Path = CHECKOUT) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "TINGET_"))
    }
    return kept | {"TINGET_DATA": str(data), "TINGET_DEMO": "1", "PYTHONPATH": str(checkout / "src")}


def _tell(told: Told) -> None:
    line(str(told.rounds), str(told.acknowledged), str(told.cut_off), str(len(told.lost)), str(told.twice),
         {None: "", True: "whole", False: "BROKEN"}[told.ledger_is_whole])  # fmt: skip
