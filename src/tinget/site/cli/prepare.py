"""Migrates and loads in one process: starting Django takes longer than finding nothing to do."""

import importlib
import os
import sys

import django
from django.core.management import call_command
from django.db import connections

from tinget.site.cli.installation import Stopped
from tinget.site.cli.migrating import migrate
from tinget.site.loading import loading


def main() -> None:
    """Bring the database up to the code, load the committee and, in a demonstration, its accounts."""
    with loading():
        django.setup()
        migrate()
    connections["owner"].close()
    if _holds_the_committee():
        call_command("load_committee", stdout=sys.stderr)
    if os.environ.get("TINGET_DEMO") == "1":
        call_command("prepare_demonstration", stdout=sys.stderr)
    # A fault in the pages' code shows here once, rather than again and again in the web server's processes.
    importlib.import_module("tinget.site.wsgi")


def _holds_the_committee() -> bool:
    """Tell whether the published facts belong here: not where one began empty, or has an authority."""
    organisation = importlib.import_module("tinget.organisation.models")
    loaded = importlib.import_module("tinget.workflows.models").LoadedFacts
    if loaded.objects.exists() or os.environ.get("TINGET_DEMO") == "1":
        return True
    return os.environ.get("TINGET_EMPTY") != "1" and not organisation.Authority.objects.exists()


if __name__ == "__main__":
    try:
        main()
    except Stopped as stop:
        sys.stderr.write(f"tinget: {stop}\n")
        sys.exit(stop.code)
