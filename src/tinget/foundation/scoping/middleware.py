"""Each request runs in one transaction under its own scope; what fails leaves nothing behind."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from tinget.foundation.scoping.scope import scoped

SERVER_ERROR = 500


class ScopeMiddleware:
    """Find the person's scope, open the transaction, and roll back when the view raised or failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.scope_of_request = import_string(settings.TINGET_SCOPE_OF_REQUEST)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside its scope; the commit comes before the answer leaves."""
        with scoped(self.scope_of_request(request)):
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR or getattr(request, "view_raised", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, _exception: Exception) -> None:
        """Remember that the view raised: Django has turned it into an answer when we see it."""
        request.view_raised = True  # type: ignore[attr-defined] # our own mark on the request
