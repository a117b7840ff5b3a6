"""Who may save searches, and the words for what was done."""

from tinget.kernel.words import word as _
from tinget.organisation.api import EVERY_PERSON, Permission

SAVE = Permission("find.save_search", EVERY_PERSON, "spara sökningar")

ACTION_TEXTS: dict[str, str] = {
    "save_search": _("En sökning sparades"),
    "remove_search": _("En sparad sökning togs bort"),
    "follow_search": _("En sparad sökning följs på ett nytt sätt"),
    "stop_search_mail": _("Brev om en sparad sökning avslutades med länken i brevet"),
}
