"""Who may adopt a scheme, record and report delegated decisions, and the words for what was done."""

from django.utils.translation import gettext_noop as _

from tinget.organisation.api import Permission, Role

OFFICE = frozenset({Role.SECRETARY, Role.COORDINATOR, Role.SYSTEM})

ADOPT = Permission("delegation.adopt", OFFICE, _("föra in en delegationsordning"))
RECORD = Permission("delegation.record", OFFICE | {Role.CHAIR}, _("föra in delegationsbeslut"))
PUBLISH = Permission("delegation.publish", OFFICE, _("publicera delegationsbeslut"))
REPORT = Permission("delegation.report", OFFICE, _("anmäla delegationsbeslut till nämnden"))

ACTION_TEXTS: dict[str, str] = {
    "adopt_scheme": _("En delegationsordning fördes in"),
    "record_delegated_decision": _("Ett delegationsbeslut fördes in"),
    "publish_delegated_decision": _("Delegationsbeslutet publicerades"),
    "report_decisions": _("Delegationsbeslut sattes upp för anmälan"),
    "keep_own_minutes": _("Delegationsbeslutet protokollfördes särskilt"),
    "withdraw_report": _("Anmälan av delegationsbeslut togs tillbaka"),
    "mark_reported": _("Delegationsbeslut anmäldes till nämnden"),
}
