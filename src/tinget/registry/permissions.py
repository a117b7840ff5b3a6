"""Who may write in the register, and the words for what was done there; who may look, the scope says."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

REGISTRARS = frozenset({Role.SECRETARY, Role.COORDINATOR, Role.SYSTEM})
HANDLING = REGISTRARS | {Role.OFFICER}
KNOWING = frozenset({Role.SECRETARY, Role.COORDINATOR, Role.OFFICER})
PRESIDING = frozenset({Role.CHAIR, Role.VICE_CHAIR})

REGISTER = Permission("registry.register", HANDLING, _("registrera ärenden och handlingar"))
CLOSE_CASE = Permission("registry.close_case", HANDLING, _("avsluta ärenden och öppna dem igen"))
CHANGE = Permission("registry.change", HANDLING, _("ändra och rätta uppgifter i diariet"))
VOID = Permission("registry.void", REGISTRARS, _("makulera en felaktig registrering"))
KEEP_SCHEME = Permission(
    "registry.keep_scheme", REGISTRARS | {Role.ARCHIVIST}, _("föra klassificeringsstrukturen")
)
RECORD_DECISION = Permission("registry.record_decision", REGISTRARS | PRESIDING, _("föra in beslut"))
PUBLISH = Permission("registry.publish", REGISTRARS, _("publicera ärenden, handlingar och beslut"))
MOVE_IN = Permission(
    "registry.move_in",
    frozenset({Role.SECRETARY, Role.ADMINISTRATOR, Role.SYSTEM}),
    _("flytta in ärenden och handlingar från ett annat system"),
)
LOAD_FACTS = Permission(
    "registry.load_facts", frozenset({Role.SYSTEM}), _("läsa in uppgifter ur publicerade protokoll")
)
DISPOSE = Permission("registry.dispose", frozenset({Role.SYSTEM}), _("gallra handlingar"))
MARK = Permission("registry.mark", KNOWING, _("sätta sekretessmarkering och bestämma vem som behöver veta"))
FOLLOW_LOOKS = Permission(
    "registry.follow_looks",
    frozenset({Role.SECRETARY, Role.CHAIR, Role.ARCHIVIST}),
    _("se vem som har tittat på det som är sekretess"),
)

ACTION_TEXTS: dict[str, str] = {
    "move_in_case": _("Ärendet flyttades in från ett annat system"),
    "move_in_records": _("Handlingar flyttades in från ett annat system"),
    "move_in_batch": _("En omgång flyttades in från ett annat system"),
    "undo_move_in": _("En inflyttning ångrades"),
    "register_case": _("Ärendet registrerades"),
    "register_record": _("En handling registrerades"),
    "record_decision": _("Ett beslut fördes in"),
    "reopen_decision": _("Ett beslut togs upp på nytt och gäller inte längre"),
    "close_case": _("Ärendet avslutades"),
    "reopen_case": _("Ärendet öppnades igen"),
    "void_case": _("Ärendet makulerades"),
    "change_case": _("Uppgifter i ärendet ändrades"),
    "add_party": _("En part antecknades"),
    "remove_party": _("En part togs bort"),
    "add_note": _("En anteckning skrevs"),
    "relate_cases": _("Ärenden som hör ihop angavs"),
    "unrelate_case": _("Ett ärende som inte hörde ihop togs bort"),
    "add_follow_up": _("En bevakning lades till"),
    "end_follow_up": _("En bevakning blev klar"),
    "begin_draft": _("Ett utkast lades till"),
    "change_draft": _("Ett utkast ändrades"),
    "make_official": _("Utkastet blev allmän handling"),
    "correct_record": _("En uppgift om en handling rättades"),
    "void_record": _("En handling makulerades"),
    "discard_draft": _("Ett utkast slängdes"),
    "attach_file": _("En fil lades till en handling"),
    "place_record": _("En handling lades i ärendet"),
    "take_record_out": _("En handling flyttades till ett annat ärende"),
    "keep_scheme": _("Klassificeringsstrukturen ändrades"),
    "dispose_record": _("En handling gallrades"),
    "publish_in_case": _("Uppgifter i ärendet publicerades"),
    "publish_record": _("Handlingen publicerades"),
    "publish_decision": _("Beslutet publicerades"),
    "say_on_the_web": _("Personuppgifter i beslutet togs bort från webben"),
    "withdraw_from_web": _("Uppgifter togs bort från webbdiariet"),
    "show_counterpart": _("Avsändare eller mottagare visas i webbdiariet"),
    "hide_counterpart": _("Avsändare eller mottagare visas inte längre i webbdiariet"),
    "mark": _("Sekretessmarkering sattes"),
    "change_need_to_know": _("Listan över vem som behöver veta ändrades"),
    "lift_marking": _("Sekretessmarkeringen hävdes"),
    "look": _("Det som är sekretess visades"),
}
