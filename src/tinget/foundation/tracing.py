"""Traces for whoever collects them: what took how long, and nothing of whose it was or what it said.

On where `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector (OpenTelemetry over HTTP). Otherwise nothing here is
in the way: what is traced is decided when the code is loaded, and the libraries are never loaded.
"""

import contextlib
import functools
import os
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

P = ParamSpec("P")
R = TypeVar("R")
IS_ON = bool(os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"))
OPERATION = re.compile(r"\s*(\w+)")
TABLE = re.compile(r'\b(?:FROM|INTO|UPDATE|JOIN)\s+"?([a-z_]+)"?', re.IGNORECASE)


def traced(name: str, *, queries: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give each call of a function a span of that name, and one to each of its queries where that is said."""

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        if not IS_ON:
            return function

        @functools.wraps(function)
        def run(*arguments: P.args, **named: P.kwargs) -> R:
            told = connection.execute_wrapper(_query) if queries else contextlib.nullcontext()
            with _span(name), told:
                return function(*arguments, **named)

        return run

    return declare


class TracingMiddleware:
    """Gives each request a span under the page's name, never its address; only where traces are collected."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and tell of the page, the method and the status."""
        method = request.method or ""
        with _span(method) as span, connection.execute_wrapper(_query):
            response = self.get_response(request)
            page = request.resolver_match
            span.update_name(f"{method} {page.view_name if page else 'none'}")
            span.set_attribute("http.request.method", method)
            span.set_attribute("http.route", page.route if page else "")
            span.set_attribute("http.response.status_code", response.status_code)
        return response


@contextlib.contextmanager
def _span(name: str) -> Iterator["Span"]:
    """Open a span; of what is raised only its kind is told, since its words may be somebody's."""
    from opentelemetry.trace import Status, StatusCode

    with _tracer().start_as_current_span(name, record_exception=False, set_status_on_exception=False) as span:
        try:
            yield span
        except Exception as error:
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


def _query(execute: Callable[..., Any], sql: Any, *more: Any) -> Any:
    """Run a query in a span that tells what is done to which table, and neither text nor values."""
    text = str(sql)
    operation, table = OPERATION.match(text), TABLE.search(text)
    words = (operation[1].upper() if operation else "SQL", table[1] if table else "")
    with _span(" ".join(words).strip()) as span:
        span.set_attribute("db.system.name", "postgresql")
        return execute(sql, *more)


@functools.cache
def _tracer() -> "Tracer":
    """Return what makes spans; each process sends its own, in the background."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME", "tinget")})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider.get_tracer("tinget")
