"""What a municipality's own system is told of its board, and the signature that it knows it by.

The form is that of Standard Webhooks 1.0: three headers, and HMAC-SHA256 over identity, moment and body.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tinget.kernel.words import word as _

MARK = "whsec_"  # before each secret, as the convention has it
VERSION = "v1"
MOST_ATTEMPTS = 8  # the first, and the queue's seven: 27 hours


class Told(StrEnum):
    """What a message tells of a notice, or that it is only tried whether messages arrive."""

    UP = "notice.up"
    CHANGED = "notice.changed"
    DOWN = "notice.down"
    SUMMONS_UP = "summons.up"
    SUMMONS_CHANGED = "summons.changed"
    SUMMONS_DOWN = "summons.down"
    TRIAL = "trial"


TOLD_TEXTS = {
    Told.UP: _("Ett anslag ska sättas upp"),
    Told.CHANGED: _("Ett anslags dagar ändrades"),
    Told.DOWN: _("Ett anslag ska inte längre sitta uppe"),
    Told.SUMMONS_UP: _("Ett anslag om en kallelse ska sättas upp"),
    Told.SUMMONS_CHANGED: _("Ett anslag om en kallelse ändrades"),
    Told.SUMMONS_DOWN: _("Ett anslag om en kallelse ska inte längre sitta uppe"),
    Told.TRIAL: _("Ett prov"),
}

OF_SUMMONS = {
    Told.UP: Told.SUMMONS_UP,
    Told.CHANGED: Told.SUMMONS_CHANGED,
    Told.DOWN: Told.SUMMONS_DOWN,
}
SUMMONS_KEY = "summons:"

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to tell: what, and the notice as the board's JSON carries it, or last carried it."""

    told: Told
    notice: Content

    @property
    def noun(self) -> str:
        """The name that it goes by in the message: "notice", or "summons"."""
        return self.told.value.partition(".")[0]


def changes(before: Mapping[str, Content], now: Mapping[str, Content]) -> list[Change]:
    """Tell how what the board is to carry differs from what was last told, by the notices' keys."""
    gone = [Change(_told(key, Told.DOWN), before[key]) for key in before if key not in now]
    new = [Change(_told(key, Told.UP), now[key]) for key in now if key not in before]
    other = [
        Change(_told(key, Told.CHANGED), now[key]) for key in now if key in before and now[key] != before[key]
    ]
    return [*gone, *new, *other]


def key_of(notice_id: int, *, is_summons: bool) -> str:
    """Give the key by which a notice is remembered; a summons is told in words of its own by it."""
    return f"{SUMMONS_KEY}{notice_id}" if is_summons else str(notice_id)


def body_of(told: Told, data: Content, *, moment: str) -> str:
    """Write a message's body; it stays as it is however often it is sent."""
    return json.dumps({"type": told.value, "timestamp": moment, "data": dict(data)}, ensure_ascii=False)


def _told(key: str, told: Told) -> Told:
    return OF_SUMMONS[told] if key.startswith(SUMMONS_KEY) else told


def secret_text(secret: bytes) -> str:
    """Write a secret as receivers take it in."""
    return MARK + base64.b64encode(secret).decode()


def headers_of(secret: bytes, *, key: str, seconds: int, body: str) -> dict[str, str]:
    """Give the headers of a message that is sent at a moment (seconds since 1970)."""
    signed = f"{key}.{seconds}.{body}".encode()
    signature = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": key,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"{VERSION},{signature}",
    }
