"""Loads the organisation's facts from a folder, and the role accounts where this is a demonstration."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tinget.foundation import clock
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.facts import FactsInvalid
from tinget.organisation.actions import load_organisation, prepare_demonstration_roles
from tinget.organisation.queries import authority_by_slug
from tinget.organisation.rules.facts import read_organisation
from tinget.organisation.rules.roles import system_actor


class Command(BaseCommand):
    help = "Läser in kommuner, nämnd och uppdrag ur YAML-filer. Kan köras om; fel anges med fil och rad."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", default=str(Path(settings.TINGET_FACTS) / "norrbotten"))

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            facts = read_organisation(Path(options["folder"]))
        except FactsInvalid as invalid:
            raise CommandError(str(invalid)) from invalid
        with scoped(Scope()):
            written = load_organisation(system_actor(), facts)
            authorities = [authority_by_slug(fact.slug) for fact in facts.authorities]
        for authority in authorities if settings.TINGET_DEMO else ():
            with scoped(Scope(authorities=frozenset({authority.id}))):
                actor = system_actor(authority.id, demonstration=True, place=authority.slug)
                prepare_demonstration_roles(actor, authority=authority.id, day=clock.today())
        if options["verbosity"]:
            self.stdout.write(f"{sum(written.values())} rader skrivna")
