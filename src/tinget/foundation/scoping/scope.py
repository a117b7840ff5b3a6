"""A scope, and the transaction that carries it to PostgreSQL."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db import connection, transaction

from tinget.foundation import clock


@dataclass(frozen=True)
class Scope:
    """The authorities and boards (municipality ids) whose rows are seen, and whether published rows are.

    Restricted rows are seen by the `person` who is cleared for them, and by a job that must process whatever
    there is (`unrestricted`) and keeps what it makes as restricted as what it read.
    """

    authorities: frozenset[int] = frozenset()
    boards: frozenset[int] = frozenset()
    public: bool = False
    person: int | None = None
    unrestricted: bool = False


Answer = TypeVar("Answer")
NOTHING = Scope()
PUBLIC = Scope(public=True)

_current: ContextVar[Scope] = ContextVar("scope", default=NOTHING)
_remembered: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


def current_scope() -> Scope:
    """Return the scope in force; `NOTHING` outside `scoped`."""
    return _current.get()


@contextmanager
def scoped(scope: Scope) -> Iterator[None]:
    """Run the block in a transaction under this scope, and give the outer scope back after."""
    outer, token, fresh = current_scope(), _current.set(scope), _remembered.set({})
    is_inner = connection.in_atomic_block
    try:
        with transaction.atomic():
            _tell_database(scope)
            yield
            if is_inner and not connection.needs_rollback:  # the transaction's end takes the settings back
                _tell_database(outer)
    finally:
        _remembered.reset(fresh)
        _current.reset(token)


def remembered(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return what is asked for, asked once in this scope; for shared facts that nothing changes meanwhile."""
    known = _remembered.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    answer: Answer = known[key]
    return answer


def widened(*authorities: int) -> Scope:
    """Return the scope in force with these authorities added: for an act whose right was proven otherwise."""
    scope = current_scope()
    return replace(scope, authorities=scope.authorities | set(authorities))


def _tell_database(scope: Scope) -> None:
    """Set the transaction's settings that the policies read; they end with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('tinget.authorities', %s, true), set_config('tinget.boards', %s, true),"
            " set_config('tinget.public', %s, true), set_config('tinget.person', %s, true),"
            " set_config('tinget.unrestricted', %s, true), set_config('tinget.today', %s, true)",
            [
                _array(scope.authorities),
                _array(scope.boards),
                _switch(on=scope.public),
                "" if scope.person is None else str(int(scope.person)),
                _switch(on=scope.unrestricted),
                clock.today().isoformat(),
            ],
        )


def _switch(*, on: bool) -> str:
    return "on" if on else "off"


def _array(ids: Iterable[int]) -> str:
    return "{" + ",".join(str(int(identifier)) for identifier in sorted(ids)) + "}"
