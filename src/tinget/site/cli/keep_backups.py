"""`./tinget keep-backups DIR`: a dated backup, tried by restoring it, and the old ones removed."""

import argparse
import datetime as dt
import re
import shutil
from dataclasses import replace
from pathlib import Path

from tinget.foundation.backups import remember, remembered
from tinget.foundation.postgres.testing import reachable_folder
from tinget.site.cli import archive, backup, restore
from tinget.site.cli.installation import Installation, Stopped

NAME = "%Y-%m-%dT%H%M%SZ"
NAMED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z")


def main(installation: Installation, options: argparse.Namespace) -> int:
    """Make a backup in the folder, try it, remove the old ones, and remember how it went."""
    folder: Path = options.folder.absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = dt.datetime.now(dt.UTC)
    target = folder / now.strftime(NAME)
    known = remembered(installation.data)
    try:
        manifest, mark = backup.write(installation, target)
        known = replace(known, made_at=now)
        if options.try_it:
            _restore_beside(target)
            known = replace(known, tried_at=now)
    except Stopped as stop:
        remember(installation.data, replace(known, problem=str(stop)))
        raise
    removed = _remove_old(folder, before=now - dt.timedelta(days=options.days))
    remember(installation.data, replace(known, problem=""))
    tried = " Den har prövats genom en återställning." if options.try_it else ""
    print(
        f"Säkerhetskopian är klar: {target} ({len(manifest.files)} filer).{tried} Borttagna äldre: {removed}."
    )
    print(f"Kontrollsumma för {archive.MANIFEST}, att spara på annan plats: {mark}")
    return 0


def expired(names: list[str], *, before: dt.datetime) -> list[str]:
    """Answer which dated backups are older than the moment; the newest one is never among them."""
    dated = sorted(name for name in names if NAMED.fullmatch(name))
    return [name for name in dated[:-1] if name < before.strftime(NAME)]


def _remove_old(folder: Path, *, before: dt.datetime) -> int:
    old = expired([path.name for path in folder.iterdir()], before=before)
    for name in old:
        shutil.rmtree(folder / name)
    return len(old)


def _restore_beside(target: Path) -> None:
    """Restore into a data folder that is thrown away, with a database of its own, and compare the ledgers."""
    with reachable_folder() as place:
        restore.put_back(Installation(place / "data", external=None), target)
