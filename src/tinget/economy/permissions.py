"""Who may load and share out, and what each action is called."""

from tinget.organisation.api import Permission, Role

ACTION_TEXTS: dict[str, str] = {
    "load_economy": "Budgetar, utfall och fördelningar lästes in ur publicerade handlingar",
    "save_allocation": "En fördelning sparades",
    "adopt_allocation": "Fördelningen antogs",
}

STAFF = frozenset({Role.SECRETARY, Role.COORDINATOR})

LOAD = Permission("economy.load", frozenset({Role.SYSTEM}), "läsa in publicerade budgetar och fördelningar")
SHARE = Permission("economy.share", STAFF, "spara och anta fördelningar")
