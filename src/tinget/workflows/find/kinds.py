"""The kinds of things that are found, in the words and the order in which they are shown."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What a hit is; the value stands in addresses and in the index."""

    CASE = "arende"
    RECORD = "handling"
    DECISION = "beslut"
    ITEM = "paragraf"
    MEETING = "sammantrade"
    DOCUMENT = "text"


KIND_TEXTS: dict[Kind, str | Promise] = {
    Kind.CASE: _("Ärenden"),
    Kind.RECORD: _("Handlingar"),
    Kind.DECISION: _("Beslut"),
    Kind.ITEM: _("Sammanträdens ärenden"),
    Kind.MEETING: _("Sammanträden"),
    Kind.DOCUMENT: _("Texten i dokument"),
}
