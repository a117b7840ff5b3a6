"""Gives somebody an office and the link by which they open their account: how the first one comes in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.foundation.ui.words import moment_words
from tinget.organisation.actions import NewOffice, give_office
from tinget.organisation.models import Invitation
from tinget.organisation.queries import (
    INVITED,
    AuthorityNotFound,
    MunicipalityNotFound,
    authority_by_slug,
    link_of_invitation,
    municipality_by_slug,
)
from tinget.organisation.rules.roles import EVERY_PERSON, Role, system_actor


class Command(BaseCommand):
    help = "Ger någon ett uppdrag i en nämnd och skriver länken som öppnar kontot; den går också med e-post."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("authority", help="nämndens ord i adresser")
        parser.add_argument("email", help="adressen som personen loggar in med")
        parser.add_argument("--name", required=True, help="personens namn")
        roles = sorted(role.value for role in EVERY_PERSON)
        parser.add_argument("--role", default=Role.ADMINISTRATOR.value, choices=roles)
        parser.add_argument("--municipality", default="", help="kommunens ord i adresser")
        parser.add_argument("--decision", default="Uppläggning", help="den som har bestämt det")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            found = self._invited(options)
        except (AuthorityNotFound, MunicipalityNotFound) as missing:
            raise CommandError(f"{missing}: finns inte här.", returncode=2) from missing
        except NotPossible as refused:
            raise CommandError(refused.message, returncode=2) from refused
        if found is None:
            self.stdout.write("Uppdraget är infört. Personen har redan öppnat sitt konto.")
            return
        self.stdout.write(link_of_invitation(f"{INVITED}:{found.pk}"))
        self.stderr.write(f"Länken gäller en gång, till och med {moment_words(found.expires_at)}.")

    def _invited(self, options: dict[str, Any]) -> Invitation | None:
        place = municipality_by_slug(options["municipality"]).id if options["municipality"] else None
        owner = authority_by_slug(options["authority"])
        given = NewOffice(
            name=options["name"].strip(),
            email=options["email"].strip(),
            role=Role(options["role"]),
            first=clock.today(),
            decision=options["decision"],
            municipality_id=place,
        )
        actor = system_actor(owner.id, place=owner.slug)
        with scoped(Scope(authorities=frozenset({owner.id}))):
            person = give_office(actor, authority=owner.id, given=given, at=clock.now())
        return Invitation.objects.filter(account__person=person, used_at=None).first()
