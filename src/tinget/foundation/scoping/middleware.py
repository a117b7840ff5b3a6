"""Each request runs in one transaction under its own scope; what fails leaves nothing behind."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from tinget.foundation.scoping.scope import scoped


class ScopeMiddleware:
    """Find the person's scope, open the transaction, and roll back when the answer is an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.scope_of_request = import_string(settings.TINGET_SCOPE_OF_REQUEST)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside its scope; the commit comes before the answer leaves."""
        with scoped(self.scope_of_request(request)):
            response = self.get_response(request)
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
        return response
