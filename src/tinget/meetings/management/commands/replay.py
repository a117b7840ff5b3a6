"""`./tinget manage replay FILE`: a meeting played by the rules, event by event."""

from collections.abc import Mapping
from typing import Any

from tinget.foundation.file_command import DONE, FileCommand
from tinget.kernel.facts import Row
from tinget.meetings.queries.committees import municipalities_of
from tinget.meetings.rules.proceedings.replay import replay


class Command(FileCommand):
    help = "Spelar upp ett sammanträde ur en fil och säger vad varje regel säger om varje händelse."

    def answer(self, asked: Row) -> tuple[Mapping[str, Any], int]:
        """Play the events; the committee's municipalities come from the facts in data/."""
        committee = asked.text("committee")
        asked.faults.raise_if_any()
        municipalities = municipalities_of(committee)
        if municipalities is None:
            asked.fault(f"”committee” är ”{committee}”, som inte är känd")
        asked.faults.raise_if_any()
        return replay(asked, municipalities or ()), DONE
