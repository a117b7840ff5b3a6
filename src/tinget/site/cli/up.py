"""`./tinget up`: database, web server and worker, started in that order and stopped in the opposite one."""

import argparse
import contextlib
import http.client
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tinget.foundation.postgres import DatabaseUnavailable, answers, embedded, place
from tinget.site.cli.installation import Installation, Stopped
from tinget.site.cli.readiness import make_ready
from tinget.site.cli.supervision import GENERATION, Child

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
READY_WITHIN = 600.0  # seconds that a slow machine may take, as long as the web server lives
TOLD_EACH = 15.0  # seconds between two words to whoever waits
LEFTOVERS = 12.0  # seconds that a killed predecessor's processes may take to end
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
    asked = Asked()
    asked.listen()
    _wait_for_port(installation, options, asked.stopping, started)
    if installation.is_embedded:
        place.find(installation.data)
    installation.data.mkdir(parents=True, exist_ok=True)
    local = options.host in LOOPBACK and installation.is_embedded
    demonstration = installation.demonstration(at_first=local)
    address = os.environ.get("TINGET_ADDRESS") or f"http://{_shown(options.host)}:{options.port}"
    state = {"address": address, "demonstration": demonstration}
    with installation.claimed(state), installation.running_database() as admin_url:
        installation.keep_demonstration(on=demonstration)
        if not installation.known:
            say("Första starten: databasen skapas och uppgifterna läses in.")
        make_ready(installation, admin_url, asked.stopping)
        if not asked.stopping.is_set():
            with _children(installation, options, state) as children:
                # The pages first, with both cores to themselves; the worker follows in the loop's first turn.
                if _wait_until_ready(children[0], options, asked.stopping):
                    _greet(installation, options, state, time.monotonic() - started)
                _keep_until_stopped(installation, options, admin_url, children, asked)
        if installation.is_embedded:
            say("Stoppar databasen.")
    say("Allt är stoppat.")
    return 0


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _wait_for_port(
    installation: Installation, options: argparse.Namespace, stopping: threading.Event, started: float
) -> None:
    """Wait while a killed predecessor's web server, which needs a moment to notice, holds the port."""
    until = started + (LEFTOVERS if installation.was_killed() else 0)
    while (
        (taken := _fault_of_port(options.host, options.port))
        and time.monotonic() < until
        and not stopping.is_set()
    ):
        stopping.wait(0.2)
    if taken:
        raise Stopped(taken)


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
    installation: Installation, options: argparse.Namespace, state: dict[str, object]
) -> Iterator[list[Child]]:
    """Yield the web server and the worker, not yet started; they are ended together."""
    environment = installation.environment() | {
        "TINGET_HOST": options.host,
        "TINGET_PORT": str(options.port),
        "TINGET_ADDRESS": str(state["address"]),
    }
    if options.host not in LOOPBACK | {"0.0.0.0", "::"} and "TINGET_HOSTS" not in os.environ:  # noqa: S104 — compared
        environment["TINGET_HOSTS"] = f"127.0.0.1,localhost,[::1],{options.host}"
    environment["PROMETHEUS_MULTIPROC_DIR"] = str(_empty_folder_of_figures(installation.data))
    children = [Child("web", environment), Child("worker", environment)]
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
    follower = web.follower()
    try:
        make_ready(installation, admin_url, stopping)
        _wait_for_follower(follower, options, stopping)
    except Stopped as stop:
        follower.stop()
        say(f"{stop} Den gamla versionen arbetar vidare.")
        return
    children[0] = follower
    web.stop()  # both listen on the port, and it ends what it has begun
    worker.stop()  # started again at the next turn
    say("Den nya versionen har tagit över.")


def _wait_for_follower(follower: Child, options: argparse.Namespace, stopping: threading.Event) -> None:
    """Start it beside the old one and wait until it is the one that answers now and then."""
    if not stopping.is_set():
        follower.start()
    until = time.monotonic() + READY_WITHIN
    while follower.process is not None and follower.process.poll() is None and time.monotonic() < until:
        if _ready(options, follower.environment):
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
        if _ready(options, web.environment):
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


def _ready(options: argparse.Namespace, environment: Mapping[str, str]) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(options.host, options.host)  # noqa: S104 — translated
    asked_for = environment.get("TINGET_HOSTS", "127.0.0.1").split(",")[0].lstrip(".*") or "127.0.0.1"
    line = http.client.HTTPConnection(host, options.port, timeout=5)
    try:
        line.request("GET", "/readyz", headers={"Host": asked_for})
        answer = line.getresponse()
        generation = answer.getheader("Tinget-Generation")
        return answer.status == http.HTTPStatus.OK and generation == environment.get(GENERATION, "0")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


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


def _shown(host: str) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 — translated
    return f"[{host}]" if ":" in host else host


def _fault_of_port(host: str, port: int) -> str | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, port))
        except OSError as problem:
            return (
                f"Det går inte att lyssna på {host}:{port} ({problem.strerror}). "
                "Välj en annan port med --port."
            )
    return None
