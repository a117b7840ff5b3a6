"""What other modules may know and ask of preparation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.organisation.api import Actor, authority_by_id, permits
from tinget.preparation.actions import (
    begin_preparation,
    follow_marking,
    give_opinion,
    load_wheel,
    move_preparation,
    write_proposal,
)
from tinget.preparation.events import YearPlanDecided
from tinget.preparation.permissions import ACTION_TEXTS, LOOK, MOVE, PREPARE
from tinget.preparation.queries import (
    PreparationNotFound,
    add_preparation_way,
    of_case,
    preparation,
    preparations,
    unanswered_by,
)
from tinget.preparation.rules.lines import PreparationLine, PreparationView
from tinget.preparation.rules.steps import OPEN, Step
from tinget.preparation.rules.wheel import MatterFact, read_wheel
from tinget.registry.api import CaseLine, CaseStatus, Panel


def case_panel(actor: Actor, case: CaseLine) -> list[Panel]:
    """Show on a case's page who has it in the preparation, and the way to begin one; of a secret one none."""
    if case.is_secret or not permits(actor, LOOK, case.authority_id):
        return []
    lines = of_case(case.authority_id, case.id)
    running = any(line.step in OPEN for line in lines)
    begin = reverse("preparation:begin", args=[authority_by_id(case.authority_id).slug])
    may_begin = (
        permits(actor, PREPARE, case.authority_id)
        and case.status is CaseStatus.OPEN
        and actor.is_demonstration == case.is_demonstration
        and not running
    )
    context = {"lines": lines, "begin_url": f"{begin}?arende={case.id}" if may_begin else ""}
    return [Panel(title=_("Beredning"), template="preparation/case_panel.html", context=context)]


__all__ = [
    "ACTION_TEXTS",
    "LOOK",
    "MOVE",
    "PREPARE",
    "MatterFact",
    "PreparationLine",
    "PreparationNotFound",
    "PreparationView",
    "Step",
    "YearPlanDecided",
    "add_preparation_way",
    "begin_preparation",
    "case_panel",
    "follow_marking",
    "give_opinion",
    "load_wheel",
    "move_preparation",
    "preparation",
    "preparations",
    "read_wheel",
    "unanswered_by",
    "write_proposal",
]
