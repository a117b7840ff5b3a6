"""Who calls the committee and who reads its papers, and what the ledger calls what they do."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

PRESIDING = frozenset({Role.CHAIR, Role.VICE_CHAIR})

SUMMON = Permission("summons.summon", PRESIDING | {Role.SECRETARY, Role.SYSTEM}, _("kalla till sammanträden"))
READ = Permission(
    "summons.read",
    SUMMON.roles | {Role.MEMBER, Role.SUBSTITUTE, Role.COORDINATOR, Role.OFFICER, Role.PREPARATORY_GROUP},
    _("läsa kallelser och handlingar inför sammanträden"),
)

ACTION_TEXTS: dict[str, str] = {
    "send_summons": _("Kallelsen skickades"),
    "call_successor": _("Den som har tagit över en plats kallades"),
    "reply_to_summons": _("Ett svar på kallelsen kom"),
    "rule_on_remote": _("Ordförandens beslut om deltagande på distans fördes in"),
    "open_calendar": _("En egen kalender fick en hemlig adress"),
    "close_calendar": _("En egen kalenders adress slutade gälla"),
    "keep_note": _("En egen anteckning sparades"),
    "remove_note": _("En egen anteckning togs bort"),
    "withdraw_booklet": _("Kallelsens PDF drogs tillbaka, eftersom något i den märktes med sekretess"),
}
