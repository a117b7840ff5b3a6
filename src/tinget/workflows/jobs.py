"""The jobs of the workflows; importing this file declares them."""

from tinget.workflows.moving_in import steps

__all__ = ["steps"]
