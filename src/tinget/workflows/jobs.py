"""The jobs of the workflows; importing this file declares them."""

from tinget.workflows.find import jobs as find
from tinget.workflows.moving_in import steps
from tinget.workflows.publish_minutes import jobs as publish_minutes

__all__ = ["find", "publish_minutes", "steps"]
