"""Reads people as minutes print them: name, party, municipality, and the part they had."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tinget.workflows.import_minutes.rules.lines import fold
from tinget.workflows.import_minutes.rules.places import municipality_named

PARTIES = frozenset(
    [
        "S",
        "M",
        "SD",
        "C",
        "V",
        "KD",
        "L",
        "MP",
        "FP",
        "FI",
        "PP",
        "NS",
        "NSP",
        "KL",
        "AFS",
        "SJVP",
        "SJP",
        "VF",
        "DEM",
        "DP",
        "NYD",
        "SPI",
        "MED",
        "SV",
        "KV",
        "LPO",
        "OPO",
        "OP",
        "UP",
        "BP",
        "HP",
        "FB",
        "LP",
        "RP",
        "PF",
        "TP",
        "KP",
        "SP",
        "NP",
        "VP",
        "GP",
        "BIP",
        "LB",
        "LI",
        "OBER",
        "POL",
        "-",
        "–",
    ]
)
_NAME = re.compile(
    r"(?:[A-ZÅÄÖÉÜØ][\w'’´`.-]*(?:\s+(?:[A-ZÅÄÖÉÜØ][\w'’´`.-]*|(?:von|af|de|van|der|den|la|le|el|al|di|da)\b)){0,5})",
    re.UNICODE,
)
_PARENS = re.compile(r"\(([^()]{1,40})\)")
_PARTY_TOKEN = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}(?:-[a-zåäö]{1,3})?|[-–]")
_COMMA_PARTY = re.compile(r",\s*(?P<party>[A-ZÅÄÖ]{1,4})(?=\s*(?:,|$))")
_ROLE_WORD = re.compile(
    r"(?:[a-zåäöA-ZÅÄÖ-]*(?:chef|direktör|ledare|sekreterare|strateg|ekonom|controller|utredare|handläggare|jurist|samordnare|utvecklare|"
    r"konsult|revisor|planerare|ingenjör|arkitekt|rektor|koordinator|specialist|inspektör|registrator|assistent|administratör|ombud|"
    r"informatör|kommunikatör|råd|tolk|sakkunnig|föredragande|adjungerad|praktikant|tekniker|lärare|sköterska|läkare|ansvarig))\b",
    re.IGNORECASE,
)
_BEGINS_PERSON = re.compile(
    r"(?!(?:Region|Kommun\w*|\w+s [Kk]ommun\w*|\w+(?:förvaltningen|kontoret|enheten|avdelningen|nämnden"
    r"|styrelsen)|AB)\b)"
    r"[A-ZÅÄÖ][\w'’-]+ (?:(?:von|af|de|van) )?[A-ZÅÄÖ][\w'’-]*(?!\w* AB\b)"
)
_CHAIR = re.compile(
    r"(?<!vice )(?<!vice-)(?<!v )(?<!v\. )\bordf(?:örande|\.|\b)(?!.{0,4}vice)", re.IGNORECASE
)
_VICE = re.compile(
    r"\b(?:(?:\d:?[ea]|första|förste|andre|andra)\s+)?(?:vice|v\.?)[ -]?(?:ordf(?:örande|\.|\b))",
    re.IGNORECASE,
)
_SERVING = re.compile(
    r"\b(?:tj(?:änst)?g(?:örande)?\.?\s?(?:ers(?:ättare|\.)?)?|tj\.?\s?ers\.?"
    r"|ersätt(?:er|are för)|ers\.? för|i stället "
    r"för|istället för)(?!\w)",
    re.IGNORECASE,
)
_IDLE = re.compile(
    r"\b(?:ej|icke|inte)[ -]?(?:tj(?:änst)?g?(?:örande|änstgörande)?\b|beslutande)", re.IGNORECASE
)
_SUBSTITUTE = re.compile(r"\bersättare\b(?! för)|\bers\.?$", re.IGNORECASE)
_INSTEAD = re.compile(
    r"(?:,|\(|–|-)?\s*\b(?:tj(?:änst)?g(?:örande)?\.?\s*)?(?:ers(?:ättare|\.)?\s+för|ersätter|ersättare "
    r"för|i stället för|istället för|för|tjänstgör för)\s.*$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"§+\s*[\d§ ,–-]+.*$|\bkl(?:ockan|\.)?\s*\d.*$|\bfr(?:\.?o\.?m\.?|ån)\b.*$|\bt\.?o\.?m\.?\b.*$"
    r"|\b(?:via|på) (?:distans|teams|länk).*$|[._…]{3,}|^\W*x\W+|\bdel av .*$",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    [
        "enligt",
        "se",
        "ingen",
        "inga",
        "närvarande",
        "frånvarande",
        "ledamöter",
        "ersättare",
        "övriga",
        "namn",
        "parti",
        "kommun",
        "bilaga",
        "sida",
        "datum",
        "paragraf",
        "paragrafer",
        "justerare",
        "sekreterare",
        "ordförande",
        "underskrifter",
        "vakant",
        "digitalt",
        "kommunhuset",
        "protokollet",
        "beslutande",
        "dnr",
        "diarienr",
        "ärendenr",
        "ja",
        "nej",
        "tid",
        "plats",
        "mötet",
        "sammanträdet",
    ]
)
FEWEST_NAME_WORDS, MOST_NAME_WORDS = 2, 6


@dataclass(frozen=True, slots=True)
class Person:
    """A person as printed; `role` is empty where the line does not say."""

    name: str
    party: str | None
    municipality: str | None
    role: str
    has_mark: bool = False


def people_in(cells: Sequence[str]) -> list[Person]:
    """Read the people of one row, whose cells may hold a person each or one person's particulars."""
    found: list[Person] = []
    place: str | None = None
    for cell in (piece for text in cells for piece in pieces_of(text)):
        person = _person(cell)
        if person is not None:
            found.append(
                _with(person, municipality=person.municipality or place) if place and not found else person
            )
        elif municipality_named(cell):
            place = municipality_named(cell)
            if found and not found[-1].municipality:
                found[-1] = _with(found[-1], municipality=place)
        elif found:
            found[-1] = _particulars(found[-1], cell)
    return found


def pieces_of(text: str) -> list[str]:
    """Split a cell that lists several people: `Anna A (S), Bo B (M)` or `Luleå: Anna A (S)`."""
    parts: list[str] = []
    for one in re.split(r",(?![^(]*\))", text):
        if parts and (not _BEGINS_PERSON.match(one.strip()) or _ROLE_WORD.match(one.strip())):
            parts[-1] += f",{one}"
        else:
            parts.append(one)
    parts = [piece for one in parts for piece in _listed(one)]
    return [piece for part in parts if part for piece in _by_place(part)]


def _listed(text: str) -> list[str]:
    return re.split(r"\s*;\s*|\s+(?:och|samt|&)\s+(?=[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ])", text)


def _by_place(part: str) -> list[str]:
    before, colon, after = part.partition(":")
    if (
        colon
        and after.strip()
        and (
            municipality_named(before) or _VICE.fullmatch(before.strip()) or _CHAIR.fullmatch(before.strip())
        )
    ):
        return (
            [before.strip(), after.strip()]
            if municipality_named(before)
            else [f"{after.strip()}, {before.strip()}"]
        )
    words = part.split()
    if (
        len(words) > FEWEST_NAME_WORDS
        and municipality_named(words[0])
        and "(" in part
        and _NAME.match(" ".join(words[1:]))
    ):
        after = " ".join(words[1:])
        name = after.split("(")[0].split()
        if len(name) >= FEWEST_NAME_WORDS:
            return [words[0], after]
    return [part]


def _person(text: str) -> Person | None:
    """Read one person, or None where the text is something else."""
    plain = fold(re.sub(r"^\s*(?:[•–-]|\d{1,2}[.)])\s+", "", text))
    role = role_in(plain)
    plain = fold(_INSTEAD.sub("", plain)) if _SERVING.search(plain) else plain
    plain = fold(_NOISE.sub(" ", plain))
    party, municipality, marked = None, None, False
    for inside in _PARENS.findall(plain):
        for piece in re.split(r"[,/;]\s*|\s{2,}", inside.strip()):
            named = municipality_named(piece)
            if piece.upper() in PARTIES or (party is None and _PARTY_TOKEN.fullmatch(piece) and not named):
                party, marked = (None if piece in "-–" else piece), True
            elif named or piece.endswith("kommun"):
                municipality = named or piece
    if not marked and (match := _COMMA_PARTY.search(plain)) and match["party"] in PARTIES:
        party, marked = match["party"], True
        plain = plain[: match.start()] + plain[match.end() :]
    name, rest = _name_of(_PARENS.sub(" | ", plain))
    if name is None:
        return None
    municipality = municipality or next(
        (m for piece in re.split(r"[,|]", rest) if (m := municipality_named(piece))), None
    )
    return Person(name, party, municipality, role, marked)


def _name_of(plain: str) -> tuple[str | None, str]:
    text = re.sub(
        r"^(?:(?:\d:?[ea]\s+)?(?:vice\s+)?ordförande|ledamot(?:en)?|ersättare(?:n)?|sekreterare|justerare)\b\s*:?\s*",
        "",
        plain.strip(),
        flags=re.IGNORECASE,
    )
    match = _NAME.match(text)
    if match is None:
        return None, ""
    words, rest = match[0].rstrip(".,").split(), text[match.end() :]
    while words and _ROLE_WORD.fullmatch(words[-1]):
        words.pop()
    while len(words) > FEWEST_NAME_WORDS and _ROLE_WORD.fullmatch(words[0]):
        words.pop(0)
    if (
        not FEWEST_NAME_WORDS <= len(words) <= MOST_NAME_WORDS
        or words[0].lower() in _NO_NAMES
        or any(any(c.isdigit() for c in w) for w in words)
    ):
        return None, ""
    if words[-1].lower() in ("kommun", "kommunförvaltning") or municipality_named(" ".join(words)):
        return None, ""
    return " ".join(words), rest


def _particulars(person: Person, cell: str) -> Person:
    """Add what stands in a column of its own: party, municipality, part."""
    plain = cell.strip(" ()")
    if plain.upper() in PARTIES and person.party is None and not person.has_mark:
        return _with(person, party=None if plain in "-–" else plain)
    if place := municipality_named(cell):
        return _with(person, municipality=person.municipality or place)
    role = role_in(cell)
    return _with(person, role=role) if role and not person.role else person


def role_in(text: str) -> str:
    """Tell the part a text gives somebody; an idle substitute is one who is said not to serve."""
    if _VICE.search(text):
        return "vice_chair"
    if _CHAIR.search(text):
        return "chair"
    if _IDLE.search(text):
        return "idle_substitute"
    if _SERVING.search(text):
        return "serving_substitute"
    return "substitute" if _SUBSTITUTE.search(text) else ""


def _with(
    person: Person, *, party: str | None = None, municipality: str | None = None, role: str = ""
) -> Person:
    return Person(
        person.name,
        party or person.party,
        municipality or person.municipality,
        role or person.role,
        person.has_mark or party is not None,
    )


def name_in(text: str) -> str | None:
    """Give the first name of a person in a text, without party."""
    found = people_in([text])
    return found[0].name if found else None
