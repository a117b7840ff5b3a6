"""Who may load and share out, and what each action is called."""

from tinget.kernel.words import word as _
from tinget.organisation.api import Permission, Role

ACTION_TEXTS: dict[str, str] = {
    "load_economy": _("Budgetar, utfall och fördelningar lästes in ur publicerade handlingar"),
    "save_allocation": _("En fördelning sparades"),
    "save_table": _("En budget, ett utfall eller en prognos sparades"),
    "adopt_table": _("Beslutet om en budget, ett utfall eller en prognos antecknades"),
    "add_accrual": _("En kostnad periodiserades"),
    "take_back_accrual": _("En periodisering togs tillbaka"),
    "give_right": _("En attesträtt gavs"),
    "end_right": _("En attesträtt upphörde"),
    "receive_invoice": _("En leverantörsfaktura togs emot"),
    "check_invoice": _("En leverantörsfaktura sakgranskades"),
    "approve_invoice": _("En leverantörsfaktura beslutsattesterades"),
    "return_invoice": _("En leverantörsfaktura skickades tillbaka"),
    "begin_consultation": _("Samråd om budgeten skickades"),
    "note_answer": _("En kommuns svar i samrådet antecknades"),
    "note_committee": _("Nämndens paragraf om budgeten antecknades"),
    "remind_municipality": _("En kommun påmindes om samrådet"),
    "note_report": _("En rapport om budgeten till fullmäktige antecknades"),
    "adopt_allocation": _("Fördelningen antogs"),
    "settle_result": _("Beslutet att avräkna ett över- eller underskott antecknades"),
    "take_back_settlement": _("Beslutet om avräkning togs tillbaka"),
    "bill_year": _("Årets fakturor gjordes"),
    "credit_bill": _("En faktura krediterades"),
}

STAFF = frozenset({Role.SECRETARY, Role.COORDINATOR})
ATTESTERS = STAFF | {Role.OFFICER, Role.CHAIR, Role.VICE_CHAIR}

LOAD = Permission("economy.load", frozenset({Role.SYSTEM}), "läsa in publicerade budgetar och fördelningar")
BILL = Permission("economy.bill", STAFF, "göra och se fakturor")
BOOKS = Permission("economy.books", STAFF, "lägga in budget, utfall och prognos")
REMIND = Permission("economy.remind", frozenset({Role.SYSTEM}), "påminna om samråd")
ATTEST = Permission("economy.attest", ATTESTERS, "se och attestera leverantörsfakturor")
GIVE_ATTEST = Permission("economy.give_attest", STAFF, "ge och avsluta attesträtter")
SHARE = Permission("economy.share", STAFF, "spara och anta fördelningar")
