"""Who somebody is while they act: the roles, the permissions that name roles, and the actor."""

from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.words import word as _


class Role(StrEnum):
    """An office or assignment that gives rights; the value is what the database keeps."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    SECRETARY = "secretary"
    COORDINATOR = "coordinator"
    OFFICER = "officer"
    ARCHIVIST = "archivist"
    PREPARATORY_GROUP = "preparatory_group"
    BOARD_REGISTRAR = "board_registrar"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


ROLE_WORDS = {
    Role.CHAIR: _("ordförande"),
    Role.VICE_CHAIR: _("vice ordförande"),
    Role.MEMBER: _("ledamot"),
    Role.SUBSTITUTE: _("ersättare"),
    Role.SECRETARY: _("sekreterare"),
    Role.COORDINATOR: _("samordnare"),
    Role.OFFICER: _("handläggare"),
    Role.ARCHIVIST: _("arkivansvarig"),
    Role.PREPARATORY_GROUP: _("beredningsgruppen"),
    Role.BOARD_REGISTRAR: _("registrator"),
    Role.ADMINISTRATOR: _("administratör"),
    Role.SYSTEM: _("Tinget"),
}
SEAT_ROLES = frozenset({Role.MEMBER, Role.SUBSTITUTE})
ROLE_ORDER = tuple(Role)  # the order of lists, and which mandate somebody acts in who has not chosen
SIGN_IN_ORDER = (  # of the roles to choose from: first the few who carry the work, then each municipality
    Role.SECRETARY,
    Role.CHAIR,
    Role.VICE_CHAIR,
    Role.COORDINATOR,
    Role.OFFICER,
    Role.ARCHIVIST,
    Role.ADMINISTRATOR,
    Role.PREPARATORY_GROUP,
    Role.MEMBER,
    Role.SUBSTITUTE,
    Role.BOARD_REGISTRAR,
)
EVERY_PERSON = frozenset(Role) - {Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one mandate; `place` is the slug of what is acted for, `place_name` its name."""

    person_id: int | None
    name: str
    role: Role | None
    authority: int | None = None
    municipality: int | None = None
    is_demonstration: bool = False
    place: str = ""
    place_name: str = ""
    mandate_id: int | None = None

    @property
    def who(self) -> str:
        """The person as the ledger names them: "person:7 Lisa Nilsson", or "system"."""
        if self.person_id is not None:
            return f"person:{self.person_id} {self.name}"
        return "system" if self.role is Role.SYSTEM else "visitor"

    @property
    def acting_as(self) -> str:
        """The office in Swedish words, as ledger and pages show it: `sekreterare, Norrbottens e-nämnd`."""
        if self.role is None:
            return ""
        return ", ".join(part for part in (ROLE_WORDS[self.role], self.place_name or self.place) if part)

    @property
    def is_known(self) -> bool:
        """Whether this is anybody else than a visitor."""
        return self.role is not None


VISITOR = Actor(person_id=None, name="", role=None)


def system_actor(authority: int | None = None, *, demonstration: bool = False, place: str = "") -> Actor:
    """Tinget itself, acting for one authority (None: for the organisation shared by all)."""
    return Actor(
        person_id=None,
        name="Tinget",
        role=Role.SYSTEM,
        authority=authority,
        is_demonstration=demonstration,
        place=place,
    )


def name_of(who: str) -> str:
    """Give the name that a ledger entry's `who` shows people: `person:7 Lisa Nilsson` is Lisa Nilsson."""
    if who.startswith("person:"):
        return who.partition(" ")[2]
    return "Tinget" if who == "system" else who


@dataclass(frozen=True, slots=True)
class Permission:
    """A right by name, the roles that have it, and what a refusal says it is: "registrera ärenden"."""

    name: str
    roles: frozenset[Role]
    text: str


def permits(actor: Actor, permission: Permission, authority: int | None) -> bool:
    """Whether the actor's role has the right, and in that authority.

    A registrar of a municipality's noticeboard acts for the municipality and holds no office in the
    authority; which board they may touch is the action's own question (`actor.municipality`).
    """
    if actor.role is None or actor.role not in permission.roles:
        return False
    if actor.role is Role.BOARD_REGISTRAR:
        return actor.municipality is not None
    return actor.authority == authority
