"""Programs of the system that tests call: where one is absent, the test is named as not run."""

import os
import shutil
import subprocess
from collections.abc import Mapping

import pytest


def needs(program: str) -> pytest.MarkDecorator:
    """Mark a test that calls a program; with TINGET_REQUIRE_ALL=1 it fails where that is absent."""
    excused = shutil.which(program) is None and os.environ.get("TINGET_REQUIRE_ALL") != "1"
    return pytest.mark.skipif(excused, reason=f"not run: {program} is absent")


def run(program: str, *arguments: object, env: Mapping[str, str] | None = None) -> str:
    """Run a program and return what it says; a failure of it is the test's failure, with its words."""
    found = shutil.which(program)
    if found is None:
        pytest.fail(f"not run: {program} is absent")
    done = subprocess.run(
        [found, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",  # pdfinfo prints some titles as UTF-16
        check=False,
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
    )
    if done.returncode:
        pytest.fail(f"{program} answered {done.returncode}: {done.stdout}\n{done.stderr}")
    return done.stdout
