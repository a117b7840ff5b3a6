"""From minutes to the public: long minutes drawn up, their proof, the boards, pages at a steady rate."""

import io
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from http import HTTPStatus

import pikepdf

from benchmarks.growing import AUTHORITY
from benchmarks.measuring import heading, line, percentile, timed
from benchmarks.serving import Browser, server
from tinget.foundation import clock, ledger
from tinget.foundation.pdf.typesetting import Attachment, typeset
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.prepare import prepare_demonstration
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.prove_minutes.gathering import bundle_of
from tinget.workflows.prove_minutes.subjects import subject_at
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.minutes import draw_up_minutes
from tinget.workflows.verify_document.checking import check

PAGES = ((20, 0), (60, 40), (200, 0))  # pages, and files that travel inside
RATES = (50, 100, 200)  # requests a second
SECONDS, CLIENTS, TIMES = 5, 32, 5
ATTACHED = 200_000  # bytes of each file inside
WORDS = "Nämnden har fått en påhittad redogörelse som är lika lång som verkliga är. " * 30


def run(sizes: tuple[int, ...] = RATES) -> None:
    """Print how long each step takes, and the public pages' times at these many requests a second."""
    now = clock.now()
    authority = organisation.authority_by_slug(AUTHORITY)
    prepare_demonstration(authority, at=now)
    played = play.play_meeting(authority, at=now)
    with acting_as(SECRETARY, at=now):
        meeting = meetings.meeting_by_id(played.meeting_id)
        content = meetings.minutes_content(meeting.id, generated_on=now.date())
    _draw_up(content)
    _prove(authority.id, meeting.address)
    with server():
        _notice(authority)
        _visit(meeting, sizes)


def _draw_up(content: meetings.MinutesContent) -> None:
    heading("Minutes typeset as PDF/A-3a with their data inside, seconds")
    line("pages, files inside", "made", "a page")
    for wanted, files in PAGES:
        data = _lengthened(content, wanted).to_json()
        inside = [
            Attachment(f"bilaga-{number}.bin", bytes(ATTACHED), "application/octet-stream", "Bilaga")
            for number in range(files)
        ]
        started = time.perf_counter()
        made = typeset(meetings.TEMPLATES / "minutes.typ", data, attachments=inside)
        taken = time.perf_counter() - started
        with pikepdf.open(io.BytesIO(made)) as pdf:
            pages = len(pdf.pages)
        line(f"{pages}, {files}", f"{taken:.2f}", f"{taken / pages:.4f}")


def _lengthened(content: meetings.MinutesContent, pages: int) -> meetings.MinutesContent:
    """Repeat a decided paragraph, with a text of about a page, until there are that many."""
    decided = next(item for item in content.items if item.case_number)
    items = [replace(decided, paragraph=str(number), meeting_text=WORDS) for number in range(1, pages + 1)]
    return replace(content, items=tuple(items), paragraphs=tuple(item.paragraph for item in items))


def _prove(authority: int, address: str) -> None:
    heading("Minutes and their proof, milliseconds (p50)")
    now, trusted = clock.now(), signatures.trusted_issuers()
    with scoped(Scope(authorities=frozenset({authority}))):
        ledger.anchor(authority, timestamper=signatures.evidence(now).timestamper, at=now)
    with scoped(PUBLIC):
        subject = subject_at(AUTHORITY, address, None, today=now.date())
        bundle = bundle_of(subject, at=now)
        made = [timed(partial(bundle_of, subject, at=now)) for _ in range(TIMES)]
    judged = [timed(partial(check, bundle, name="bevis.zip", trusted=trusted)) for _ in range(TIMES)]
    line("bundle made", f"{percentile(made, 0.5):.0f}")
    line("bundle judged, its paper in a process of its own", f"{percentile(judged, 0.5):.0f}")


def _notice(authority: organisation.Authority) -> None:
    """Measure from the last signature's click until every board's element carries the notice."""
    heading("A notice, from the last signature to fourteen boards, milliseconds (p50 / p95)")
    signed, carried = [], []
    for _ in range(TIMES):
        now = clock.now()
        meeting_id = play.prepare_meeting(authority, at=now)
        play.hold_meeting(authority, meeting_id, at=now)
        with acting_as(SECRETARY, at=now) as secretary:
            draw_up_minutes(secretary, authority=authority.id, meeting_id=meeting_id, at=now)
        for name in (SECRETARY, CHAIR):
            play.sign_as(name, authority, f"{MEETING}{meeting_id}", at=now)
        with acting_as(SECRETARY, at=now):
            address = meetings.meeting_by_id(meeting_id).address
            boards = [one.slug for one in organisation.boards(authority.id, on=now.date())]
        started = time.perf_counter()
        play.sign_as(f"Ledamot, {play.APPROVER}", authority, f"{MEETING}{meeting_id}", at=now)
        signed.append(time.perf_counter() - started)
        browser = Browser()
        for board in boards:
            element = browser.get(f"/{AUTHORITY}/anslagstavla/{board}/element.js", compressed=False).body
            if address.encode() not in element:
                raise RuntimeError(f"{board} does not carry {address}")
        carried.append(time.perf_counter() - started)
        browser.line.close()
    for name, taken in (("signed, sealed, published, noticed", signed), ("on all boards' pages", carried)):
        line(name, f"{percentile(taken, 0.5):.0f} / {percentile(taken, 0.95):.0f}")


def _visit(meeting: meetings.MeetingView, rates: Sequence[int]) -> None:
    """Ask at a steady rate, whether the answers keep up or not; each is timed from when it was due."""
    heading("Public pages at a steady rate, milliseconds (p50 / p95), and how many were answered a second")
    line("page", *(f"{rate} a second" for rate in rates))
    minutes = f"/{AUTHORITY}/protokoll/{meeting.address}/"
    paragraph = next(item.paragraph for item in meeting.items if item.case_id)
    for name, path in (
        ("start page", f"/{AUTHORITY}/"),
        ("minutes", minutes),
        ("a decision", f"{minutes}{paragraph}"),
    ):
        told = []
        for rate in rates:
            waited, answered = _at_rate(path, rate)
            told.append(f"{percentile(waited, 0.5):.0f} / {percentile(waited, 0.95):.0f}, {answered:.0f}")
        line(name, *told)


def _at_rate(path: str, rate: int) -> tuple[list[float], float]:
    count = rate * SECONDS
    begins = time.perf_counter() + 0.2

    def work(first: int) -> list[float]:
        browser, waited = Browser(), []
        for number in range(first, count, CLIENTS):
            due = begins + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            if browser.get(path).status != HTTPStatus.OK:
                raise RuntimeError(path)
            waited.append(time.perf_counter() - due)
        browser.line.close()
        return waited

    with ThreadPoolExecutor(CLIENTS) as pool:
        waited = [one for each in pool.map(work, range(CLIENTS)) for one in each]
    return waited, count / (time.perf_counter() - begins)
