"""What crosses the border about the organisation: municipalities, authorities, people, seats and offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinget.kernel.periods import Period
from tinget.kernel.words import word as _
from tinget.organisation.rules.roles import Actor, Role


class AuthorityKind(StrEnum):
    """What kind of authority (myndighet) it is."""

    JOINT_COMMITTEE = "joint_committee"
    COMMITTEE = "committee"


AUTHORITY_KIND_TEXTS = {
    AuthorityKind.JOINT_COMMITTEE: _("gemensam nämnd"),
    AuthorityKind.COMMITTEE: _("nämnd i en kommun"),
}


class SizeClass(StrEnum):
    """The size classes by which the municipalities share costs and seats in groups."""

    LARGER = "larger"
    SMALLER = "smaller"
    RURAL = "rural"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; `is_host` where it is the host of a joint committee."""

    id: int
    name: str
    slug: str
    org_name: str
    is_host: bool
    number: int = 0
    size_class: SizeClass = SizeClass.RURAL
    org_number: str = ""  # empty: not known


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that owns its own register; the joint committee sits in its host municipality."""

    id: int
    slug: str
    name: str
    kind: AuthorityKind
    host_municipality_id: int
    case_number_pattern: str
    record_id_prefix: str
    record_id_label: str
    accent: str = ""
    web_diary_months: int | None = None  # None: until somebody takes it away

    @property
    def in_running_text(self) -> str:
        """The authority in definite form, as running text names it: `e-nämnden`."""
        last = self.name.rsplit(maxsplit=1)[-1].lower() if self.name.split() else ""
        return f"{last}en" if last.endswith("nämnd") else "nämnden"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person as others show them; party is None where no document names it."""

    id: int
    name: str
    party: str | None
    is_demonstration: bool
    municipality_id: int | None = None
    municipality: str | None = None

    @property
    def with_party(self) -> str:
        """The name as minutes print it, `Fredrik Hansson (S)`; bare where the party is unknown."""
        return f"{self.name} ({self.party})" if self.party else self.name


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the committee: one member and one substitute for each municipality."""

    person_id: int
    name: str
    party: str | None
    municipality_id: int
    as_: Role
    municipality: str = ""
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class PopulationYear:
    """Inhabitants at a date, by the municipality's number."""

    as_of: date
    inhabitants: Mapping[int, int]
    source: str

    @property
    def total(self) -> int:
        """The inhabitants of all these municipalities together."""
        return sum(self.inhabitants.values())


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that names somebody in an office on a day."""

    on: date
    source: str
    as_printed: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """From when and until when somebody holds an office; None is unknown, unless it is open by decision."""

    first: date | None
    last: date | None
    until_further_notice: bool = False
    evidence: tuple[Evidence, ...] = ()

    def may_hold_on(self, day: date) -> bool:
        """Whether nothing known says that the office was not held that day: an unknown bound is open."""
        return Period(self.first, self.last).holds_on(day)

    def surely_held_on(self, day: date) -> bool:
        """Whether a document names them that day, or known points in time lie on both sides of it."""
        if not self.may_hold_on(day):
            return False
        named = [evidence.on for evidence in self.evidence]
        if day in named:
            return True
        begun = self.first is not None or (self.last is not None and any(on <= day for on in named))
        going_on = self.last is not None or self.until_further_notice
        lasting = going_on or (self.first is not None and any(on >= day for on in named))
        return begun and lasting


@dataclass(frozen=True, slots=True)
class Office:
    """Who held (or may have held) an office on a day; `certain` is False where the documents don't say."""

    person: PersonName
    role: Role
    municipality: Municipality | None
    certain: bool
    sources: tuple[str, ...]
    term: Term
    mandate_id: int = 0
    ended_decision: str = ""


@dataclass(frozen=True, slots=True)
class MandateChoice:
    """A mandate that a signed-in person can act in."""

    id: int
    role: Role
    place_name: str
    authority: int | None
    municipality: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a signed-in person may be today: the acting mandate, the others, and what they may see."""

    actor: Actor
    choices: tuple[MandateChoice, ...]
    authorities: frozenset[int]
    boards: frozenset[int]
    needs_second_step: bool = False

    def without_rights(self) -> "Standing":
        """Return the same person as one who may do nothing and sees what everybody sees."""
        nobody = Actor(person_id=self.actor.person_id, name=self.actor.name, role=None)
        return Standing(actor=nobody, choices=(), authorities=frozenset(), boards=frozenset())


@dataclass(frozen=True, slots=True)
class DemonstrationRole:
    """A made-up person to choose at sign-in: the person's number, the name, and what the role does."""

    id: int
    name: str
    text: str
