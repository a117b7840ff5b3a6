"""`./tinget test`: every test on an embedded PostgreSQL, the journeys in a real browser."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tinget.foundation.postgres import embedded
from tinget.site.cli import programs
from tinget.site.cli.installation import CHECKOUT, Installation

# A browser's event loop stays in its thread, so what needs one runs apart. The longest files stand first
# (tests/conftest.py), so that no core waits for one of them at the end.
WHOLE = (
    ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-m", "not browser"],
    ["-n", "2", "--dist", "loadgroup", "-m", "browser"],
)
CLEARED = (
    "DATABASE_URL",
    "DATABASE_URL_APP",
    "DATABASE_URL_OWNER",
    "DATABASE_URL_POOL",
    "DATABASE_URL_REPLICA",
    "TINGET_DEMO",
    "TINGET_TODAY",
    "TINGET_HOSTS",
    "TINGET_ADDRESS",
    "TINGET_SMTP",
    "TINGET_MAILBOXES",
    "TINGET_TIME_STAMPS",
)


def main(_installation: Installation, arguments: list[str]) -> int:
    """Run pytest with the arguments given, without any everything; its summary is the last line."""
    environment, missing = _with_programs(clean_environment())
    for sentence in missing:
        print(f"not run: {sentence}", flush=True)
    if missing and os.environ.get("TINGET_REQUIRE_ALL") == "1":
        print("TINGET_REQUIRE_ALL is set, and not every test could be run.")
        return 1
    with embedded.running(home_of_tests(), durable=False), tempfile.TemporaryDirectory() as folder:
        environment["TINGET_DATA"] = str(Path(folder) / "data")
        runs = [arguments] if arguments else WHOLE
        return max(pytest([*run, "-rs"], environment) for run in runs)


def pytest(arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest in the checkout and answer its exit code."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(  # noqa: S603 — our own environment
        command, cwd=CHECKOUT, env=environment, check=False
    ).returncode


def clean_environment() -> dict[str, str]:
    """Answer the environment without what an installation set in it."""
    kept = {name: value for name, value in os.environ.items() if name not in CLEARED}
    return kept | {"TINGET_TESTS": str(home_of_tests())}


def home_of_tests() -> Path:
    """Answer where the tests' cluster lies: it is kept between runs, because making one takes a second."""
    named = os.environ.get("TINGET_DATA")
    return (Path(named).absolute() if named else CHECKOUT / "var") / "test"


def _with_programs(environment: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    missing = []
    if browser := programs.find_browser():
        environment["TINGET_CHROMIUM"] = browser
    else:
        missing.append(
            "the journeys and all pages in a browser, because no Chromium was found or could be installed; "
            "install one (apt install chromium) or name it in TINGET_CHROMIUM."
        )
    wanted = {
        "the PDF checks by foreign tools": programs.PDF_TOOLS,
        "the scanning by a real virus scanner": programs.SCANNER,
        "the work with a real object store and through a pooler": programs.SERVERS,
        "the conversions of office files and the reading of scanned pages": programs.DOCUMENT_TOOLS,
    }
    for tests, tools in wanted.items():
        if packages := programs.missing(tools):
            missing.append(
                f"{tests}, because {' and '.join(packages)} is not installed "
                f"(apt install {' '.join(packages)})."
            )
    return environment, missing
