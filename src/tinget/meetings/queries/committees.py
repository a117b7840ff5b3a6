"""The committees that the facts in data/ know, read without a database."""

from django.conf import settings

from tinget.kernel.facts import Faults, read_facts


def municipalities_of(committee: str) -> tuple[str, ...] | None:
    """List the municipalities of a joint committee by its address; None where it is not known."""
    faults = Faults()
    for path in sorted(settings.TINGET_FACTS.glob("*/authorities.yaml")):
        for row in read_facts(path, faults).rows("authorities"):
            if row.values.get("slug") == committee:
                return tuple(party.text("municipality") for party in row.rows("parties"))
    return None
