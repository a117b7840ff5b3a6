"""A mailbox read by a real worker that is killed in the middle: the next one ends it, nothing twice."""

import signal

import pytest

from tests.factories.messages import a_letter, wire
from tests.fakes.imap import an_imap_server
from tests.foundation.worker import a_worker, ask, newest, wait_for
from tinget.foundation.scoping import Scope, scoped
from tinget.messages import jobs
from tinget.messages.models import Message

pytestmark = pytest.mark.slow
LETTERS = 60


def stored() -> list[str]:
    from tinget.organisation import api as organisation

    authority = organisation.authority_by_slug("e-namnden").id
    with scoped(Scope(authorities=frozenset({authority}))):
        return sorted(Message.objects.values_list("subject", flat=True))


def clock_strikes(name: str) -> None:
    from procrastinate.contrib.django import app

    app.configure_task(name, queue="housekeeping").defer(timestamp=0)


def test_a_worker_killed_among_the_messages(demonstration, demonstration_settings):
    ask("DELETE FROM procrastinate_jobs WHERE status = 'todo'")  # the played meeting's own mail
    with an_imap_server() as boxes:
        for number in range(LETTERS):
            boxes.deliver(wire(a_letter(f"{number:03}", message_id=f"<{number}@kiruna.se>")))
        there = f"e-namnden=imap://namnd%40lulea.se:{boxes.password}@127.0.0.1:{boxes.port}"
        with a_worker(demonstration.data, TINGET_MAILBOXES=there) as worker:
            clock_strikes(jobs.LOOK)
            wait_for(lambda: len(stored()) > 5)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        assert 5 < len(stored()) < LETTERS
        # The half minute of silence is made up here, as in the tests of jobs.
        ask("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
        with a_worker(demonstration.data, TINGET_MAILBOXES=there):
            clock_strikes(jobs.LOOK)  # asks for the mailbox, which waits behind the lost one
            clock_strikes("foundation.take_up_lost_jobs")
            wait_for(lambda: len(stored()) == LETTERS)
            wait_for(lambda: newest(jobs.FETCH)[1] == "succeeded")
        assert stored() == [f"{number:03}" for number in range(LETTERS)]
        assert len(boxes.seen()) == LETTERS
