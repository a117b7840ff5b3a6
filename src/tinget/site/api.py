"""The HTTP API at /api/: every module's router, under the same scope and permissions as the pages."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import APIKeyCookie

from tinget.delegation.rest import router as delegation
from tinget.documents.rest import router as documents
from tinget.economy.rest import router as economy
from tinget.foundation.errors import Expected, NotPermitted
from tinget.foundation.http import actor_of, public, reference_of
from tinget.foundation.submissions import KeyUsedOtherwise
from tinget.meetings.rest import router as meetings
from tinget.messages.rest import router as messages
from tinget.noticeboard.rest import router as noticeboard
from tinget.organisation.api import Actor
from tinget.organisation.rest import router as organisation
from tinget.preparation.rest import router as preparation
from tinget.registry.rest import router as registry
from tinget.signatures.rest import router as signatures
from tinget.site.api_bodies import WholeJson, is_whole
from tinget.site.api_document import DocumentedApi
from tinget.workflows.ask_signatures.rest import router as asking
from tinget.workflows.find.rest import router as finding

log = logging.getLogger(__name__)


class SessionOrVisitor(APIKeyCookie):
    """Whoever asks: a signed-in person by the session, else a visitor; writes need the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, _key: str | None) -> Actor:
        """Return who asks; what they may see and do is decided where it is for the pages.

        HttpError where the address holds what no address of ours does.
        """
        if not is_whole([request.path, dict(request.GET.lists())]):
            raise HttpError(HTTPStatus.BAD_REQUEST, _("Adressen går inte att läsa."))
        actor: Actor = actor_of(request)
        return actor


api = DocumentedApi(
    title="Tinget",
    version="1",
    description="Diarium, sammanträden, underskrifter och anslag. Samma behörigheter som på sidorna.",
    auth=SessionOrVisitor(),
    parser=WholeJson(),
    docs_url=None,  # the stock page loads scripts that our security policy forbids; the document stands alone
)
for router in (
    organisation,
    registry,
    documents,
    messages,
    meetings,
    noticeboard,
    signatures,
    asking,
    delegation,
    economy,
    preparation,
    finding,
):
    api.add_router("", router)


@api.exception_handler(Expected)
def expected(request: HttpRequest, error: Expected) -> HttpResponse:
    """Answer an expected error with its sentence."""
    status = HTTPStatus.CONFLICT
    if isinstance(error, NotPermitted):
        status = HTTPStatus.FORBIDDEN
    elif isinstance(error, KeyUsedOtherwise):
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return api.create_response(request, {"detail": error.message}, status=status)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, _error: Http404) -> HttpResponse:
    """Answer for what is not there, or not for whoever asks: the two look the same."""
    return api.create_response(
        request, {"detail": _("Det som söks finns inte.")}, status=HTTPStatus.NOT_FOUND
    )


@api.exception_handler(Exception)
def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer a fault of ours with the reference by which the log tells of it; what was written is undone."""
    reference = reference_of(request)
    log.error("Fault in the API, reference %s: %s", reference, request.path, exc_info=error)
    detail = _("Något gick fel hos oss. Inget är sparat. Uppge %(reference)s om du hör av dig.")
    return api.create_response(
        request, {"detail": detail % {"reference": reference}}, status=HTTPStatus.INTERNAL_SERVER_ERROR
    )


patterns, app_name, namespace = api.urls
for pattern in patterns:
    if pattern.callback is not None:
        public(pattern.callback)
urls = (patterns, app_name, namespace)
