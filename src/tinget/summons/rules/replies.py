"""Who comes: what the answers amount to for each place, who is called instead, and the quorum foreseen."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.words import word as _


class Answer(StrEnum):
    """What somebody who is called answers; remote is a wish until the chair has decided (KL 6:24)."""

    COMING = "coming"
    REMOTE = "remote"
    HINDERED = "hindered"


class Foreseen(StrEnum):
    """What is foreseen of a place."""

    FILLED = "filled"
    UNSURE = "unsure"
    EMPTY = "empty"


ANSWER_TEXTS: dict[Answer, str] = {
    Answer.COMING: _("kommer"),
    Answer.REMOTE: _("deltar på distans"),
    Answer.HINDERED: _("har förhinder"),
}
FORESEEN_TEXTS: dict[Foreseen, str] = {
    Foreseen.FILLED: _("tas upp"),
    Foreseen.UNSURE: _("inte klart"),
    Foreseen.EMPTY: _("blir tom"),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a seat."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality's place: its member and its own substitute; None where nobody is known."""

    municipality_id: int
    municipality: str
    member: Holder | None
    substitute: Holder | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many places are foreseen to be filled, how many are not clear, of all, and how many must be."""

    filled: int
    unsure: int
    of: int
    needed: int

    @property
    def is_sure(self) -> bool:
        """Whether there will be a quorum by the answers given."""
        return self.filled >= self.needed

    @property
    def is_out_of_reach(self) -> bool:
        """Whether there can be no quorum even if everybody who has not answered comes."""
        return self.filled + self.unsure < self.needed


@dataclass(frozen=True, slots=True)
class Calls:
    """Whom to call in a member's place, and whom to tell that it is no longer needed: the places' ids."""

    call: frozenset[int]
    release: frozenset[int]


def is_there(answer: Answer | None, *, has_leave: bool) -> bool | None:
    """Tell whether somebody comes: None while it is not known, or while remote waits for leave (rule 6)."""
    if answer is None or (answer is Answer.REMOTE and not has_leave):
        return None
    return answer is not Answer.HINDERED


def foreseen(place: Place, answers: Mapping[int, Answer], leave: Collection[int]) -> Foreseen:
    """Tell what becomes of a place: only its own substitute fills it in the member's absence (rule 9)."""
    known = [
        is_there(answers.get(one.person_id), has_leave=one.person_id in leave) if one else False
        for one in (place.member, place.substitute)
    ]
    if True in known:
        return Foreseen.FILLED
    return Foreseen.UNSURE if None in known else Foreseen.EMPTY


def outlook(
    places: Iterable[Place], answers: Mapping[int, Answer], leave: Collection[int], *, needed: int
) -> Outlook:
    """Count what is foreseen against those who must be there (KL 6:27, rule 13)."""
    found = [foreseen(place, answers, leave) for place in places]
    return Outlook(found.count(Foreseen.FILLED), found.count(Foreseen.UNSURE), len(found), needed)


def calls(places: Iterable[Place], answers: Mapping[int, Answer], called: Collection[int]) -> Calls:
    """Tell whom to call now: the substitute of each hindered member, once, unless hindered too (rule 9).

    `called` are the places whose substitute is called already; they are told if the member comes after all.
    """
    rows = {place.municipality_id: place for place in places}
    hindered = {
        key
        for key, place in rows.items()
        if place.member and answers.get(place.member.person_id) is Answer.HINDERED
    }
    can = {
        key
        for key in hindered
        if (one := rows[key].substitute) and answers.get(one.person_id) is not Answer.HINDERED
    }
    return Calls(call=frozenset(can - set(called)), release=frozenset(set(called) - hindered))
