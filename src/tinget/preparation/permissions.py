"""Who prepares, moves, approves and answers, and what the ledger calls what they do."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import EVERY_PERSON, Permission, Role

STAFF = frozenset({Role.SECRETARY, Role.COORDINATOR})
PRESIDING = frozenset({Role.CHAIR, Role.VICE_CHAIR})
PREPARING = STAFF | {Role.OFFICER, Role.SYSTEM}

LOOK = Permission(
    "preparation.look", EVERY_PERSON - {Role.BOARD_REGISTRAR}, _("läsa beredningen av nämndens ärenden")
)
PREPARE = Permission("preparation.prepare", PREPARING, _("bereda ärenden"))
RAISE = Permission("preparation.raise", PRESIDING | {Role.MEMBER}, _("väcka ärenden i nämnden"))
MOVE = Permission("preparation.move", PREPARING | PRESIDING, _("föra ärenden vidare i beredningen"))
ANSWER = Permission(
    "preparation.answer", STAFF | {Role.PREPARATORY_GROUP}, _("svara för en kommun i beredningen")
)
GROUP = Permission("preparation.group", STAFF, _("anteckna beredningsgruppens möten"))
PLAN = Permission("preparation.plan", STAFF | {Role.SYSTEM}, _("planera nämndens år"))
LOAD = Permission("preparation.load", frozenset({Role.SYSTEM}), _("läsa in nämndens årshjul"))
REMIND = Permission("preparation.remind", frozenset({Role.SYSTEM}), _("påminna kommunerna"))

ACTION_TEXTS: dict[str, str] = {
    "begin_preparation": _("Beredningen av ett ärende började"),
    "raise_matter": _("En ledamot väckte ett ärende"),
    "write_proposal": _("Förslaget till beslut skrevs"),
    "move_preparation": _("Ärendet fördes till ett annat steg i beredningen"),
    "give_opinion": _("En kommun svarade i beredningen"),
    "remind_of_referral": _("En kommun påmindes om en remiss"),
    "withhold_letters": _("Breven om ett ärende slutade nämna vad det gäller"),
    "load_wheel": _("Årshjulet lästes in ur publicerade handlingar"),
    "keep_wheel_matter": _("Ett återkommande ärende i årshjulet ändrades"),
    "take_up_wheel_matter": _("Ett återkommande ärende togs upp"),
    "write_year_plan": _("Sammanträdesplanen skrevs"),
    "decide_year_plan": _("Sammanträdesplanen beslutades"),
    "note_group_meeting": _("Ett möte med beredningsgruppen antecknades"),
}
