"""Who may prepare, lead and record a meeting, and what the ledger calls what they do."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Actor, Permission, Role, permits

OFFICE = frozenset({Role.SECRETARY, Role.SYSTEM})
PRESIDING = frozenset({Role.CHAIR, Role.VICE_CHAIR})

PREPARE = Permission(
    "meetings.prepare",
    OFFICE | PRESIDING | {Role.COORDINATOR},
    _("planera sammanträden och ställa samman dagordningen"),
)
LEAD = Permission("meetings.lead", OFFICE | PRESIDING, _("öppna och avsluta sammanträden"))
RECORD = Permission("meetings.record", OFFICE | PRESIDING, _("föra närvaro och beslut vid sammanträden"))
FOLLOW = Permission(
    "meetings.follow",
    OFFICE | PRESIDING | {Role.MEMBER, Role.SUBSTITUTE, Role.COORDINATOR},
    _("följa sammanträden medan de pågår"),
)
WRITE_OWN = Permission(
    "meetings.write_own",
    OFFICE | PRESIDING | {Role.MEMBER, Role.SUBSTITUTE},
    _("lämna egna yrkanden och skäl för reservationer skriftligt"),
)
FOLLOW_UP = Permission(
    "meetings.follow_up", OFFICE | PRESIDING | {Role.COORDINATOR}, _("följa upp nämndens beslut")
)
EXAMINE = Permission(
    "meetings.examine",
    FOLLOW.roles | {Role.ARCHIVIST, Role.OFFICER},
    _("granska vad som ledde till ett beslut"),
)
DRAW_UP = Permission("meetings.draw_up", OFFICE, _("upprätta protokoll"))
APPROVE = Permission("meetings.approve", OFFICE | PRESIDING, _("föra in att protokollet är justerat"))
AMEND = Permission("meetings.amend", OFFICE | PRESIDING, _("rätta och komplettera justerade protokoll"))
PUBLISH = Permission("meetings.publish", OFFICE, _("publicera sammanträden"))
LOAD = Permission("meetings.load", frozenset({Role.SYSTEM}), _("läsa in publicerade sammanträden"))


def may_change(
    actor: Actor, permission: Permission, *, authority: int, is_demonstration: bool, is_published_fact: bool
) -> bool:
    """Whether the actor may change a meeting: the made-up roles only made-up ones; facts nobody."""
    alike = actor.is_demonstration == is_demonstration
    return alike and not is_published_fact and permits(actor, permission, authority)


ACTION_TEXTS: dict[str, str] = {
    "plan_meeting": _("Sammanträdet planerades"),
    "move_meeting": _("Sammanträdet flyttades"),
    "cancel_meeting": _("Sammanträdet ställdes in"),
    "add_item": _("En punkt lades till på dagordningen"),
    "place_case_on_agenda": _("Ett ärende sattes upp på dagordningen"),
    "move_item": _("Dagordningens ordning ändrades"),
    "remove_item": _("En punkt togs bort från dagordningen"),
    "time_items": _("Dagordningens tider ändrades"),
    "items_called": _("Dagordningens punkter stod i en kallelse"),
    "write_item": _("En punkts texter ändrades"),
    "show_public_title": _("En rubrik ersattes, eftersom den är sekretess"),
    "open_meeting": _("Sammanträdet öppnades"),
    "register_presence": _("Närvaron registrerades"),
    "record_event": _("En händelse fördes in"),
    "reopen_item": _("Nämnden sade om en klubbad punkt tas upp på nytt"),
    "keep_from_public": _("Det bestämdes om en punkt får behandlas offentligt"),
    "assign": _("Ett uppdrag antecknades"),
    "await_standstill": _("Ett uppdrag fick vänta på avtalsspärren"),
    "report_status": _("Ett uppdrags läge antecknades"),
    "record_council_decision": _("Fullmäktiges beslut antecknades"),
    "note_late_entry": _("Det antecknades när något fördes in i efterhand"),
    "drop_unsent": _("Något som skrevs ned utan nät fördes inte in"),
    "explain_reservation": _("Skälen för en reservation lämnades skriftligt"),
    "write_motion": _("Ett yrkande lämnades skriftligt"),
    "undo_event": _("En händelse togs tillbaka"),
    "correct_event": _("En händelse rättades"),
    "elect_approver": _("Justerare valdes"),
    "decide_item": _("Ett beslut fattades"),
    "note_item": _("En punkt behandlades utan beslut"),
    "table_item": _("Ett ärende bordlades"),
    "close_meeting": _("Sammanträdet avslutades"),
    "minutes_drawn_up": _("Protokollet upprättades"),
    "take_minutes_back": _("Protokollet togs tillbaka för att rättas före underskrift"),
    "let_reserve_approve": _("En annan justerar i stället för den som fick förhinder"),
    "approve_minutes": _("Protokollet justerades"),
    "write_addendum": _("En rättelse eller komplettering av protokollet upprättades"),
    "addendum_signed": _("En rättelse eller komplettering av protokollet undertecknades"),
    "announce": _("Justeringen tillkännagavs"),
    "publish_meeting": _("Sammanträdet publicerades"),
    "load_published_meeting": _("Ett publicerat sammanträde lästes in"),
}
