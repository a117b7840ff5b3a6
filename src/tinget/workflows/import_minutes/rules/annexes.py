"""Finds annexes on another subject than the paragraph that they belong to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from tinget.workflows.import_minutes.rules.facts import ItemRead, LintFinding
from tinget.workflows.import_minutes.rules.headings import Part
from tinget.workflows.import_minutes.rules.lines import Line
from tinget.workflows.import_minutes.rules.parts import Parts
from tinget.workflows.import_minutes.rules.prose import entries
from tinget.workflows.import_minutes.rules.regions import Regions

FEWEST_WORDS = 20
LONG_WORD, SHARED = 8, 4
MOST_ANNEXES, FAR_BELOW, LONGEST_HEADING = 60, 20, 96

_ANNEX = re.compile(
    r"(?:bilaga|bil\.)\s*(?:nr\.?\s*)?(?P<number>\d{1,2})?(?:\s*(?:till\s+)?(?:,\s*)?§\s*(?P<paragraph>\d{1,4}))?\s*[:–,.-]?\s*(?P<title>.*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_GENERAL = re.compile(
    r"bilaga|bilagor|rapport|revision|gransk|protokoll|tjänsteskriv|yttrande|skrivelse|missiv|samman|redovis|utkast|förslag|underlag|handling|plan$|planen$|"
    r"riktlinje|policy|strategi|program|rutin|regle|avtal|karta|kartbild|tabell|kalkyl|budget|utfall|fördelning|kommun|region|nämnd|styrelse|norrbotten|"
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|version|datum|sida|från|till|inom|över|samt|enligt|gällande|"
    r"avseende|angående|rörande|mellan|under|efter|utan|beslut|ärende|presentation|kring|arbete|anvisning|uppdrag|slutrapport|delår|årsred|verksamhet|"
    r"åtgärd|grundlägg|fördjupad|förstudie|direktiv|svar|remiss|motion|utredning|analys|uppfölj|dokument|allmän|övergrip|gemensam|projekt|"
    r"omröst|voter|närvaro|upprop|tjänstgör|reserv|särskil|skriftlig|anteckning|delegation|organisation|ritning|situation|"
    r"fotograf|krav|förfrågning|samverkan|konsekvens|barnkonsekvens|risk|kostnad|jämför|enkät|referens|checklist|process|"
    r"investering|detaljplan|beskrivning|ansök|minnes|förteckn|ekonomi|besvär|överklag|lista|schema|specifik|intern|statistik|"
    r"nyckeltal|mätning|resultat|prognos|föreskrift|instruktion|blankett|formulär|offert|anbud|utvärder|handbok|vägled|"
    r"information|kompletter|definition|begrepp|bakgrund|beräkning|finansier",
    re.IGNORECASE,
)


def wrong_annexes(
    regions: Regions, items: Sequence[ItemRead], parts: Mapping[str, Parts]
) -> list[LintFinding]:
    """Find annexes none of whose subject words is anywhere in the paragraph that names the annex."""
    found = []
    for item, title, line in [*_named_in_basis(items, parts), *_attached(regions, items, parts)]:
        own = _text_of(parts[item.paragraph], without_line=line)
        words = [word for word in _WORD.findall(title) if not _GENERAL.match(word)]
        if not any(len(word) >= LONG_WORD for word in words) or len(own.split()) < FEWEST_WORDS:
            continue
        if not any(_is_near(word, own) for word in words):
            text = f"§ {item.paragraph}: bilagan ”{title[:90]}” handlar om något som paragrafen inte nämner."
            found.append(LintFinding("annex_subject", line, text))
    return found


def _named_in_basis(
    items: Sequence[ItemRead], parts: Mapping[str, Parts]
) -> Iterator[tuple[ItemRead, str, int]]:
    for item in items:
        for section in parts[item.paragraph].sections:
            listed = section.part is Part.BASIS or section.heading.lower().startswith("bilag")
            for entry in entries(section.lines) if listed else ():
                match = _ANNEX.match(entry.text)
                title = (
                    match["title"]
                    if match
                    else entry.text
                    if section.heading.lower().startswith("bilag")
                    else ""
                )
                if title:
                    yield item, title.strip(), entry.line


def _attached(
    regions: Regions, items: Sequence[ItemRead], parts: Mapping[str, Parts]
) -> Iterator[tuple[ItemRead, str, int]]:
    """Give the annexes that follow the minutes, each with the one paragraph that points to it."""
    headed = ((annex, at) for annex in regions.annexes for at in range(len(annex)) if _is_headed(annex, at))
    for annex, at in islice(headed, MOST_ANNEXES):
        match = _ANNEX.fullmatch(annex[at].folded)
        if match is None:
            continue
        title = match["title"].strip() or _title_below(annex, at)
        owners = [item for item in items if _points_to(item, parts, match)]
        if title and len(owners) == 1:
            yield owners[0], title, annex[at].number


def _is_headed(annex: Sequence[Line], at: int) -> bool:
    """Whether a line heads an annex: `Bilaga 1`, or `Bilaga` at the top of a page."""
    line = annex[at]
    text = line.folded
    if not text.lower().startswith("bil") or len(text) > LONGEST_HEADING:
        return False
    match = _ANNEX.fullmatch(text)
    apart = line.starts_page or at == 0 or annex[at - 1].is_blank
    return match is not None and apart and bool(match["number"] or match["paragraph"] or line.starts_page)


def _title_below(annex: Sequence[Line], at: int) -> str:
    below = islice(annex, at + 1, at + 1 + FAR_BELOW)
    return next((line.folded for line in below if not line.is_blank), "")


def _points_to(item: ItemRead, parts: Mapping[str, Parts], annex: re.Match[str]) -> bool:
    if annex["paragraph"]:
        return annex["paragraph"] == item.paragraph
    number = annex["number"]
    wanted = rf"\bbil(?:aga|\.)\s*(?:nr\.?\s*)?{number}\b" if number else r"\bbilag"
    return bool(re.search(wanted, _text_of(parts[item.paragraph], with_basis=True), re.IGNORECASE))


def _text_of(parts: Parts, *, with_basis: bool = False, without_line: int = 0) -> str:
    pieces = [parts.title, *(line.folded for line in parts.loose)]
    for section in parts.sections:
        is_basis = section.part in (Part.BASIS, Part.RECIPIENTS) or section.heading.lower().startswith(
            "bilag"
        )
        if with_basis or not is_basis:
            pieces += [line.folded for line in section.lines if line.number != without_line]
    text = " ".join(piece for piece in pieces if piece)
    return re.sub(r"(?<=\w)- (?=[a-zåäö])", "", text).lower()


def _is_near(word: str, text: str) -> bool:
    """Whether a text has a word that begins alike, or holds the word's beginning (compounds)."""
    stem = word.lower()[: max(SHARED, min(len(word) - 2, SHARED + 1))]
    return stem in text
