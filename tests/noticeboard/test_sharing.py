"""What a municipality takes onto its own board: the element, JSON and the feed."""

import json
from http.server import BaseHTTPRequestHandler

import pytest
from django.test import Client

from tests.factories.committee import a_committee, acting
from tests.factories.noticeboard import APPROVED, a_notice, posting_of
from tests.fakes.serving import serving
from tests.journeys.browser import check_accessibility, screenshot
from tests.noticeboard.test_appeals import moment
from tests.noticeboard.test_summonses import facts, post
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.dates import DAY
from tinget.noticeboard import api as noticeboard
from tinget.organisation.api import boards

pytestmark = pytest.mark.urls("tests.noticeboard.urls")
BASE = "/e-namnden/anslagstavla/kiruna"
KINDS = ["element.js", "anslag.json", "anslag.atom"]
PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Anslagstavla</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Kommunens anslagstavla</h1>{tag}</main></body></html>"""


@pytest.fixture
def on_day(settings):
    def set_day(day):
        settings.TINGET_TODAY = day.isoformat()

    set_day(APPROVED)
    return set_day


def carried():
    return Client().get(f"{BASE}/anslag.json").json()["notices"]


def test_the_notice_is_carried_from_approval_until_it_may_come_down(committee, notice_id, in_scope, on_day):
    (one,) = carried()
    assert (one["paragraphs"], one["up_on"], one["earliest_removal"]) == ("15–16", None, None)
    with in_scope(committee.id):
        for board in boards(committee.id):
            noticeboard.confirm_up(
                acting("Sekreterare"),
                posting_id=posting_of(notice_id, board.name),
                on=APPROVED,
                at=moment(APPROVED),
                note="sett",
            )
    (one,) = carried()
    assert (one["up_on"], one["earliest_removal"]) == ("2026-11-23", "2026-12-15")
    on_day(APPROVED + 21 * DAY)
    assert len(carried()) == 1
    on_day(APPROVED + 22 * DAY)
    assert carried() == []


def test_any_page_may_fetch_it_and_no_cookie_is_set(committee, notice_id, on_day):
    for kind in KINDS:
        answer = Client().get(f"{BASE}/{kind}")
        assert answer.status_code == 200
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "max-age" in answer["Cache-Control"]
        assert not answer.cookies
        assert "@" not in answer.content.decode()


def test_another_place_than_a_municipality_of_the_committee_is_not_found(committee, notice_id, on_day):
    for kind in KINDS:
        assert Client().get(f"/e-namnden/anslagstavla/atlantis/{kind}").status_code == 404


def test_the_feed_names_the_notice(committee, notice_id, on_day):
    feed = Client().get(f"{BASE}/anslag.atom").content.decode()
    assert "<title>DEMONSTRATION: Justerat protokoll 20 november 2026</title>" in feed
    assert feed.count("<entry>") == 1


def test_the_element_holds_the_same_as_json(committee, notice_id, on_day):
    script = Client().get(f"{BASE}/element.js").content.decode()
    assert script.rstrip().endswith(", document.currentScript);")
    data, _end = json.JSONDecoder().raw_decode(script[script.rindex("})(") + 3 :])
    assert data == Client().get(f"{BASE}/anslag.json").json()


def test_the_copy_gives_the_line_to_paste(committee, notice_id, on_day):
    page = Client().get(f"{BASE}/").content.decode()
    assert "/e-namnden/anslagstavla/kiruna/element.js" in page
    assert "&lt;script src=" in page


@pytest.fixture
def board_of_kiruna():
    """Serve a bare page of another origin that carries the script tag, as a municipality's website does."""
    told = {"tag": ""}

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", f"default-src 'none'; script-src {told['source']}")
            self.end_headers()
            self.wfile.write(PAGE.format(tag=told["tag"]).encode())

    with serving(Page) as address:
        yield told, f"{address}/"


@pytest.mark.slow
@pytest.mark.journey
def test_the_element_on_a_bare_page_of_another_origin(
    transactional_db, live_server, browser_page, board_of_kiruna, on_day
):
    committee = a_committee()
    with scoped(Scope(authorities=frozenset({committee.id}))):
        a_notice(committee.id)
        post(committee, facts())
    told, address = board_of_kiruna
    told["source"] = live_server.url
    told["tag"] = f'<script src="{live_server.url}{BASE}/element.js" crossorigin="anonymous" async></script>'
    page = browser_page()
    page.goto(address)
    page.get_by_role(
        "heading", name="DEMONSTRATION – Justerat protokoll 20 november 2026, §§ 15–16"
    ).wait_for()
    summons = page.get_by_role("article", name="DEMONSTRATION – Kallelse till sammanträde 3 december 2026")
    for words in ("13.00–15.00", "Stadshuset, Luleå", "Sammanträdet är stängt för allmänheten."):
        summons.get_by_text(words).wait_for()
    page.get_by_text("Så överklagar du").click()
    page.get_by_text("Förvaltningsrätten i Luleå").wait_for()
    check_accessibility(page)
    screenshot(page, "noticeboard-element")
    assert page.context.cookies() == []
