"""`python -m benchmarks.upgrade_from CHECKOUT`: this version put in the place of that one while people work.

Its files are laid over the other's one by one, as a copying program does, and taken away where it has none.
"""

import shutil
import sys
import time
from pathlib import Path

from benchmarks.killing import CHECKOUT, Victim, folder_of_its_own, free_port
from benchmarks.upgrading import renewed, tell
from tinget.site.cli.versions import SOURCES

PAUSE = 0.002  # seconds between two files: some seconds in all, while half of them are of each version


def run(old: Path) -> None:
    """Print how many requests failed while one version took the place of the other."""
    with folder_of_its_own() as folder:
        place = folder / "program"
        for name in SOURCES:
            _lay(old / name, place / name)
        victim = Victim(folder / "data", free_port(), place)
        victim.start()
        try:
            visitors, writers = renewed(victim, 1, lambda: _replace(place))
        finally:
            victim.stop()
    tell(visitors, writers)


def _replace(place: Path) -> None:
    """Lay each file of this version, a moment between them, and take away what it does not have."""
    for source in SOURCES:
        kept = {path.relative_to(CHECKOUT) for path in _files(CHECKOUT / source)}
        for name in sorted(kept):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, place / name)
            time.sleep(PAUSE)
        for path in _files(place / source):
            if path.relative_to(place) not in kept:
                path.unlink()


def _files(place: Path) -> list[Path]:
    return [path for path in [place, *place.rglob("*")] if path.is_file() and "__pycache__" not in path.parts]


def _lay(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target) if source.is_file() else shutil.copytree(source, target)


if __name__ == "__main__":
    run(Path(sys.argv[1]).resolve())
