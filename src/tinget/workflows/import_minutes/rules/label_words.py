"""The words of labels on front pages and certificates, and what each asks for."""

import re
from enum import StrEnum


class Label(StrEnum):
    """What a label asks for."""

    PLACE_TIME = "place_time"
    PLACE = "place"
    TIME = "time"
    DATE = "date"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    APPROVERS = "approvers"
    APPROVAL = "approval"
    PARAGRAPHS = "paragraphs"
    IMMEDIATE = "immediate"
    MEMBERS = "members"
    SERVING = "serving"
    SUBSTITUTES = "substitutes"
    OTHERS = "others"
    ABSENT = "absent"
    UP = "up"
    DOWN = "down"
    KEPT = "kept"
    SIGNED = "signed"
    NOTICE = "notice"
    STOP = "stop"


_TABLE: tuple[tuple[Label, str], ...] = (
    (
        Label.APPROVAL,
        (
            r"(?:tid och plats|plats och tid|plats,? (?:dag|datum) och tid|datum|dag|tid|plats)(?: och (?:tid"
            r"|plats))? för (?:digital )?(?:protokolls)?justering(?:en)?"
            r"|justering(?:en|ens)?s? (?:plats|tid|datum|dag)(?: och (?:tid|plats))?|justeringsdatum"
            r"|justeringsdag|justeringstid|protokollet justeras|justering sker"
        ),
    ),
    (Label.IMMEDIATE, r"omedelbar(?:t)? juster(?:ing|ade?|at|ad)(?: av)?(?: paragraf(?:er)?)?"),
    (
        Label.PARAGRAPHS,
        (
            r"(?:justerade )?paragraf(?:er|erna)?(?: som justeras)?|omfattar paragraf(?:er)?|protokollet "
            r"omfattar(?: paragraf(?:er)?)?|paragraf nr"
        ),
    ),
    (
        Label.PLACE_TIME,
        (
            r"(?:sammanträdes)?plats och (?:sammanträdes)?tid|tid och plats|plats,? (?:dag|datum) och tid"
            r"|sammanträdets plats och tid|tid,? plats"
        ),
    ),
    (
        Label.DATE,
        (
            r"sammanträdes(?:datum|dag)|mötesdatum|datum för (?:sammanträdet|mötet)|sammanträde(?:t)? (?:den"
            r"|hölls)|datum|dag(?: och tid)?|mötesdag"
        ),
    ),
    (
        Label.UP,
        (
            r"(?:datum (?:när|då|för|som) )?(?:anslaget|anslag|anslagets|anslags|protokollet|beviset)(?: på "
            r"anslagstavlan)?(?: har| är)?"
            r"[- ](?:sätts upp|satts upp|sattes upp|uppsatt|uppsätts|uppsättande|uppsättning|publiceras"
            r"|publicerat|publicerades|anslås|anslogs|anslaget)(?: den| datum)?"
            r"|(?:datum för )?(?:anslags?|anslagets )(?:uppsättande|uppsättning|uppsatt)|anslagsdatum"
            r"|anslagsdag|anslagstid från|uppsatt(?: den| datum)?|uppsättningsdatum|publicer(?:ad|at|ades"
            r"|ingsdatum|as)(?: den| från)?"
            r"|anslås(?: från| den)?|(?:datum för )?publicering|sätts upp|(?:har )?anslagits(?: den)?"
            r"|anslaget(?: den| från| under tiden| på anslagstavlan)?|datum för anslag|uppsättande"
            r"|anslag(?:et)? upp|anslagsperiod|anslagstid"
        ),
    ),
    (
        Label.DOWN,
        (
            r"(?:datum (?:när|då|för|som) )?(?:anslaget|anslag|anslagets|anslags|protokollet|beviset)(?: "
            r"från "
            r"anslagstavlan)?(?: har| är| får)?"
            r"[- ](?:tas ned|tas ner|tagits ned|tagits ner|togs ned|nedtas|nedtaget|nedtagande|nedtagning"
            r"|avpubliceras)(?: den| datum| tidigast)?"
            r"|(?:datum för )?(?:anslags?|anslagets )(?:nedtagande|nedtagning|nedtaget)|nedtag(?:et|as|ande"
            r"|ning|ningsdatum|its)(?: den| datum)?|avpublicer(?:as|ad|at|ing|ingsdatum)"
            r"|tas ne[dr](?: den)?|anslagstid till|nedtages|anslag(?:et)? ne[dr]|datum för nedtagande|datum "
            r"för nedtagning|sista (?:dag|datum) för anslag(?:et)?"
        ),
    ),
    (
        Label.KEPT,
        (
            r"förvaring(?:s)?(?:plats|ställe)?(?: av| för)?(?: protokoll(?:et)?)?|protokollet(?:s)? "
            r"förvar(?:as|ing|ingsplats)(?: hos| på| vid)?|förvaras"
        ),
    ),
    (
        Label.SERVING,
        (
            r"(?:närvarande )?(?:tjänstgörande|tjg\.?|beslutande) ersättare|tjänstgörande ersätt\.?"
            r"|ersättare,? tjänstgörande|ersättare som tjänstgör|ersättare för (?:ledamöter|ordinarie)"
        ),
    ),
    (
        Label.SUBSTITUTES,
        (
            r"(?:ej|icke|inte) (?:beslutande|tjänstgörande)(?: ersättare)?|(?:närvarande|icke tjänstgörande"
            r"|ej tjänstgörande|inte tjänstgörande|icke tjg\.?|ej tjg\.?|övriga|ej beslutande|icke beslutande"
            r"|närvarande,? (?:ej|icke) tjänstgörande)"
            r" ersättare|ersättare(?: \((?:ej|icke|inte) tjänstgörande\)|,? (?:ej|icke|inte) tjänstgörande)?"
            r"|närvarande ersättare"
        ),
    ),
    (
        Label.ABSENT,
        (
            r"frånvarande(?: ledamöter| ersättare)?(?: och ersättare)?|förhinder|anmält förhinder|ej "
            r"närvarande(?: ledamöter)?|frånvaro"
        ),
    ),
    (
        Label.MEMBERS,
        (
            r"beslutande(?: ledamöter)?|tjänstgörande|(?:närvarande|tjänstgörande|ordinarie|deltagande) "
            r"ledamöter|ledamöter(?:na)?|närvarande(?: beslutande)?|närvarolista|närvaro|upprop|ledamöter "
            r"och "
            r"(?:tjänstgörande )?ersättare"
        ),
    ),
    (
        Label.OTHERS,
        (
            r"övriga(?: närvarande| deltagare| deltagande| tjänstemän| tjänstepersoner)?|(?:närvarande "
            r")?tjänste(?:män|personer)|andra (?:närvarande|deltagande)|insynsplats(?:er)?|adjungerade|"
            r"(?:närvarande|deltagande) tjänste(?:män|personer)|övriga,? (?:närvarande|deltagande)"
            r"|personalföreträdare|fackliga (?:företrädare|representanter)|föredragande|åhörare|föredragande "
            r"tjänste(?:män|personer)"
        ),
    ),
    (
        Label.APPROVERS,
        (
            r"(?:utsedd(?:a)?|utses|utsågs|vald|valda|val|välj(?:s|es)|utseende)(?: till| att| av)? "
            r"(?:justera(?:re|nde)?|justeringsperson(?:er)?|protokolljusterare|justera protokollet)"
            r"|justera(?:re|nde?|s av|nde ledam(?:ot|öter))|protokolljusterare|justeringspersoner"
            r"|justeringsman|justeringsmän|justerat av"
        ),
    ),
    (
        Label.SECRETARY,
        (
            r"(?:nämnd|utskotts|kommun|mötes)?sekreterare|protokollförare|vid protokollet|protokoll(?:et)? "
            r"(?:fört|förs) av|sekr\.?"
        ),
    ),
    (Label.VICE_CHAIR, r"(?:\d:?[ea] |första |andre |andra |förste )?vice ordförande|v\.? ordf\.?"),
    (Label.CHAIR, r"(?:mötes)?ordförande|ordf\.?|mötesordförande"),
    (Label.TIME, r"tid|klockan|sammanträdestid|mötestid"),
    (Label.PLACE, r"(?:sammanträdes|mötes)?(?:plats|lokal|rum)"),
    (
        Label.SIGNED,
        (
            r"underskrift(?:er)?|elektronisk(?:a)? underskrift(?:er)?|signatur(?:er)?|digital(?:a|t)? "
            r"(?:underskrift(?:er)?|signer(?:at|ing|ad))|justerat(?: den)?|undertecknare|signed by"
            r"|signerad av|(?:(?:detta )?dokument(?:et)? (?:är|har) |protokollet (?:är|har) )?"
            r"(?:(?:digitalt|elektroniskt) )?(?:signerats?|undertecknats?)"
            r"(?: (?:digitalt|elektroniskt))?(?: av)?"
            r"|namnförtydligande"
        ),
    ),
    (
        Label.STOP,
        (
            r"innehållsförteckning|innehåll|ärendelista|ärendeförteckning|föredragningslista|dagordning|organ"
            r"|instans|myndighet|nämnd|beslutsorgan|utdragsbestyrkande|paragrafer ärenden sida|ärenden"
            r"|överklagande|bilagor"
            r"|sista (?:dag|datum) (?:för|att) överklaga(?:nde|n)?|överklagandetid(?:en)?|sista dag för "
            r"laglighetsprövning"
        ),
    ),
)
_COMPILED = tuple(
    (
        label,
        re.compile(
            rf"(?P<label>{pattern})(?P<end>\s*:\s*|\s*$|\s+(?=(?-i:[\dA-ZÅÄÖ§(“\"]))|\s*[-–]\s+)(?P<rest>.*)",
            re.IGNORECASE,
        ),
    )
    for label, pattern in _TABLE
)


def label_at(text: str) -> tuple[Label, str, str] | None:
    """See the label that a text begins with; give it with its print and what follows."""
    start = text[:90]
    if not start[:1].isalpha() and not start[:2].rstrip(":").isdigit():
        return None
    for label, pattern in _COMPILED:
        match = pattern.match(start)
        if match and _may_follow(match):
            return label, match["label"], text[match.start("rest") :].strip()
    return None


def _may_follow(match: re.Match[str]) -> bool:
    """Whether what follows is a value: not a word that goes on with the sentence in small letters."""
    rest, end = match["rest"], match["end"]
    if ":" in end or not rest:
        return match["label"][:1].isupper() or ":" in end or match["label"][:1].isdigit()
    return not rest[0].islower() and match["label"][0].isupper()
