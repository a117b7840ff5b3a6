"""`./tinget manage load-committee`: load the published facts of the committee."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tinget.foundation import clock
from tinget.kernel.facts import FactsInvalid
from tinget.workflows.load_committee import load_committee


class Command(BaseCommand):
    help = "Load the committee's facts from data/norrbotten, unless the same are loaded already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", default=str(Path(settings.TINGET_FACTS) / "norrbotten"))

    def handle(self, **options: Any) -> None:
        try:
            loaded = load_committee(Path(options["folder"]), at=clock.now())
        except FactsInvalid as invalid:
            raise CommandError(str(invalid), returncode=2) from invalid
        self.stderr.write(
            "Nämndens uppgifter är inlästa." if loaded else "Nämndens uppgifter är redan inlästa."
        )
