"""Reads the command line and hands over to one subcommand."""

import argparse
import importlib
import os
import signal
import sys
from pathlib import Path

from tinget.foundation.files.refusals import BucketSilent
from tinget.foundation.postgres import DatabaseUnavailable, RoleTooStrong
from tinget.site.cli import secret_files
from tinget.site.cli.installation import Installation, Stopped

PASSED_ON = {
    "test": (
        "tinget.site.cli.testing",
        "run every test, journeys in a browser included; arguments go to pytest",
    ),
    "manage": ("tinget.site.cli.manage", "run a management command: manage verify-ledger"),
    "bench": ("tinget.site.cli.bench", "run the benchmarks on a database of their own"),
}
PLAIN = {
    "up": ("tinget.site.cli.up", "start everything and print the address"),
    "check": ("tinget.site.cli.check", "lint, types, borders, missing migrations and the fast tests"),
    "backup": ("tinget.site.cli.backup", "copy database and files, as of one moment, into a new folder"),
    "keep-backups": ("tinget.site.cli.keep_backups", "make a dated backup, try it, remove the old ones"),
    "restore": ("tinget.site.cli.restore", "put a backup into an empty data folder"),
    "audit": ("tinget.site.cli.audit", "hold every package against a list of known faults"),
    "lock": ("tinget.site.cli.lock", "write requirements/*.txt anew from pyproject.toml"),
}


def main(arguments: list[str]) -> int:
    """Run a subcommand and answer its exit code."""
    signal.signal(signal.SIGTERM, _leave)
    name = arguments[0] if arguments else ""
    try:
        secret_files.read()
        if name in PASSED_ON:  # their arguments are not ours to read
            module = importlib.import_module(PASSED_ON[name][0])
            return int(module.main(_whole(name), arguments[1:]))
        options = _parser().parse_args(arguments)
        if getattr(options, "data", None):
            os.environ["TINGET_DATA"] = str(Path(options.data).absolute())
        module = importlib.import_module(PLAIN[options.subcommand][0])
        return int(module.main(_whole(options.subcommand), options))
    except (Stopped, DatabaseUnavailable, RoleTooStrong, BucketSilent) as stop:
        sys.stderr.write(f"tinget: {stop}\n")
        return getattr(stop, "code", 2)
    except KeyboardInterrupt:
        return 130


def _leave(number: int, _frame: object) -> None:
    """End as by an exception, so that a database that was started for this is stopped."""
    sys.exit(128 + number)


def _whole(subcommand: str) -> Installation:
    installation = Installation.of_environment()
    if subcommand in {"up", "manage", "backup", "keep-backups"}:
        installation.refuse_half_restored()
    return installation


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tinget", description="Tinget: what municipalities share.")
    subcommands = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    made = {
        name: subcommands.add_parser(name, help=text, description=text)
        for name, (_module, text) in (PLAIN | PASSED_ON).items()
    }
    made["check"].add_argument(
        "--without-tests", action="store_true", help="leave the fast tests to ./tinget test"
    )
    for name in ("up", "backup", "keep-backups", "restore"):
        made[name].add_argument(
            "--data", metavar="DIR", help="the data folder (default: TINGET_DATA, or var/data)"
        )
    made["up"].add_argument("--host", default="127.0.0.1", help="the address to listen on")
    made["up"].add_argument("--port", type=int, default=8000, help="the port to listen on")
    made["backup"].add_argument("folder", metavar="DIR", type=Path, help="a new folder for the backup")
    kept = made["keep-backups"]
    kept.add_argument("folder", metavar="DIR", type=Path, help="the folder that holds all backups")
    kept.add_argument("--days", type=int, default=30, help="remove backups that are older (default: 30)")
    kept.add_argument(
        "--try", action="store_true", dest="try_it", help="restore it beside, and throw that away"
    )
    made["restore"].add_argument("folder", metavar="DIR", type=Path, help="the backup's folder")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
