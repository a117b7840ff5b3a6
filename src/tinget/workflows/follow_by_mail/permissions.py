"""The words for what was done about letters to visitors; whoever has a link may end or confirm."""

from django.utils.translation import gettext_noop as _

ACTION_TEXTS: dict[str, str] = {
    "ask_for_letters": _("En besökare bad om brev"),
    "confirm_letters": _("En besökare bekräftade att breven ska komma"),
    "end_letters": _("Brev till en besökare avslutades, och adressen togs bort"),
}
