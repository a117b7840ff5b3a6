"""`./tinget up`: database, web server and worker, started in that order and stopped in the opposite one."""

import argparse
import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tinget.foundation.postgres import DatabaseUnavailable, answers, embedded, place
from tinget.site.cli.installation import Installation, Stopped
from tinget.site.cli.listening import is_answering, open_to_all, shown, taken
from tinget.site.cli.readiness import make_ready
from tinget.site.cli.supervision import DRAINING, SOCKET, WEB_PROCESSES, Child
from tinget.site.cli.versions import forget_others, keep_copy, read_from

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
READY_WITHIN = 600.0  # seconds that a slow machine may take, as long as the web server lives
TOLD_EACH = 15.0  # seconds between two words to whoever waits
LEFTOVERS = 12.0  # seconds that a killed predecessor's processes may take to end
MOST_PROCESSES_EMBEDDED, MOST_PROCESSES = 5, 64  # the embedded PostgreSQL takes sixty connections
PATIENCE = 4  # failed starts of the web server before we give up


@dataclass(frozen=True)
class Asked:
    """What somebody has asked of the running process by a signal."""

    stopping: threading.Event = field(default_factory=threading.Event)
    renewing: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Let signals ask: Ctrl-C and their like to stop, USR1 to take a new version into use."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        signal.signal(signal.SIGUSR1, lambda *_: self.renewing.set())


def main(installation: Installation, options: argparse.Namespace) -> int:
    """Run until somebody says stop."""
    started = time.monotonic()
    _refuse_processes(os.environ.get("TINGET_WEB_PROCESSES", WEB_PROCESSES), installation)
    asked = Asked()
    asked.listen()
    patience = LEFTOVERS if installation.was_killed() else 0
    with taken(options.host, options.port, asked.stopping, patience=patience) as door:
        _run(installation, options, door, asked, started)
    say("Allt är stoppat.")
    return 0


def _run(
    installation: Installation,
    options: argparse.Namespace,
    door: socket.socket,
    asked: Asked,
    started: float,
) -> None:
    if installation.is_embedded:
        place.find(installation.data)
    installation.data.mkdir(parents=True, exist_ok=True)
    local = options.host in LOOPBACK and installation.is_embedded
    demonstration = installation.demonstration(at_first=local)
    address = os.environ.get("TINGET_ADDRESS") or _address(options)
    state = {"address": address, "demonstration": demonstration}
    with installation.claimed(state), installation.running_database() as admin_url:
        installation.keep_demonstration(on=demonstration)
        if not installation.known:
            say("Första starten: databasen skapas och uppgifterna läses in.")
        version = keep_copy(installation.data)
        forget_others(version)
        make_ready(installation, admin_url, asked.stopping, version)
        if not asked.stopping.is_set():
            with _children(installation, options, door, state, version) as children:
                # The pages first, with both cores to themselves; the worker follows in the loop's first turn.
                if _wait_until_ready(children[0], options, asked.stopping):
                    _greet(installation, options, state, time.monotonic() - started)
                _keep_until_stopped(installation, options, admin_url, children, asked)
        if installation.is_embedded:
            say("Stoppar databasen.")


def _refuse_processes(told: str, installation: Installation) -> None:
    """Raise Stopped for a number that cannot be run, or whose connections the database has no room for."""
    most = MOST_PROCESSES_EMBEDDED if installation.is_embedded else MOST_PROCESSES
    if not (told.isascii() and told.isdigit() and 1 <= int(told) <= most):
        raise Stopped(f"TINGET_WEB_PROCESSES är {told!r}, men ska vara ett heltal från 1 till {most}.", 2)


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _keep_until_stopped(
    installation: Installation,
    options: argparse.Namespace,
    admin_url: str,
    children: list[Child],
    asked: Asked,
) -> None:
    while not asked.stopping.wait(0.5):
        _keep(installation, children)
        if asked.renewing.is_set():
            asked.renewing.clear()
            _renew(installation, options, admin_url, children, asked.stopping)


@contextlib.contextmanager
def _children(
    installation: Installation,
    options: argparse.Namespace,
    door: socket.socket,
    state: dict[str, object],
    version: Path,
) -> Iterator[list[Child]]:
    """Yield the web server and the worker, not yet started; they are ended together."""
    environment = installation.environment() | read_from(version)
    environment |= {
        "TINGET_HOST": options.host,
        "TINGET_PORT": str(options.port),
        "TINGET_ADDRESS": str(state["address"]),
    }
    if options.host not in LOOPBACK | {"0.0.0.0", "::"} and "TINGET_HOSTS" not in os.environ:  # noqa: S104 — compared
        environment["TINGET_HOSTS"] = f"127.0.0.1,localhost,[::1],{options.host}"
    environment["PROMETHEUS_MULTIPROC_DIR"] = str(_empty_folder_of_figures(installation.data))
    open_to_all(door)
    web = Child("web", environment | {SOCKET: str(door.fileno())}, [door.fileno()])
    children = [web, Child("worker", environment)]
    try:
        yield children
    finally:
        say("Stoppar webbservern och bakgrundsarbetet.")
        for child in children:
            child.ask_to_end()
        for child in children:
            child.stop()


def _renew(
    installation: Installation,
    options: argparse.Namespace,
    admin_url: str,
    children: list[Child],
    stopping: threading.Event,
) -> None:
    """Bring the database up to the code that lies here now, and let it take over once it answers."""
    say("Förnyar: databasen görs i ordning medan den gamla versionen arbetar.")
    web, worker = children
    follower = None
    try:
        version = keep_copy(installation.data)
        make_ready(installation, admin_url, stopping, version)
        follower = web.follower(read_from(version))
        _wait_for_follower(follower, options, stopping)
    except (Stopped, OSError) as fault:
        if follower is not None:
            follower.stop()
        say(f"{fault} Den gamla versionen arbetar vidare.")
        return
    worker.stop()
    children[:] = [follower, worker.follower(read_from(version))]
    _let_end(web, installation, children, stopping)
    forget_others(version)
    say("Den nya versionen har tagit över.")


def _let_end(
    web: Child, installation: Installation, children: list[Child], stopping: threading.Event
) -> None:
    """Let the old web server answer what it has begun; whoever comes now is taken in by the new one."""
    web.ask_to_end()
    until = time.monotonic() + DRAINING
    while web.process is not None and web.process.poll() is None and time.monotonic() < until:
        if stopping.wait(0.1):
            break
        _keep(installation, children)
    web.stop()


def _wait_for_follower(follower: Child, options: argparse.Namespace, stopping: threading.Event) -> None:
    """Start it beside the old one and wait until it is the one that answers now and then."""
    if not stopping.is_set():
        follower.start()
    until = time.monotonic() + READY_WITHIN
    while follower.process is not None and follower.process.poll() is None and time.monotonic() < until:
        if is_answering(options.host, options.port, follower.environment):
            return
        if stopping.wait(0.05):
            break
    if stopping.is_set():
        raise Stopped("Förnyelsen avbröts.")
    raise Stopped("Den nya webbservern svarar inte; felet står ovanför.", 1)


def _empty_folder_of_figures(data: Path) -> Path:
    """Make the folder where the web server's processes keep their figures, with none of an earlier run."""
    folder = data / "metrics"
    folder.mkdir(mode=0o700, exist_ok=True)
    for old in folder.glob("*.db"):
        old.unlink()
    return folder


def _keep(installation: Installation, children: list[Child]) -> None:
    if installation.is_embedded and not answers(installation.data):
        say("Databasen slutade oväntat och startas om.")
        with contextlib.suppress(DatabaseUnavailable):  # tried again at the next turn
            embedded.start(installation.data)
            children[-1].stop()  # the worker's standing line to the database is dead, and it would not notice
    for child in children:
        if happened := child.keep():
            say(happened)


def _wait_until_ready(web: Child, options: argparse.Namespace, stopping: threading.Event) -> bool:
    started = told = time.monotonic()
    while (now := time.monotonic()) - started < READY_WITHIN and not stopping.wait(0.05):
        if is_answering(options.host, options.port, web.environment):
            return True
        if now - told > TOLD_EACH:
            told = now
            say(f"Väntar på att webbservern svarar ({now - started:.0f} s hittills).")
        if happened := web.keep():
            say(happened)
        if web.failures >= PATIENCE:
            raise Stopped("Webbservern startar inte; felet står ovanför.", 1)
    if stopping.is_set():
        return False
    raise Stopped(f"Webbservern svarar inte inom {READY_WITHIN:.0f} sekunder; felet står ovanför.", 1)


def _greet(
    installation: Installation, options: argparse.Namespace, state: dict[str, object], seconds: float
) -> None:
    say(f"Tinget är igång på {state['address']}/ (efter {seconds:.1f} s). Datamapp: {installation.data}")
    pointer = installation.data / "postgres.place"
    if installation.is_embedded and pointer.exists():
        say(
            f"Databasen ligger i {pointer.read_text('utf-8').strip()}: "
            "den användare som kör den når inte datamappen."
        )
    if state["demonstration"]:
        say(
            "Det här är en DEMONSTRATION: välj en roll på sidan Logga in, till exempel Sekreterare. "
            "Inget lösenord behövs."
        )
        say("Stäng av demonstrationen med TINGET_DEMO=0.")
        if options.host not in LOOPBACK:
            say("OBS: den som når adressen kan välja vilken roll som helst.")
    else:
        say("Logga in med e-postadress och lösenord. Demonstrationen är avstängd; TINGET_DEMO=1 slår på den.")
    say("Avsluta med Ctrl-C.")


def _address(options: argparse.Namespace) -> str:
    host = shown(options.host)
    return f"http://[{host}]:{options.port}" if ":" in host else f"http://{host}:{options.port}"
