"""Who may post notices and tell that they are up or down, and what each action is called."""

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPermitted
from tinget.organisation.api import Actor, Permission, Role, permits, require

ACTION_TEXTS: dict[str, str] = {
    "post_notice": "Anslaget skickades till kommunernas registratorer",
    "post_summons_notice": "Anslaget om kallelsen skickades till kommunernas registratorer",
    "complete_summons_notice": "Anslaget om kallelsen kompletterades",
    "choose_summons_notices": "Om kallelser ska anslås bestämdes",
    "load_published_notice": "Uppgifterna om anslaget lästes in ur det publicerade protokollet",
    "confirm_up": "Anslaget bekräftades uppsatt",
    "confirm_down": "Anslaget bekräftades nedtaget",
    "correct_display": "Uppgiften om anslaget rättades",
    "renew_link": "En ny länk skickades till registratorn",
    "set_board_addresses": "Adresserna till kommunernas anslagstavlor ändrades",
    "set_hook": "Adressen till en kommuns eget system ändrades",
    "renew_hook_secret": "En ny hemlighet gjordes för en kommuns eget system",
    "try_hook": "Ett prov skickades till en kommuns eget system",
    "remind_registrar": "Registratorn påmindes",
    "set_certificate": "Anslagsbeviset lades till",
    "sign_certificate": "Anslagsbeviset undertecknades",
    "sign_force_certificate": "Lagakraftbeviset undertecknades",
    "add_force_certificate": "Ett lagakraftbevis upprättades",
    "outdate_force_certificates": "Lagakraftbeviset behöver upprättas på nytt",
    "record_appeal": "Ett överklagande antecknades",
    "record_ruling": "Avgörandet av ett överklagande antecknades",
    "record_award": "En tilldelning antecknades",
    "record_review": "En ansökan om överprövning antecknades",
    "record_review_decision": "Domstolens avgörande i överprövningen antecknades",
    "record_contract": "Avtalet antecknades som tecknat",
    "record_court_answer": "Domstolens svar antecknades",
}

STAFF = frozenset({Role.SECRETARY, Role.COORDINATOR})

POST = Permission("noticeboard.post", STAFF | {Role.SYSTEM}, "skicka ut anslag")
CHOOSE_SUMMONS = Permission("noticeboard.choose_summons", STAFF, "bestämma om kallelser ska anslås")
LOAD = Permission("noticeboard.load", frozenset({Role.SYSTEM}), "läsa in publicerade anslag")
CONFIRM = Permission(
    "noticeboard.confirm", STAFF | {Role.BOARD_REGISTRAR}, "bekräfta att ett anslag är uppsatt eller nedtaget"
)
CORRECT = Permission("noticeboard.correct", STAFF, "rätta uppgifter om när ett anslag satt uppe")
APPEALS = Permission("noticeboard.appeals", STAFF, "anteckna överklaganden och domstolens svar")
FOLLOW = Permission("noticeboard.follow", STAFF | {Role.SYSTEM}, "följa anslagens uppgifter")
REMIND = Permission("noticeboard.remind", frozenset({Role.SYSTEM}), "påminna registratorerna")
TELL = Permission("noticeboard.tell", frozenset({Role.SYSTEM}), "avisera kommunernas egna system")
OBSERVE = Permission("noticeboard.observe", frozenset({Role.SYSTEM}), "anteckna vad anslagstavlorna visar")
REPORT = Permission("noticeboard.report", frozenset({Role.BOARD_REGISTRAR}), "se kommunens anslagsuppgifter")


def require_board(actor: Actor, *, authority: int, municipality: int, municipality_name: str) -> None:
    """Let the board's own registrar or the authority's staff go on; another board's registrar never."""
    require(actor, CONFIRM, authority=authority)
    if actor.role is Role.BOARD_REGISTRAR and actor.municipality != municipality:
        raise NotPermitted(
            _(
                "Du är inte registrator för %(board)s. Det är bara den som är det,"
                " eller nämndens sekreterare, som kan bekräfta det här anslaget."
            )
            % {"board": municipality_name}
        )


def on_behalf(actor: Actor, *, authority: int) -> bool:
    """Whether the actor enters for a board what its registrar would confirm."""
    return actor.role is not Role.BOARD_REGISTRAR and permits(actor, CONFIRM, authority)
