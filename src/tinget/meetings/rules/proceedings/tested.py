"""Which rules an event is tested against, whether or not one has anything to say of it."""

TESTED: dict[str, tuple[str, ...]] = {
    "facts": ("1", "7"),
    "summoned": ("4",),
    "open": (),
    "arrive": ("6", "9", "10", "12"),
    "leave": ("10", "12"),
    "presence": ("23",),
    "preside": ("7",),
    "doors": ("5",),
    "item": ("4", "5", "13"),
    "take_in": ("4", "13"),
    "reopen": ("12", "13", "15", "24"),
    "allege": ("12",),
    "adjourn": (),
    "resume": (),
    "ask_to_speak": ("11", "12"),
    "speak": ("11", "12"),
    "remark": ("11", "12"),
    "judge": ("12", "13", "14", "18"),
    "motion": ("9", "11", "12", "13", "15"),
    "support": ("9", "11", "12", "13", "15", "16"),
    "in_writing": ("15",),
    "take_back": ("15", "16", "23"),
    "written": ("15",),
    "freeze": ("13", "15"),
    "vote": ("13", "14", "16", "17", "18", "19"),
    "lottery": ("13", "18"),
    "decide": ("4", "12", "13", "15", "16", "18"),
    "note": ("13",),
    "reserve": ("22",),
    "reasons": ("22",),
    "approve_at_once": ("24",),
}
AFTER_THE_GAVEL = frozenset({"reserve", "reasons", "approve_at_once", "remark"})
WHO_IS_THERE = frozenset({"facts", "summoned", "open", "arrive", "leave", "presence", "preside", "doors"})


def rules_tested(kind: str, departed_from: str = "") -> tuple[str, ...]:
    """List the rules that an event was tested against, by number; with the one that it departs from."""
    found = TESTED.get(kind, ())
    return found if not departed_from or departed_from in found else (*found, departed_from)
