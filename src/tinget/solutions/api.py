"""What other modules may know and ask of the shared solutions."""

from tinget.solutions.actions import load_solutions
from tinget.solutions.permissions import ACTION_TEXTS
from tinget.solutions.queries import (
    SolutionNotFound,
    SolutionView,
    add_solution_ways,
    solution,
    solutions,
)
from tinget.solutions.rules import Kind, Phase, SolutionFact, Span, Taking, read_solutions

__all__ = [
    "ACTION_TEXTS",
    "Kind",
    "Phase",
    "SolutionFact",
    "SolutionNotFound",
    "SolutionView",
    "Span",
    "Taking",
    "add_solution_ways",
    "load_solutions",
    "read_solutions",
    "solution",
    "solutions",
]
