"""A real browser for tests: pages of any width, the accessibility check and screenshots to look at."""

import datetime as dt
import json
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connections
from django.urls import Resolver404, resolve
from playwright.sync_api import expect, sync_playwright

from tinget.foundation import clock
from tinget.foundation.ui.accessibility import MEASURED as KEPT

PATIENCE = 60_000  # milliseconds: a busy machine is slow, and no fault
WIDTHS = (1280, 360)
RULES = {
    "light": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},  # what looks at colours
}
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"


def chromium() -> str | None:
    """Return the browser to run: TINGET_CHROMIUM, or the first that this machine has."""
    names = (os.environ.get("TINGET_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser(played_on):
    """Start one headless Chromium for all tests, once the meeting is played: signing wants no event loop."""
    program = chromium()
    if program is None:
        absent = "not run: chromium is absent; install it, or name it in TINGET_CHROMIUM"
        (pytest.fail if os.environ.get("TINGET_REQUIRE_ALL") == "1" else pytest.skip)(absent)
    played_on(clock.today())
    expect.set_options(timeout=PATIENCE)
    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS + sandbox)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(browser):
    """Return a function that opens a page: browser_page(width=360, scripts=False), cookies of its own.

    When the test is over, none of them may have broken the security policy or asked another host.
    """
    contexts, wrongs = [], []

    def note_request(request):
        address = urlsplit(request.url)
        if address.hostname not in {"127.0.0.1", "localhost", None}:
            wrongs.append(f"asked another host: {request.url}")

    def note_console(message):
        if "Content Security Policy" in message.text:
            wrongs.append(message.text)

    def open_page(width=1280, *, scheme="light", scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            java_script_enabled=scripts,
            has_touch=width < 500,
        )
        contexts.append(context)
        context.on("request", note_request)
        context.on("console", note_console)
        context.on("weberror", lambda error: wrongs.append(f"script error: {error.error}"))
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert wrongs == []


def _axe_violations(page, scheme):
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], "runOnly": RULES[scheme]}
    found = page.evaluate("(options) => axe.run(document, options)", options)["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['target'][0]}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


MEASURED: dict[str, dict[str, Any]] = {}  # what this run found on each kind of page


def _kind_of(page):
    """Return the page's address with its places named, or None where the site itself has no such page."""
    path = urlsplit(page.url).path
    try:
        of_the_site = resolve(path, urlconf="tinget.site.urls")
        return of_the_site.route if resolve(path).func is of_the_site.func else None
    except Resolver404:
        return None


def pytest_sessionfinish():
    """Keep what was measured for the accessibility statement, where that is asked for."""
    if MEASURED and os.environ.get("TINGET_KEEP_MEASURED") == "1":
        known = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"pages": {}}
        version = re.search(r"axe v([\d.]+)", AXE_SCRIPT)[1]
        pages = dict(sorted((known["pages"] | MEASURED).items()))
        told = {"tool": f"axe {version}", "pages": pages}
        KEPT.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")


def check_accessibility(page, *, widths=WIDTHS, schemes=tuple(RULES)):
    """Fail with readable text where axe finds a violation or the page is wider than the window."""
    size, problems = page.viewport_size, []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            problems += [f"at {width} px, {scheme}: {text}" for text in _axe_violations(page, scheme)]
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            problems.append(f"at {width} px: the page is {over} px too wide")
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    if (kind := _kind_of(page)) is not None:
        before = MEASURED.get(kind, {"widths": [], "violations": 0})
        MEASURED[kind] = {
            "on": dt.datetime.now(dt.UTC).date().isoformat(),
            "widths": sorted({*before["widths"], *widths}),
            "violations": before["violations"] + len(problems),
        }
    assert not problems, f"{page.url} is not accessible:\n" + "\n".join(problems)


def screenshot(page, name):
    """Save the whole page as build/screenshots/<name>.png where that is asked for: it takes its time."""
    if os.environ.get("TINGET_SCREENSHOTS") == "1":
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def serve(page, client):
    """Let Django's test client answer the page, without a server; it sees what has been committed."""
    kept = {}  # what never changes is asked for once

    def answer(route):
        address = urlsplit(route.request.url)
        told = kept.get(address.path) or _answered(client, f"{address.path}?{address.query}")
        if address.path.startswith("/static/"):
            kept[address.path] = told
        route.fulfill(**told)

    page.route("**/*", answer)


def _answered(client, path):
    try:
        found = client.get(path)
        return {"status": found.status_code, "headers": dict(found.headers), "body": found.getvalue()}
    finally:
        connections.close_all()  # each answer has connections of its own


def aside(act, *told, **named):
    """Do it in a thread of its own: a browser's event loop may hold this one, and signing starts another."""

    def acting():
        try:
            return act(*told, **named)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(acting).result()
