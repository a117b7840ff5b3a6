"""A backup's folder: its manifest with a hash for every file, and finding what was altered or lost."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tinget.foundation.postgres.embedded import write_secret
from tinget.site.cli.installation import Stopped

MANIFEST = "manifest.json"
DUMP = "database.dump"
PARTIAL = ".partial-"
FORMAT = 1
KEPT = ("files", "keys", "secret-key", "demonstration")  # of the data folder; passwords are made anew


@dataclass(frozen=True)
class Head:
    """The newest link of one authority's ledger, as of the backup's moment."""

    authority: int
    count: int
    hash: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the moment (ISO, UTC), the ledgers' heads, and each file's SHA-256."""

    made_at: str
    postgres: int
    ledgers: list[Head]
    files: dict[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the manifest, the last of all files, and answer its own hash."""
    text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, sort_keys=True)
    write_secret(folder / MANIFEST, text)
    for place, _folders, _files in os.walk(folder):
        sync_folder(Path(place))
    return hashlib.sha256(text.encode()).hexdigest()


def read_whole(folder: Path) -> Manifest:
    """Answer the manifest of a backup in which every file is as it was written; one sentence otherwise."""
    path = folder / MANIFEST
    if not folder.is_dir():
        raise Stopped(f"{folder} finns inte.")
    if PARTIAL in folder.name or not path.exists():
        raise Stopped(f"{folder} är ingen hel säkerhetskopia: den blev avbruten, eller {MANIFEST} saknas.")
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept.pop("format") != FORMAT:
            raise Stopped(f"{path} är skriven av en annan version av Tinget.")
        manifest = Manifest(**{**kept, "ledgers": [Head(**head) for head in kept["ledgers"]]})
    except (ValueError, KeyError, TypeError) as problem:
        raise Stopped(f"{path} går inte att läsa: den är ändrad eller avhuggen.") from problem
    _compare(folder, manifest)
    return manifest


def copy(source: Path, target: Path) -> str:
    """Copy a file to the disk itself, not only to its cache, and answer its SHA-256."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as read, os.fdopen(_created(target), "wb") as write:
        while block := read.read(1 << 20):
            digest.update(block)
            write.write(block)
        write.flush()
        os.fsync(write.fileno())
    shutil.copystat(source, target)
    target.chmod(0o600)
    return digest.hexdigest()


def hash_of(path: Path) -> str:
    """Answer a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file of a folder, relative to it."""
    for place, _folders, names in os.walk(folder):
        for name in names:
            yield (Path(place) / name).relative_to(folder)


def sync_folder(folder: Path) -> None:
    """Let the folder's list of names reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _compare(folder: Path, manifest: Manifest) -> None:
    for name, digest in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file():
            raise Stopped(f"Säkerhetskopian är inte hel: {name} saknas.")
        if hash_of(path) != digest:
            raise Stopped(f"Säkerhetskopian är inte hel: {name} är ändrad.")
    for path in files_below(folder):
        if str(path) not in {*manifest.files, MANIFEST}:
            raise Stopped(f"Säkerhetskopian är ändrad: {path} hör inte dit.")


def _created(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
