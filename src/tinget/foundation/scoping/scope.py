"""A scope, and the transaction that carries it to PostgreSQL."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True)
class Scope:
    """The authorities and boards (municipality ids) whose rows are seen, and whether published rows are."""

    authorities: frozenset[int] = frozenset()
    boards: frozenset[int] = frozenset()
    public: bool = False


NOTHING = Scope()
PUBLIC = Scope(public=True)

_current: ContextVar[Scope] = ContextVar("scope", default=NOTHING)


def current_scope() -> Scope:
    """Return the scope in force; `NOTHING` outside `scoped`."""
    return _current.get()


@contextmanager
def scoped(scope: Scope) -> Iterator[None]:
    """Run the block in a transaction under this scope, and give the outer scope back after."""
    outer, token = current_scope(), _current.set(scope)
    is_inner = connection.in_atomic_block
    try:
        with transaction.atomic():
            _tell_database(scope)
            yield
            if is_inner and not connection.needs_rollback:  # the transaction's end takes the settings back
                _tell_database(outer)
    finally:
        _current.reset(token)


def widened(*authorities: int) -> Scope:
    """Return the scope in force with these authorities added: for an act whose right was proven otherwise."""
    scope = current_scope()
    return Scope(scope.authorities | set(authorities), scope.boards, scope.public)


def _tell_database(scope: Scope) -> None:
    """Set the transaction's settings that the policies read; they end with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('tinget.authorities', %s, true), set_config('tinget.boards', %s, true),"
            " set_config('tinget.public', %s, true)",
            [_array(scope.authorities), _array(scope.boards), "on" if scope.public else "off"],
        )


def _array(ids: Iterable[int]) -> str:
    return "{" + ",".join(str(int(identifier)) for identifier in sorted(ids)) + "}"
