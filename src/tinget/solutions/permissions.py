"""Who may say what is shared and by whom, and what each action is called."""

from tinget.kernel.words import word as _
from tinget.organisation.api import Permission, Role

ACTION_TEXTS: dict[str, str] = {
    "load_solutions": _("De gemensamma lösningarna lästes in ur publicerade handlingar"),
    "record_status": _("Lösningens läge antecknades"),
    "begin_participation": _("En kommuns deltagande började"),
    "end_participation": _("En kommuns deltagande slutade"),
}

STAFF = frozenset({Role.SECRETARY, Role.COORDINATOR})

LOAD = Permission("solutions.load", frozenset({Role.SYSTEM}), "läsa in gemensamma lösningar")
KEEP = Permission("solutions.keep", STAFF, "anteckna läge och deltagande för en gemensam lösning")
