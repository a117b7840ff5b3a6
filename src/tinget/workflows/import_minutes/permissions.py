"""Who may take old minutes in, and what is told of it."""

from tinget.organisation.api import Permission, Role

IMPORT = Permission(
    "import_minutes.import", frozenset({Role.SECRETARY, Role.SYSTEM}), "läsa in äldre protokoll"
)

ACTION_TEXTS: dict[str, str] = {
    "take_in_minutes": "Ett äldre protokoll lästes in som utkast",
    "correct_imported_minutes": "Uppgifter i ett inläst protokoll rättades",
    "accept_imported_minutes": "Ett inläst protokoll godkändes",
    "discard_imported_minutes": "Ett inläst utkast togs bort",
}
