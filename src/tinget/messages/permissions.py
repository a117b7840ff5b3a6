"""Who may read what came in, take care of it and send; what is not yet judged is no member's to read."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

STAFF = frozenset({Role.SECRETARY, Role.COORDINATOR})

READ = Permission("messages.read", STAFF, _("läsa inkomna meddelanden"))
TAKE_CARE = Permission("messages.take_care", STAFF, _("ta hand om inkomna meddelanden"))
RECEIVE = Permission("messages.receive", frozenset({Role.SYSTEM}), _("ta emot e-post"))
SEND = Permission("messages.send", STAFF | {Role.SYSTEM}, _("skicka e-post"))
FOLLOW = Permission("messages.follow", STAFF, _("följa utskickad e-post"))
TEND = Permission("messages.tend", STAFF | {Role.ADMINISTRATOR, Role.SYSTEM}, _("se hur brevlådorna mår"))
DISPOSE = Permission("messages.dispose", frozenset({Role.SYSTEM}), _("gallra meddelanden"))

ACTION_TEXTS: dict[str, str] = {
    "receive_message": _("Ett meddelande kom in"),
    "register_message": _("Meddelandet registrerades"),
    "set_aside_message": _("Meddelandet lades åt sidan utan att registreras"),
    "take_back_message": _("Meddelandet lades tillbaka för att registreras"),
    "dispose_message": _("Meddelandet gallrades"),
    "send_message": _("Ett meddelande lämnades för att skickas"),
    "send_again": _("Ett meddelande lämnades för att skickas igen"),
}
