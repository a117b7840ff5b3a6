"""Finds which model makes a published table: the whole searched family, exactly, or the nearest miss.

Every row of a table says between which bounds its amount lay before rounding. A model is linear in one or
two unknown amounts, so the bounds cut out an interval or a polygon of amounts that make the table: nothing is
scanned, and nothing within the family is missed. What is found is then allocated and held against the table.
"""

from tinget.economy.rules.explaining.answer import Explanation, as_answer, explain

__all__ = ["Explanation", "as_answer", "explain"]
