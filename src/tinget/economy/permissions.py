"""Who may load and share out, and what each action is called."""

from tinget.organisation.api import Permission, Role

ACTION_TEXTS: dict[str, str] = {
    "load_economy": "Budgetar, utfall och fördelningar lästes in ur publicerade handlingar",
    "save_allocation": "En fördelning sparades",
    "save_table": "En budget, ett utfall eller en prognos sparades",
    "adopt_table": "Beslutet om en budget, ett utfall eller en prognos antecknades",
    "add_accrual": "En kostnad periodiserades",
    "take_back_accrual": "En periodisering togs tillbaka",
    "give_right": "En attesträtt gavs",
    "end_right": "En attesträtt upphörde",
    "receive_invoice": "En leverantörsfaktura togs emot",
    "check_invoice": "En leverantörsfaktura sakgranskades",
    "approve_invoice": "En leverantörsfaktura beslutsattesterades",
    "return_invoice": "En leverantörsfaktura skickades tillbaka",
    "begin_consultation": "Samråd om budgeten skickades",
    "note_answer": "En kommuns svar i samrådet antecknades",
    "note_committee": "Nämndens paragraf om budgeten antecknades",
    "remind_municipality": "En kommun påmindes om samrådet",
    "note_report": "En rapport om budgeten till fullmäktige antecknades",
    "adopt_allocation": "Fördelningen antogs",
    "settle_result": "Beslutet att avräkna ett över- eller underskott antecknades",
    "take_back_settlement": "Beslutet om avräkning togs tillbaka",
    "bill_year": "Årets fakturor gjordes",
    "credit_bill": "En faktura krediterades",
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
