"""What is surely wrong in minutes before they are signed: each rule with a name, a source and plain words.

It judges the minutes' own data (`minutes-2`), with what the register says of their cases.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

from tinget.workflows.import_minutes.rules.facts import ItemRead
from tinget.workflows.import_minutes.rules.lines import Line
from tinget.workflows.import_minutes.rules.linting import title_years
from tinget.workflows.import_minutes.rules.sums import wrong_sums
from tinget.workflows.publish_minutes.rules.personal import identity_numbers

TEXTS = ("summary", "meeting_text", "procedure", "decision")
SERVING = frozenset({"chair", "vice_chair", "member", "serving_substitute"})
_OWN_NUMBER = re.compile(r"(?<![\w/.-])((?:19|20)\d\d/\d{1,6})-\d{1,2}(?:\.\d{1,3}){1,6}(?![\w/:]|\.\d)")
_FIGURES = re.compile(r"(\d+)\s+ja\W+(?:och\s+)?(\d+)\s+nej", re.IGNORECASE)
_VOTING = re.compile("omröst|voter", re.IGNORECASE)
_PARAGRAPH_PREFIX = re.compile(r"^§ \S+: ")


class Place(StrEnum):
    """Where a finding is mended."""

    ITEM = "item"
    ATTENDANCE = "attendance"
    HAPPENINGS = "happenings"
    DISPATCH = "dispatch"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something surely wrong: the rule broken, its source, the § and where it is mended; never blocks."""

    rule: str
    source: str
    text: str
    place: Place
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the register and the agenda say beyond the minutes."""

    cases: Mapping[str, str]  # "2023/15" -> "2023/15-2.2.0.2"
    matters: frozenset[str]  # the §§ where a case is handled
    decided: frozenset[str]  # the §§ that are recorded as decided
    movers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # whose motions stood, by §


def lint(minutes: Mapping[str, Any], known: Known) -> list[Finding]:
    """Apply every rule, in the minutes' order."""
    found = [one for rule in ABOUT_THE_MEETING for one in rule(minutes)]
    for item in minutes["items"]:
        found += [one for rule in ABOUT_AN_ITEM for one in rule(item, known)]
        found += _voters(item, minutes)
    return found


def numbers_named(minutes: Mapping[str, Any]) -> set[str]:
    """Give the short case numbers that the decisions and titles name, for the register to be asked about."""
    return {match[1] for item in minutes["items"] for match in _OWN_NUMBER.finditer(_decided_text(item))}


def _decided_text(item: Mapping[str, Any]) -> str:
    return "\n".join((item["title"], item["decision"] or "", *item["decision_points"]))


def _without_decision(item: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    if item["paragraph"] not in known.matters or item["decision"] or item["decision_points"]:
        return
    if item["paragraph"] in known.decided:
        text = "Ärendet står som beslutat, men beslutet har ingen text."
        yield Finding("decision_missing", "KL 5:67", text, Place.ITEM, item["paragraph"])
    elif not item["meeting_text"]:
        text = "Ärendet har varken beslut eller någon rad om vad som hände."
        yield Finding("decision_missing", "KL 5:66–67", text, Place.ITEM, item["paragraph"])


def _without_case(item: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    if item["paragraph"] in known.matters and not item["case_number"]:
        text = "Punkten är ett ärende men saknar ärendenummer."
        yield Finding("case_number", "OSL 5:2", text, Place.ITEM, item["paragraph"])


def _wrong_numbers(item: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    """Find a number that names a case of ours by another class; a bare number may be somebody else's case."""
    for match in _OWN_NUMBER.finditer(_decided_text(item)):
        whole = known.cases.get(match[1])
        if item["case_number"] and item["case_number"].startswith(f"{match[1]}-"):
            whole = item["case_number"]
        if whole is not None and match[0] != whole:
            text = f"Texten nämner ärende {match[0]}, men ärendet heter {whole} i diariet."
            yield Finding("case_number", "OSL 5:2", text, Place.ITEM, item["paragraph"])


def _basis_without_id(item: Mapping[str, Any], _known: Known) -> Iterator[Finding]:
    for one in item["basis"]:
        if not one["record_id"]:
            text = f"Underlaget ”{one['title']}” saknar handlings-id. Registrera det först."
            yield Finding("basis_without_id", "OSL 5:1", text, Place.ITEM, item["paragraph"])


def _without_recipient(item: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    if item["paragraph"] in known.matters & known.decided and not item["recipients"]:
        text = "Det står inte vem beslutet skickas till."
        yield Finding("recipient_missing", "", text, Place.DISPATCH, item["paragraph"])


def _sums(item: Mapping[str, Any], _known: Known) -> Iterator[Finding]:
    """Find sums that do not add up, by the rule that published minutes are read with."""
    for name in TEXTS:
        lines = [Line(number, text, 0) for number, text in enumerate((item[name] or "").splitlines(), 1)]
        for one in wrong_sums(lines):
            yield Finding("sum", "", one.text, Place.ITEM, item["paragraph"])


def _title_year(item: Mapping[str, Any], _known: Known) -> Iterator[Finding]:
    read = ItemRead(item["paragraph"], item["title"], 0, decision=item["decision"])
    for one in title_years([read]):
        text = _PARAGRAPH_PREFIX.sub("", one.text)
        yield Finding("title_year", "", text[:1].upper() + text[1:], Place.ITEM, item["paragraph"])


def _identities(item: Mapping[str, Any], _known: Known) -> Iterator[Finding]:
    every = (
        item["title"],
        *(item[name] or "" for name in TEXTS),
        *item["decision_points"],
        *item["recipients"],
    )
    for number in identity_numbers("\n".join(every)):
        text = f"Texten har ett personnummer, {number[:-4]}****. Ta bort det om det inte är klart motiverat."
        yield Finding("identity_number", "SFS 2018:218 3:10", text, Place.ITEM, item["paragraph"])


def _conflicts(item: Mapping[str, Any], _known: Known) -> Iterator[Finding]:
    """Find somebody with a conflict of interest who is on the roll, voted or reserved (KL 6:28–32)."""
    barred = {_who(one) for one in item["conflicts"]}
    active = _rolled(item) | {_who(one) for one in item["reservations"]}
    active |= {one for vote in item["votes"] for one in _voters_of(vote)}
    for name, municipality in sorted(barred & active):
        text = f"{name} ({municipality}) står både som jävig och som deltagande i beslutet."
        yield Finding("conflict", "KL 6:28–32", text, Place.HAPPENINGS, item["paragraph"])


def _voters(item: Mapping[str, Any], minutes: Mapping[str, Any]) -> Iterator[Finding]:
    """Hold each open vote against the roll and the attendance list (KL 5:67)."""
    present = {one["name"] for one in minutes["attendance"] or ()}
    for vote in item["votes"]:
        voters = _voters_of(vote)
        strangers = {one for one in voters if item["roll"] is not None and one not in _rolled(item)}
        strangers |= {one for one in voters if present and not {one[0], _plain(one[0])} & present}
        for name, municipality in sorted(strangers):
            text = f"{name} ({municipality}) röstar, men tjänstgör inte i ärendet enligt närvaron."
            yield Finding("vote_attendance", "KL 5:67", text, Place.HAPPENINGS, item["paragraph"])
        twice = sorted(name for name, _place in set(voters) if sum(one[0] == name for one in voters) > 1)
        for name in twice:
            text = f"{name} har mer än en röst i samma omröstning."
            yield Finding("vote_attendance", "KL 4:24", text, Place.HAPPENINGS, item["paragraph"])
        if item["roll"] is not None and len(set(voters) & _rolled(item)) < len(_rolled(item)):
            counted = f"{len(voters)} av {len(_rolled(item))}"
            text = (
                f"Omröstningen redovisar {counted} tjänstgörande. Den som avstår ska stå som att hen avstår."
            )
            yield Finding("vote_attendance", "KL 5:67", text, Place.HAPPENINGS, item["paragraph"])


def _procedure(item: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    """Hold what is written of how it was decided against the events: motions and open votes (KL 5:67)."""
    if not item["procedure"] or item["roll"] is None:
        return
    for told in dict.fromkeys(_departures(item, known)):
        text = f"Beslutsgången stämmer inte med det som hände. {told}"
        yield Finding("procedure", "KL 5:67", text, Place.HAPPENINGS, item["paragraph"])


def _departures(item: Mapping[str, Any], known: Known) -> Iterator[str]:
    text = item["procedure"]
    counted = [(len(vote["for"]), len(vote["against"])) for vote in item["votes"]]
    for match in _FIGURES.finditer(text):
        yes, no = int(match[1]), int(match[2])
        if (yes, no) not in counted:
            yield f"Där står {yes} ja och {no} nej, men ingen omröstning i ärendet slutade så."
    if counted and not _VOTING.search(text):
        yield "Omröstningen nämns inte."
    for mover in map(_plain, known.movers.get(item["paragraph"], ())):
        if mover not in text:
            yield f"{mover} har yrkat något, men nämns inte."


def _approver(minutes: Mapping[str, Any]) -> Iterator[Finding]:
    """Find minutes without an approver, or one who did not serve (KL 5:69, reglemente 22 §)."""
    source = "KL 5:69, reglemente 22 §"
    if not minutes["approvers"]:
        yield Finding("approver", source, "Ingen justerare är vald.", Place.MEETING)
    served = {one["name"] for one in minutes["attendance"] or () if one["as"] in SERVING}
    for one in minutes["approvers"]:
        if served and one["name"] not in served:
            text = f"Justeraren {one['name']} står inte som tjänstgörande i närvarolistan."
            yield Finding("approver", source, text, Place.ATTENDANCE)


def _hours(minutes: Mapping[str, Any]) -> Iterator[Finding]:
    starts, ends = minutes["meeting"]["starts_at"], minutes["meeting"]["ends_at"]
    if starts and ends and ends < starts:
        text = f"Sammanträdet slutar {ends}, före det börjar {starts}."
        yield Finding("hours", "", text, Place.MEETING)


def _numbering(minutes: Mapping[str, Any]) -> Iterator[Finding]:
    """Find a gap or a double in the paragraphs' numbers."""
    numbers = [int(one) for one in minutes["paragraphs"] if one.isdecimal()]
    for before, after in pairwise(numbers):
        if after != before + 1:
            yield Finding("numbering", "", f"Efter § {before} kommer § {after}.", Place.MEETING, str(after))


def _who(one: Mapping[str, Any]) -> tuple[str, str]:
    return one["name"], one["municipality"]


def _rolled(item: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {_who(one) for one in item["roll"] or ()}


def _voters_of(vote: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [_who(one) for way in ("for", "against", "abstain") for one in vote[way]]


def _plain(name: str) -> str:
    """Give the name without the party that a vote prints with it."""
    return re.sub(r" \([^()]*\)$", "", name)


ABOUT_THE_MEETING: tuple[Callable[[Mapping[str, Any]], Iterator[Finding]], ...] = (
    _approver,
    _hours,
    _numbering,
)
ABOUT_AN_ITEM: tuple[Callable[[Mapping[str, Any], Known], Iterator[Finding]], ...] = (
    _without_decision,
    _without_case,
    _wrong_numbers,
    _basis_without_id,
    _without_recipient,
    _sums,
    _title_year,
    _identities,
    _conflicts,
    _procedure,
)
