"""Who may change the organisation, the gate that every action passes, and the words for roles and actions."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from tinget.foundation.errors import NotPermitted
from tinget.organisation.rules.roles import Actor, Permission, Role, permits

ROLE_TEXTS: dict[Role, str | Promise] = {
    Role.CHAIR: _lazy("ordförande"),
    Role.VICE_CHAIR: _lazy("vice ordförande"),
    Role.MEMBER: _lazy("ledamot"),
    Role.SUBSTITUTE: _lazy("ersättare"),
    Role.SECRETARY: _lazy("sekreterare"),
    Role.COORDINATOR: _lazy("samordnare"),
    Role.PREPARATORY_GROUP: _lazy("beredningsgruppen"),
    Role.BOARD_REGISTRAR: _lazy("registrator"),
    Role.ADMINISTRATOR: _lazy("administratör"),
    Role.SYSTEM: _lazy("Tinget"),
}

ACTION_TEXTS: dict[str, str] = {
    "load_organisation": "Uppgifterna om kommuner, nämnd och uppdrag lästes in",
    "prepare_demonstration_roles": "Demonstrationens roller förbereddes",
}

LOAD_ORGANISATION = Permission(
    "organisation.load", frozenset({Role.SYSTEM}), "läsa in uppgifter om kommuner, nämnder och uppdrag"
)
PREPARE_DEMONSTRATION = Permission(
    "organisation.prepare_demonstration", frozenset({Role.SYSTEM}), "förbereda demonstrationens roller"
)


def require(actor: Actor, permission: Permission, *, authority: int | None) -> None:
    """Let the action go on, or raise NotPermitted with a sentence that says what is needed."""
    if permits(actor, permission, authority):
        return
    roles = ", ".join(sorted(str(ROLE_TEXTS[role]) for role in permission.roles))
    raise NotPermitted(
        _("Du får inte %(what)s i den roll du har nu. Det får: %(roles)s.")
        % {"what": permission.text, "roles": roles}
    )
