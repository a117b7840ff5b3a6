"""Who may write in the register, and the words for what was done there; who may look, the scope says."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

REGISTRARS = frozenset({Role.SECRETARY, Role.COORDINATOR, Role.SYSTEM})
HANDLING = REGISTRARS | {Role.OFFICER}
PRESIDING = frozenset({Role.CHAIR, Role.VICE_CHAIR})

REGISTER = Permission("registry.register", HANDLING, _("registrera ärenden och handlingar"))
CLOSE_CASE = Permission("registry.close_case", HANDLING, _("avsluta ärenden och öppna dem igen"))
RECORD_DECISION = Permission("registry.record_decision", REGISTRARS | PRESIDING, _("föra in beslut"))
PUBLISH = Permission("registry.publish", REGISTRARS, _("publicera ärenden, handlingar och beslut"))
LOAD_FACTS = Permission(
    "registry.load_facts", frozenset({Role.SYSTEM}), _("läsa in uppgifter ur publicerade protokoll")
)

ACTION_TEXTS: dict[str, str] = {
    "register_case": _("Ärendet registrerades"),
    "register_record": _("En handling registrerades"),
    "record_decision": _("Ett beslut fördes in"),
    "close_case": _("Ärendet avslutades"),
    "reopen_case": _("Ärendet öppnades igen"),
    "publish_in_case": _("Uppgifter i ärendet publicerades"),
    "publish_record": _("Handlingen publicerades"),
    "publish_decision": _("Beslutet publicerades"),
}
