"""What an action does with a rule's finding: refuse, ask for a reason, or go on with the reason given."""

from tinget.foundation.errors import NeedsReason, NotPossible, RuleRefused
from tinget.meetings.models import Meeting
from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.states import MeetingState, may_become


def heed(finding: Finding | None, *, reason: str = "") -> str:
    """Return the reason to record (empty where nothing departs), or raise RuleRefused or NeedsReason."""
    if finding is None:
        return ""
    if finding.verdict is Verdict.REFUSED:
        raise RuleRefused(rule=finding.rule, source=finding.source, message=finding.text)
    if not reason.strip():
        raise NeedsReason(rule=finding.rule, source=finding.source, message=finding.text)
    return reason.strip()


def become(meeting: Meeting, then: MeetingState, *, otherwise: str) -> None:
    """Move the meeting to the state, or raise NotPossible with the sentence; the caller saves."""
    if not may_become(MeetingState(meeting.state), then):
        raise NotPossible(otherwise)
    meeting.state = then.value


def must_be(meeting: Meeting, *states: MeetingState, otherwise: str) -> None:
    """Raise NotPossible with the sentence unless the meeting is in one of the states."""
    if MeetingState(meeting.state) not in states:
        raise NotPossible(otherwise)


def on(meeting: Meeting) -> str:
    """Name the meeting as the ledger does."""
    return f"meetings.meeting:{meeting.pk}"
