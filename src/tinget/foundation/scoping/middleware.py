"""Each request runs in one transaction under its own scope; what fails leaves nothing behind."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from psycopg.errors import ReadOnlySqlTransaction

from tinget.foundation.scoping import replica
from tinget.foundation.scoping.scope import scoped

FAILED = "tinget.replica_failed"  # in what a request carries along


class ScopeMiddleware:
    """Find the person's scope, open the transaction, and roll back when the answer is an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.scope_of_request = import_string(settings.TINGET_SCOPE_OF_REQUEST)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside its scope; the commit comes before the answer leaves."""
        if replica.may_answer(request) and (response := self._from_replica(request)):
            return response
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Take up what the replica could not do: the request is then answered anew."""
        if request.META.get(FAILED) is False and isinstance(error, replica.FAULTS):
            request.META[FAILED] = True
            if not isinstance(error.__cause__, ReadOnlySqlTransaction):  # else it is the page that writes
                replica.leave_alone()
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return None

    def _from_replica(self, request: HttpRequest) -> HttpResponse | None:
        """Return the replica's answer, or None when it is for the primary to answer after all."""
        request.META[FAILED] = False
        try:
            with replica.reading():
                response = self._answer(request)
        except replica.FAULTS:
            replica.leave_alone()
            return None
        finally:
            has_failed = request.META.pop(FAILED)
        return None if has_failed else response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        with scoped(self.scope_of_request(request)):
            response = self.get_response(request)
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
        return response
