"""What Prometheus reads: how long each kind of page takes, and how the installation fares.

Several processes answer requests; each keeps its own figures in a folder, and whoever is asked adds them up
(the client library's multiprocess mode, switched on by PROMETHEUS_MULTIPROC_DIR, which `up` sets).
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from tinget.foundation.http import public
from tinget.workflows.operations import measuring
from tinget.workflows.operations.rules import Tone

DEGREES = {Tone.WELL: 0, Tone.LOOK: 1, Tone.BROKEN: 2}
REQUESTS = Histogram(
    "tinget_request_seconds",
    "Seconds to answer, by the kind of page, never by its address",
    ["page", "method", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
)


class MeasuringMiddleware:
    """Notes how long each answer took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note it under the page's name."""
        began = time.perf_counter()
        response = self.get_response(request)
        page = request.resolver_match.view_name if request.resolver_match else "none"
        REQUESTS.labels(page, request.method, response.status_code).observe(time.perf_counter() - began)
        return response


class Installation:
    """Collects how the installation fares at the moment that somebody asks."""

    def collect(self) -> Iterator[Metric]:
        """Yield one gauge for all parts: 0 works, 1 is worth a look, 2 is broken."""
        gauge = GaugeMetricFamily(
            "tinget_part", "How a part fares: 0 well, 1 look, 2 broken", labels=["part"]
        )
        for line in measuring.of_installation():
            gauge.add_metric([line.key], DEGREES[line.tone])
        yield gauge


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all figures to whoever has the token; where none is set there is no such page."""
    if not settings.TINGET_METRICS_TOKEN:
        raise Http404
    said = request.headers.get("Authorization", "")
    if not secrets.compare_digest(said.encode(), f"Bearer {settings.TINGET_METRICS_TOKEN}".encode()):
        return HttpResponse("token\n", content_type="text/plain", status=HTTPStatus.UNAUTHORIZED)
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(Installation())
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry, path=folder)
    else:
        registry.register(REGISTRY)
    return registry
