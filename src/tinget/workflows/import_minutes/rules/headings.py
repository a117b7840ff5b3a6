"""The headings of Swedish minutes: which part of an item, or of the front page, each one opens."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tinget.workflows.import_minutes.rules.lines import fold

SHORTEST, LONGEST_HEADING = 3, 110
MOST_NOTICE_WORDS, MOST_NAME_WORDS = 8, 7


class Part(StrEnum):
    """A part of an item that a heading opens."""

    DECISION = "decision"
    PROPOSAL = "proposal"
    SUMMARY = "summary"
    DESCRIPTION = "description"
    PROCEDURE = "procedure"
    MOTIONS = "motions"
    VOTE = "vote"
    RESERVATIONS = "reservations"
    BASIS = "basis"
    RECIPIENTS = "recipients"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that was recognised: the part, who is named in it, and what follows on the same line."""

    part: Part
    body: str = ""
    rest: str = ""
    is_sentence: bool = False
    proposes: bool = False


_NAME = r"(?P<body>[A-ZÅÄÖa-zåäö][\w .,&/-]{1,70}?)"
_WHO = r"(?P<body>[A-ZÅÄÖ][\w ,&/-]{1,70}?)"
_TITLES: tuple[tuple[Part, str], ...] = (
    (
        Part.RECIPIENTS,
        (
            r"(?:(?:detta )?beslut(?:et|en)? )?(?:ska |skall )?(?:skickas|sänds|expedieras|delges|tillställs"
            r"|meddelas)(?: för (?:kännedom|verkställighet|åtgärd))?(?: till)?"
            r"|beslutsexpediering|(?:beslutet )?expedier(?:ing|ad|at)(?: till| av beslut| sker till)?"
            r"|kopia(?: av beslutet)?(?: skickas)?(?: till)?|beslut(?:et)? till"
            r"|beslutsmottagare|sändlista|delges|delgivning|(?:protokolls)?utdrag(?: skickas| till| skickas "
            r"till)?|paragrafen skickas till"
            r"|mottagare|beslutet delges(?: till)?|för (?:kännedom|verkställighet)(?: till)?|skickat till|exp"
            r"|skickas för (?:kännedom|verkställighet)(?: till)?"
        ),
    ),
    (
        Part.BASIS,
        (
            r"(?:besluts)?underlag(?: för (?:beslut(?:et)?|ärendet)| i ärendet| till beslut(?:et)?)?"
            r"|handling(?:ar)?(?: i ärendet)?"
            r"|ärendets handlingar|beslutshandlingar|dokument(?: i ärendet)?|underlag för beslut(?:et)?"
            r"|bilagda handlingar|tillhörande handlingar"
        ),
    ),
    (
        Part.PROCEDURE,
        (
            r"beslutsgång(?:en)?(?: och (?:omröstning|votering|beslut))?|propositionsordning(?: och "
            r"beslutsgång)?"
            r"|(?:yrkanden?|förslag) och (?:beslutsgång|proposition(?:er|sordning)?|omröstning|votering)"
            r"|beslutsgång och yrkanden|proposition(?:er)?"
            r"|beslutsgång(?:en)? (?:i|på) (?:nämnden|styrelsen|sammanträdet)|proposition(?:sordning)? och "
            r"beslut"
        ),
    ),
    (
        Part.MOTIONS,
        (
            r"(?:yrkande|förslag och yrkande|tilläggsyrkande|ändringsyrkande|avslagsyrkande"
            r"|bifallsyrkande)(?:n|na|t)?"
            r"(?: (?:under|på|vid) (?:sammanträdet|mötet))?|förslag (?:till beslut )?(?:på|under|vid) "
            r"sammanträdet|framställda yrkanden"
        ),
    ),
    (
        Part.VOTE,
        r"omröstning(?:en)?|votering(?:en)?|omröstningsresultat|voteringsresultat|omröstningslista|voteringslista",
    ),
    (
        Part.RESERVATIONS,
        (
            r"(?:skriftliga? )?reservation(?:er|en)?(?: mot beslutet)?(?: och (?:protokollsanteckningar"
            r"|särskilda yttranden))?"
        ),
    ),
    (
        Part.SUMMARY,
        (
            r"sammanfattning(?: av ärendet)?|ärende(?:t|n)? i korthet|ärendesammanfattning|kort(?:fattad)? "
            r"sammanfattning|sammanfattande beskrivning(?: av ärendet)?"
        ),
    ),
    (
        Part.DESCRIPTION,
        (
            r"ärendebeskrivning(?:en)?|beskrivning av ärendet|bakgrund(?: till ärendet)?|ärendet"
            r"|redogörelse(?: för ärendet)?|ärendebakgrund"
            r"|bakgrund och (?:ärendebeskrivning|sammanfattning)|beskrivning"
        ),
    ),
    (
        Part.OTHER,
        (
            r"sammanträdet|omedelbar justering|överläggning(?:en)?|jäv|deltar (?:ej|inte)(?: i beslutet)?|ej "
            r"deltagande(?: i beslutet)?|(?:ej|inte) deltagit i (?:beslutet|ärendet)"
            r"|protokollsanteckning(?:ar|en)?|(?:anteckning|notering)(?:ar)? till protokollet|särskil(?:t"
            r"|da) "
            r"yttrande(?:n)?|ajournering"
            r"|(?:ärendets )?tidigare (?:behandling|beslut)|ärendets (?:gång|behandling|beredning)"
            r"|beredning(?:sunderlag)?|bedömning(?:en)?"
            r"|(?:förvaltningens|kontorets|nämndens) (?:bedömning|överväganden|motivering|synpunkter)"
            r"|överväganden"
            r"|(?:ekonomiska |juridiska |sociala )?konsekvenser(?: .{1,60})?|ekonomi(?:sk bedömning)?"
            r"|finansiering|barnperspektiv(?:et)?|barnkonsekvens(?:analys|er)"
            r"|jämställdhet(?:sanalys|sperspektiv)?|(?:skäl|motivering|motiv)(?: (?:för|till) beslut(?:et)?)?"
            r"|beslutsmotivering|lagrum|lagstöd|författningsstöd|bestämmelser"
            r"|bilag(?:a|or)|inlägg(?: i debatten)?|yttrande(?:n)?|föredragande|föredragning|närvarande "
            r"(?:vid|under|på) (?:ärendet|paragrafen|punkten)"
            r"|kommunikation|uppföljning|upplysning(?:ar)?|överklagande|(?:hur man|så) överklagar(?: .*)?"
            r"|sekretess|hänvisningar|paragrafen är justerad|justering"
            r"|diskussion|dagens sammanträde|samråd|mbl|fackliga synpunkter|remissyttrande|tidplan"
            r"|genomförande|måluppfyllelse"
            r"|deltagande i (?:beslutet|debatten)|anteckning(?:ar)?|interpellation|gällande bestämmelser"
        ),
    ),
)
_PROPOSAL = re.compile(
    rf"(?:{_NAME}s )?(?:förslag till (?:beslut|ställningstagande)|beslutsförslag|förslag)(?: på "
    rf"beslut)?(?: (?:i|till) (?:beslut i )?(?:[\w-]+ ){{0,3}}[\w-]*(?:nämnd|styrelse|fullmäktige|utskott"
    rf"|direktion|direktionen|beredning|presidi)\w*)?"
    rf"|förslag till beslut (?:från|för) .{{1,60}}",
    re.IGNORECASE,
)
_TO_COUNCIL = re.compile(
    rf"(?:{_NAME}s )?förslag (?:till beslut )?(?:till|i) (?:\w*fullmäktige|\w*styrelsen|\w*nämnden"
    rf"|förbundsdirektionen)(?:s beslut)?",
    re.IGNORECASE,
)
_DECISION = re.compile(
    rf"(?:{_NAME}s )?(?:beslut|ställningstagande|avgörande)(?: i ärendet| för egen del"
    rf"| under förutsättning .{{1,80}})*",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    rf"{_WHO} (?:beslutar|beslutade|beslöt|beslut"
    rf"|(?:föreslår|föreslog|rekommenderar) (?:att )?[\w, -]{{3,60}}? (?:att )?beslutar?)"
    rf"(?: (?:för egen del|enhälligt|därmed|således|följande|i "
    rf"enlighet med förslaget))*"
    rf"(?: (?P<att>(?:följande|att)))?(?P<mark>:| att:|,)?",
    re.IGNORECASE,
)
_LISTS = frozenset({Part.BASIS, Part.RECIPIENTS})
_COMPILED = tuple((part, re.compile(pattern, re.IGNORECASE)) for part, pattern in _TITLES)
_NOTICE_WORDS = frozenset(
    [
        "bevis",
        "anslag",
        "anslagsbevis",
        "anslaget",
        "anslagstavla",
        "anslagstavlan",
        "anslagsbeviset",
        "tillkännagivande",
        "tillkännagivandebevis",
        "justering",
        "justerat",
        "protokoll",
        "protokollet",
        "protokollsjustering",
        "protokolljustering",
        "om",
        "av",
        "på",
        "för",
        "och",
        "/",
        "kommunens",
        "digitala",
    ]
)
_NOTICE_MARKS = ("bevis", "anslag", "tillkännagivande")
_INFLECTIONS = (
    "nämnd",
    "styrelse",
    "fullmäktige",
    "utskott",
    "presidi",
    "nämnden",
    "direktion",
    "råd",
    "jury",
    "beredning",
)


@lru_cache(maxsize=4_096)  # each line is looked at again by those that follow it
def heading_of(text: str) -> Heading | None:
    """Recognise a heading that stands alone on its line, colon or not, in capitals or not."""
    plain = fold(text)
    if not SHORTEST <= len(plain) <= LONGEST_HEADING or plain[0] in "•-–§":
        return None
    bare = plain.rstrip(" :").strip()
    if plain.endswith((".", ",", ";")) and bare.lower() != "exp.":
        return None
    bare = bare.rstrip(". :")
    if not bare:
        return None
    for part, pattern in _COMPILED:
        if pattern.fullmatch(bare) and (bare[0].isupper()):
            return Heading(part)
    return _decision_heading(bare, plain)


def _decision_heading(bare: str, plain: str) -> Heading | None:
    if not (bare[0].isupper() or bare.startswith("e-")):
        return None
    if match := _TO_COUNCIL.fullmatch(bare):
        return Heading(Part.DECISION, _body(match["body"]))
    if (match := _PROPOSAL.fullmatch(bare)) and not bare.lower().startswith("förslag om"):
        return Heading(Part.PROPOSAL, _body(match["body"]))
    if match := _DECISION.fullmatch(bare):
        return Heading(Part.DECISION, _body(match["body"]))
    if (match := _DECIDES.fullmatch(plain)) and is_body(match["body"]):
        proposes = bool(re.search(r"\b(?:föresl|rekommend)", match[0]))
        return Heading(Part.DECISION, _body(match["body"]), is_sentence=True, proposes=proposes)
    return None


def _body(name: str | None) -> str:
    return fold(name or "")


def is_body(name: str) -> bool:
    """Whether a name is that of a deciding body: a committee, board, council or the like."""
    lowered = name.lower()
    return len(name.split()) <= MOST_NAME_WORDS and any(word in lowered for word in _INFLECTIONS)


def is_known_heading(text: str) -> bool:
    """Whether the line is some heading of an item."""
    return heading_of(text) is not None


def is_list_heading(text: str) -> bool:
    """Whether the line opens a list of recipients or documents."""
    heading = heading_of(text)
    return heading is not None and heading.part in _LISTS


def is_notice_heading(text: str) -> bool:
    """Whether the line opens the certificate of notice."""
    words = fold(text).rstrip(" :").lower().replace("/", " / ").replace(",", " ").split()
    if not words or len(words) > MOST_NOTICE_WORDS or not words[0].startswith(_NOTICE_MARKS):
        return False
    return all(word in _NOTICE_WORDS for word in words)
