"""Searching for somebody and making the extract that they are handed; both are told in the ledger."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from tinget.foundation import ledger, personal_data
from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf.typesetting import JSON, typeset
from tinget.foundation.personal_data import Declaration, Found, Hit
from tinget.organisation import api as organisation

HANDLING = frozenset({organisation.Role.ARCHIVIST, organisation.Role.SECRETARY})
LOOK = organisation.Permission(
    "personal_data.look",
    HANDLING | {organisation.Role.ADMINISTRATOR, organisation.Role.COORDINATOR},
    "se vilka personuppgifter som behandlas",
)
SEARCH = organisation.Permission("personal_data.search", HANDLING, "söka efter en persons uppgifter")
ACTION_TEXTS = {
    "search_personal_data": "En sökning gjordes efter en persons uppgifter",
    "extract_personal_data": "Ett utdrag gjordes med en persons uppgifter",
}
TEMPLATE = Path(__file__).parents[1] / "templates" / "workflows" / "personal_data.typ"
LONGEST = 100
ON = "organisation.authority:"  # the searches of an authority are told together
MODULES = {
    "foundation": "det gemensamma",
    "organisation": "uppdragen",
    "documents": "dokumenten",
    "signatures": "underskrifterna",
    "messages": "meddelandena",
    "registry": "diariet",
    "meetings": "sammanträdena",
    "noticeboard": "anslagen",
    "delegation": "delegationen",
    "disposal": "gallringen",
    "release": "utlämnandena",
    "economy": "ekonomin",
    "workflows": "flödena",
}


def search(
    actor: organisation.Actor, *, authority: int, text: str, in_ledger: bool, extract: str = ""
) -> Found:
    """Find what is kept about somebody, as far as the asker may see; `extract` names a format handed out.

    The ledger keeps that it was done and the letters that begin the words, not the name or number:
    otherwise each search would spread what it looks for.
    """
    organisation.require(actor, SEARCH, authority=authority)
    words = text.split()
    if not words or max(len(word) for word in words) < personal_data.SHORTEST or len(text) > LONGEST:
        raise NotPossible(_("Skriv ett namn, en e-postadress eller ett personnummer, minst tre tecken."))
    found = personal_data.find(authority, words, in_ledger=in_ledger)
    changes = {
        "sought": " ".join(f"{word[0]}…" for word in words),
        "hits": len(found.hits),
        **({"format": extract} if extract else {}),
    }
    action = "extract_personal_data" if extract else "search_personal_data"
    ledger.append(actor, action, on=f"{ON}{authority}", authority=authority, changes=changes)
    return found


def in_words(found: Found) -> list[dict[str, object]]:
    """Lay out what was found: where it lies, and what each piece is, in the words that the tables declare."""
    declared = {(one.module, one.noun): dict(one.fields) for one in personal_data.declarations()}
    return [
        {
            "place": place(hit),
            "row": hit.row_id,
            "facts": [(declared[hit.module, hit.noun][name], value) for name, value in hit.values],
        }
        for hit in found.hits
    ]


def place(one: Hit | Declaration) -> str:
    """Say where something lies: "diariet (registry.Record)"."""
    return f"{MODULES.get(one.module, one.module)} ({one.module}.{one.noun})"


def as_json(text: str, found: Found, *, authority: str, on: str) -> bytes:
    """Write the extract so that another system can read it (GDPR art. 15 and 20)."""
    declared = {(one.module, one.noun): one for one in personal_data.declarations()}
    told = {
        "about": text,
        "authority": authority,
        "drawn_up_on": on,
        "rows": [
            {
                "table": f"{hit.module}.{hit.noun}",
                "id": hit.row_id,
                "values": dict(hit.values),
                "why": dict(declared[hit.module, hit.noun].fields),
                "disposal": declared[hit.module, hit.noun].disposal,
            }
            for hit in found.hits
        ],
        "more_in": list(found.cut),
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def as_csv(found: Found) -> bytes:
    """Write the extract for a spreadsheet: a line for each field."""
    lines = [
        (f"{hit.module}.{hit.noun}", hit.row_id, name, value)
        for hit in found.hits
        for name, value in hit.values
    ]
    return table(("tabell", "id", "fält", "uppgift"), lines)


def as_pdf(text: str, found: Found, *, authority: str, on: str, demonstration: bool) -> bytes:
    """Typeset the extract for the person to read."""
    declared = {(one.module, one.noun): one for one in personal_data.declarations()}
    content: dict[str, JSON] = {
        "authority": authority,
        "about": text,
        "drawn_up_on": on,
        "demonstration": demonstration,
        "rows": [
            {
                "table": place(hit),
                "id": hit.row_id,
                "disposal": declared[hit.module, hit.noun].disposal,
                "values": [
                    {"why": dict(declared[hit.module, hit.noun].fields)[name], "value": value}
                    for name, value in hit.values
                ],
            }
            for hit in found.hits
        ],
    }
    return typeset(TEMPLATE, content)


def processing_as_csv(declarations: Sequence[Declaration]) -> bytes:
    """Write the register of processing for a spreadsheet: a line for each field."""
    lines = [
        (one.module, one.noun, name, why, one.disposal) for one in declarations for name, why in one.fields
    ]
    return table(("modul", "tabell", "fält", "vad det är", "hur länge"), lines)


def table(headings: Sequence[str], lines: Sequence[Sequence[object]]) -> bytes:
    """Write CSV; a text that a spreadsheet would take for a formula is written as text."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_harmless(str(value)) for value in line] for line in lines)
    return written.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
