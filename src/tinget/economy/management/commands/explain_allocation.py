"""`./tinget manage explain-allocation FILE`: which model makes a published table to the krona."""

from collections.abc import Mapping
from typing import Any

from tinget.economy.management.question import known_to
from tinget.economy.rules.explaining import as_answer, explain
from tinget.economy.rules.reading import read_question
from tinget.foundation.file_command import DONE, NEGATIVE, FileCommand
from tinget.kernel.facts import Row


class Command(FileCommand):
    help = "Find which model, inhabitants and rounding make a published table; exit 1 where none does."

    def answer(self, asked: Row) -> tuple[Mapping[str, Any], int]:
        """Search; a fault in the question is told before anything is computed."""
        known = known_to(asked)
        question = read_question(asked)
        asked.faults.raise_if_any()
        explanation = explain(question, known)
        return as_answer(explanation, known), DONE if explanation.is_exact else NEGATIVE
