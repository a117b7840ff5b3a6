"""What every view needs: who asks, which pages are open, and how an expected error is shown."""

import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinget.foundation.errors import Expected, NotPermitted

View = Callable[..., HttpResponse]
public = login_not_required  # a page that visitors may open; row security decides what they see on it


def _has_a_way_to_prove_it(request: HttpRequest) -> bool:
    """Whether the person can be asked for a password or a key: a demonstration's role has none."""
    return not actor_of(request).is_demonstration


# A page whose form is done only by somebody who has just proved who they are.
confirmed: Callable[[View], View] = reauthentication_required(allow_get=True, enabled=_has_a_way_to_prove_it)


def actor_of(request: HttpRequest) -> Any:
    """Return who asks, as `TINGET_SCOPE_OF_REQUEST` found them."""
    return request.actor  # type: ignore[attr-defined] # set by the scope of the request


def address_of(request: HttpRequest) -> str:
    """Return the visitor's IP address, past the proxies that this installation says stand in front."""
    address: str = get_adapter().get_client_ip(request)
    return address


def reference_of(request: HttpRequest) -> str:
    """Return what a person can quote of this request, and the log tells of it by."""
    reference: str = request.reference  # type: ignore[attr-defined] # set for each request below
    return reference


class ExpectedErrorsMiddleware:
    """Show an expected error that no view has taken up as a calm page with its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; each carries a reference that a person can quote."""
        request.reference = secrets.token_hex(4)  # type: ignore[attr-defined] # shown on error pages
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an expected error into its page; others go to Django's handler."""
        if not isinstance(error, Expected):
            return None
        forbidden = isinstance(error, NotPermitted)
        status = HTTPStatus.FORBIDDEN if forbidden else HTTPStatus.CONFLICT
        template = "403.html" if forbidden else "409.html"
        context = {"message": error.message, "reference": reference_of(request)}
        return render(request, template, context, status=status)
