"""The rules a joint committee works under, by number: source, parameters, validity and Swedish words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tinget.meetings.rules.approval import DAYS_TO_APPROVE
from tinget.meetings.rules.findings import Verdict
from tinget.meetings.rules.versions import LEGAL_FORCE_ON

KL = date(2018, 1, 1)  # kommunallagen (2017:725) came into force
LOU = date(2017, 1, 1)  # lagen (2016:1145) om offentlig upphandling
OSL = date(2009, 6, 30)  # offentlighets- och sekretesslagen (2009:400)
TF = date(2019, 1, 1)  # the second chapter of tryckfrihetsförordningen as it is numbered now
DOS = date(2019, 1, 1)  # lagen (2018:1937) om tillgänglighet till digital offentlig service
R = LEGAL_FORCE_ON  # the rules of procedure: unknown until the councils' decisions are recorded
REASON, REFUSED = Verdict.NEEDS_REASON, Verdict.REFUSED

Parameter = int | str | bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `verdict` is what becomes of a departure; a bound of its validity may be unknown (None)."""

    id: str
    source: str
    verdict: Verdict
    text: str
    valid_from: date | None = KL
    valid_to: date | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def rules_on(day: date) -> list[Rule]:
    """List the rules in force on a day, by number; one whose first day is not known is among them."""
    return [
        rule
        for rule in RULES
        if (rule.valid_from is None or rule.valid_from <= day)
        and (rule.valid_to is None or day <= rule.valid_to)
    ]


RULES = (
    Rule("1", "KL 9:24, reglemente 13 §", REASON,
         "Varje kommun har en ledamot och en ersättare. Luleå kommunfullmäktige utser ordförande"
         " och vice ordförande bland ledamöterna.",
         parameters={"members": 14, "substitutes": 14, "members_per_municipality": 1}),
    Rule("2", "reglemente 8 §", REASON,
         "Mandatet gäller fyra år från den 1 januari året efter att val till fullmäktige hållits i"
         " hela landet.",
         R, parameters={"years": 4}),
    Rule("3", "KL 6:23, reglemente 9 §", REASON,
         "Nämnden sammanträder när den själv bestämmer, när minst en tredjedel av ledamöterna"
         " skriftligen begär det och anger ärendena, och när ordföranden anser att det behövs.",
         parameters={"share_of_members": "1/3", "members": 5}),
    Rule("4", "reglemente 10 §", REASON,
         "Kallelsen är skriftlig, anger tid och plats och går till varje ledamot och ersättare"
         " senast fem dagar före sammanträdesdagen. Kan varken ordföranden eller vice ordföranden"
         " kalla, gör den äldsta ledamoten det.",
         R, parameters={"days_before": 5}),
    Rule("5", "KL 6:25, reglemente 11 §", REFUSED,
         "Sammanträdet hålls inom stängda dörrar. Nämnden får besluta att det är offentligt, men"
         " inte för myndighetsutövning eller uppgifter med sekretess."),
    Rule("6", "KL 6:24, 5:16, reglemente 12 §", REASON,
         "Den som deltar på distans räknas som närvarande. Det kräver ljud och bild i realtid på"
         " lika villkor, och att ordföranden har bestämt det."),
    Rule("7", "reglemente 16 §", REFUSED,
         "Är varken ordföranden eller vice ordföranden med väljer nämnden någon att leda"
         " sammanträdet. Till dess leder den äldsta ledamoten. Bara den som är närvarande kan leda.",
         R),
    Rule("8", "KL 4:20", REASON,
         "Varje ledamot får väcka ärenden i nämnden."),
    Rule("9", "reglemente 17 §", REFUSED,
         "En ledamot ersätts bara av ersättaren från samma kommun, annars är platsen tom. En"
         " ledamot som kommer senare tar sin plats även om ersättaren har tjänstgjort.",
         R),
    Rule("10", "reglemente 18 §", REFUSED,
         "Den som har lämnat sammanträdet av annat hinder än jäv får inte tjänstgöra igen under"
         " samma sammanträde. Efter jäv får man det när ärendet är avgjort.",
         R),
    Rule("11", "KL 4:22, 6:17, reglemente 17 §", REFUSED,
         "En ersättare som inte tjänstgör får vara med, yttra sig och få sin mening antecknad, men"
         " inte yrka, rösta eller reservera sig."),
    Rule("12", "KL 6:28–32", REFUSED,
         "Den som är jävig ska säga det, och får varken delta i ärendet eller vara närvarande när"
         " det behandlas."),
    Rule("13", "KL 6:27", REFUSED,
         "Nämnden får handlägga ett ärende bara när fler än hälften av ledamöterna är närvarande."
         " Det prövas för varje ärende, och den som är jävig räknas inte.",
         parameters={"share_of_members": "1/2", "members": 8}),
    Rule("14", "KL 4:24", REFUSED,
         "Varje ledamot har en röst.",
         parameters={"votes": 1}),
    Rule("15", "reglemente 19 §", REASON,
         "När överläggningen är slut går ordföranden igenom yrkandena och bekräftar dem med"
         " klubbslag. Därefter ändras eller tillkommer yrkanden bara om nämnden är enig.",
         R),
    Rule("16", "KL 5:53, 6:33", REASON,
         "Ordföranden ställer förslagen så att de kan besvaras med ja eller nej, säger vad nämnden"
         " har beslutat och bekräftar det med klubbslag, om ingen begär omröstning."),
    Rule("17", "KL 5:54, 6:33", REFUSED,
         "Omröstningar är öppna. Bara val och anställning avgörs med slutna sedlar."),
    Rule("18", "KL 5:55–56, 6:33", REFUSED,
         "Den mening gäller som får flest röster. Vid lika röstetal har den som leder sammanträdet"
         " utslagsröst, men i val och anställning avgör lotten."),
    Rule("19", "KL 4:25–26, reglemente 20 §", REASON,
         "En ledamot får avstå och säger det före beslutet. Den som leder sammanträdet ska rösta"
         " när det behövs för att ärendet ska kunna avgöras."),
    Rule("20", "praxis", REASON,
         "Finns fler än två förslag ställs ett mot huvudförslaget i taget, genom"
         " kontraproposition.",
         None, parameters={"proposals": 2}),
    Rule("21", "KL 6:33", REASON,
         "Bordläggning och återremiss beslutas med enkel majoritet; fullmäktiges regel om en"
         " tredjedel gäller inte en nämnd.",
         parameters={"share_of_votes": "1/2"}),
    Rule("22", "KL 4:27, reglemente 21 §", REFUSED,
         "Den som har deltagit i ett beslut får reservera sig innan sammanträdet avslutas."
         " Skriftliga skäl lämnas före den tid som är satt för justeringen."),
    Rule("23", "KL 5:65–67, 6:35", REASON,
         "Protokollet visar vilka som tjänstgjorde och, för varje ärende, förslag,"
         " propositionsordning, röster, beslut och reservationer. Ordföranden svarar för det."),
    Rule("24", "KL 5:69, reglemente 22 §", REASON,
         "Protokollet justeras inom fjorton dagar av ordföranden och en ledamot. En paragraf kan"
         " justeras genast om texten redovisas skriftligt vid sammanträdet.",
         parameters={"days": DAYS_TO_APPROVE, "approvers": 2}),
    Rule("25", "KL 8:12, 9:32, reglemente 23 §", REASON,
         "Justeringen tillkännages senast andra dagen därefter på varje kommuns anslagstavla.",
         parameters={"days": 2, "boards": 14}),
    Rule("26", "KL 8:9–12", REASON,
         "Anslaget säger var protokollet finns, när det sattes upp och hur man överklagar. Det tas"
         " inte ned före överklagandetidens slut."),
    Rule("27", "KL 13:5", REASON,
         "Beslutet överklagas inom tre veckor från det att anslaget sitter uppe på alla kommuners"
         " anslagstavlor. Tiden löper bara medan det sitter uppe.",
         parameters={"weeks": 3}),
    Rule("28", "KL 13:1–2, 13:6", REASON,
         "Varje medlem i någon av kommunerna får överklaga. Ett överklagande som i tid når någon"
         " av dem är i tid."),
    Rule("29", "KL 13:5, 13:14", REASON,
         "Beslutet får laga kraft när tiden har gått ut och domstolen har svarat att inget"
         " överklagande återstår."),
    Rule("30", "KL 6:37–38, 7:5, 9:30–31", REFUSED,
         "Nämnden får delegera till presidium, utskott, ledamot, ersättare och anställda, även i"
         " de andra kommunerna, men inte det som rör inriktning, omfattning, principer eller det"
         " fullmäktige beslutar."),
    Rule("31", "KL 6:39–40", REASON,
         "Ordföranden får besluta i brådskande ärenden bara på uppdrag av nämnden. Beslutet anmäls"
         " vid nästa sammanträde."),
    Rule("32", "KL 6:40, 7:8, 8:10", REASON,
         "Nämnden bestämmer vilka beslut som anmäls. De som inte anmäls men kan överklagas"
         " protokollförs särskilt och tillkännages."),
    Rule("33", "reglemente 25 §", REASON,
         "Den som har delegation skriver under sina beslut, annars ordföranden, med vice"
         " ordföranden som ersättare.",
         R),
    Rule("34", "OSL 5:1–2, 5:5", REASON,
         "Handlingar registreras utan dröjsmål. Uppgiften visar dag, nummer, avsändare eller"
         " mottagare och i korthet vad handlingen rör.",
         OSL),
    Rule("35", "TF 2:9–18", REASON,
         "Ett utkast är inte allmän handling. Protokollet blir det när det är justerat. Den som"
         " vill ta del av en handling behöver inte säga vem hen är eller varför.",
         TF),
    Rule("36", "reglemente 28 §, arkivlagen", REASON,
         "Nämnden svarar för sitt arkiv.",
         R),
    Rule("37", "LOU 12:12, 20:1", REFUSED,
         "Avtal sluts tidigast när avtalsspärren har gått ut: tio dagar efter ett elektroniskt"
         " utskick av tilldelningsbeslutet, annars femton.",
         LOU, parameters={"electronic_days": 10, "other_days": 15}),
    Rule("38", "lag 2018:1937 10 och 13 §§", REASON,
         "Sidor och dokument är tillgängliga för alla, och en tillgänglighetsredogörelse finns.",
         DOS),
    Rule("39", "reglemente 27 §", REASON,
         "Nämnden är personuppgiftsansvarig och har ett dataskyddsombud.",
         R),
    Rule("40", "KL 9:34–35, reglemente 6 och 26 §§", REASON,
         "Nämnden redovisar till varje kommuns fullmäktige, som var för sig prövar"
         " ansvarsfriheten."),
    Rule("41", "reglemente 24 §", REASON,
         "Delgivning sker med ordföranden, vice ordföranden eller den som nämnden utser.",
         R),
    Rule("42", "verksamhetsplan", REASON,
         "Nämnden sammanträder minst fyra gånger om året med minst 75 procents närvaro, och"
         " beredningsgruppen träffas minst åtta gånger.",
         None, parameters={"meetings": 4, "attendance_percent": 75, "preparatory_meetings": 8}),
)  # fmt: skip
