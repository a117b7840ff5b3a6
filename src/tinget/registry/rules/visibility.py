"""Who may see which value of a case and a record: each field declared once, with its reason and source."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

NEUTRAL = "Uppgiften visas inte (sekretess)"
PROVISION_LENGTH = 120
PUBLIC_TEXT_LENGTH = 300


class Visibility(StrEnum):
    """Everybody may see it, the authority's own people, or nobody but those cleared once it is marked."""

    PUBLIC = "public"
    AUTHORITY = "authority"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Declared:
    """What holds for one field, why, and by which law."""

    visibility: Visibility
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Marking:
    """What is said when something is marked (OSL 5:5), who needs to know, and what the public entry says.

    An empty public text gives the neutral one. A case may take its records along, also those to come.
    """

    provision: str
    marking_authority: str
    persons: frozenset[int]
    public_title: str = ""
    public_counterpart: str = ""
    covers_records: bool = False


def _public(reason: str, source: str = "OSL 5:2 första stycket 1-2") -> Declared:
    return Declared(Visibility.PUBLIC, reason, source)


def _inside(reason: str, source: str = "OSL 5:2") -> Declared:
    return Declared(Visibility.AUTHORITY, reason, source)


def _withheld(reason: str, source: str = "OSL 5:2 andra stycket") -> Declared:
    return Declared(Visibility.WITHHELD, reason, source)


_PLUMBING = {
    "id": _public("a number of the database's own, that tells nothing"),
    "authority_id": _public("whose register it is"),
    "is_demonstration": _public("what is made up must say so"),
    "is_published_fact": _public("where the facts come from"),
    "published_at": _public("that it is published is seen by its being there"),
    "public_until": _public("that it is published is seen by its being there"),
    "published": _public("that it is published is seen by its being there"),
    "is_secret": _public("that something is left out is said openly", "OSL 5:5"),
    "submission": _inside("a random key of the form, never shown"),
}

CASE: Mapping[str, Declared] = _PLUMBING | {
    "year": _public("part of the number"),
    "serial": _public("part of the number"),
    "class_code": _public("part of the number; a class that itself is secret must not be used for one case"),
    "number": _public("the number must always be told"),
    "short": _public("the number must always be told"),
    "as_printed": _public("the number as it is written elsewhere"),
    "url": _public("made of the number"),
    "registered_on": _public("the day must always be told"),
    "status": _public("that the case is handled or closed says nothing of what it is about"),
    "closed_on": _public("a day, like that of registration"),
    "deadline_on": _inside("planning within the authority"),
    "officer_id": _inside("who handles it is a matter of work; asked for, it is told"),
    "unit": _inside("who handles it is a matter of work; asked for, it is told"),
    "title": _withheld("what the case is about, in brief"),
    "note": _withheld("may say what the case is about, or whom"),
    "void_reason": _withheld("may say what the case is about, or whom"),
}

RECORD: Mapping[str, Declared] = _PLUMBING | {
    "case": _public("which case it lies in is told by the case's number"),
    "case_id": _public("which case it lies in is told by the case's number"),
    "year": _public("part of the id"),
    "serial": _public("part of the id"),
    "as_printed": _public("the id must always be told"),
    "label": _public("the id must always be told"),
    "url": _public("made of the database's own number"),
    "direction": _public("that it came in or was drawn up goes with the day"),
    "dated_on": _public("the day it came in or was drawn up must always be told"),
    "registered_on": _public("a day, like that on which it came in"),
    "state": _public("that it is an official record is seen by its being there", "TF 2:4"),
    "media": _public("paper or file says nothing of what it is about"),
    "document": _public("the key of a file; the file itself is restricted, names and versions with it"),
    "document_id": _public("the key of a file; the file itself is restricted, names and versions with it"),
    "disposed_on": _public("that and when a record was disposed of stays in the register"),
    "title": _withheld("what the record is about, in brief"),
    "counterpart": _withheld("from whom it came or to whom it was sent"),
    "shows_counterpart": _public("that sender or recipient is told is seen by its being told"),
    "kind": _withheld("a kind such as a report of concern says what it is about"),
    "void_reason": _withheld("may say what the record is about, or whom"),
}

# Rows of their own that a marked case takes along whole: each carries the case's restriction.
OF_A_CASE: Mapping[str, Declared] = {
    "parties": _withheld("whom the case concerns"),
    "notes": _withheld("what is thought of the case"),
    "follow_ups": _withheld("what is to be looked at, and why"),
    "tags": _withheld("a word that says what the case is about"),
    "decisions": _public(
        "a decision has its own text, written for minutes that everybody may read", "KL 8:12"
    ),
    "related": _inside("numbers of other cases"),
}

# What stands in the row of a marked case or record where a value must not be empty.
_STANDS_IN = frozenset({"title", "counterpart", "void_reason"})


def withheld_fields(declared: Mapping[str, Declared]) -> tuple[str, ...]:
    """Name the fields whose values are moved away when the thing is marked."""
    return tuple(name for name, one in declared.items() if one.visibility is Visibility.WITHHELD)


def public_entry(values: Mapping[str, Any], marking: Marking) -> dict[str, Any]:
    """Say what the public entry shows in place of the values; what was empty stays empty."""
    written = {"title": marking.public_title, "counterpart": marking.public_counterpart}
    return {
        name: (written.get(name, "").strip() or NEUTRAL) if value and name in _STANDS_IN else ""
        for name, value in values.items()
    }


def is_provision(text: str) -> bool:
    """Whether the text can name a provision, such as "25 kap. 1 § OSL": it has a number in it."""
    return 0 < len(text) <= PROVISION_LENGTH and any(sign.isdigit() for sign in text)
