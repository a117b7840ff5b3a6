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

ACTION_TEXTS: dict[str, str] = {
    "create_document": _("Dokumentet lades in"),
    "add_version": _("En ny version lades in"),
    "publish_document": _("Dokumentet publicerades"),
    "restrict_document": _("Dokumentet visas bara för dem som behöver det"),
    "free_document": _("Dokumentet visas åter för myndigheten"),
}
