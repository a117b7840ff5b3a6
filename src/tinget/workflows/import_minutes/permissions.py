"""Who may take old minutes in, and what is told of it."""

from tinget.kernel.words import word as _
from tinget.organisation.api import Permission, Role

IMPORT = Permission(
    "import_minutes.import", frozenset({Role.SECRETARY, Role.SYSTEM}), "läsa in äldre protokoll"
)

ACTION_TEXTS: dict[str, str] = {
    "take_in_minutes": _("Ett äldre protokoll lästes in som utkast"),
    "correct_imported_minutes": _("Uppgifter i ett inläst protokoll rättades"),
    "accept_imported_minutes": _("Ett inläst protokoll godkändes"),
    "discard_imported_minutes": _("Ett inläst utkast togs bort"),
}
