"""A real worker, killed while it moves in and while it undoes: taken up again, nothing twice or lost."""

import os
import signal
from collections import Counter

import psycopg
import pytest

from tests.foundation.worker import a_worker, ask, wait_for, wake
from tinget.foundation import clock, ledger, serials
from tinget.foundation.scoping import Scope, scoped
from tinget.workflows.moving_in import steps
from tinget.workflows.moving_in.rules.mapping import Kind
from tinget.workflows.moving_in.rules.tables import read_table

pytestmark = pytest.mark.slow
ROWS, TITLE, YEAR = 1_500, "Inflyttat", 2019


@pytest.fixture
def inside(demonstration, demonstration_settings):
    from tinget.organisation import api as organisation

    ask("DELETE FROM procrastinate_jobs WHERE status = 'todo'")  # the played meeting's own mail
    owner = organisation.authority_by_slug("e-namnden").id
    return lambda: scoped(Scope(authorities=frozenset({owner})))


@pytest.fixture
def secretary():
    from tinget.organisation import api as organisation

    people = {role.name: role.id for role in organisation.demonstration_roles(on=clock.today())}
    account = organisation.demonstration_account(people["Sekreterare"])
    return organisation.standing_of(account, chosen=None, on=clock.today()).actor


def taken_up(actor):
    lines = [f"{YEAR}/{number};{TITLE} {number};{YEAR}-02-01" for number in range(1, ROWS + 1)]
    table = read_table("\n".join(["Dnr;Rubrik;Registreringsdatum", *lines]).encode(), "a.csv")
    moving = steps.take_up(
        actor, authority=actor.authority, kind=Kind.CASES, table=table, name="a.csv", at=clock.now()
    )
    steps.start(actor, moving.pk)
    return moving


def lost_worker_is_missed():
    """Make up the half minute of silence after which a lost worker's job is taken up."""
    from procrastinate.contrib.django import app

    ask("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
    app.configure_task("foundation.take_up_lost_jobs", queue="housekeeping").defer(timestamp=0)
    wake()


def titles():
    from tinget.registry.models import Case

    return Counter(Case.objects.filter(year=YEAR, title__startswith=TITLE).values_list("title", flat=True))


def told(moving):
    return Counter(line.action for line in ledger.history(moving.authority_id, steps.on_of(moving)))


def is_waiting_for_a_lock():
    return ask(
        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )


def test_moving_in_and_undoing_go_on_after_the_worker_was_killed(demonstration, inside, secretary):
    def state():
        with inside():
            moving.refresh_from_db()
            return moving.state

    def moved():
        with inside():
            moving.refresh_from_db()
            return moving.went

    with inside():
        moving = taken_up(secretary)
    with a_worker(demonstration.data) as worker:
        wait_for(moved, within=120)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert 0 < moved() < ROWS
    with a_worker(demonstration.data):
        lost_worker_is_missed()
        wait_for(lambda: state() == "moved", within=120)
    everything = Counter(f"{TITLE} {number}" for number in range(1, ROWS + 1))
    with inside():
        assert titles() == everything
        assert told(moving)["move_in_batch"] == -(-ROWS // steps.BATCH)
        assert serials.last_of(authority=secretary.authority, series="case", year=YEAR) == ROWS
        steps.undo(secretary, moving.pk)
    with psycopg.connect(
        os.environ["DATABASE_URL_OWNER"]
    ) as other:  # holds one case, so that the job is in the middle
        other.execute("SELECT 1 FROM registry_case WHERE year = %s AND serial = %s FOR UPDATE", [YEAR, ROWS])
        with a_worker(demonstration.data) as worker:
            wait_for(is_waiting_for_a_lock, within=60)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
    with inside():
        assert titles() == everything
    assert state() == "undoing"
    with a_worker(demonstration.data):
        lost_worker_is_missed()
        wait_for(lambda: state() == "undone", within=120)
    with inside():
        assert not titles()
        assert told(moving)["undo_move_in"] == 1
        assert not serials.last_of(authority=secretary.authority, series="case", year=YEAR)
