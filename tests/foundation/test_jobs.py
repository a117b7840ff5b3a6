"""Background work in real worker processes: asked for in the transaction, tried again, never lost."""

import signal
from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import Client

from tests.foundation.worker import a_worker, ask, due_now, newest, wait_for, wake
from tinget.foundation import jobs
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped

pytestmark = pytest.mark.slow
STRANGER = 4711  # an authority that is not the committee


@pytest.fixture
def committee(demonstration_settings):
    from tinget.organisation import api as organisation

    return organisation.authority_by_slug("e-namnden").id


@pytest.fixture
def client(committee):
    from tinget.foundation import clock
    from tinget.organisation import api as organisation

    people = {role.name: role.id for role in organisation.demonstration_roles(on=clock.today())}
    client = Client()
    client.post("/demonstration/roll/", {"person": people["Sekreterare"]})
    return client


def notes(authority: int, subject: str) -> list[str]:
    with scoped(Scope(authorities=frozenset({authority}))):
        return list(
            OutgoingMail.objects.filter(subject=subject).order_by("pk").values_list("body", flat=True)
        )


def asked_for(name: str, authority: int, **arguments) -> None:
    with scoped(Scope(authorities=frozenset({authority}))):
        jobs.enqueue(name, authority=authority, **arguments)


def test_a_job_runs_when_and_only_when_its_transaction_commits(demonstration, committee):
    with a_worker(demonstration.data):
        with scoped(Scope(authorities=frozenset({committee}))):
            jobs.enqueue("tests.note", authority=committee, text="rolled back")
            transaction.set_rollback(True)
        asked_for("tests.note", committee, text="committed")
        wait_for(lambda: notes(committee, "committed"))
    assert notes(committee, "committed") == [""]
    assert notes(committee, "rolled back") == []
    assert ask("SELECT 1 FROM procrastinate_jobs WHERE args ->> 'text' = 'rolled back'") == []


def test_a_job_sees_and_writes_for_its_own_authority_alone(demonstration, committee):
    with scoped(Scope(authorities=frozenset({committee, STRANGER}))):
        assert OutgoingMail.objects.filter(authority_id=committee).exists()
    with a_worker(demonstration.data):
        asked_for("tests.look", STRANGER)
        assert wait_for(lambda: notes(STRANGER, "tests.look")) == ["[] []"]
        asked_for("tests.look", committee)
        assert wait_for(lambda: notes(committee, "tests.look")) == [f"[{committee}] [{committee}]"]
        asked_for("tests.reach", STRANGER, other=committee)
        wait_for(lambda: newest("tests.reach")[2] == 1)
    assert notes(committee, "tests.reach") == []


def test_a_failing_job_is_tried_again_and_ends_as_failed_on_the_page(demonstration, committee, client):
    page = "/e-namnden/bakgrundsarbete/"
    with a_worker(demonstration.data):
        asked_for("tests.fail", committee)
        for attempts, seconds in ((1, 5), (2, 25), (3, 125)):
            job, state, _, wait = wait_for(
                lambda count=attempts: (row := newest("tests.fail"))[2] == count and row
            )
            assert state == "todo"
            assert seconds - 4 < wait <= seconds
            due_now(job)
        wait_for(lambda: newest("tests.fail")[2] == 4)
        assert "Försök igen" not in client.get(page).content.decode()
        due_now(job, attempts=jobs.queue.RETRIES)
        wait_for(lambda: newest("tests.fail")[1] == "failed")
    assert newest("tests.fail")[2] == 8
    assert notes(committee, "tests.fail") == []
    shown = client.get(page).content.decode()
    assert "1 misslyckades" in shown
    assert "Försök igen" in shown
    assert not jobs.retry(STRANGER, job)
    answer = client.post(f"/e-namnden/bakgrundsarbete/{job}/igen/", follow=True)
    assert "Arbetet står i kö igen" in answer.content.decode()
    assert newest("tests.fail")[1:3] == ("todo", 0)
    again = client.post(f"/e-namnden/bakgrundsarbete/{job}/igen/")
    assert again.status_code == HTTPStatus.CONFLICT
    ask("DELETE FROM procrastinate_jobs WHERE id = %s", job)


def test_what_a_killed_worker_had_begun_is_taken_up_by_the_next(demonstration, committee, tmp_path):
    begun = tmp_path / "begun"
    with a_worker(demonstration.data) as worker:
        asked_for("tests.hang", committee, begun=str(begun))
        wait_for(begun.exists)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert newest("tests.hang")[1] == "doing"
    # The half minute of silence is made up here; how long it takes in truth: docs/decisions/0010-jobs.md.
    ask("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
    with a_worker(demonstration.data):
        look_after()
        wait_for(lambda: newest("tests.hang")[1] != "doing")
        wake()
        wait_for(lambda: newest("tests.hang")[1] == "succeeded")
    assert notes(committee, "tests.hang") == ["second"]
    assert newest("tests.hang")[2] == 2


def test_a_job_that_kills_its_worker_again_and_again_fails_in_the_end(demonstration, committee, tmp_path):
    asked_for("tests.hang", committee, begun=str(tmp_path / "never"))
    job = newest("tests.hang")[0]
    ask(
        "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s, worker_id = NULL WHERE id = %s",
        jobs.queue.RETRIES,
        job,
    )
    with a_worker(demonstration.data):
        look_after()
        wait_for(lambda: newest("tests.hang")[1] == "failed")


def test_old_finished_jobs_are_removed_and_failed_ones_stay(demonstration, committee):
    def aged(text: str, state: str, age: str) -> None:
        asked_for("tests.note", committee, text=text)
        job = newest("tests.note")[0]
        ask("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", job)
        ask("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", state, job)
        ask("UPDATE procrastinate_events SET at = now() - %s::interval WHERE job_id = %s", age, job)

    aged("old and done", "succeeded", "31 days")
    aged("old and failed", "failed", "31 days")
    aged("newly done", "succeeded", "29 days")
    left = "SELECT args ->> 'text' FROM procrastinate_jobs WHERE args ->> 'text' ~ '^(old|newly)' ORDER BY 1"
    with a_worker(demonstration.data):
        wake()  # by asking for just this work
        wait_for(lambda: len(ask(left)) < 3)
    assert ask(left) == [("newly done",), ("old and failed",)]


def look_after() -> None:
    """Ask for what the worker asks itself for each minute."""
    from procrastinate.contrib.django import app

    app.configure_task("foundation.take_up_lost_jobs", queue="housekeeping").defer(timestamp=0)
