"""A PostgreSQL server as a municipality has one: on a port, with passwords, made ready by its own people."""

import os
import re
import secrets
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.killing import free_port
from tinget.foundation.postgres import binaries, embedded, place, roles

CHECKOUT = Path(__file__).resolve().parents[1]
ROLES_SQL = CHECKOUT / "deploy" / "postgres" / "roles.sql"
POSTGRES_MD = CHECKOUT / "docs" / "operations" / "postgres.md"
# What is tried here is not whether a server survives a power cut.
QUICK = (
    "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=40 -c max_wal_size=1GB"
)


@dataclass
class Outside:
    """A cluster in a folder, and the passwords of its superuser and of Tinget's roles."""

    home: place.Place
    port: int
    passwords: dict[str, str]

    def url(self, role: str = "dba", database: str = "tinget") -> str:
        """Return the address of a role."""
        return f"postgresql://{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"

    def run(self, program: str, *arguments: object) -> None:
        """Run one of PostgreSQL's programs as the server's user."""
        said = embedded._run(self.home, [_programs() / program, *map(str, arguments)])
        assert said.returncode == 0, said.stderr

    def start(self) -> None:
        """Start listening on the port."""
        where = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={self.home.sockets}"
        log = self.home.cluster / "log"
        self.run("pg_ctl", "start", "-D", self.home.cluster, "-l", log, "-w", "-s",
                 "-o", f"{QUICK} -p {self.port} {where}")  # fmt: skip

    def stop(self) -> None:
        """Stop at once, as when the machine is gone."""
        embedded._run(
            self.home, [_programs() / "pg_ctl", "stop", "-D", self.home.cluster, "-m", "immediate", "-s"]
        )

    def run_roles_sql(self, *arguments: str) -> subprocess.CompletedProcess:
        """Let the server's own people run the script as it is."""
        told = {
            f"TINGET_{role.removeprefix('tinget_').upper()}_PASSWORD": self.passwords[role]
            for role in (roles.OWNER, roles.APP, "tinget_reader")
        }
        return subprocess.run(
            [_psql(), self.url(database="postgres"), "-f", ROLES_SQL, *arguments],
            env=os.environ | told, capture_output=True, text=True, check=False,
        )  # fmt: skip


@contextmanager
def outside(folder: Path):
    """Make a server in the folder, and stop it afterwards."""
    names = ("dba", roles.OWNER, roles.APP, "tinget_reader")
    made = Outside(place.find(folder), free_port(), {name: secrets.token_urlsafe(12) for name in names})
    handed = folder / "password"
    handed.write_text(made.passwords["dba"])
    made.home.own(handed, 0o600)
    made.run("initdb", "-D", made.home.cluster, "-U", "dba", "-E", "UTF8", "--locale=C.UTF-8", "-N",
             "-A", "scram-sha-256", f"--pwfile={handed}")  # fmt: skip
    made.start()
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def replica_of(primary: Outside, folder: Path):
    """Copy the server as it runs into another that follows it."""
    made = Outside(place.find(folder), free_port(), primary.passwords)
    made.run("pg_basebackup", "-d", primary.url(database="postgres"), "-D", made.home.cluster, "-R",
             "-X", "stream", "-c", "fast", "-N")  # fmt: skip
    made.start()
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def pooler_of(server: Outside, folder: Path, *, lines: int):
    """Put PgBouncer before the server, as our document has it but for so many lines, and yield its port."""
    port = free_port()
    told = re.search(r"^\[databases\]$.*?(?=^```)", POSTGRES_MD.read_text("utf-8"), re.MULTILINE | re.DOTALL)[
        0
    ]
    told = told.replace("host=db.example.se", f"host=127.0.0.1 port={server.port}")
    told = told.replace("/etc/pgbouncer", str(folder))
    told = re.sub(r"(?m)^default_pool_size = \d+$", f"default_pool_size = {lines}", told)
    (folder / "users").write_text(f'"{roles.APP}" "{server.passwords[roles.APP]}"\n')
    (folder / "pgbouncer.ini").write_text(
        f"{told}listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"pidfile = {folder}/pid\nlogfile = {folder}/log\n"
    )
    server.home.own(folder, 0o700)
    server.home.own(folder / "users", 0o600)
    said = embedded._run(server.home, ["pgbouncer", "-d", folder / "pgbouncer.ini"])
    assert said.returncode == 0, said.stderr
    while not (folder / "pid").exists():
        time.sleep(0.05)
    try:
        yield port
    finally:
        os.kill(int((folder / "pid").read_text()), signal.SIGINT)


def _programs() -> Path:
    return binaries.folder(readable_by_others=os.geteuid() == 0)


def _psql() -> Path:
    """Return the client; a folder of server programs need not hold one."""
    beside = _programs() / "psql"
    return beside if beside.exists() else binaries._wheel() / "pginstall" / "bin" / "psql"
