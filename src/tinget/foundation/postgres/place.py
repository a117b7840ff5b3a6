"""Where the cluster of a data folder lies, where its socket is, and which user runs it."""

import contextlib
import hashlib
import os
import pwd
import secrets
from dataclasses import dataclass
from pathlib import Path

from tinget.foundation.postgres.binaries import SHARED_PLACE, reachable
from tinget.foundation.postgres.errors import DatabaseUnavailable

LONGEST_SOCKET = 107  # bytes, the kernel's limit for the path of a unix socket
SOCKET_NAME = ".s.PGSQL.5432"
POINTER = "postgres.place"  # holds the cluster's address where it could not lie in the data folder


@dataclass(frozen=True)
class Place:
    """The folders of one cluster and the user it runs as."""

    data: Path
    cluster: Path
    sockets: Path
    uid: int
    gid: int

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.data / "postgres.log" if self.cluster.parent == self.data else self.cluster.parent / "log"

    @property
    def another_user(self) -> bool:
        """Whether the server runs as somebody else than we do."""
        return self.uid != os.geteuid()

    def own(self, path: Path, mode: int) -> None:
        """Give a file or folder to the server's user."""
        path.chmod(mode)
        if self.another_user:
            os.chown(path, self.uid, self.gid)


def find(data: Path) -> Place:
    """Answer the place for a data folder, making the folders that are missing."""
    data = data.absolute()
    if not data.exists():
        data.mkdir(parents=True)
        # Root's server is run by somebody who must walk through; the secrets inside are closed one by one.
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
    cluster = _cluster(data)
    uid, gid = _user(cluster)
    cluster.parent.mkdir(parents=True, exist_ok=True)
    place = Place(data=data, cluster=cluster, sockets=_sockets(cluster), uid=uid, gid=gid)
    for folder in (place.cluster, place.sockets):
        folder.mkdir(exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {uid, os.geteuid()}:
            raise DatabaseUnavailable(f"{folder} tillhör någon annan. Ta bort den eller byt datamapp.")
        place.own(folder, 0o700)
    return place


def _cluster(data: Path) -> Path:
    pointer = data / POINTER
    if pointer.exists():
        return Path(pointer.read_text("utf-8").strip())
    if os.geteuid() != 0 or reachable(data):
        return data / "postgres"
    # A new name each time: a data folder that was removed leaves its cluster, whose passwords went with it.
    elsewhere = SHARED_PLACE / secrets.token_hex(6)
    elsewhere.mkdir(mode=0o711, parents=True, exist_ok=True)
    elsewhere.chmod(0o711)
    pointer.write_text(f"{elsewhere / 'postgres'}\n", "utf-8")
    return elsewhere / "postgres"


def _user(cluster: Path) -> tuple[int, int]:
    mine = os.geteuid()
    if mine != 0:
        if cluster.exists() and cluster.stat().st_uid != mine:
            raise DatabaseUnavailable(
                f"Databasen i {cluster} tillhör en annan användare. "
                "Kör som den användaren, eller välj en annan datamapp."
            )
        return mine, os.getegid()
    if cluster.exists() and cluster.stat().st_uid != 0:
        return cluster.stat().st_uid, cluster.stat().st_gid
    named = os.environ.get("TINGET_POSTGRES_USER")
    for name in [named] if named else ["postgres", "nobody"]:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise DatabaseUnavailable(
        "PostgreSQL körs inte som root. Ange en annan befintlig användare i TINGET_POSTGRES_USER."
    )


def _sockets(cluster: Path) -> Path:
    beside = cluster.parent / "run"
    if len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET:
        return beside
    name = hashlib.sha256(os.fsencode(cluster)).hexdigest()[:12]
    return Path("/tmp") / f"tinget-{name}"  # noqa: S108 — the only short place; ownership is checked
