"""Looking at the official boards: the rule, the acts that follow, and a real page on loopback."""

import datetime as dt
from http.server import BaseHTTPRequestHandler

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import acting
from tests.factories.noticeboard import APPROVED, posting_of
from tests.fakes.serving import serving
from tinget.foundation import clock, ledger, outside
from tinget.foundation.errors import NotPermitted
from tinget.foundation.models import OutgoingMail
from tinget.kernel.dates import DAY
from tinget.noticeboard import actions, jobs
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Observation
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.observing import SURE_AFTER, Marks, Seen, Sighting, carries, judge
from tinget.organisation.api import boards, municipality_by_slug

MORNING = dt.datetime(2026, 11, 23, 8, 10, tzinfo=dt.UTC)
HALF_HOUR = dt.timedelta(minutes=30)
MARKS = Marks(
    element="/e-namnden/anslagstavla/kiruna/element.js",
    url="http://127.0.0.1:8000/e-namnden/protokoll/2026-11-20/",
    authority="Norrbottens e-nämnd",
    meeting_date=dt.date(2026, 11, 20),
    words=("15–16",),
)


def looks(*seen):
    return [Sighting(MORNING + number * HALF_HOUR, one) for number, one in enumerate(seen)]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<script src="https://tinget/e-namnden/anslagstavla/kiruna/element.js" async></script>', True),
        ('<a href="http://127.0.0.1:8000/e-namnden/protokoll/2026-11-20/">Protokoll</a>', True),
        ("<p>Norrbottens e-nämnd 20 november 2026, §§ 15–16</p>", True),
        ("<p>Norrbottens e-n&auml;mnd</p><td>2026-11-20</td><td>§§ 15-16</td>", True),
        ("<p>Norrbottens e-nämnd 20 november 2026, §§ 17–18</p>", False),
        ("<p>Norrbottens e-nämnd 12 december 2026, §§ 15–16</p>", False),
        ("<script>/* Norrbottens e-nämnd 20 november 2026 15–16 */</script>", False),
        ("", False),
    ],
)
def test_a_notice_is_known_by_our_addresses_or_by_its_own_words(page, found):
    assert carries(page, MARKS) is found


def test_kl_13_5_one_absent_look_or_one_without_answer_drops_nothing():
    up = [Display(APPROVED)]
    for seen in (Seen.ABSENT, Seen.UNREACHABLE):
        *earlier, now = looks(Seen.FOUND, seen)
        assert judge(earlier, now, up).gone_since is None


def test_kl_13_5_two_absent_looks_drop_it_from_the_first_of_them():
    *earlier, now = looks(Seen.FOUND, Seen.ABSENT, Seen.UNREACHABLE, Seen.ABSENT)
    assert judge(earlier, now, [Display(APPROVED)]).gone_since == earlier[1].at


def test_a_page_where_it_was_never_found_cannot_drop_it():
    *earlier, now = looks(Seen.ABSENT, Seen.ABSENT, Seen.ABSENT)
    assert judge(earlier, now, [Display(APPROVED)]).gone_since is None


@given(st.lists(st.sampled_from(Seen), min_size=1, max_size=30))
def test_kl_13_5_a_board_is_dropped_only_after_two_absent_looks_in_a_row(drawn):
    earlier, up = [], False
    for now in looks(*drawn):
        verdict = judge(earlier, now, [Display(APPROVED)] if up else [])
        known = [one for one in [*earlier, now] if one.seen is not Seen.UNREACHABLE]
        if verdict.gone_since is not None:
            assert [one.seen for one in known[-2:]] == [Seen.ABSENT, Seen.ABSENT]
            assert now.at - verdict.gone_since >= SURE_AFTER
            up = False
        if verdict.is_up:
            assert now.seen is Seen.FOUND
            up = True
        earlier.append(now)


@pytest.fixture
def official_board():
    """Serve a municipality's page; `shown` is what stands on it, and its status."""
    told = {"body": "", "status": 200}

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/flyttad":
                self.send_response(302)
                self.send_header("Location", "/anslag")
                self.end_headers()
                return
            self.send_response(told["status"])
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(told["body"].encode())

    with serving(Page) as address:
        told["address"] = f"{address}/flyttad"
        yield told


@pytest.fixture
def look(committee, notice_id, official_board, settings, in_scope, monkeypatch):
    """Look at Kiruna's board at a moment, as the job does."""
    settings.TINGET_INNER_ADDRESSES = True
    with in_scope(committee.id):
        kiruna = municipality_by_slug("kiruna").id
        actions.set_board_addresses(
            acting("Sekreterare"), authority=committee.id, addresses={kiruna: official_board["address"]}
        )

    def at(moment, body, status=200):
        official_board.update(body=body, status=status)
        monkeypatch.setattr(clock, "now", lambda: moment)
        settings.TINGET_TODAY = moment.date().isoformat()
        jobs.observe(authority=committee.id)
        with in_scope(committee.id):
            view = noticeboard.notice(notice_id, today=moment.date())
            return next(one for one in view.postings if one.municipality.name == "Kiruna"), view

    return at


WORDS = "<p>Norrbottens e-nämnd 20 november 2026 §§ 15–16</p>"


def confirm_all_but_kiruna(committee, notice_id):
    for board in boards(committee.id):
        if board.name != "Kiruna":
            noticeboard.confirm_up(
                acting("Sekreterare"),
                posting_id=posting_of(notice_id, board.name),
                on=APPROVED,
                at=MORNING,
                note="sett",
            )


def test_kl_13_5_a_board_that_drops_the_notice_stops_the_clock_and_starts_it_anew(
    committee, notice_id, look, in_scope
):
    with in_scope(committee.id):
        confirm_all_but_kiruna(committee, notice_id)
    posting, view = look(MORNING, WORDS)
    assert (posting.up_on, view.clock.runs_from, posting.seen_at) == (APPROVED, APPROVED, MORNING)
    later = MORNING + 3 * DAY
    assert look(later, "<p>Andra anslag</p>")[1].clock is not None
    posting, view = look(later + HALF_HOUR, "<p>Andra anslag</p>")
    assert posting.state is noticeboard.PostingState.DOWN_TOO_EARLY
    assert (posting.down_on, view.clock) == (APPROVED + 3 * DAY, None)
    with in_scope(committee.id):
        assert OutgoingMail.objects.filter(subject__contains="igen").count() == 1
        row = posting_of(notice_id, "Kiruna")
        done = [line.action for line in ledger.history(committee.id, f"noticeboard.posting:{row}")]
        assert done == ["remind_registrar", "confirm_down", "confirm_up"]
    posting, view = look(MORNING + 4 * DAY, WORDS)
    assert view.clock.runs_from == APPROVED + 4 * DAY
    assert len(posting.displays) == 2


def test_our_element_tells_that_a_notice_is_down_when_its_time_is_over(committee, notice_id, look, in_scope):
    element = f'<script src="http://tinget{MARKS.element}" async></script>'
    with in_scope(committee.id):
        confirm_all_but_kiruna(committee, notice_id)
    posting, view = look(MORNING, element)
    assert posting.is_up
    removal = view.clock.removal.date
    over = MORNING + (removal - APPROVED)
    assert look(over, element)[0].is_up
    posting, view = look(over + HALF_HOUR, element)
    assert (posting.state, posting.down_on) == (noticeboard.PostingState.DOWN, removal)
    assert view.clock.removal.date == removal


def test_each_look_is_kept_with_its_hash_and_the_page_when_it_shows_something_new(
    committee, notice_id, look, in_scope, settings
):
    for number, (body, status) in enumerate([("Fel", 500), (WORDS, 200), (WORDS, 200), ("", 200)]):
        look(MORNING + number * HALF_HOUR, body, status)
    with in_scope(committee.id):
        kept = list(Observation.objects.values_list("seen", "status", "is_kept"))
    assert kept == [
        ("unreachable", 500, True),
        ("found", 200, True),
        ("found", 200, False),
        ("absent", 200, False),
    ]
    settings.ROOT_URLCONF = "tests.noticeboard.urls"
    page = Client().get(f"/e-namnden/anslagstavla/{notice_id}/kiruna/iakttagelser/").content.decode()
    assert page.split("<table")[1].count("anslaget fanns där") == 2
    assert "Webbplatsen svarade 500." in page
    assert (
        f'href="/e-namnden/anslagstavla/{notice_id}/kiruna/iakttagelser/' not in page
    )  # for the staff alone


def test_a_kept_page_is_given_to_the_staff_as_text(committee, notice_id, look, in_scope, signed_in, settings):
    settings.ROOT_URLCONF = "tests.noticeboard.urls"
    look(MORNING, WORDS, 200)
    look(MORNING + HALF_HOUR, WORDS, 200)
    with in_scope(committee.id):
        kept, same = Observation.objects.order_by("pk")
        content = noticeboard.certificate_content(notice_id, secretary=None, generated_on=MORNING.date())
    place = f"/e-namnden/anslagstavla/{notice_id}/kiruna/iakttagelser/"
    secretary = signed_in("Sekreterare")
    assert f"{place}{kept.pk}/" in secretary.get(place).content.decode()
    answer = secretary.get(f"{place}{kept.pk}/")
    assert WORDS in answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].startswith("attachment")
    assert secretary.get(f"{place}{same.pk}/").status_code == 404
    assert signed_in("Ordförande").get(f"{place}{kept.pk}/").status_code == 403
    kiruna = next(one for one in content["postings"] if one["municipality"] == "Kiruna")
    assert kiruna["observed"] == {"count": 2, "first": "2026-11-23", "last": "2026-11-23"}


def test_addresses_are_set_by_the_staff_on_their_page(committee, signed_in, in_scope, settings):
    settings.ROOT_URLCONF = "tests.noticeboard.urls"
    with in_scope(committee.id):
        kiruna = municipality_by_slug("kiruna").id
        with pytest.raises(NotPermitted):
            actions.set_board_addresses(acting("Ordförande"), authority=committee.id, addresses={})
    client = signed_in("Sekreterare")
    wrong = client.post("/e-namnden/anslagstavla/tavlor/", {f"board_{kiruna}": "inte en adress"})
    assert "Skriv hela adressen" in wrong.content.decode()
    client.post("/e-namnden/anslagstavla/tavlor/", {f"board_{kiruna}": "https://kiruna.example/anslag"})
    assert "https://kiruna.example/anslag" in client.get("/e-namnden/anslagstavla/tavlor/").content.decode()


def test_pages_of_inner_networks_are_not_read(official_board, settings):
    settings.TINGET_INNER_ADDRESSES = False
    with pytest.raises(outside.OutsideSilent, match="inre nät"):
        outside.read_page(official_board["address"])
    with pytest.raises(outside.OutsideSilent):
        outside.read_page("file:///etc/passwd")
