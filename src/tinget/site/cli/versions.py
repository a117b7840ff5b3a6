"""The version that runs: a copy of the program, so that no upgrade changes a file under who reads it."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from tinget.site.cli.installation import CHECKOUT

# Migrations and loading are code, the committee is data, and other packages' migrations are locked.
SOURCES = ("src", "data", "requirements/run.txt")
COMPILED = "__pycache__"
HALF_MADE = "half-made-"


def keep_copy(data: Path) -> Path:
    """Copy the program as it lies here now into the data folder, unless it is there; answer where."""
    versions = data / "versions"
    versions.mkdir(mode=0o700, exist_ok=True)
    if (there := versions / hash_of(CHECKOUT)).exists():
        return there
    half_made = Path(tempfile.mkdtemp(prefix=HALF_MADE, dir=versions))
    for name in SOURCES:
        _copy(CHECKOUT / name, half_made / name)
    made = versions / hash_of(half_made)  # of the copy itself: files may have come while it was made
    if made.exists():
        shutil.rmtree(half_made)
    else:
        half_made.rename(made)
    return made


def forget_others(version: Path) -> None:
    """Take away the copies that nothing runs from any more."""
    for other in version.parent.iterdir():
        if other != version:
            shutil.rmtree(other, ignore_errors=True)


def read_from(version: Path) -> dict[str, str]:
    """Answer the variables by which a Python of ours reads the program there and nowhere else."""
    return {"PYTHONPATH": str(version / "src"), "PYTHONSAFEPATH": "1"}  # not the folder it is started in


def hash_of(place: Path) -> str:
    """Answer a hash of every file of the program that lies there; reading them takes some 20 ms."""
    digest = hashlib.sha256()
    for name in SOURCES:
        source = place / name
        for path in [source] if source.is_file() else sorted(source.rglob("*")):
            if path.is_file() and COMPILED not in path.parts:
                told = bytes(path.relative_to(place)) + b"\0" + hashlib.sha256(path.read_bytes()).digest()
                digest.update(told)
    return digest.hexdigest()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_file():
        shutil.copy2(source, target)
    else:
        shutil.copytree(source, target, symlinks=True)  # with the times that compiled files go by
