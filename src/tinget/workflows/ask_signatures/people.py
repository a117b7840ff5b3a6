"""Who of the house may be asked to sign."""

from tinget.foundation import clock
from tinget.organisation import api as organisation
from tinget.organisation.api import Role

SIGNERS = frozenset(Role) - {Role.SYSTEM, Role.BOARD_REGISTRAR}


def people_of_the_house(actor: organisation.Actor, authority: int) -> list[organisation.PersonName]:
    """Return those who hold an office today; in a demonstration the made-up ones."""
    on = clock.today()
    return organisation.people_with(authority, SIGNERS, on=on, demonstration=actor.is_demonstration)
