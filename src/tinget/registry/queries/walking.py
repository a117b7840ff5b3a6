"""Walking through all of an authority's register in the order of the rows' numbers."""

from tinget.registry.models import Case, Decision, Record

NOUNS = {"case": Case, "record": Record, "decision": Decision}


def ids_after(noun: str, authority: int, *, after: int, size: int) -> list[int]:
    """List the numbers of the next cases, records or decisions that may be seen."""
    rows = NOUNS[noun].objects.filter(authority_id=authority, pk__gt=after)  # type: ignore[attr-defined] # models have it
    return list(rows.order_by("pk").values_list("pk", flat=True)[:size])
