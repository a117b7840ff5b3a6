"""Proposes what falls due, as the yearly run does; nothing goes before two persons have decided."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tinget.disposal import actions, queries
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import AuthorityNotFound, authority_by_slug, system_actor


class Command(BaseCommand):
    help = "Tar fram ett gallringsförslag. Inget gallras förrän en har gått igenom det och en annan beslutat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("authority", help="myndighetens namn i adressen, som e-namnden")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            authority = authority_by_slug(options["authority"]).id
        except AuthorityNotFound as unknown:
            raise CommandError(f"Myndigheten {options['authority']} finns inte.") from unknown
        actor = system_actor(authority)
        scope = Scope(authorities=frozenset({authority}), unrestricted=True)
        try:
            with scoped(scope):
                run_id = actions.propose_run(actor, authority=authority, day=clock.today())
        except NotPossible as refused:
            raise CommandError(refused.message) from refused
        goes_on = True
        while goes_on:
            with scoped(scope):
                goes_on = actions.propose_batch(actor, authority=authority, run_id=run_id)
                run = queries.run(authority, run_id)
            if options["verbosity"]:
                sys.stderr.write(f"{run.done} av {run.total}, {run.proposed} gallringsbara\n")
        self.stdout.write(f"{run.proposed} handlingar föreslås")
