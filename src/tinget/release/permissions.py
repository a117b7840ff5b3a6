"""Who takes in, tests, hands out and refuses, and the words for what was done."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

HANDLING = frozenset({Role.SECRETARY, Role.COORDINATOR, Role.OFFICER})

HANDLE = Permission("release.handle", HANDLING, _("ta emot och pröva begäran om handlingar"))
LOOK = Permission(
    "release.look", HANDLING | {Role.CHAIR}, _("se vad som har begärts ut och vad som lämnats ut")
)
DECIDE = Permission(
    "release.decide", frozenset({Role.SECRETARY, Role.CHAIR}), _("besluta att inte lämna ut handlingar")
)

ACTION_TEXTS: dict[str, str] = {
    "receive_request": _("En begäran om handlingar kom in"),
    "point_out_record": _("En handling pekades ut i begäran"),
    "assess_record": _("En handling prövades"),
    "mask_record": _("En maskerad kopia gjordes"),
    "deliver": _("Handlingar lämnades ut"),
    "ask_for_decision": _("Ett skriftligt beslut begärdes"),
    "refuse": _("Ett avslagsbeslut fattades"),
    "note_receipt": _("Beslutet togs emot"),
    "note_appeal": _("Beslutet överklagades"),
    "forward_appeal": _("Överklagandet skickades till kammarrätten"),
    "note_court_outcome": _("Kammarrättens avgörande antecknades"),
    "close_request": _("Begäran avslutades"),
}
