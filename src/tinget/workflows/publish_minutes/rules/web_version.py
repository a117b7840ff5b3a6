"""The minutes as they stand on the web: which fields name persons, and how long each stays.

Who was elected held a public office: their names stay (GDPR art. 6.1 e, 9.2 e). Others' names leave the
web when the time to appeal has run out. Identity, e-mail and mobile numbers are never there.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tinget.workflows.publish_minutes.rules.personal import identity_numbers

LEFT_OUT = "[utelämnat]"
SECRETARY = "sekreteraren"
TEXTS = ("title", "decision", "summary", "meeting_text", "procedure")
_E_MAIL = re.compile(r"[^\s<>()\",;:@]+@[^\s<>()\",;:@]+\.[^\W\d_]{2,}")
_TELEPHONE = re.compile(r"(?<![\w/.-])(?:\+46[ -]?|0)7\d(?:[ -]?\d){7}(?!\d)")


class Stays(StrEnum):
    """How long a field that names somebody stays on the web."""

    ALWAYS = "always"
    UNTIL_EXPIRY = "until_expiry"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A field of the minutes' data that names persons, and why it stays as long as it does."""

    field: str
    stays: Stays
    why: str


PERSONAL_FIELDS = (
    PersonalField("chair", Stays.ALWAYS, "förtroendevald"),
    PersonalField("approvers", Stays.ALWAYS, "förtroendevald"),
    PersonalField("attendance, den som har en plats", Stays.ALWAYS, "förtroendevald"),
    PersonalField("absent", Stays.ALWAYS, "förtroendevald"),
    PersonalField(
        "items.presided_by, roll, votes, reservations", Stays.ALWAYS, "förtroendevald i sitt uppdrag"
    ),
    PersonalField("items.conflicts", Stays.UNTIL_EXPIRY, "kan säga något om den enskildes egna förhållanden"),
    PersonalField("secretary", Stays.UNTIL_EXPIRY, "anställd"),
    PersonalField(
        "attendance, övriga", Stays.UNTIL_EXPIRY, "anställda och gäster; uppgiften de hade står kvar"
    ),
    PersonalField("items.recipients", Stays.UNTIL_EXPIRY, "kan vara en enskild"),
    PersonalField("övriga närvarandes namn i texterna", Stays.UNTIL_EXPIRY, "anställda och gäster"),
    PersonalField(
        "personnummer, e-postadresser och mobilnummer i texterna", Stays.NEVER, "behövs inte på webben"
    ),
)


def web_version(minutes: Mapping[str, Any], *, expired: bool) -> dict[str, Any]:
    """Give the minutes' data as they may stand on the web; `expired`: the time to appeal has run out."""
    names = names_that_leave(_others(minutes), _secretary(minutes)) if expired else {}
    found = dict(minutes)
    found["items"] = [_item(one, names, expired=expired) for one in minutes["items"]]
    if "addenda" in minutes:
        found["addenda"] = [web_text(one, names) for one in minutes["addenda"]]
    if expired:
        found["secretary"] = None
        found["attendance"] = _attendance(minutes["attendance"])
    found["ledger_head"] = None  # it belongs to the signed file
    return found


def without_contacts(text: str) -> str:
    """Leave out identity numbers, e-mail addresses and mobile numbers."""
    for number in identity_numbers(text):
        text = text.replace(number, LEFT_OUT)
    return _TELEPHONE.sub(LEFT_OUT, _E_MAIL.sub(LEFT_OUT, text))


def names_that_leave(others: Iterable[tuple[str, str]], secretary: str) -> dict[str, str]:
    """Give the names that leave the texts with what takes their place; `others` are names with offices."""
    found = {name: office or LEFT_OUT for name, office in others if " " in name.strip()}
    return found | ({secretary: SECRETARY} if " " in secretary else {})


def web_text(text: str, names: Mapping[str, str]) -> str:
    """Give a text without these names, identity numbers, e-mail addresses and mobile numbers."""
    for name, office in names.items():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", office.replace("\\", r"\\"), text)
    return without_contacts(text)


def _others(minutes: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(one["name"], one["note"]) for one in minutes["attendance"] or () if one["as"] == "other"]


def _secretary(minutes: Mapping[str, Any]) -> str:
    return minutes["secretary"]["name"] if minutes["secretary"] else ""


def _attendance(attendance: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]] | None:
    if attendance is None:
        return None
    return [
        {**one, "name": one["note"] or LEFT_OUT, "note": "", "party": None}
        if one["as"] == "other"
        else dict(one)
        for one in attendance
    ]


def _item(item: Mapping[str, Any], names: Mapping[str, str], *, expired: bool) -> dict[str, Any]:
    found = dict(item)
    for name in TEXTS:
        found[name] = web_text(item[name], names) if item[name] else item[name]
    found["decision_points"] = [web_text(one, names) for one in item["decision_points"]]
    found["corrections"] = [web_text(one, names) for one in item["corrections"]]
    if "addenda" in item:
        found["addenda"] = [web_text(one, names) for one in item["addenda"]]
    found["reservations"] = [
        {**one, "reasons": web_text(one["reasons"], names)} if one.get("reasons") else one
        for one in item["reservations"]
    ]
    found["basis"] = [{**one, "title": web_text(one["title"], names)} for one in item["basis"]]
    found["recipients"] = [] if expired else [without_contacts(one) for one in item["recipients"]]
    if expired:
        found["conflicts"] = []
    return found
