"""One installation: its data folder, its secrets, its database, and the environment that Django is given."""

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tinget.foundation.postgres import embedded, place, roles

CHECKOUT = Path(__file__).resolve().parents[4]
DATABASE = "tinget"
RESTORING = "restoring"  # stands in the data folder until a restoration is complete


class Stopped(Exception):
    """A subcommand cannot go on; the message is one sentence with the cure."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Installation:
    """A data folder and the server whose database goes with it: our own, or one that is named.

    `external` is a superuser's address, by which we make roles and database; `given` are the addresses of
    roles that somebody else has made.
    """

    data: Path
    external: str | None
    given: roles.Urls | None = None

    @classmethod
    def of_environment(cls) -> "Installation":
        """Answer the installation that TINGET_DATA and the addresses of a database name."""
        data = Path(os.environ.get("TINGET_DATA") or CHECKOUT / "var" / "data").absolute()
        if external := os.environ.get("DATABASE_URL"):
            return cls(data, external)
        app, owner = os.environ.get("DATABASE_URL_APP"), os.environ.get("DATABASE_URL_OWNER")
        if bool(app) != bool(owner):
            raise Stopped("DATABASE_URL_APP och DATABASE_URL_OWNER hör ihop. Sätt båda eller ingen.")
        return cls(data, None, roles.Urls(app, owner) if app and owner else None)

    @property
    def is_embedded(self) -> bool:
        """Whether the server is our own, which we start and stop."""
        return self.external is None and self.given is None

    @property
    def known(self) -> bool:
        """Whether the data folder has been started before."""
        is_reached = self.given is not None or (self.data / "database.json").exists()
        return is_reached and (self.data / "secret-key").exists()

    def environment(self) -> dict[str, str]:
        """Answer what Django is told; nothing is started, and nothing written in a known data folder."""
        addresses = self.addresses()
        told = {
            "TINGET_DATA": str(self.data),
            "DATABASE_URL_APP": addresses.app,
            "DATABASE_URL_OWNER": addresses.owner,
            "TINGET_SECRET_KEY": os.environ.get("TINGET_SECRET_KEY") or self._secret_key(),
            "TINGET_DEMO": os.environ.get("TINGET_DEMO") or self._kept_demonstration() or "0",
            "DJANGO_SETTINGS_MODULE": "tinget.site.settings",
        }
        state = self.running_state()
        if state and "TINGET_ADDRESS" not in os.environ:
            told["TINGET_ADDRESS"] = state["address"]
        return os.environ | told

    def addresses(self) -> roles.Urls:
        """Answer how the application and the migrations reach the database."""
        if self.given:
            return self.given
        return roles.urls(self._admin_url(), database=self.database, passwords=self.passwords())

    @property
    def database(self) -> str:
        """The database's name; an address may name its own."""
        if self.given:
            return roles.database_of(self.given.owner)
        named = urlsplit(self.external or "").path.lstrip("/")
        return DATABASE if named in {"", "postgres", "template1"} else named

    @contextlib.contextmanager
    def running_database(self) -> Iterator[str]:
        """Use the database, started if it is ours and does not run; yields the strongest address we have."""
        if not self.is_embedded:
            yield self.external or self.addresses().owner
            return
        with embedded.running(self.data) as server:
            yield server.admin_url

    def prepare_roles(self, admin_url: str) -> None:
        """Make the roles and the database where missing, or see that those we were given will do."""
        if self.given:
            roles.check(self.given)
            return
        roles.prepare(admin_url, database=self.database, passwords=self.passwords())

    def make_folders(self) -> None:
        """Make the folders of files, keys and mail, which nobody else may enter."""
        for name in ("files", "keys", "mail"):
            folder = self.data / name
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)

    @contextlib.contextmanager
    def claimed(self, state: dict[str, Any]) -> Iterator[None]:
        """Be the one that runs this data folder, and tell others where; one sentence when somebody is."""
        path = self.data / "running.json"
        with (self.data / "running.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                other = json.loads(path.read_text("utf-8")) if path.exists() else {}
                raise Stopped(
                    f"Tinget körs redan för datamappen {self.data}"
                    + (f" på {other['address']} (process {other['pid']})." if other else ".")
                ) from None
            embedded.write_secret(path, json.dumps(state | {"pid": os.getpid()}))
            try:
                yield
            finally:
                path.unlink(missing_ok=True)

    def was_killed(self) -> bool:
        """Tell whether the last `up` ended without tidying up after itself."""
        return (self.data / "running.json").exists() and self.running_state() is None

    def running_state(self) -> dict[str, Any] | None:
        """Answer what the running `up` told of itself, or None when none runs."""
        path, lock = self.data / "running.json", self.data / "running.lock"
        if not (path.exists() and lock.exists()):
            return None
        with lock.open() as held:
            try:
                fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                found: dict[str, Any] = json.loads(path.read_text("utf-8"))
                return found
        return None

    def demonstration(self, *, at_first: bool) -> bool:
        """Answer whether this is a demonstration: as said, else as it was last time, else as given."""
        said = os.environ.get("TINGET_DEMO") or self._kept_demonstration() or ("1" if at_first else "0")
        return said == "1"

    def keep_demonstration(self, *, on: bool) -> None:
        """Remember the answer, so that forgetting a variable does not open the doors."""
        embedded.write_secret(self.data / "demonstration", "1" if on else "0")

    def _kept_demonstration(self) -> str | None:
        path = self.data / "demonstration"
        return path.read_text("ascii").strip() if path.exists() else None

    def passwords(self) -> dict[str, str]:
        """Answer the roles' passwords, made at first use."""
        return embedded.secrets_of(self.data)

    def refuse_half_restored(self) -> None:
        """Stop when the data folder is what a restoration that was cut off left behind."""
        if (self.data / RESTORING).exists():
            raise Stopped(f"Återställningen till {self.data} blev avbruten. Ta bort mappen och gör om den.")

    def _admin_url(self) -> str:
        if self.external:
            return self.external
        return embedded.Server(place.find(self.data), self.passwords()).admin_url

    def _secret_key(self) -> str:
        path = self.data / "secret-key"
        if not path.exists():
            embedded.write_secret(path, secrets.token_urlsafe(48))
        return path.read_text("ascii").strip()
