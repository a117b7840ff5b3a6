"""What other modules may know and ask of release."""

from tinget.release.permissions import ACTION_TEXTS, LOOK
from tinget.release.queries import RequestNotFound, RequestView, request, requests, waiting

__all__ = ["ACTION_TEXTS", "LOOK", "RequestNotFound", "RequestView", "request", "requests", "waiting"]
