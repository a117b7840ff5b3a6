"""`./tinget manage synthesise`: a made-up register of any size, to measure on."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tinget.organisation import api as organisation
from tinget.workflows.synthesise.fill import YEARS, Amounts, fill


class Command(BaseCommand):
    help = "Fyller en demonstrations diarium med påhittade ärenden, handlingar och texter, för mätning."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", default="e-namnden")
        parser.add_argument("--cases", type=int, default=10_000)
        parser.add_argument("--records", type=int, default=50_000)
        parser.add_argument("--texts", type=int, default=10_000)

    def handle(self, *_arguments: object, **options: Any) -> None:
        if not settings.TINGET_DEMO:
            raise CommandError("Påhittade ärenden görs bara i en demonstration. Starta med TINGET_DEMO=1.")
        authority = organisation.authority_by_slug(options["authority"])
        cases = -(-options["cases"] // YEARS) * YEARS  # as many for each year
        fill(authority, Amounts(cases, options["records"], options["texts"]), self.stderr.write)
