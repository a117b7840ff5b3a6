"""`./tinget check`: what must hold before anything is landed, without the slow tests and the journeys."""

import argparse
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tinget.foundation.postgres import for_tests
from tinget.site.cli.installation import CHECKOUT, Installation
from tinget.site.cli.testing import clean_environment, home_of_tests

TOOLS = Path(sys.executable).parent
PYTHON = str(sys.executable)
TESTS = "fast tests"
STEPS = {
    "types": [str(TOOLS / "mypy"), "src"],
    TESTS: [PYTHON, "-m", "pytest", "-n", "2", "-m", "not slow and not journey"],
    "borders": [str(TOOLS / "lint-imports"), "--no-cache"],
    "missing migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
    "lint": [str(TOOLS / "ruff"), "check", "--quiet", "."],
    "format": [str(TOOLS / "ruff"), "format", "--check", "--quiet", "."],
}
SIDE_BY_SIDE = 2  # the types and the tests take a core each


def main(_installation: Installation, options: argparse.Namespace) -> int:
    """Run every step, the tests unless they are left out; print the seconds of each, and what failed."""
    started = time.monotonic()
    with for_tests(home_of_tests()) as (app, owner), tempfile.TemporaryDirectory() as folder:
        environment = clean_environment() | {
            "DATABASE_URL_APP": app,
            "DATABASE_URL_OWNER": owner,
            "TINGET_DATA": str(Path(folder) / "data"),
            "DJANGO_SETTINGS_MODULE": "tinget.site.settings",
        }
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            steps = [name for name in STEPS if name != TESTS or not options.without_tests]
            good = list(pool.map(lambda name: _step(name, environment), steps))
    print(f"{time.monotonic() - started:6.1f} s  all: {'good' if all(good) else 'NOT good'}")
    return 0 if all(good) else 1


def _step(name: str, environment: dict[str, str]) -> bool:
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603 — our own tools
        STEPS[name], cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )
    words = (done.stdout + done.stderr).strip()
    shown = f"\n{words}" if done.returncode else ""
    print(
        f"{time.monotonic() - started:6.1f} s  {name}: {'FAILED' if done.returncode else 'good'}{shown}",
        flush=True,
    )
    return done.returncode == 0
