"""Who asks, as a header of the test says: the scope of a request without accounts."""

import json

from tinget.foundation.scoping import Scope
from tinget.organisation.api import VISITOR, Actor, Role


def scope_of_request(request):
    told = request.headers.get("x-test-actor")
    if told is None:
        request.actor = VISITOR
        return Scope(public=True)
    person, name, role, authority = json.loads(told)
    request.actor = Actor(person_id=person, name=name, role=Role(role), authority=authority)
    request.user = Somebody()
    return Scope(frozenset({authority}), public=True, person=person)


class Somebody:
    """Signed in."""

    is_authenticated = True
    pk = 1
