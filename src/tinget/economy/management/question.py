"""What the two commands share: the inhabitants that the committee's facts know."""

from pathlib import Path

from django.conf import settings

from tinget.economy.rules.reading import Known, read_known, read_populations
from tinget.kernel.facts import Faults, Row, read_facts


def known_to(asked: Row) -> Known:
    """Return the inhabitants of the published facts, and those that the question gives."""
    faults = Faults()
    facts = read_populations(
        read_facts(Path(settings.TINGET_FACTS) / "norrbotten" / "populations.yaml", faults)
    )
    faults.raise_if_any()
    return read_known(asked, facts)
