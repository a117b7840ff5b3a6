"""In whose scope mail and feeds are reckoned: what the person may see now, less than on a page signed in."""

from django.conf import settings

from tinget.foundation import clock
from tinget.foundation.scoping import Scope
from tinget.organisation import api as organisation


def scope_of(person: int, authority: int) -> Scope | None:
    """Return what a person may be sent of an authority; None when they have no mandate or account any more.

    What only some may see is left out even for them: mail and addresses of feeds are passed on.
    """
    standing = organisation.standing_of_person(person, on=clock.today())
    if standing is None or authority not in standing.authorities:
        return None
    if standing.actor.is_demonstration and not settings.TINGET_DEMO:
        return None
    return Scope(authorities=frozenset({authority}), public=True)
