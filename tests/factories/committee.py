"""The real committee with the demonstration's roles, as the facts and the actions make it."""

import datetime as dt
from functools import cache

from django.conf import settings
from django.test import override_settings

from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.organisation.actions import load_organisation, prepare_demonstration_roles
from tinget.organisation.models import Account
from tinget.organisation.rules.facts import OrganisationFacts, read_organisation

DAY = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def a_committee(day: dt.date = DAY) -> organisation.Authority:
    """Load the committee's facts and make the accounts of the demonstration's roles, from that day."""
    with scoped(Scope()):
        load_organisation(organisation.system_actor(), facts())
    authority = organisation.authority_by_slug("e-namnden")
    with override_settings(TINGET_DEMO=True), scoped(Scope(authorities=frozenset({authority.id}))):
        actor = organisation.system_actor(authority.id, demonstration=True)
        prepare_demonstration_roles(actor, authority=authority.id, day=day)
    return authority


def account(name: str) -> Account:
    """Return the account of a role account: "Sekreterare", "Registrator, Kiruna"."""
    return Account.objects.get(person__name=name, person__is_demonstration=True)


def acting(name: str) -> organisation.Actor:
    """Return the actor of a role account."""
    return organisation.actor_of_account(account(name), chosen=None, on=DAY)


@cache
def facts() -> OrganisationFacts:
    """Read the committee's facts once: they are the same for all tests."""
    return read_organisation(settings.TINGET_FACTS / "norrbotten")
