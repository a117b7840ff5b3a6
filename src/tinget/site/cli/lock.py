"""`./tinget lock`: every package with its hashes, for all Pythons, and no address of any index."""

import argparse
import os
import subprocess

from tinget.site.cli.installation import CHECKOUT, Installation, Stopped


def main(_installation: Installation, _options: argparse.Namespace) -> int:
    """Write both lock files anew; versions that still fit are kept."""
    uv = os.environ.get("TINGET_UV", "uv")
    for name, extra in (("run", []), ("tools", ["--extra", "tools"])):
        command = [
            uv,
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--python-version",
            "3.11",
            "--generate-hashes",
        ]
        command += ["--no-emit-index-url", "--no-header", *extra, "pyproject.toml"]
        command += ["--output-file", f"requirements/{name}.txt"]
        done = subprocess.run(  # noqa: S603 — our own tool
            command,
            cwd=CHECKOUT,
            check=False,
            env=os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true"},
        )
        if done.returncode:
            raise Stopped(f"uv could not lock requirements/{name}.txt; its reason stands above.", 1)
    return 0
