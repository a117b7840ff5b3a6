"""Who may save searches, and the words for what was done."""

from tinget.organisation.api import EVERY_PERSON, Permission

SAVE = Permission("find.save_search", EVERY_PERSON, "spara sökningar")

ACTION_TEXTS: dict[str, str] = {
    "save_search": "En sökning sparades",
    "remove_search": "En sparad sökning togs bort",
    "follow_search": "En sparad sökning följs på ett nytt sätt",
    "stop_search_mail": "Brev om en sparad sökning avslutades med länken i brevet",
}
