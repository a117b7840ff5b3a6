"""`./tinget manage allocate FILE`: share a service's cost out, as the file says."""

from collections.abc import Mapping
from typing import Any

from tinget.economy.management.question import known_to
from tinget.economy.rules.allocation import allocate, formula
from tinget.economy.rules.reading import read_allocation
from tinget.foundation.file_command import DONE, FileCommand
from tinget.kernel.facts import Row


class Command(FileCommand):
    help = "Share a service's cost out over the municipalities: rows, sum and formula."

    def answer(self, asked: Row) -> tuple[Mapping[str, Any], int]:
        """Allocate; a fault in the question is told before anything is computed."""
        known = known_to(asked)
        allocation = read_allocation(asked, known)
        asked.faults.raise_if_any()
        allocated = allocate(allocation, known.populations)
        for name in allocated.rows:
            if name not in known.everybody:
                self.stderr.write(f"{name} är inte en kommun som uppgifterna känner; raden räknas ändå.")
        return {
            "rows": allocated.rows,
            "sum": allocated.total,
            "formula": formula(allocation, known.populations),
        }, DONE
