"""The meeting that plays itself, and the word that stands on everything of it."""

import datetime as dt
import io
import re
from http import HTTPStatus

import pytest
from django.core.management import CommandError, call_command

from tests.programs import needs, run
from tests.workflows.pages import opened
from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard

pytestmark = pytest.mark.slow
WORD = "DEMONSTRATION"
MADE_UP = ("Övningsärende", "Demonstrationsrummet", "Information om pågående övningar")
HEAVIEST, MOST_REQUESTS = 100_000, 8
READERS = ["visitor", "Sekreterare", "Registrator, Kiruna"]


@pytest.fixture(scope="module")
def again(demonstration, tmp_path_factory, django_db_blocker):
    """Play a second meeting on the same day by the command; return its last line and the saved PDF."""
    path, words = tmp_path_factory.mktemp("pdf") / "protokoll.pdf", io.StringIO()
    call_command("demo_meeting", pdf=path, stdout=words, stderr=io.StringIO())
    return words.getvalue().splitlines()[-1], path


@pytest.fixture
def played(demonstration_settings, again, inside):
    """Return both played meetings."""
    with inside():
        first = meetings.meeting_by_id(demonstration_settings.meeting_id)
        second = meetings.meeting_by_address(first.authority, f"{first.address}-2")
    return first, second


def test_the_last_line_is_the_address_of_the_minutes_page(again, visitor):
    address, _path = again
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/e-namnden/protokoll/\d{4}-\d\d-\d\d-2/", address)
    page = visitor.get(address.removeprefix("http://127.0.0.1:8000"))
    assert "Det undertecknade protokollet" in page.content.decode()


def test_a_second_meeting_of_the_day_goes_on_where_the_first_ended(played):
    first, second = played
    assert second.address == f"{first.address}-2"
    last = max(item.paragraph for item in first.items)
    assert [item.paragraph for item in second.items] == [*range(last + 1, last + 1 + len(second.items))]
    assert second.state is meetings.MeetingState.ANNOUNCED
    numbers = [item.case_number for view in played for item in view.items if item.case_number]
    assert len(set(numbers)) == len(numbers) == 4


def test_the_saved_pdf_is_the_public_one(again, visitor):
    address, path = again
    public = visitor.get(address.removeprefix("http://127.0.0.1:8000").rstrip("/") + ".pdf")
    assert public.getvalue() == path.read_bytes()


@needs("pdfsig")
def test_others_programs_find_three_whole_signatures_and_the_seal(again):
    report = run("pdfsig", "-nocert", again[1])
    assert report.count("Signature is Valid.") == 4
    assert len(re.findall(r"Signature #\d", report)) == 5  # the time stamp is counted, not judged


def test_outside_a_demonstration_the_commands_refuse(authority, settings):
    settings.TINGET_DEMO = False
    for command in ("demo_meeting", "prepare_demonstration"):
        with pytest.raises(CommandError) as refused:
            call_command(command, stdout=io.StringIO(), stderr=io.StringIO())
        assert refused.value.returncode == 2


def test_the_meeting_to_work_in_is_ten_days_ahead_and_made_once(authority, inside):
    call_command("prepare_demonstration")
    with inside():
        planned = [
            line
            for line in meetings.meetings(authority.id)
            if line.is_demonstration and line.state is meetings.MeetingState.PLANNED
        ]
    assert [line.day for line in planned] == [clock.today() + dt.timedelta(days=10)]


def test_the_register_waits_on_the_first_page_of_those_who_handle_it(person):
    for name in ("Sekreterare", "Handläggare"):
        text = " ".join(opened(person(name), "/").text.split())
        assert "handlingar att sortera" in text
        assert "1 bevakning idag" in text
        assert "1 ärende vars tid har gått ut" in text
    assert "att sortera" not in opened(person("Ledamot, Boden"), "/").text


def test_scheme_and_plan_are_there_from_the_first_start_and_say_what_they_are(person, visitor):
    for address in ("delegationsordning/", "informationshanteringsplan/"):
        text = opened(visitor, f"/e-namnden/{address}").text
        assert f"{WORD}: påhittad" in text
        assert "2.2" in text
    decided = opened(person("Sekreterare"), "/e-namnden/delegationsbeslut/").text
    assert "Övning: avrop av skrivare" in decided
    assert "ska anmälas" in decided
    assert "Övning" not in opened(visitor, "/e-namnden/delegationsbeslut/").text


@needs("pdftotext")
@needs("pdfinfo")
def test_every_page_of_every_pdf_says_so_and_its_metadata_too(played, inside, authority, tmp_path):
    with inside():
        about = f"meetings.meeting:{played[0].id}"
        notice = noticeboard.notice_of(authority.id, about, today=clock.today())
    for document_id in (played[0].minutes_document_id, notice.certificate_document_id):
        file = tmp_path / f"{document_id}.pdf"
        with scoped(PUBLIC), documents.open_version(documents.latest(document_id).id) as stored:
            file.write_bytes(stored.read())
        pages = run("pdftotext", file, "-").split("\f")[:-1]
        assert pages
        assert all(WORD in page for page in pages)
        assert WORD in run("pdfinfo", file)


@pytest.mark.parametrize("name", READERS)
def test_every_page_that_tells_of_it_says_so(name, played, pages_of):
    pages = pages_of(name)
    telling = [
        page
        for page in pages.values()
        if any(words in page.text for words in MADE_UP) or any(view.address in page.path for view in played)
    ]
    silent = [page.path for page in telling if page.weight and WORD not in page.text]
    assert silent == []
    assert len(telling) > 10


@pytest.mark.parametrize("name", READERS)
def test_every_page_is_light(name, pages_of):
    pages = pages_of(name).values()
    assert [(page.path, page.weight) for page in pages if page.weight > HEAVIEST] == []
    # The page itself, and what it makes the browser fetch.
    assert [(page.path, page.fetched) for page in pages if len(page.fetched) + 1 > MOST_REQUESTS] == []
    assert [page.path for page in pages if page.status not in {HTTPStatus.OK, HTTPStatus.FOUND}] == []


def test_each_of_its_own_pages_is_among_them(played, pages_of):
    pages = pages_of("Sekreterare")
    first = played[0]
    wanted = [
        f"/e-namnden/sammantraden/{first.address}/",
        f"/e-namnden/sammantraden/{first.address}/protokoll/",
        f"/e-namnden/protokoll/{first.address}/",
        *(f"/e-namnden/protokoll/{first.address}/{item.paragraph}/" for item in first.items),
        *(item.case_url for item in first.items if item.case_url),
        f"/e-namnden/dokument/{first.minutes_document_id}/",
    ]
    missing = [place for place in wanted if place not in pages and place.rstrip("/") not in pages]
    assert missing == []
    for place in wanted:
        page = pages.get(place) or pages[place.rstrip("/")]
        assert WORD in page.text, place


def test_the_page_of_the_link_and_every_copy_say_so(played, authority, inside, visitor):
    with inside():
        mails = list(OutgoingMail.objects.all())
    assert len(mails) >= 28
    assert all(mail.subject.startswith(f"{WORD}: ") for mail in mails)
    with inside():
        link = noticeboard.link_of(mails[0].about)
        assert WORD in visitor.get(link).content.decode()
        boards = noticeboard.notice_of(
            authority.id, f"meetings.meeting:{played[0].id}", today=clock.today()
        ).postings
    for posting in boards:
        page = visitor.get(f"/e-namnden/anslagstavla/{posting.municipality.slug}/").content.decode()
        assert WORD in page


def test_the_api_says_so(played, visitor):
    meeting = visitor.get(f"/api/e-namnden/meetings/{played[0].address}").json()
    notices = visitor.get("/api/e-namnden/notices").json()
    assert meeting["is_demonstration"]
    assert [one["is_demonstration"] for one in notices if not one["is_published_fact"]] == [True, True]
    for item in (one for one in meeting["items"] if one["case_number"]):
        number = item["case_number"].split("-")[0]
        assert visitor.get(f"/api/e-namnden/cases/{number}").json()["is_demonstration"]


def test_nothing_of_the_real_committee_is_marked_and_nothing_made_up_bears_a_real_name(played, inside):
    with inside():
        real = [line for line in meetings.meetings(played[0].authority) if line.is_published_fact]
        views = [meetings.meeting_by_id(line.id) for line in real]
    assert all(not view.is_demonstration for view in views)
    names = {"Fredrik Hansson", "Niclas Hökfors", "Lisa Nilsson", "Adam Kjellgren"}
    for view in played:
        assert view.is_demonstration
        assert not names & {one.name for one in view.presence}
        assert not names & {view.chair_name, view.secretary_name, *(one.name for one in view.approvers)}
