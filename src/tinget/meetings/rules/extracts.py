"""An extract from approved minutes (protokollsutdrag): some of their paragraphs, word for word."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

SCHEMA = "tinget-extract-1"
TAKEN_OVER = ("authority", "meeting", "chair", "secretary", "approvers", "demonstration")


class NotInTheMinutes(ValueError):
    """A paragraph is asked for that the minutes don't have."""


def with_addenda(item: Mapping[str, Any], addenda: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Give a paragraph's data with its corrections and supplements, unchanged where there are none."""
    told = addenda.get(item["paragraph"])
    return {**item, "addenda": list(told)} if told else dict(item)


def extract_of(
    minutes: Mapping[str, Any],
    paragraphs: Sequence[str],
    *,
    minutes_sha256: str,
    approved_on: date | None,
    attested_by: str,
    drawn_up_on: date,
    addenda: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """Take these paragraphs, in the minutes' order, out of the data that the signed minutes carry.

    `minutes_sha256` binds the extract to the signed file; nothing of a paragraph is left out or changed.
    What was put right or added later (`addenda`, by paragraph) stands after it, as what it is.
    Raises NotInTheMinutes.
    """
    wanted = set(paragraphs)
    items = [item for item in minutes["items"] if item["paragraph"] in wanted]
    missing = wanted - {item["paragraph"] for item in items}
    if missing or not items:
        raise NotInTheMinutes(", ".join(sorted(missing)))
    return {
        "schema": SCHEMA,
        **{name: minutes[name] for name in TAKEN_OVER},
        "paragraphs": [item["paragraph"] for item in items],
        "items": [with_addenda(item, addenda) for item in items],
        "minutes_sha256": minutes_sha256,
        "approved_on": approved_on.isoformat() if approved_on else None,
        "attested_by": attested_by,
        "drawn_up_on": drawn_up_on.isoformat(),
    }
