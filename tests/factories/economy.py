"""Bills made by the real actions, of the published allocations."""

import datetime as dt

from tests.factories.registry import a_secretary
from tinget.economy import actions, queries
from tinget.economy.rules.billing import VatCategory
from tinget.foundation.scoping import Scope, scoped

TERMS = actions.Terms(dt.date(2027, 1, 15), dt.date(2027, 2, 15), VatCategory.STANDARD, "E-nämnden")


def a_bill(authority: int) -> str:
    """Bill what is printed for 2022, unless it has been done, and return a bill's number."""
    secretary = a_secretary(authority, demonstration=True)
    with scoped(Scope(authorities=frozenset({authority}), public=True)):
        if not (made := queries.bills(secretary, authority=authority)):
            return actions.bill_year(secretary, authority=authority, year=2022, terms=TERMS).numbers[0]
    return made[0].number
