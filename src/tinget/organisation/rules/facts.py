"""The organisation as its files tell it: typed rows, held against each other before anything is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from tinget.kernel.facts import Faults, Row, read_facts
from tinget.kernel.periods import Period, PeriodBackwards
from tinget.kernel.slugs import slug_of
from tinget.kernel.sorting import swedish_key
from tinget.organisation.rules.numbering import fault_of_pattern
from tinget.organisation.rules.offices import AuthorityKind, Evidence, SizeClass
from tinget.organisation.rules.roles import EVERY_PERSON, Role

SIZE_CLASSES = {"större": SizeClass.LARGER, "mindre": SizeClass.SMALLER, "landsort": SizeClass.RURAL}
OFFICES = {role.value: role for role in Role if role in EVERY_PERSON and role is not Role.BOARD_REGISTRAR}
KINDS = {kind.value: kind for kind in AuthorityKind}


@dataclass(frozen=True, slots=True)
class MunicipalityFact:
    """A municipality's row."""

    number: int
    name: str
    org_name: str
    org_number: str
    size_class: SizeClass
    source: str

    @property
    def slug(self) -> str:
        """The word in its addresses."""
        return slug_of(self.name)


@dataclass(frozen=True, slots=True)
class PopulationFact:
    """Inhabitants of a municipality, named as in its row, on a day."""

    municipality: str
    as_of: date
    inhabitants: int
    source: str


@dataclass(frozen=True, slots=True)
class PartyFact:
    """A municipality that is party to an authority."""

    municipality: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class AuthorityFact:
    """An authority's row, with its parties."""

    slug: str
    name: str
    kind: AuthorityKind
    host: str
    case_number_pattern: str
    record_id_prefix: str
    record_id_label: str
    accent: str
    source: str
    parties: tuple[PartyFact, ...]


@dataclass(frozen=True, slots=True)
class MandateFact:
    """An office that a document gives a person; None is unknown."""

    role: Role
    municipality: str | None
    first: date | None
    last: date | None
    until_further_notice: bool
    note: str
    source: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person and their offices in one authority; `key` tells people of the same name apart."""

    key: str
    name: str
    party: str
    authority: str
    source: str
    mandates: tuple[MandateFact, ...]


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """Everything that the files of one folder say about the organisation."""

    municipalities: tuple[MunicipalityFact, ...]
    populations: tuple[PopulationFact, ...]
    authorities: tuple[AuthorityFact, ...]
    people: tuple[PersonFact, ...]


def read_organisation(folder: Path) -> OrganisationFacts:
    """Read the folder's four files; raise FactsInvalid with every fault, each with its file and line."""
    faults = Faults()
    municipalities = _municipalities(read_facts(folder / "municipalities.yaml", faults))
    names = {fact.name for fact in municipalities}
    populations = _populations(read_facts(folder / "populations.yaml", faults), names)
    authorities = _authorities(read_facts(folder / "authorities.yaml", faults), names)
    people = _people(read_facts(folder / "people.yaml", faults), names, {fact.slug for fact in authorities})
    faults.raise_if_any()
    return OrganisationFacts(municipalities, populations, authorities, people)


def _source(row: Row) -> str:
    value = row.values.get("source")
    if isinstance(value, str):
        return value.strip()
    source = row.row("source")
    where = source.optional_text("where")
    document = source.text("document")
    return f"{document}, {where}" if where else document


def _name_of_municipality(row: Row, key: str, names: Iterable[str]) -> str:
    name = row.text(key)
    if name and name not in names:
        row.fault(f"kommunen ”{name}” finns inte i municipalities.yaml")
    return name


def _refuse_twice(rows: Sequence[tuple[Row, Any]], what: str) -> None:
    seen: dict[Any, int] = {}
    for row, value in rows:
        if value in seen:
            row.fault(f"{what} ”{value}” står också på rad {seen[value]}")
        seen.setdefault(value, row.line)


def _bounds(row: Row) -> tuple[date | None, date | None]:
    first, last = row.optional_day("first"), row.optional_day("last")
    try:
        Period(first, last)
    except PeriodBackwards:
        row.fault(f"”last” ({last}) ligger före ”first” ({first})")
        return None, None
    return first, last


def _municipalities(top: Row) -> tuple[MunicipalityFact, ...]:
    top.allow("size_classes", "municipalities")
    read: list[tuple[Row, MunicipalityFact]] = []
    for row in top.rows("municipalities"):
        row.allow("number", "name", "org_name", "org_number", "size_class", "source")
        fact = MunicipalityFact(
            number=row.whole("number", least=1),
            name=row.text("name"),
            org_name=row.text("org_name"),
            org_number=row.optional_text("org_number") or "",
            size_class=row.one_of("size_class", SIZE_CLASSES),
            source=_source(row),
        )
        read.append((row, fact))
    for what, values in (
        ("numret", [(row, fact.number) for row, fact in read]),
        ("kommunen", [(row, fact.name) for row, fact in read]),
        ("kommunens fullständiga namn", [(row, fact.org_name) for row, fact in read]),
    ):
        _refuse_twice(values, what)
    in_order = sorted(read, key=lambda pair: pair[1].number)
    for (_, before), (row, after) in pairwise(in_order):
        if swedish_key(before.name) > swedish_key(after.name):
            row.fault(f"”number” sätter {after.name} efter {before.name}, mot svensk bokstavsordning")
    return tuple(fact for _, fact in read)


def _populations(top: Row, names: set[str]) -> tuple[PopulationFact, ...]:
    top.allow("populations")
    years = [(row, row.day("as_of")) for row in top.rows("populations")]
    _refuse_twice(years, "dagen")
    facts: list[PopulationFact] = []
    for year, as_of in years:
        year.allow("as_of", "total", "source", "inhabitants")
        rows = year.rows("inhabitants")
        source = _source(year)
        counted = [
            PopulationFact(
                municipality=_name_of_municipality(row, "municipality", names),
                as_of=as_of,
                inhabitants=row.whole("count", least=1),
                source=source,
            )
            for row in rows
        ]
        _refuse_twice([(row, fact.municipality) for row, fact in zip(rows, counted, strict=True)], "kommunen")
        total = year.whole("total", least=1)
        if (found := sum(fact.inhabitants for fact in counted)) != total:
            year.fault(f"raderna blir tillsammans {found}, men ”total” är {total}")
        facts += counted
    return tuple(facts)


def _authorities(top: Row, names: set[str]) -> tuple[AuthorityFact, ...]:
    top.allow("authorities", "membership_history")
    rows = top.rows("authorities")
    facts = tuple(_authority(row, names) for row in rows)
    _refuse_twice([(row, fact.slug) for row, fact in zip(rows, facts, strict=True)], "adressordet")
    return facts


def _authority(row: Row, names: set[str]) -> AuthorityFact:
    row.allow(
        "slug",
        "name",
        "kind",
        "host",
        "case_number_pattern",
        "record_id_label",
        "record_id_prefix",
        "accent",
        "source",
        "parties",
    )
    slug = row.text("slug")
    if slug_of(slug) != slug:
        row.fault(f"”slug” är ”{slug}”, men får bara ha a–z, siffror och bindestreck")
    pattern = row.text("case_number_pattern")
    if fault := fault_of_pattern(pattern):
        row.fault(f"”case_number_pattern” är ”{pattern}”. {fault}")
    parties = row.rows("parties")
    _refuse_twice([(party, party.values.get("municipality")) for party in parties], "parten")
    return AuthorityFact(
        slug=slug,
        name=row.text("name"),
        kind=row.one_of("kind", KINDS),
        host=_name_of_municipality(row, "host", names),
        case_number_pattern=pattern,
        record_id_prefix=row.optional_text("record_id_prefix") or "",
        record_id_label=row.text("record_id_label"),
        accent=row.optional_text("accent") or "",
        source=_source(row),
        parties=tuple(_party(party, names) for party in parties),
    )


def _party(row: Row, names: set[str]) -> PartyFact:
    row.allow("municipality", "first", "last")
    first, last = _bounds(row)
    return PartyFact(_name_of_municipality(row, "municipality", names), first, last)


def _people(top: Row, names: set[str], slugs: set[str]) -> tuple[PersonFact, ...]:
    top.allow("authority", "people")
    authority = top.text("authority")
    if authority and authority not in slugs:
        top.fault(f"myndigheten ”{authority}” finns inte i authorities.yaml")
    rows = top.rows("people")
    facts = tuple(_person(row, authority, names) for row in rows)
    _refuse_twice([(row, fact.key) for row, fact in zip(rows, facts, strict=True)], "nyckeln")
    return facts


def _person(row: Row, authority: str, names: set[str]) -> PersonFact:
    row.allow("key", "name", "party", "mandates")
    name = row.text("name")
    mandates = [(inner, _mandate(inner, names)) for inner in row.rows("mandates")]
    for (_, one), (other_row, other) in combinations(mandates, 2):
        same = (one.role, one.municipality) == (other.role, other.municipality)
        if same and Period(one.first, one.last).overlaps(Period(other.first, other.last)):
            other_row.fault(f"{name} har samma uppdrag två gånger samtidigt")
    return PersonFact(
        key=row.optional_text("key") or slug_of(name),
        name=name,
        party=row.optional_text("party") or "",
        authority=authority,
        source=mandates[0][1].source if mandates else "",
        mandates=tuple(fact for _, fact in mandates),
    )


def _mandate(row: Row, names: set[str]) -> MandateFact:
    row.allow("role", "municipality", "first", "last", "until_further_notice", "note", "evidence", "source")
    first, last = _bounds(row)
    known = row.values.get("municipality") is not None
    return MandateFact(
        role=row.one_of("role", OFFICES),
        municipality=_name_of_municipality(row, "municipality", names) if known else None,
        first=first,
        last=last,
        until_further_notice=row.flag("until_further_notice"),
        note=row.optional_text("note") or "",
        source=_source(row),
        evidence=tuple(_evidence(inner, Period(first, last)) for inner in row.rows("evidence")),
    )


def _evidence(row: Row, period: Period) -> Evidence:
    row.allow("on", "as_printed", "source")
    on = row.day("on")
    if not period.holds_on(on):
        row.fault(f"belägget {on} ligger utanför uppdragets tid")
    return Evidence(on=on, as_printed=row.optional_text("as_printed") or "", source=_source(row))
