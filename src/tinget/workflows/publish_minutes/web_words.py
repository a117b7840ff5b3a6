"""What visitors read of a meeting's decisions in the register: no more than its minutes say on the web."""

from tinget.meetings import api as meetings
from tinget.organisation.api import Actor
from tinget.registry import api as registry
from tinget.workflows.publish_minutes.reading import as_on_the_web


def say_decisions_on_the_web(actor: Actor, meeting_id: int) -> None:
    """Give the register the words that visitors may read today of each decision of a meeting."""
    for item in as_on_the_web(meetings.meeting_by_id(meeting_id)).items:
        if item.decision_id is not None:
            words = registry.DecisionWords(item.title, item.decision_text, item.decision_points)
            registry.say_on_the_web(actor, decision_id=item.decision_id, words=words)
