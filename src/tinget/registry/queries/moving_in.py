"""What moving in asks of the register: which numbers and ids are taken, and which cases there are."""

from collections.abc import Collection

from tinget.registry.models import Case, Record


def cases_by_place(authority: int, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Look up the authority's cases by year and serial."""
    if not places:
        return {}
    years, serials = zip(*places, strict=True)
    rows = Case.objects.filter(authority_id=authority, year__in=set(years), serial__in=set(serials))
    found = {(year, serial): pk for year, serial, pk in rows.values_list("year", "serial", "pk")}
    return {place: found[place] for place in places if place in found}


def taken_record_ids(authority: int, printed: Collection[str]) -> frozenset[str]:
    """Return those of the ids, as printed, that some record of the authority has already."""
    rows = Record.objects.filter(authority_id=authority, as_printed__in=set(printed))
    return frozenset(rows.values_list("as_printed", flat=True))


def taken_record_places(authority: int, places: Collection[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return those of the places in the series that some record of the authority has already."""
    if not places:
        return frozenset()
    years, serials = zip(*places, strict=True)
    rows = Record.objects.filter(authority_id=authority, year__in=set(years), serial__in=set(serials))
    return frozenset(places) & set(rows.values_list("year", "serial"))


def officers_in_use(authority: int, persons: Collection[int]) -> frozenset[int]:
    """Return those of the persons who handle some case of the authority."""
    rows = Case.objects.filter(authority_id=authority, officer_id__in=set(persons))
    return frozenset(pk for pk in rows.values_list("officer_id", flat=True).distinct() if pk is not None)
