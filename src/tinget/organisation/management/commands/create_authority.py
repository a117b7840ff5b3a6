"""Lays up an authority with its host municipality: the first thing that is done on an empty installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.utils import IntegrityError

from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.case_numbers import WITH_CLASS
from tinget.kernel.slugs import slug_of
from tinget.organisation.actions import NewAuthority, NewMunicipality, create_authority
from tinget.organisation.rules.numbering import PLAIN
from tinget.organisation.rules.offices import AuthorityKind, SizeClass
from tinget.organisation.rules.roles import system_actor


class Command(BaseCommand):
    help = "Lägger upp en nämnd med sin värdkommun, som blir dess första part."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="nämndens ord i adresser, till exempel e-namnden")
        parser.add_argument("--name", required=True, help="nämndens namn")
        parser.add_argument("--host", required=True, help="värdkommunens korta namn")
        parser.add_argument("--host-name", required=True, help="värdkommunens fullständiga namn")
        parser.add_argument("--host-org-number", default="", help="värdkommunens organisationsnummer")
        sizes = [size.value for size in SizeClass]
        parser.add_argument("--host-size", default=SizeClass.LARGER.value, choices=sizes)
        kinds = [kind.value for kind in AuthorityKind]
        parser.add_argument("--kind", default=AuthorityKind.JOINT_COMMITTEE.value, choices=kinds)
        parser.add_argument(
            "--case-number", default=PLAIN, help=f"mönstret för ärendenummer, till exempel {WITH_CLASS}"
        )
        parser.add_argument("--source", default="Uppläggning", help="beslutet eller avtalet")

    def handle(self, *_args: Any, **options: Any) -> None:
        given = NewAuthority(
            slug=options["slug"],
            name=options["name"].strip(),
            kind=AuthorityKind(options["kind"]),
            case_number_pattern=options["case_number"],
        )
        host = NewMunicipality(
            name=options["host"].strip(),
            org_name=options["host_name"].strip(),
            size_class=SizeClass(options["host_size"]),
            org_number=options["host_org_number"],
        )
        if not (given.name and slug_of(host.name) and host.org_name):
            raise CommandError("--name, --host och --host-name får inte vara tomma.", returncode=2)
        try:
            with scoped(Scope()):
                create_authority(system_actor(), given=given, host=host, source=options["source"])
        except (NotPossible, IntegrityError) as refused:
            raise CommandError(str(refused), returncode=2) from refused
        self.stdout.write(f"{given.name} finns på /{given.slug}/. Bjud in den första administratören.")
