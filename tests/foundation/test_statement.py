"""The accessibility statement says what was measured and nothing else, and every page it names is there."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tinget.foundation.ui import accessibility


def routes(patterns, before=""):
    for one in patterns:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route


def test_every_measured_page_is_one_that_there_is():
    there = {route.replace("^", "") for route in routes(get_resolver("tinget.site.urls").url_patterns)}
    measured = set(accessibility.measured().pages)
    assert len(measured) > 20
    assert {page.replace("^", "") for page in measured} - there == set()
    assert {"om/", "tillganglighet/", "<slug:authority>/anslagstavla/"} <= measured


@pytest.mark.django_db
def test_the_page_tells_what_the_file_tells_and_what_falls_short(settings, monkeypatch, tmp_path):
    page = {"on": "2026-11-20", "widths": [360, 1280], "violations": 0}
    told = {"tool": "axe 1.2.3", "pages": {"om/": page, "a/": page | {"on": "2026-11-28", "violations": 2}}}
    (tmp_path / "measured.json").write_text(json.dumps(told), "utf-8")
    monkeypatch.setattr(accessibility, "MEASURED", tmp_path / "measured.json")
    accessibility.measured.cache_clear()
    found = accessibility.measured()
    assert (found.first_on, found.last_on) == (dt.date(2026, 11, 20), dt.date(2026, 11, 28))
    text = Client().get("/tillganglighet/").content.decode()
    for words in ("2 slags sidor", "axe 1.2.3", "360 och 1280", "20 november 2026", "fann 2 fel"):
        assert words in text, words
    assert all(str(one.text) in text for one in accessibility.SHORTCOMINGS)
    assert "Uppgift saknas om vart du skriver" in text
    settings.TINGET_ACCESSIBILITY_CONTACT = "tillganglighet@exempel.se"
    assert "tillganglighet@exempel.se" in Client().get("/tillganglighet/").content.decode()
    accessibility.measured.cache_clear()
