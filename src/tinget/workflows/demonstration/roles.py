"""Acting as one of the demonstration's role accounts, with just what that role may see and do."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation

SECRETARY, CHAIR, ARCHIVIST = "Sekreterare", "Ordförande", "Arkivansvarig"


@contextmanager
def acting_as(name: str, *, at: dt.datetime) -> Iterator[organisation.Actor]:
    """Run the block in one transaction as the role account with this name, as a request by it would."""
    people = {role.name: role.id for role in organisation.demonstration_roles(on=at.date())}
    account = organisation.demonstration_account(people[name])
    standing = organisation.standing_of(account, chosen=None, on=at.date())
    seen = Scope(standing.authorities, standing.boards, public=True, person=standing.actor.person_id)
    with scoped(seen):
        yield standing.actor
