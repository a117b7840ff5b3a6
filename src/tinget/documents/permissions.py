"""Who may write documents, and the words for what was done with them."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

WRITE = Permission(
    "documents.write",
    frozenset({Role.SECRETARY, Role.COORDINATOR, Role.OFFICER, Role.SYSTEM}),
    _("lägga in dokument"),
)
PUBLISH = Permission(
    "documents.publish",
    frozenset({Role.SECRETARY, Role.COORDINATOR, Role.SYSTEM}),
    _("publicera dokument"),
)
FORCE_UNLOCK = Permission(
    "documents.force_unlock",
    frozenset({Role.SECRETARY, Role.COORDINATOR, Role.SYSTEM}),
    _("bryta någon annans utcheckning"),
)
KEEP_TEMPLATES = Permission(
    "documents.keep_templates",
    frozenset({Role.SECRETARY, Role.COORDINATOR, Role.ADMINISTRATOR, Role.SYSTEM}),
    _("lägga in dokumentmallar"),
)
DISPOSE = Permission("documents.dispose", frozenset({Role.SYSTEM}), _("gallra dokument"))

ACTION_TEXTS: dict[str, str] = {
    "create_document": _("Dokumentet lades in"),
    "add_version": _("En ny version lades in"),
    "publish_document": _("Dokumentet publicerades"),
    "withdraw_document": _("Dokumentet togs bort från webben"),
    "dispose_document": _("Dokumentet gallrades"),
    "restrict_document": _("Dokumentet visas bara för dem som behöver det"),
    "open_restricted": _("Filen öppnades av någon som behöver veta"),
    "free_document": _("Dokumentet visas åter för myndigheten"),
    "freeze_document": _("Dokumentet blev en allmän handling och låstes för ändringar"),
    "check_out_document": _("Dokumentet checkades ut"),
    "release_document": _("Utcheckningen avslutades utan ny version"),
    "force_unlock_document": _("Utcheckningen bröts"),
    "ask_for_rendition": _("En ny läsning eller kopia beställdes"),
    "add_template": _("En dokumentmall lades in"),
    "retire_template": _("Dokumentmallen togs ur bruk"),
    "fill_template": _("Dokumentet skapades ur en mall"),
    "begin_staff_report": _("Tjänsteskrivelsen började skrivas"),
    "save_staff_report_aside": _("Två skrev samtidigt: den andra texten lades åt sidan"),
    "settle_aside": _("Texten som låg åt sidan togs om hand"),
    "save_staff_report_version": _("Tjänsteskrivelsen sparades som version"),
}
