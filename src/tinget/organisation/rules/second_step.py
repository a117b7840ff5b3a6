"""Which offices nobody works in who has signed in by a password alone (OWASP ASVS 5.0, V6.3.3)."""

from collections.abc import Iterable

from tinget.organisation.rules.roles import SIGN_IN_ORDER, Role

# A registrar's office is a municipality's own, and no authority says how its people sign in.
MAY_NEED_IT = tuple(role for role in SIGN_IN_ORDER if role is not Role.BOARD_REGISTRAR)


def kept(roles: Iterable[Role]) -> str:
    """Return the roles as an authority's row keeps them, in their order."""
    chosen = frozenset(roles)
    return " ".join(role.value for role in MAY_NEED_IT if role in chosen)


def roles_of(text: str) -> tuple[Role, ...]:
    """Return the roles of what `kept` returned."""
    return tuple(Role(word) for word in text.split())


def is_needed(offices: Iterable[tuple[Role, str]]) -> bool:
    """Tell of somebody's offices, each with what its authority keeps, whether any needs a second step.

    It is the same whichever they act in now, since they may change it at any time.
    """
    return any(role in roles_of(text) for role, text in offices)
