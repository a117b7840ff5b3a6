"""Log lines for those who run an installation: as text or JSON, with nobody's personal data in them."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

MASK = "…"
# Addresses with a secret in them, e-mail addresses, and personal identity and coordination numbers.
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)"
    r"|(?<=/)[A-Za-z0-9_:-]{20,}(?=[/?\s]|$)"
)
ASKED = re.compile(r"(?<=\?)[^\s\"']+")
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
INDENT = "    "


def masked(text: str) -> str:
    """Return the text without e-mail addresses, personal numbers, secret addresses and what was asked for."""
    return PERSONAL.sub(MASK, ASKED.sub(MASK, text))


class Line(logging.Formatter):
    """A line of text: time with its offset, level, where from, what, and the traceback if there is one."""

    default_time_format = "%Y-%m-%dT%H:%M:%S%z"  # so that no summer time or zone makes it doubtful
    default_msec_format = None

    def format(self, record: logging.LogRecord) -> str:
        """Write the record; a line that does not begin with a time belongs to the one before it."""
        return masked(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the library's name
        """Write all but the traceback, on one line whatever the message holds."""
        return BREAKS.sub(lambda found: repr(found[0])[1:-1], super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- the library's name
        """Write the traceback, each line of it moved in."""
        return "\n".join(INDENT + line for line in super().formatException(ei).splitlines())


class JsonLine(logging.Formatter):
    """A JSON object on one line, for what gathers logs: time (UTC), level, logger, message, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if record.exc_info:
            told["traceback"] = masked(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)
