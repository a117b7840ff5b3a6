"""Who can be responsible for a case: those with an office in the authority that handles cases."""

import datetime as dt

from tinget.organisation.api import Authority, PersonName, Role, people, people_with

OFFICERS = frozenset({Role.SECRETARY, Role.COORDINATOR, Role.OFFICER, Role.CHAIR})


def officers(owner: Authority, *, on: dt.date, demonstration: bool) -> list[PersonName]:
    """List those who may have a case to handle on the day; made-up people only in a demonstration."""
    found = people_with(owner.id, OFFICERS, on=on, demonstration=demonstration)
    return sorted(found, key=lambda person: person.name.casefold())


def name_of_person(person: int | None) -> str:
    """Give the person's name; "" for nobody."""
    if person is None:
        return ""
    found = people([person]).get(person)
    return found.name if found else ""
