"""Nothing acknowledged is lost: a renewal that nobody notices, then kills, as the benchmarks do."""

from http import HTTPStatus

import pytest

from benchmarks import killing, upgrading
from benchmarks.writers import Writer
from tests.running import folder_for_a_server
from tinget.site.cli.versions import keep_copy

PAGES = ("/logga-in/", "/e-namnden/", "/stil/", "/static/ui/tinget.css", "/e-namnden/anslagstavla/")
EVERY_PAGE = "src/tinget/foundation/templates/ui/page.html"
MARK = "<!-- a later version -->"


def _answers_without_its_files(victim, away):
    """Ask for what nobody has asked for yet while the program's files are being replaced by others."""
    there = victim.checkout / "src"
    there.rename(away)
    there.mkdir()
    answers = {page: Writer(victim.port).ask("GET", page)[0] for page in PAGES}
    there.rmdir()
    away.rename(there)
    return answers


def _lay_another(checkout):
    with (checkout / EVERY_PAGE).open("a", encoding="utf-8") as page:
        page.write(MARK)


def _is_later(victim):
    return MARK in Writer(victim.port).ask("GET", "/logga-in/")[2]


@pytest.mark.slow
def test_a_renewal_fails_no_request_and_kills_lose_no_acknowledged_case():
    with folder_for_a_server() as folder:
        checkout = keep_copy(folder)
        victim = killing.Victim(folder / "data", killing.free_port(), checkout)
        victim.start()
        try:
            answers = _answers_without_its_files(victim, folder / "away")
            _lay_another(checkout)
            answers["before"] = _is_later(victim)
            visitors, writers = upgrading.renewed(victim, 1)
            answers["after"] = _is_later(victim)
            cut_off = [writer.cut_off for writer in writers]
            told = killing.killed(
                victim, 5, [killing.DATABASE, killing.WEB, killing.WORKERS, killing.ALL, killing.DATABASE]
            )
        finally:
            victim.stop()
    assert answers == {**dict.fromkeys(PAGES, HTTPStatus.OK), "before": False, "after": True}
    failed = [one for visitor in visitors for one in visitor.failed]
    assert failed == []
    # Each has one line at a time, so no more than that is cut off when the old web server goes.
    assert sum(visitor.asked_again for visitor in visitors) <= len(visitors)
    assert not any(cut_off)
    assert all(visitor.seconds for visitor in visitors)
    assert all(writer.acknowledged for writer in writers)
    assert told.acknowledged >= 5 * killing.BETWEEN
    assert told.cut_off
    assert told.lost == []
    assert told.twice == 0
    assert told.ledger_is_whole
