"""A PostgreSQL server of our own for one data folder: made, started, stopped, kept while somebody uses it."""

import contextlib
import fcntl
import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

from tinget.foundation.postgres import binaries
from tinget.foundation.postgres.errors import DatabaseUnavailable
from tinget.foundation.postgres.place import SOCKET_NAME, Place, find

ADMIN = "tinget_admin"
SEARCHES_BY_ITS_OWN_LOCALE = 18  # before, the search folds capitals by LC_CTYPE, which builtin leaves at C
ATTEMPTS = 5
MAY_WE_ENCRYPT = (8).to_bytes(4) + (80_877_103).to_bytes(4)  # the shortest question; yes or no is an answer

SETTINGS = """\
# Written at every start; changes here are lost.
listen_addresses = ''
unix_socket_directories = '"{sockets}"'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 60
shared_buffers = {buffers}MB
effective_cache_size = {cache}MB
maintenance_work_mem = {upkeep}MB
max_wal_size = {log}MB
random_page_cost = 1.1
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = off
log_line_prefix = '%m [%p] '
lc_messages = 'C'
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
"""
RECOVERED_WITHIN = "600"  # seconds: after a crash a slow disk reads much log anew
FOR_TESTS = {"buffers": 64, "cache": 512, "upkeep": 64, "log": 1024}  # megabytes
LEAST_BUFFERS, MOST_BUFFERS, MOST_UPKEEP = 128, 4096, 512


@dataclass(frozen=True)
class Server:
    """A running server: where it is and how its superuser gets in."""

    place: Place
    passwords: dict[str, str]

    def url(self, role: str, database: str) -> str:
        """Answer the address for one of the roles whose password we made."""
        host = quote(str(self.place.sockets), safe="")
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={host}"

    @property
    def admin_url(self) -> str:
        """The superuser's address, for making roles and databases only."""
        return self.url(ADMIN, "postgres")


def start(data: Path, *, durable: bool = True) -> Server:
    """Make the cluster if missing and start it unless it answers; `durable=False` is for tests alone."""
    place = find(data)
    programs = binaries.folder(readable_by_others=place.another_user)
    passwords = secrets_of(data)
    _make(place, programs, passwords[ADMIN])
    if not _answers(place):
        _start(place, programs, durable=durable)
    return Server(place, passwords)


def stop(data: Path) -> None:
    """Stop the server of a data folder; nothing happens when it does not run."""
    place = find(data)
    programs = binaries.folder(readable_by_others=place.another_user)
    for mode, seconds in (("fast", "20"), ("immediate", "10")):
        if not (place.cluster / "postmaster.pid").exists():
            return
        _run(place, [programs / "pg_ctl", "stop", "-D", place.cluster, "-m", mode, "-w", "-t", seconds])


def answers(data: Path) -> bool:
    """Tell whether the data folder's server takes connections."""
    return data.exists() and _answers(find(data))


@contextlib.contextmanager
def running(data: Path, *, durable: bool = True) -> Iterator[Server]:
    """Use the data folder's server, starting it when it does not run; the last who uses it stops it."""
    data.mkdir(parents=True, exist_ok=True) if data.exists() else find(data)
    with (data / "database.users").open("a") as users:
        with _gate(data):
            fcntl.flock(users, fcntl.LOCK_SH)
            server = start(data, durable=durable)
        try:
            yield server
        finally:
            with _gate(data):
                fcntl.flock(users, fcntl.LOCK_UN)
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    stop(data)


def secrets_of(data: Path) -> dict[str, str]:
    """Answer the passwords of the data folder's roles, made at first use and readable by its owner only."""
    path = data / "database.json"
    kept: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    missing = [role for role in (ADMIN, "tinget_owner", "tinget_app") if role not in kept]
    if missing:
        kept |= {role: secrets.token_urlsafe(24) for role in missing}
        write_secret(path, json.dumps(kept, indent=1))
    return kept


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def amounts(memory: int) -> dict[str, int]:
    """Reckon PostgreSQL's megabytes of the machine's: a quarter to keep pages in, within bounds."""
    buffers = min(max(memory // 4, LEAST_BUFFERS), MOST_BUFFERS)
    return {
        "buffers": buffers,
        "cache": max(memory // 2, buffers),
        "upkeep": min(max(memory // 16, 64), MOST_UPKEEP),
        "log": 4096,
    }


@contextlib.contextmanager
def _gate(data: Path) -> Iterator[IO[str]]:
    with (data / "database.gate").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield gate


def _answers(place: Place) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(2)
        try:
            line.connect(str(place.sockets / SOCKET_NAME))
            line.sendall(MAY_WE_ENCRYPT)
            return line.recv(1) != b""  # a killed server's socket takes connections while its memory is freed
        except OSError:
            return False


def _make(place: Place, programs: Path, password: str) -> None:
    done = place.cluster / "tinget.conf"
    if done.exists():
        _check_version(place, programs)
        return
    fresh = place.cluster.with_name(
        f"{place.cluster.name}.fresh"
    )  # a first start that was cut off leaves this
    _run(place, ["rm", "-rf", fresh])
    fresh.mkdir()
    place.own(fresh, 0o700)
    handed = fresh.with_name(f"{fresh.name}.password")
    handed.unlink(missing_ok=True)
    write_secret(handed, password)
    place.own(handed, 0o600)
    locale = ["--locale=C.UTF-8"]
    if binaries.major(programs) >= SEARCHES_BY_ITS_OWN_LOCALE:
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command: list[str | Path] = [programs / "initdb", "-D", fresh, "-U", ADMIN, "-E", "UTF8", "-k", *locale]
    said = _run(place, [*command, "-A", "scram-sha-256", f"--pwfile={handed}"])
    handed.unlink()
    if said.returncode:
        raise DatabaseUnavailable(f"Databasen kunde inte skapas i {place.cluster}: {said.stderr.strip()}")
    with (fresh / "postgresql.conf").open("a") as conf:
        conf.write("\ninclude 'tinget.conf'\n")
    (fresh / "tinget.conf").touch()
    place.own(fresh / "tinget.conf", 0o600)
    place.cluster.rmdir()
    fresh.rename(place.cluster)


def _check_version(place: Place, programs: Path) -> None:
    made_by = int((place.cluster / "PG_VERSION").read_text("ascii"))
    if made_by != (have := binaries.major(programs)):
        raise DatabaseUnavailable(
            f"Databasen är gjord med PostgreSQL {made_by} men programmen är {have}. "
            "Ange rätt programmapp i TINGET_POSTGRES_BIN, eller återställ från en säkerhetskopia."
        )


def _start(place: Place, programs: Path, *, durable: bool) -> None:
    settings = SETTINGS.format(
        sockets=str(place.sockets).replace("'", "''"),
        durable="on" if durable else "off",
        **(amounts(_memory()) if durable else FOR_TESTS),
    )
    (place.cluster / "tinget.conf").write_text(settings, "utf-8")
    place.log.touch()
    place.own(place.log, 0o600)
    for attempt in range(ATTEMPTS):
        _clear_dead(place)
        pg_ctl = [str(programs / "pg_ctl"), "start", "-D", str(place.cluster), "-l", str(place.log)]
        said = _run(place, [*pg_ctl, "-w", "-t", RECOVERED_WITHIN, "-s"])
        if said.returncode == 0 and _answers(place):
            return
        time.sleep(0.2 * 2**attempt)  # a killed server's last processes still hold its memory
    last = place.log.read_text("utf-8", "replace").strip().splitlines()[-1:]
    raise DatabaseUnavailable(f"PostgreSQL startar inte: {' '.join(last)} (hela loggen: {place.log})")


def _memory() -> int:
    """Answer the machine's memory in megabytes, or what it is taken to be where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    except (ValueError, OSError):
        return LEAST_BUFFERS * 4


def _clear_dead(place: Place) -> None:
    """Remove a killed server's marks once no process of it is left; others may have got their numbers."""
    if not Path("/proc/self/cwd").exists():
        return  # elsewhere PostgreSQL judges its own marks
    for _ in range(50):
        if not _processes(place.cluster):
            for mark in (place.cluster / "postmaster.pid", place.sockets / f"{SOCKET_NAME}.lock"):
                mark.unlink(missing_ok=True)
            return
        if _answers(place):
            return
        time.sleep(0.1)


def _processes(cluster: Path) -> list[str]:
    """Answer the processes that stand in the cluster, as all of a server's do."""
    target, found = cluster.resolve(), []
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if process.name.isdigit() and (process / "cwd").readlink() == target:
                found.append(process.name)
    return found


def _run(place: Place, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a program as the server's user; its words go to a pipe that no server inherits."""
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if key in os.environ}
    environment = kept | {"LC_ALL": "C", "TZ": "UTC"}
    other = place.another_user
    return subprocess.run(  # noqa: S603 — our own programs, arguments as a list
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=environment,
        start_new_session=True,  # Ctrl-C at the terminal must not cut off an orderly end
        user=place.uid if other else None,
        group=place.gid if other else None,
        extra_groups=[] if other else None,
    )
