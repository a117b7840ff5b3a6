"""Reads one paragraph of the minutes: decision, points, summary, procedure, basis, recipients."""

import re
from collections.abc import Sequence

from tinget.workflows.import_minutes.rules.facts import BasisRead, Doubt, ItemRead
from tinget.workflows.import_minutes.rules.headings import Part, is_body
from tinget.workflows.import_minutes.rules.items import Opening
from tinget.workflows.import_minutes.rules.lines import Line, fold
from tinget.workflows.import_minutes.rules.numbers import record_ids_in
from tinget.workflows.import_minutes.rules.parts import Parts, Section, take_apart
from tinget.workflows.import_minutes.rules.prose import Point, entries, join, points

LONGEST_ABBREVIATION = 4

_FORMAL = re.compile(
    r"(?:upprop|nästa (?:sammanträde|möte)|val av|mötet|sammanträdets?|mötets"
    r"|godkännande av (?:dag|föredragning)|fastställande av "
    r"(?:dag|föredragning)"
    r"|dagordning|föredragningslista|justering|övriga? (?:frågor|ärende|fråga)"
    r"|öppnande|öppning|avslutande|avslutning|avslutas"
    r"|allmänhetens fråg|närvaro"
    r"|anmälan av|anmälningsärenden|deleg(?:erings|ations)(?:beslut|ärenden)"
    r"|information|rapport|delgivning|meddelanden|frågestund|ärenden som utgår|justerare"
    r"|beslutsärenden)",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?P<body>[A-ZÅÄÖ][\w ,&/-]{2,60}?)\s+(?:beslutar\b|(?:beslutade|beslöt)\b(?!.{0,60}(?:\d{4}-\d\d|§"
    r"|\d{1,2} \w{3,9} \d{4})))"
)
_BY_PROPOSAL = re.compile(
    r"(?P<body>[A-ZÅÄÖ][\w ,&/-]{2,60}?)\s+(?:beslutar|beslutade|beslöt)\s+(?:att\s+)?"
    r"(?:enligt|i enlighet med|bifalla)\b.{0,40}förslag"
)
_RESERVES = re.compile(r"[^.!?\n]{2,200}\breservera(?:r|de) sig\b[^.!?\n]{0,300}[.!?]?", re.IGNORECASE)
_RESERVED = re.compile(r"(?!att |\d|[•–-] )[^.!?]{2,200}\breservera(?:r|de) sig\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?:ingen|inga|inget|–|-|nej|—)(?: reservation(?:er)?)?[.!]?", re.IGNORECASE)
_SERIES_ID = re.compile(
    r"(?P<lead>^|[\s,(])(?P<prefix>[A-ZÅÄÖ]{1,12}(?:-[A-ZÅÄÖ]{2,12})?)\s+(?P<id>(?:19|20)\d\d\.\d{1,6})\)?\.?$"
)
_PAPER_ID = re.compile(
    r"[\s,(]+(?:dnr|diarienr|ärendenr|nr|id)?\.?:?\s*"
    r"(?P<id>(?!(?:19|20)\d\d-\d\d-\d\d\b)(?:[A-ZÅÄÖ]{1,6}[ ./-]?)?(?:19|20)\d\d[/:-]\d{1,6}-\d{1,4})\)?\.?$",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"(?:Denna |Detta )?(?:paragraf|ärende|punkt|beslut)(?:en|et)?\b.{0,40}(?:omedelbart|omedelbar"
    r"|direkt).{0,30}$|Omedelbar justering\W*$",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"(?:Denna |Detta )?(?:paragraf|ärende|punkt)(?:en|et|n|t)? (?:utgår|utgick|har utgått)\b", re.IGNORECASE
)
_TRAIL = re.compile(r"(?:[,;]? (?:samt|och)|[,;])$")


class ItemReader:
    """Reads items of one document; collects doubts on the way."""

    def __init__(self, words: frozenset[str], body: str) -> None:
        self.words = words
        self.body = body
        self.doubts: list[Doubt] = []
        self.parts: dict[str, Parts] = {}
        self.width = 0

    def read(self, opening: Opening, lines: Sequence[Line]) -> ItemRead:
        """Read the item that the opening begins."""
        parts = take_apart(opening, lines, self.words)
        number, line = str(opening.number), lines[0].number
        self.parts[number] = parts
        self.width = max(len(one.text.strip()) for one in lines)
        decision, under = self._decision(number, parts, line)
        grouped = _levelled(points(under.lines, self.words, self.width)) if under else []
        if not parts.title:
            self._doubt(number, "title", line, "Rubriken saknas efter paragrafnumret.")
        self._case_doubts(number, parts, line)
        return ItemRead(
            paragraph=number,
            title=parts.title or None,
            line=line,
            case_number=parts.case.text if parts.case else None,
            decision=decision,
            points=tuple(
                _TRAIL.sub("", one.text)
                for one, is_one in zip(grouped, _points_among(grouped), strict=True)
                if is_one
            ),
            summary=self._text(number, parts, "summary", (Part.SUMMARY,), (Part.DESCRIPTION,)),
            procedure=self._text(number, parts, "procedure", (Part.PROCEDURE,), (Part.VOTE,)),
            reservations=self._reservations(parts),
            basis=self._basis(number, parts),
            recipients=self._recipients(number, parts),
        )

    def _doubt(self, number: str, field: str, line: int, why: str) -> None:
        self.doubts.append(Doubt(f"items.{number}.{field}", line, why))

    def _case_doubts(self, number: str, parts: Parts, line: int) -> None:
        if parts.case is None and not (_FORMAL.match(parts.title) or _is_withdrawn(parts)):
            self._doubt(number, "case_number", line, "Inget ärendenummer hittades under rubriken.")

    def _decision(self, number: str, parts: Parts, line: int) -> tuple[str | None, Section | None]:
        section = self._choose(number, parts) or self._unheaded(number, parts, _BY_PROPOSAL)
        section = section or self._proposed(number, parts) or self._unheaded(number, parts, _DECIDES)
        if section is None or not section.printed:
            if section or not (_FORMAL.match(parts.title) or _is_withdrawn(parts)):
                why = (
                    "Rubriken finns, men inget beslut står under den."
                    if section
                    else "Inget beslut hittades i paragrafen."
                )
                self._doubt(number, "decision", section.line if section else line, why)
            return None, None
        section.lines = _without_approval(section.lines)
        section.lines, reserved = _without_reservations(section.lines)
        if reserved:
            parts.sections.append(
                Section(Part.RESERVATIONS, "", reserved[0].number, reserved[0].folded, lines=reserved)
            )
        if section.ends_at_unknown:
            self._doubt(
                number,
                "decision",
                section.ends_at_unknown,
                "Beslutet antas sluta här, vid en rubrik som inte är känd.",
            )
        return _laid_out(_levelled(points(section.lines, self.words, self.width))) or None, section

    def _choose(self, number: str, parts: Parts) -> Section | None:
        """Choose the decision: our own body's before another's, a decision before a proposal."""
        found = [one for one in parts.sections if one.part is Part.DECISION]
        own = [one for one in found if one.body and self.body and _same(one.body, self.body)]
        plain = [one for one in found if not one.body]
        ranked = sorted(own or plain or found, key=lambda one: one.proposes)
        if len(ranked) > 1:
            why = "Det finns flera beslutsrubriker i paragrafen; den första är läst."
            self._doubt(number, "decision", ranked[1].line, why)
        return ranked[0] if ranked else None

    def _proposed(self, number: str, parts: Parts) -> Section | None:
        """Take a proposal as the decision where it is worded as one and there is no other."""
        for one in parts.sections:
            if one.part is Part.PROPOSAL and one.printed and self._is_decided(one):
                self._doubt(number, "decision", one.line, "Beslutet står under en rubrik för förslag.")
                return one
        return None

    def _is_decided(self, section: Section) -> bool:
        """Whether a proposal is the body's own and worded as a decision."""
        text = join([line.text for line in section.printed], self.words)
        own = not section.body or (
            is_body(section.body) and (not self.body or _same(section.body, self.body))
        )
        return own and " beslutar" in f" {text}" and "föreslår" not in text

    def _unheaded(self, number: str, parts: Parts, wording: re.Pattern[str]) -> Section | None:
        """Find a decision that stands under no heading of its own: a paragraph `Nämnden beslutar …`."""
        for lines in (
            parts.loose,
            *(
                one.lines
                for one in parts.sections
                if one.part in (Part.OTHER, Part.SUMMARY, Part.DESCRIPTION)
            ),
        ):
            start = None
            for index, line in enumerate(lines):
                begins = index == 0 or lines[index - 1].is_blank or line.starts_page
                match = wording.match(line.text.strip())
                if begins and match and is_body(match["body"]):
                    start = index
            if start is not None:
                end = next(
                    (i for i in range(start, len(lines)) if lines[i].is_blank and not _goes_on(lines, i)),
                    len(lines),
                )
                self._doubt(
                    number,
                    "decision",
                    lines[start].number,
                    "Beslutet saknar egen rubrik; meningen är läst som beslutet.",
                )
                return Section(Part.DECISION, "", lines[start].number, "", lines=list(lines[start:end]))
        return None

    def _text(self, number: str, parts: Parts, field: str, *ranked: tuple[Part, ...]) -> str | None:
        for wanted in ranked:
            found = [one for one in parts.sections if one.part in wanted]
            for one in found:
                if one.printed:
                    return join([line.text for line in one.printed], self.words)
            if found:
                self._doubt(number, field, found[0].line, "Rubriken finns, men ingen text står under den.")
        return None

    def _reservations(self, parts: Parts) -> tuple[str, ...]:
        found: list[str] = []
        for one in parts.sections:
            if one.part is Part.RESERVATIONS:
                found += [
                    text
                    for p in _levelled(points(one.lines, self.words))
                    for text in _each_reservation(p.text)
                    if not _NOBODY.fullmatch(text)
                ]
        if not found:
            everything = [
                join([line.text for line in one.printed], self.words)
                for one in parts.sections
                if one.part not in (Part.BASIS, Part.RECIPIENTS, Part.DECISION)
            ]
            for text in everything:
                found += [
                    fold(match[0]) for match in _RESERVES.finditer(text[:20_000]) if " inte " not in match[0]
                ]
        return tuple(dict.fromkeys(found))

    def _basis(self, number: str, parts: Parts) -> tuple[BasisRead, ...]:
        found: list[BasisRead] = []
        for section in parts.sections:
            if section.part is Part.BASIS:
                if not section.printed:
                    self._doubt(
                        number, "basis", section.line, "Rubriken finns, men inga handlingar står under den."
                    )
                for one in entries(section.lines, self.words):
                    read = self._document(one)
                    if not read.title and found and not found[-1].record_id:
                        found[-1] = BasisRead(found[-1].title, read.record_id, found[-1].line)
                    elif read.title or read.record_id:
                        found.append(read)
        return tuple(found)

    def _document(self, entry: Point) -> BasisRead:
        text = entry.text
        ids = [one for one in record_ids_in(text) if one.number]
        if ids:
            one = ids[-1]
            prefix = "" if not one.prefix or self.is_own_series(one.prefix) else f"{one.prefix} "
            title = f"{text[: one.start]} {text[one.end :]}"
            return BasisRead(_tidy(title), f"{prefix}{one.number}", entry.line)
        if match := _SERIES_ID.search(text):
            prefix = "" if self.is_own_series(match["prefix"]) else f"{match['prefix']} "
            return BasisRead(_tidy(text[: match.start("prefix")]), f"{prefix}{match['id']}", entry.line)
        if match := _PAPER_ID.search(text):
            return BasisRead(_tidy(text[: match.start()]), match["id"], entry.line)
        return BasisRead(_tidy(text), None, entry.line)

    def is_own_series(self, prefix: str) -> bool:
        """Whether a series of record ids is named after this very body (`E-NÄMND` of E-nämnden)."""
        return len(prefix) > LONGEST_ABBREVIATION and prefix.lower() in self.body.lower()

    def _recipients(self, number: str, parts: Parts) -> tuple[str, ...]:
        found: list[str] = []
        for section in parts.sections:
            if section.part is not Part.RECIPIENTS:
                continue
            if not section.printed:
                self._doubt(
                    number, "recipients", section.line, "Rubriken finns, men inga mottagare står under den."
                )
            one_line = len(section.printed) == 1 and section.printed[0].number == section.line
            listed = [one.text for one in entries(section.lines, self.words)]
            if one_line:
                listed = [piece for text in listed for piece in re.split(r"\s*[,;]\s+|\s{2,}", text)]
            found += [_tidy(text) for text in listed if _tidy(text) and not _NOBODY.fullmatch(text)]
        return tuple(dict.fromkeys(found))


def _each_reservation(text: str) -> list[str]:
    """Part a text where each sentence makes a reservation of its own."""
    parted: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", text):
        if parted and not ("reservera" in sentence and "reservera" in parted[-1]):
            parted[-1] += f" {sentence}"
        else:
            parted.append(sentence)
    return parted


def _goes_on(lines: Sequence[Line], blank: int) -> bool:
    """Whether the text goes on after a blank line: with a point, or in the middle of a sentence."""
    after = next((line.text.strip() for line in lines[blank:] if not line.is_blank), "")
    before = next((line.text.strip() for line in reversed(lines[:blank]) if not line.is_blank), "")
    return (bool(re.match(r"att |\d{1,2}[.)] |[•–-] |[a-z]\) ", after)) and not before.endswith(".")) or bool(
        re.match(r"\d{1,2}[.)] ", after)
    )


def _without_approval(lines: Sequence[Line]) -> list[Line]:
    """Leave out a closing line that says that the paragraph was approved at once."""
    kept = list(lines)
    for at in range(len(kept) - 1, 0, -1):
        if kept[at].is_blank:
            continue
        if not _AT_ONCE.match(kept[at].folded):
            return kept
        kept = kept[:at]
    return kept


def _without_reservations(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the closing paragraphs where somebody makes a reservation from the decision above them."""
    kept = list(lines)
    while True:
        printed = [at for at, line in enumerate(kept) if not line.is_blank]
        start = next((at for at in reversed(printed) if at and kept[at - 1].is_blank), 0)
        text = " ".join(line.folded for line in kept[start:] if not line.is_blank)
        if not start or not _RESERVED.match(text):
            return kept, list(lines[len(kept) :])
        kept = kept[:start]


def _is_withdrawn(parts: Parts) -> bool:
    """Whether the item was taken off the agenda: `Paragrafen utgår`, `Ärendet utgår ur dagordningen`."""
    return any(_WITHDRAWN.match(text) for text in (parts.title, *(line.folded for line in parts.loose)))


def _tidy(text: str) -> str:
    plain = re.sub(r"\(\s*[,:]?\s*\)", " ", fold(text))
    return fold(re.sub(r"\s+([,;])", r"\1", plain)).strip(" ,;.–-:") if plain else ""


def _same(name: str, other: str) -> bool:
    one, two = name.lower().strip(), other.lower().strip()
    return one in two or two in one


def _kind(mark: str) -> str:
    bare = mark.strip("().")
    return (
        "digit"
        if bare.isdigit()
        else "letter"
        if bare.isalpha() and bare != "o"
        else "bullet"
        if mark
        else ""
    )


def _levelled(found: list[Point]) -> list[Point]:
    """Keep the points of the first kind; points of another kind inside them are part of their text."""
    first = next((_kind(one.mark) for one in found if one.mark), "")
    levelled: list[Point] = []
    for one in found:
        inside = one.mark and first and _kind(one.mark) != first and levelled and levelled[-1].mark
        if inside:
            last = levelled.pop()
            one = Point(f"{last.text} {one.printed}", last.mark, last.line, one.last_line)  # noqa: PLW2901 -- the point with what is inside it
        levelled.append(one)
    return levelled


def _points_among(found: Sequence[Point]) -> list[bool]:
    """Tell which are points: the marked ones, and those that begin with `att` where several do."""
    begin = [one.text.lower().startswith("att ") for one in found]
    several = sum(begin) > 1
    return [bool(one.mark) or (begins and several) for one, begins in zip(found, begin, strict=True)]


def _laid_out(found: Sequence[Point]) -> str:
    """Lay a decision out: points on lines of their own, other text run together."""
    text, was_point = "", False
    for one, is_point in zip(found, _points_among(found), strict=True):
        text += ("\n" if is_point or was_point else " ") * bool(text) + one.printed
        was_point = is_point
    return text
