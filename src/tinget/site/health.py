"""Tells whether the process is alive, and whether it can do its work."""

import os
from http import HTTPStatus

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from tinget.foundation.http import public


@public
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer that the process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
def readyz(_request: HttpRequest) -> HttpResponse:
    """Answer whether the database answers and the tables are there."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM foundation_ledgerhead")
    except DatabaseError:
        return HttpResponse("database\n", content_type="text/plain", status=HTTPStatus.SERVICE_UNAVAILABLE)
    told = {"Tinget-Generation": os.environ.get("TINGET_GENERATION", "0")}  # which of two is it, in a renewal
    return HttpResponse("ok\n", content_type="text/plain", headers=told)
