"""The jobs of the workflows; importing this file declares them."""

from tinget.workflows.find import jobs as find
from tinget.workflows.moving_in import steps

__all__ = ["find", "steps"]
