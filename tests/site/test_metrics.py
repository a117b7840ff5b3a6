"""Figures for who watches the installation: with a token, by kind of page, with nothing personal in them."""

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families as read

pytestmark = pytest.mark.django_db
TOKEN = {"HTTP_AUTHORIZATION": "Bearer long-and-secret"}


@pytest.fixture
def visitor(settings, data_folder):
    data_folder.mkdir(parents=True)
    settings.TINGET_METRICS_TOKEN = "long-and-secret"
    return Client()


def test_without_a_token_there_is_nothing_to_read(visitor, settings):
    assert visitor.get("/metrics").status_code == 401
    assert visitor.get("/metrics", HTTP_AUTHORIZATION="Bearer å").status_code == 401
    settings.TINGET_METRICS_TOKEN = ""
    assert visitor.get("/metrics", HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_pages_are_told_by_kind_and_parts_by_how_they_fare(visitor):
    visitor.get("/ingen-sida/anna@kommun.se/")
    visitor.get("/healthz")
    text = visitor.get("/metrics", **TOKEN).content.decode()
    assert "anna" not in text
    families = {family.name: family for family in read(text)}
    parts = {one.labels["part"]: one.value for one in families["tinget_part"].samples}
    assert parts["worker"] == 2  # no worker runs in this test
    assert parts["backup"] == 1
    counts = {
        one.labels["status"]: one.value
        for one in families["tinget_request_seconds"].samples
        if one.name.endswith("_count") and one.labels["page"] == "none"
    }
    assert counts["404"] >= 1
