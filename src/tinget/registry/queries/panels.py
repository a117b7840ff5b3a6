"""What else stands on a case's or decision's page: panels of higher modules, and what happened."""

from collections.abc import Callable, Sequence

from tinget.foundation import ledger
from tinget.organisation.api import Actor
from tinget.registry.rules import CaseLine, DecisionLine, Panel

PanelSource = Callable[[CaseLine], Sequence[Panel]]

DecisionPanelSource = Callable[[Actor, DecisionLine], Sequence[Panel]]

ActorPanelSource = Callable[[Actor, CaseLine], Sequence[Panel]]

_sources: list[PanelSource] = []
_actor_sources: list[ActorPanelSource] = []
_decision_sources: list[DecisionPanelSource] = []


def add_case_panel(source: PanelSource) -> None:
    """Let a function of the case fill panels of its page; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def add_actor_case_panel(source: ActorPanelSource) -> None:
    """Let a function of (actor, case) fill panels, where what is shown depends on the office."""
    if source not in _actor_sources:
        _actor_sources.append(source)


def panels_of_case(actor: Actor, case: CaseLine) -> list[Panel]:
    """Ask every source for its panels, in the order of wiring, those that ask who it is for last."""
    found = [panel for source in _sources for panel in source(case)]
    return found + [panel for source in _actor_sources for panel in source(actor, case)]


def add_decision_panel(source: DecisionPanelSource) -> None:
    """Let a function of (actor, decision) fill panels of the decision's page; called once, from wiring."""
    if source not in _decision_sources:
        _decision_sources.append(source)


def panels_of_decision(actor: Actor, decision: DecisionLine) -> list[Panel]:
    """Ask every source for its panels, in the order of wiring."""
    return [panel for source in _decision_sources for panel in source(actor, decision)]


def timeline_of_case(authority: int, case_id: int) -> list[ledger.LedgerLine]:
    """Return what happened to the case, newest first, at most 200 lines; nothing to visitors."""
    return ledger.history(authority, f"registry.case:{case_id}")


def timeline_of_record(authority: int, record_id: int, case_id: int | None) -> list[ledger.LedgerLine]:
    """Return what happened to the record, newest first: its own entries, and its case's that name it."""
    lines = ledger.history(authority, f"registry.record:{record_id}")
    if case_id is not None:
        of_case = ledger.history(authority, f"registry.case:{case_id}")
        lines += [line for line in of_case if line.changes.get("record") == record_id]
    return sorted(lines, key=lambda line: -line.entry_id)
