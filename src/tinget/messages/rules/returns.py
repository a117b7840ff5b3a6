"""What came back: reading a delivery status notification (RFC 3464) about a message that we sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

from tinget.messages.rules.words import header_text, one_line


@dataclass(frozen=True, slots=True)
class Return:
    """A report on a message: whose Message-ID, to whom, why, and whether delivery was given up."""

    message_id: str
    recipient: str
    reason: str
    is_final: bool


def return_of(report: Message, statuses: Sequence[Message], returned: Message | None) -> Return | None:
    """Read the report; None when the message is none. A delay is a report that is not final."""
    if report.get_content_type() != "multipart/report" or not statuses:
        return None
    actions = [_field(one, "action").lower() for one in statuses]
    told = [one for one in statuses if _field(one, "action")]
    if not told:
        return None
    failed = next((one for one in told if _field(one, "action").lower() == "failed"), told[0])
    said = _typed(_field(failed, "diagnostic-code")) or _field(failed, "status")
    return Return(
        message_id=_field(returned, "message-id") if returned is not None else "",
        recipient=_typed(_field(failed, "final-recipient") or _field(failed, "original-recipient")),
        reason=one_line(said, 300),
        is_final="failed" in actions,
    )


def _field(message: Message, name: str) -> str:
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    return one_line(header_text(value), 500)


def _typed(value: str) -> str:
    """Leave out the type before the semicolon: `rfc822; a@b.se`, `smtp; 550 no such user`."""
    kind, semicolon, rest = value.partition(";")
    return rest.strip() if semicolon else kind.strip()
