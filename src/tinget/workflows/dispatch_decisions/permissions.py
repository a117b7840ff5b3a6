"""Who may dispatch decisions, and what the ledger calls it."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

DISPATCH = Permission(
    "dispatch_decisions.dispatch", frozenset({Role.SECRETARY, Role.COORDINATOR}), _("expediera beslut")
)

ACTION_TEXTS: dict[str, str] = {
    "dispatch_decision": _("Ett beslut expedierades"),
    "decision_returned": _("Ett expedierat beslut kom i retur"),
}
