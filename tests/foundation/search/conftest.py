"""Two authorities' entries, and the scopes of those who look for them."""

import datetime as dt

import pytest

from tinget.foundation import search
from tinget.foundation.scoping import Scope, scoped

AT = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
OURS, THEIRS = 11, 12


@pytest.fixture
def inside(db):
    """Return the scope of our own people, perhaps of one person among them."""
    return lambda person=None: scoped(Scope(authorities=frozenset({OURS}), public=True, person=person))


@pytest.fixture
def outside(db):
    """Return the scope of a visitor."""
    return lambda: scoped(Scope(public=True))


@pytest.fixture
def put(db):
    """Return a function that puts an entry in, as a job of its authority would."""
    made = iter(range(1, 10_000))

    def one(title, *, authority=OURS, kind="case", published=False, **values):
        number = next(made)
        entry = search.Entry(
            authority=authority,
            on=values.pop("on", f"registry.case:{number}"),
            kind=kind,
            title=title,
            url=f"/e-namnden/arenden/2026/{number}/",
            day=values.pop("day", dt.date(2026, 11, 20)),
            published_at=AT if published else None,
            **values,
        )
        with scoped(Scope(authorities=frozenset({authority}), unrestricted=True)):
            search.put(entry)
        return entry.on

    return one


@pytest.fixture
def titles(inside):
    """Return a function that gives the titles found by our own people."""

    def found(text, **filters):
        with inside():
            return [hit.title for hit in search.find(OURS, text, search.Filters(**filters)).hits]

    return found


@pytest.fixture
def learnt():
    """Return a function that learns an authority's words."""

    def learn(authority=OURS):
        with scoped(Scope(authorities=frozenset({authority}))):
            search.learn(authority)

    return learn
