"""What the data folder remembers of its backups, for the page of health."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from tinget.foundation.postgres.embedded import write_secret

REMEMBERED = "backups.json"


@dataclass(frozen=True)
class Backups:
    """When a backup last succeeded, when one was last restored on trial, and what went wrong since."""

    made_at: dt.datetime | None = None
    tried_at: dt.datetime | None = None
    problem: str = ""


def remembered(data: Path) -> Backups:
    """Answer what the data folder remembers; nothing at all before the first backup."""
    path = data / REMEMBERED
    if not path.exists():
        return Backups()
    kept = json.loads(path.read_text("utf-8"))
    made, tried = (
        dt.datetime.fromisoformat(kept[key]) if kept[key] else None for key in ("made_at", "tried_at")
    )
    return Backups(made, tried, kept["problem"])


def remember(data: Path, now: Backups) -> None:
    """Write it down, whole or not at all."""
    times = {"made_at": now.made_at, "tried_at": now.tried_at}
    kept = {name: at.isoformat(timespec="seconds") if at else "" for name, at in times.items()}
    write_secret(data / REMEMBERED, json.dumps(kept | {"problem": now.problem}))
