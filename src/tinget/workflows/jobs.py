"""The jobs of the workflows; importing this file declares them."""

from tinget.workflows.find import jobs as find
from tinget.workflows.follow_by_mail import jobs as follow_by_mail
from tinget.workflows.moving_in import steps
from tinget.workflows.operations import alarms
from tinget.workflows.prove_minutes import jobs as prove_minutes
from tinget.workflows.publish_minutes import jobs as publish_minutes

__all__ = ["alarms", "find", "follow_by_mail", "prove_minutes", "publish_minutes", "steps"]
