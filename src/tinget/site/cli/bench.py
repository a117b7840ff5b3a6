"""`./tinget bench`: the benchmarks, on a durable database of their own that is thrown away."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tinget.foundation.postgres import binaries
from tinget.site.cli.installation import CHECKOUT, Installation
from tinget.site.cli.readiness import make_ready


def main(_installation: Installation, arguments: list[str]) -> int:
    """Run `python -m benchmarks` with the arguments given, on a database that keeps its promises."""
    # Not in the machine's own temporary folder, which is often memory and would flatter the disk.
    (CHECKOUT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=CHECKOUT / "var") as folder:
        Path(folder).chmod(0o711)
        own = Installation(Path(folder) / "data", None)
        os.environ["TINGET_DEMO"] = "1"
        with own.running_database() as admin_url:
            make_ready(own, admin_url)
            environment = own.environment() | {
                "TINGET_POSTGRES_BIN": str(binaries.folder(readable_by_others=False))
            }
            return subprocess.run(  # noqa: S603 — ourselves
                [sys.executable, "-m", "benchmarks", *arguments], cwd=CHECKOUT, env=environment, check=False
            ).returncode
