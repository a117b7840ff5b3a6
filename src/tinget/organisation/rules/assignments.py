"""Assignments that are no mandates: working groups with a task and an end, and functions somebody fills."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinget.kernel.words import word as _


class AssignmentKind(StrEnum):
    """What sort of assignment it is; none of them gives rights here."""

    WORKING_GROUP = "working_group"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    SIGNATORY = "signatory"
    RECIPIENT_OF_SERVICE = "recipient_of_service"


KIND_TEXTS = {
    AssignmentKind.WORKING_GROUP: _("arbetsgrupp"),
    AssignmentKind.DATA_PROTECTION_OFFICER: _("dataskyddsombud"),
    AssignmentKind.SIGNATORY: _("firmatecknare"),
    AssignmentKind.RECIPIENT_OF_SERVICE: _("mottagare av delgivning"),
}
KIND_SOURCES = {
    AssignmentKind.WORKING_GROUP: "",
    AssignmentKind.DATA_PROTECTION_OFFICER: "reglemente 27 §, dataskyddsförordningen art. 37",
    AssignmentKind.SIGNATORY: "reglemente 25 §",
    AssignmentKind.RECIPIENT_OF_SERVICE: "reglemente 24 §",
}


class AssignmentState(StrEnum):
    """Where an assignment is on a day."""

    COMING = "kommande"
    GOING_ON = "pågår"
    OVER = "avslutad"


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment: who fills it, with which task, by which decision, from when to when."""

    id: int
    kind: AssignmentKind
    name: str
    held_by: str
    task: str
    decision: str
    first: date
    last: date | None
    ended_early: str
    is_demonstration: bool

    @property
    def kind_text(self) -> str:
        """The kind in Swedish."""
        return KIND_TEXTS[self.kind]

    @property
    def title(self) -> str:
        """The group's name, or the function's."""
        return self.name or self.kind_text.capitalize()

    def state_on(self, day: date) -> AssignmentState:
        """Tell whether it holds on the day."""
        if day < self.first:
            return AssignmentState.COMING
        over = self.last is not None and day > self.last
        return AssignmentState.OVER if over else AssignmentState.GOING_ON


def faults_of(
    kind: AssignmentKind, *, name: str, held_by: str, task: str, first: date, last: date | None
) -> list[str]:
    """Say what an assignment lacks: a working group has a name, a task and an end; a function somebody."""
    told = []
    if last is not None and last < first:
        told.append("Sista dagen kan inte ligga före den första.")
    if kind is not AssignmentKind.WORKING_GROUP:
        return told if held_by.strip() else [*told, "Skriv vem som har uppgiften."]
    if not name.strip():
        told.append("Skriv vad arbetsgruppen heter.")
    if not task.strip():
        told.append("Skriv vad arbetsgruppen ska göra.")
    if last is None:
        told.append("En arbetsgrupp har en sista dag. Den kan få en ny genom ett nytt beslut.")
    return told
