"""`./tinget manage …`: a management command on the database, which is started if it does not run."""

import os
import sys

import django
from django.core.management import ManagementUtility, get_commands, load_command_class

from tinget.site.cli.installation import Installation
from tinget.site.cli.readiness import make_ready
from tinget.site.loading import loading


def main(installation: Installation, arguments: list[str]) -> int:
    """Run a management command; standard output is the command's alone."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tinget.site.settings"
    os.environ["TINGET_DATA"] = str(installation.data)
    if installation.known:
        os.environ |= installation.environment()
    with loading():
        django.setup()
    there = get_commands()
    name, *rest = arguments or ["help"]
    name = name.replace("-", "_") if name.replace("-", "_") in there else name
    if not _needs_database(name, there.get(name), rest):
        return _execute(name, rest)
    with installation.running_database() as admin_url:
        if not installation.known:
            sys.stderr.write("Första starten: databasen skapas och uppgifterna läses in.\n")
            make_ready(installation, admin_url)
            # The settings were read before there was a database; begin anew in the same process.
            os.execve(  # noqa: S606 — ourselves, no shell wanted
                sys.executable,
                [sys.executable, "-m", "tinget.site.cli", "manage", *arguments],
                dict(os.environ),
            )
        return _execute(name, rest)


def _needs_database(name: str, app: object, arguments: list[str]) -> bool:
    """Ask the command: `needs_database` is true, false, or a function of the arguments."""
    if app is None:
        return False  # help, or a name that nobody has: Django says so
    command = load_command_class(app, name) if isinstance(app, str) else app
    needs = getattr(command, "needs_database", True)
    return bool(needs(arguments) if callable(needs) else needs)


def _execute(name: str, rest: list[str]) -> int:
    utility = ManagementUtility(["./tinget manage", name, *rest])
    try:
        utility.execute()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0
