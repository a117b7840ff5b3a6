"""Asks for a certificate for an authority's seal: the key lies in the token, and stays there."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.signatures import queries


class Command(BaseCommand):
    help = "Skriver en begäran om certifikat (CSR) för nämndens nyckel i TINGET_SEAL_TOKEN."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="nämndens ord i adresser, till exempel e-namnden; nyckeln heter så")
        parser.add_argument("--organisation", default="", help="organisationens namn, om inte värdkommunens")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with scoped(Scope()):
                asked = queries.seal_request(options["slug"], organisation=options["organisation"].strip())
        except Http404 as missing:
            raise CommandError(f"Ingen nämnd heter {options['slug']}.", returncode=2) from missing
        except NotPossible as refused:
            raise CommandError(refused.message, returncode=2) from refused
        self.stdout.write(asked.decode(), ending="")
