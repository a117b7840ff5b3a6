"""Who may draw up the minutes, the certificate of notice and extracts, and what the ledger calls it."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

DRAW_UP = Permission(
    "publish_minutes.draw_up", frozenset({Role.SECRETARY, Role.SYSTEM}), "upprätta protokoll och anslagsbevis"
)
EXTRACT = Permission(
    "publish_minutes.extract", frozenset({Role.SECRETARY, Role.SYSTEM}), _("upprätta protokollsutdrag")
)

ACTION_TEXTS: dict[str, str] = {
    "leave_the_web": _("De undertecknade protokollen togs bort från webben"),
    "draw_up_extract": _("Ett protokollsutdrag upprättades"),
    "propose_minutes_change": _("En ändring i protokollet föreslogs före justering"),
    "answer_minutes_change": _("En föreslagen ändring i protokollet besvarades"),
}
