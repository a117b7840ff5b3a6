"""Secrets from files, as systemd's credentials and containers hand them over."""

import os
from pathlib import Path

from tinget.site.cli.installation import Stopped

FROM_FILES = (
    "DATABASE_URL",
    "DATABASE_URL_APP",
    "DATABASE_URL_OWNER",
    "DATABASE_URL_POOL",
    "DATABASE_URL_REPLICA",
    "TINGET_SECRET_KEY",
    "TINGET_SMTP",
    "TINGET_MAILBOXES",
    "TINGET_METRICS_TOKEN",
    "AWS_SECRET_ACCESS_KEY",
)


def read() -> None:
    """Set each variable whose name with `_FILE` names a file to what stands in it."""
    for name in FROM_FILES:
        path = os.environ.get(f"{name}_FILE")
        if not path:
            continue
        if name in os.environ:
            raise Stopped(f"Både {name} och {name}_FILE är satta. Ta bort den ena.")
        try:
            os.environ[name] = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            raise Stopped(f"{name}_FILE: {path} går inte att läsa.") from problem
        del os.environ[f"{name}_FILE"]
