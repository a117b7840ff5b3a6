"""Runs the one command as its users do: as a process of its own, without the tests' settings."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
CLEARED = {
    "DATABASE_URL",
    "DATABASE_URL_APP",
    "DATABASE_URL_OWNER",
    "TINGET_DATA",
    "TINGET_DEMO",
    "TINGET_TODAY",
}


def environment(**more):
    """Answer an environment in which nothing of the tests' own database is left."""
    kept = {name: value for name, value in os.environ.items() if name not in CLEARED}
    return kept | {"PYTHONPATH": str(CHECKOUT / "src"), "TINGET_WEB_PROCESSES": "1", **more}


def run(*command, env):
    """Run any program to its end."""
    words = [str(word) for word in command]
    return subprocess.run(words, env=env, cwd=CHECKOUT, capture_output=True, text=True, check=False)


def tinget(*arguments, **more):
    """Run a subcommand to its end."""
    return run(sys.executable, "-m", "tinget.site.cli", *arguments, env=environment(**more))


def begin(*arguments, log=None, **more):
    """Begin a subcommand, its words in a file."""
    words = [sys.executable, "-m", "tinget.site.cli", *map(str, arguments)]
    return subprocess.Popen(
        words, env=environment(**more), stdout=log, stderr=subprocess.STDOUT if log else None
    )
