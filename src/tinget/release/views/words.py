"""The Swedish words for how far a request has come and what was found."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinget.release.rules import Outcome, State

STATE_TEXTS: dict[State, str | Promise] = {
    State.RECEIVED: _("ska prövas"),
    State.ASSESSED: _("prövad, ska lämnas ut"),
    State.DELIVERED: _("utlämnad"),
    State.REFUSED: _("lämnas inte ut"),
    State.DECISION_ASKED: _("beslut begärt"),
    State.DECIDED: _("avslagsbeslut fattat"),
    State.APPEALED: _("överklagad"),
    State.CLOSED: _("avslutad"),
}
PUBLIC_STATE_TEXTS = STATE_TEXTS | {State.RECEIVED: _("prövas"), State.ASSESSED: _("prövad")}
STATE_TONES: dict[State, str] = {
    State.RECEIVED: "now",
    State.ASSESSED: "now",
    State.DELIVERED: "done",
    State.REFUSED: "stop",
    State.DECISION_ASKED: "now",
    State.DECIDED: "wait",
    State.APPEALED: "wait",
    State.CLOSED: "plain",
}
OUTCOME_TEXTS: dict[Outcome, str | Promise] = {
    Outcome.WAITING: _("prövas"),
    Outcome.RELEASED: _("lämnas ut i sin helhet"),
    Outcome.MASKED: _("lämnas ut med vissa uppgifter maskerade"),
    Outcome.REFUSED: _("lämnas inte ut"),
}
