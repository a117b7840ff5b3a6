"""`./tinget audit`: every package of the lock files held against a public list of known faults."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tinget.site.cli.installation import CHECKOUT, Installation

LOCKS = ("run", "tools")
NAMED = 5  # of those that the list does not know
PUBLIC_LIST = "https://api.osv.dev/v1/query"


def main(_installation: Installation, _options: argparse.Namespace) -> int:
    """Name each known fault and end with 1; say aloud what could not be asked about, which is no approval."""
    asked = [_ask(CHECKOUT / "requirements" / f"{lock}.txt") for lock in LOCKS]
    if None in asked:
        print("not run: the audit of packages, because the list of known faults could not be reached.")
        return 0
    found = [package for answer in asked if answer for package in answer["dependencies"]]
    unknown = sorted({one["name"] for one in found if "skip_reason" in one})
    if unknown:
        print(f"not run: the audit of {len(unknown)} packages that the list does not know: {_few(unknown)}")
    faults = faults_in(found)
    for fault in faults:
        print(fault)
    print(f"{len({one['name'] for one in found}) - len(unknown)} packages asked about, {len(faults)} faults")
    return 1 if faults else 0


def faults_in(packages: Iterable[dict[str, Any]]) -> list[str]:
    """Return a line for each fault: the package, its version, the fault's number, and where it is mended."""
    return sorted(
        {
            f"{one['name']} {one['version']}: {fault['id']}, mended in {' '.join(fault['fix_versions'])}"
            for one in packages
            for fault in one.get("vulns", [])
        }
    )


def _ask(lock: Path) -> dict[str, Any] | None:
    """Return what the list answers, or None where it does not."""
    address = os.environ.get("TINGET_ADVISORIES") or PUBLIC_LIST
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes"]
    command += ["--disable-pip", "--progress-spinner", "off", "--format", "json"]
    command += ["--vulnerability-service", "osv", "--osv-url", address]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 — our own tool
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        sys.stderr.write(done.stderr[-500:])
        return None
    return answer


def _few(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if names[NAMED:] else "")
