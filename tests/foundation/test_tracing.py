"""Traces, sent to a collector on loopback that takes OpenTelemetry over HTTP as a real one does."""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.fakes.serving import serving

pytestmark = pytest.mark.slow
TRACED = """
import django
django.setup()
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app
from tinget.foundation import outside
from tinget.foundation.jobs import job

def asks(authority, about):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_session WHERE session_key = %s", [about])
    raise ValueError(about)

job("try.tracing", stepwise=True)(asks)
run = app.tasks["try.tracing"]
Client().get("/e-namnden/arenden/?text=hemlig", headers={"X-Test": "hemlig"})
for act in (
    lambda: run(authority=1, about="hemlig"),
    lambda: outside.read_page("http://127.0.0.1:9/hemlig?hemlig=1"),
):
    try:
        act()
    except (ValueError, outside.OutsideSilent):
        pass
"""
UNTRACED = """
import sys
from tinget.foundation import outside, tracing
assert not tracing.IS_ON
assert not [name for name in sys.modules if name.startswith("opentelemetry")]
assert not hasattr(outside._ask, "__wrapped__")
"""


@pytest.fixture
def collector():
    taken: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self):
            taken.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.send_header("Content-Length", "0")
            self.end_headers()

    with serving(Collector) as address:
        yield address, taken


def run(script: str, **more: str) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tinget.site.settings"} | more
    environment |= {"TINGET_HOSTS": "testserver", "TINGET_LOG_LEVEL": "CRITICAL"}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)


def spans_in(taken):
    for path, body in taken:
        assert path == "/v1/traces"
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            for scope in resource.scope_spans:
                yield from scope.spans


def test_requests_jobs_queries_and_calls_outside_are_told_without_whose(django_db_setup, collector):
    address, taken = collector
    run(TRACED, OTEL_EXPORTER_OTLP_ENDPOINT=address)
    found = {span.name: span for span in spans_in(taken)}
    request, job = found["GET registry:cases"], found["job try.tracing"]
    told = {one.key: one.value for one in request.attributes}
    assert told["http.route"].string_value == "<slug:authority>/arenden/"
    assert told["http.response.status_code"].int_value == 404
    assert found["SELECT organisation_authority"].trace_id == request.trace_id
    assert found["SELECT django_session"].parent_span_id == job.span_id
    assert job.status.message == "ValueError"
    assert found["outside website"].status.message == "OutsideSilent"
    assert b"hemlig" not in b"".join(body for _path, body in taken)


def test_where_nobody_collects_nothing_is_loaded_and_nothing_wrapped():
    run(UNTRACED, OTEL_EXPORTER_OTLP_ENDPOINT="")
