"""Who may keep the plan, stop and propose disposal, and decide it; and the words for what was done."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

OFFICE = frozenset({Role.ARCHIVIST, Role.SECRETARY, Role.COORDINATOR})

LOOK = Permission("disposal.look", OFFICE | {Role.SYSTEM}, _("se gallringen"))
PLAN = Permission("disposal.plan", frozenset({Role.ARCHIVIST, Role.SECRETARY}), _("föra in en gallringsplan"))
HOLD = Permission("disposal.hold", OFFICE, _("sätta och häva gallringsstopp"))
PROPOSE = Permission("disposal.propose", OFFICE | {Role.SYSTEM}, _("föreslå gallring"))
CONFIRM = Permission("disposal.confirm", frozenset({Role.ARCHIVIST}), _("besluta att gallra"))
CARRY_OUT = Permission("disposal.carry_out", frozenset({Role.SYSTEM}), _("verkställa gallring"))

ACTION_TEXTS: dict[str, str] = {
    "adopt_plan": _("En gallringsplan fördes in"),
    "place_hold": _("Ett gallringsstopp sattes"),
    "lift_hold": _("Ett gallringsstopp hävdes"),
    "propose_disposal": _("Ett gallringsförslag började tas fram"),
    "disposal_proposed": _("Gallringsförslaget togs fram"),
    "endorse_disposal": _("Gallringsförslaget gicks igenom"),
    "except_record": _("En handling undantogs från gallringen"),
    "include_record": _("En handling togs med i gallringen igen"),
    "abandon_disposal": _("Gallringen genomfördes inte"),
    "confirm_disposal": _("Gallringen beslutades"),
    "certify_disposal": _("Gallringen är verkställd och gallringsintyget upprättat"),
}
