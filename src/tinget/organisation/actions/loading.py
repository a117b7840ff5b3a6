"""Loads the organisation's facts: what is new is added, what differs is corrected, nothing is removed."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Manager, Model

from tinget.foundation import ledger
from tinget.foundation.scoping import scoped, widened
from tinget.organisation import models
from tinget.organisation.actions.authorities import next_number, put_in_order
from tinget.organisation.permissions import LOAD_ORGANISATION, require
from tinget.organisation.rules.facts import AuthorityFact, MandateFact, OrganisationFacts, PersonFact
from tinget.organisation.rules.roles import Actor

Changes = Counter[str]


def load_organisation(actor: Actor, facts: OrganisationFacts) -> Mapping[str, int]:
    """Make the tables say what the facts say; returns how many rows of each table were written.

    A second run with the same facts writes nothing, the ledger included. A mandate that is no longer among
    the facts stays: the documents may have been corrected, or somebody here has granted it.
    """
    require(actor, LOAD_ORGANISATION, authority=None)
    changes: Changes = Counter()
    places = _load_municipalities(facts, changes)
    _load_populations(facts, places, changes)
    authorities = {fact.slug: _load_authority(fact, places, changes) for fact in facts.authorities}
    _load_people(facts.people, authorities, places, changes)
    if changes:
        for authority in authorities.values():
            with scoped(widened(authority.pk)):
                ledger.append(
                    actor,
                    "load_organisation",
                    on=f"organisation.authority:{authority.pk}",
                    authority=authority.pk,
                    changes=dict(changes),
                )
    return dict(changes)


def _write(table: Manager[Any], rows: Iterable[tuple[Model, Mapping[str, Any]]], changes: Changes) -> None:
    """Add the rows that are new, all at once, and save those where some value differs."""
    new = []
    for row, values in rows:
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in differing.items():
            setattr(row, name, value)
        if row.pk is None:
            new.append(row)
        elif differing:
            row.save()
            changes[type(row).__name__.lower()] += 1
    if new:
        changes[table.model.__name__.lower()] += len(table.bulk_create(new))


def _load_municipalities(facts: OrganisationFacts, changes: Changes) -> dict[str, models.Municipality]:
    stored = {row.slug: row for row in models.Municipality.objects.all()}
    numbers = itertools.count(next_number())
    places: dict[str, models.Municipality] = {}
    told = []
    for fact in facts.municipalities:
        row = stored.get(fact.slug) or models.Municipality(slug=fact.slug, number=next(numbers))
        values = {
            "name": fact.name,
            "org_name": fact.org_name,
            "org_number": fact.org_number,
            "size_class": fact.size_class.value,
            "source": fact.source,
        }
        told.append((row, values))
        places[fact.name] = row
    _write(models.Municipality.objects, told, changes)
    put_in_order()
    return places


def _load_populations(
    facts: OrganisationFacts, places: Mapping[str, models.Municipality], changes: Changes
) -> None:
    stored = {(row.municipality_id, row.as_of): row for row in models.Population.objects.all()}
    told = []
    for fact in facts.populations:
        place = places[fact.municipality].pk
        row = stored.get((place, fact.as_of)) or models.Population(municipality_id=place, as_of=fact.as_of)
        told.append((row, {"inhabitants": fact.inhabitants, "source": fact.source}))
    _write(models.Population.objects, told, changes)


def _load_authority(
    fact: AuthorityFact, places: Mapping[str, models.Municipality], changes: Changes
) -> models.Authority:
    row = models.Authority.objects.filter(slug=fact.slug).first() or models.Authority(slug=fact.slug)
    values = {
        "name": fact.name,
        "kind": fact.kind.value,
        "host_id": places[fact.host].pk,
        "case_number_pattern": fact.case_number_pattern,
        "record_id_prefix": fact.record_id_prefix,
        "record_id_label": fact.record_id_label,
        "accent": fact.accent,
    }
    _write(models.Authority.objects, [(row, values)], changes)
    parties = {party.municipality_id: party for party in row.parties.all()}
    told = []
    for party in fact.parties:
        place = places[party.municipality].pk
        stored = parties.get(place) or models.PartyMunicipality(authority=row, municipality_id=place)
        last = party.last or stored.last  # what ended here has ended
        told.append((stored, {"first": party.first, "last": last, "source": fact.source}))
    _write(models.PartyMunicipality.objects, told, changes)
    return row


def _load_people(
    facts: Iterable[PersonFact],
    authorities: Mapping[str, models.Authority],
    places: Mapping[str, models.Municipality],
    changes: Changes,
) -> None:
    stored = {row.key: row for row in models.Person.objects.prefetch_related("mandates__evidence")}
    people = [(stored.get(fact.key) or models.Person(key=fact.key), fact) for fact in facts]
    values = (
        (person, {"name": fact.name, "party": fact.party, "source": fact.source}) for person, fact in people
    )
    _write(models.Person.objects, values, changes)
    mandates = []
    for person, fact in people:
        held = list(person.mandates.all()) if fact.key in stored else []
        authority = authorities[fact.authority].pk
        for told in fact.mandates:
            place = places[told.municipality].pk if told.municipality else None
            row = _take_matching(held, told, authority, place) or models.Mandate(
                person=person, role=told.role.value, authority_id=authority, municipality_id=place
            )
            mandates.append((row, told))
    _load_mandates(mandates, changes)


def _take_matching(
    held: list[models.Mandate], fact: MandateFact, authority: int, place: int | None
) -> models.Mandate | None:
    """Take the stored mandate that the fact is about: the same office, with the same first day if any has."""
    office = (fact.role.value, authority, place)
    same = [row for row in held if (row.role, row.authority_id, row.municipality_id) == office]
    same.sort(key=lambda row: (row.first != fact.first, row.pk))
    if not same:
        return None
    held.remove(same[0])
    return same[0]


def _load_mandates(mandates: Sequence[tuple[models.Mandate, MandateFact]], changes: Changes) -> None:
    """Make the evidence exactly that of the facts: what no document says any more proves nothing."""
    stored = [list(row.evidence.all()) if row.pk is not None else [] for row, _fact in mandates]
    values = ((row, _values_of(row, fact)) for row, fact in mandates)
    _write(models.Mandate.objects, values, changes)
    told = []
    for (mandate, fact), evidence in zip(mandates, stored, strict=True):
        by_place = {(row.on, row.source): row for row in evidence}
        for found in fact.evidence:
            row = by_place.pop((found.on, found.source), None)
            row = row or models.MandateEvidence(mandate=mandate, on=found.on, source=found.source)
            told.append((row, {"as_printed": found.as_printed}))
        for row in by_place.values():
            row.delete()
            changes["mandateevidence"] += 1
    _write(models.MandateEvidence.objects, told, changes)


def _values_of(row: models.Mandate, fact: MandateFact) -> Mapping[str, Any]:
    values = {
        "first": fact.first,
        "last": fact.last,
        "until_further_notice": fact.until_further_notice,
        "note": fact.note,
        "source": fact.source,
    }
    if row.ended_decision:  # ended here, which the facts need not know
        values |= {"last": row.last, "until_further_notice": row.until_further_notice}
    return values
