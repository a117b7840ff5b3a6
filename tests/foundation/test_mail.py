"""Mail goes out through a real mail server, from a real worker: late if need be, and at least once."""

import smtplib
import socket

import pytest

from tests.fakes.smtp import Inbox, a_mail_server
from tests.foundation.worker import a_worker, ask, due_now, newest, wait_for
from tinget.foundation import files, mail
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped

pytestmark = pytest.mark.slow
STRANGER = 4712  # an authority of its own, so that nobody else's mail stands beside
INSIDE = Scope(authorities=frozenset({STRANGER}))


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def sent_at(mail_id: int):
    with scoped(INSIDE):
        return OutgoingMail.objects.get(pk=mail_id).sent_at


@pytest.fixture
def through(settings):
    """Return a function that lets this process send through the server at a port."""

    def use(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    return use


def test_a_mail_waits_while_the_mail_server_is_down_and_goes_out_later(demonstration_settings, demonstration):
    ask("DELETE FROM procrastinate_jobs WHERE status = 'todo'")  # the played meeting's own mail
    port = free_port()
    with a_worker(
        demonstration.data, TINGET_SMTP=f"smtp://127.0.0.1:{port}", TINGET_MAIL_FROM="namnd@lulea.se"
    ):
        with scoped(INSIDE):
            mail_id = mail.send_later(
                authority=STRANGER,
                to="registrator@kiruna.se",
                subject="Anslå i dag: §§ 15–16",
                body="Åtgärd: sätt upp.",
            )
        job, state, attempts, _wait = wait_for(lambda: (row := newest(mail.SEND_MAIL))[2] and row)
        assert (state, attempts) == ("todo", 1)
        assert sent_at(mail_id) is None
        with a_mail_server(port) as (inbox, _port):
            due_now(job)
            wait_for(lambda: sent_at(mail_id))
            assert wait_for(lambda: newest(mail.SEND_MAIL)[1] == "succeeded")
    # The played meeting's own may go out as well: what was left waiting is queued anew now and then.
    (message,) = [one for one in inbox.received if one["Subject"] == "Anslå i dag: §§ 15–16"]
    assert (message["To"], message["From"]) == ("registrator@kiruna.se", "namnd@lulea.se")
    assert "Åtgärd: sätt upp." in message.get_content()


def test_a_mail_is_sent_at_least_once(demonstration_settings, through):
    """Where the process is lost after the server took the mail and before the commit, it goes out again."""
    with a_mail_server() as (inbox, port):
        through(port)
        with scoped(INSIDE):
            mail_id = mail.send_later(authority=STRANGER, to="a@b.se", subject="Två gånger", body="")
        with pytest.raises(KeyboardInterrupt), scoped(INSIDE):
            mail.send(authority=STRANGER, mail_id=mail_id)
            raise KeyboardInterrupt
        assert sent_at(mail_id) is None
        for _again in range(2):
            with scoped(INSIDE):
                mail.send(authority=STRANGER, mail_id=mail_id)
    assert [message["Subject"] for message in inbox.received] == ["Två gånger"] * 2


def test_a_mail_server_that_does_not_answer_holds_nobody_up(demonstration_settings, through, monkeypatch):
    monkeypatch.setattr(mail, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        through(silent.getsockname()[1])
        with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"), scoped(INSIDE):
            mail_id = mail.send_later(authority=STRANGER, to="a@b.se", subject="Tyst", body="")
            mail.send(authority=STRANGER, mail_id=mail_id)


def test_a_subject_cannot_smuggle_in_a_header(demonstration_settings, through):
    with a_mail_server() as (inbox, port):
        through(port)
        with pytest.raises(ValueError, match="newline"), scoped(INSIDE):
            mail_id = mail.send_later(authority=STRANGER, to="a@b.se", subject="Hej\nBcc: c@d.se", body="")
            mail.send(authority=STRANGER, mail_id=mail_id)
    assert inbox.received == []


class Refuser(Inbox):
    """Answers every message with these words."""

    def __init__(self, said):
        super().__init__()
        self.said = said

    async def handle_DATA(self, _server, _session, _envelope):  # noqa: N802 -- aiosmtpd's own name
        return self.said


def row(mail_id: int) -> OutgoingMail:
    with scoped(INSIDE):
        return OutgoingMail.objects.get(pk=mail_id)


def queued(**more) -> int:
    with scoped(INSIDE):
        return mail.send_later(authority=STRANGER, to="a@b.se", subject="Hej", body="Hej", **more)


def test_it_goes_out_with_its_files_and_its_message_id(demonstration_settings, through):
    with scoped(INSIDE):
        stored = files.store(STRANGER, "Åtgärder".encode(), name="brev.txt")
    attached = mail.Attachment(stored.sha256, "Åtgärder.txt", stored.media_type)
    mail_id = queued(sender="namnd@lulea.se", attachments=[attached])
    with a_mail_server() as (inbox, port):
        through(port)
        mail.deliver(authority=STRANGER, mail_id=mail_id)
    (message,) = inbox.received
    (part,) = message.iter_attachments()
    assert part.get_filename() == "Åtgärder.txt"
    assert part.get_content().strip() == "Åtgärder"
    assert message["From"] == "namnd@lulea.se"
    assert message["Message-ID"] == row(mail_id).message_id
    assert (row(mail_id).state, row(mail_id).attempts, row(mail_id).failure) == ("handed_over", 1, "")


def test_an_address_that_is_refused_for_good_has_failed_at_once(demonstration_settings, through):
    mail_id = queued()
    with a_mail_server(handler=Refuser("550 5.1.1 no such user")) as (_inbox, port):
        through(port)
        mail.deliver(authority=STRANGER, mail_id=mail_id)
    assert row(mail_id).state == "failed"
    assert "550 5.1.1 no such user" in row(mail_id).failure
    with scoped(INSIDE):
        assert mail.try_again(authority=STRANGER, mail_id=mail_id)
        assert not mail.try_again(authority=STRANGER, mail_id=mail_id)
    assert row(mail_id).state == "queued"


def test_a_server_that_is_busy_is_tried_again_and_in_the_end_it_has_failed(demonstration_settings, through):
    mail_id = queued()
    with a_mail_server(handler=Refuser("451 come back later")) as (_inbox, port):
        through(port)
        for attempt in range(1, mail.ATTEMPTS + 1):
            with pytest.raises(smtplib.SMTPDataError):
                mail.deliver(authority=STRANGER, mail_id=mail_id)
            assert row(mail_id).state == ("failed" if attempt == mail.ATTEMPTS else "queued")
    assert "451 come back later" in row(mail_id).failure


def test_a_file_that_the_store_has_lost_is_told(demonstration_settings, through):
    mail_id = queued(attachments=[mail.Attachment("0" * 64, "brev.pdf", "application/pdf")])
    mail.deliver(authority=STRANGER, mail_id=mail_id)
    assert (row(mail_id).state, row(mail_id).failure) == ("failed", "En bilaga saknas i lagret.")


def test_what_came_back_is_noted_on_what_was_sent_and_on_nothing_else(demonstration_settings):
    mail_id = queued()
    with scoped(INSIDE):
        now = mail.clock.now()
        for unknown in ("", "<stranger@b.se>"):
            assert mail.note_return(authority=STRANGER, message_id=unknown, reason="x", at=now) is None
        ours = OutgoingMail.objects.get(pk=mail_id).message_id
        assert mail.note_return(authority=STRANGER, message_id=ours, reason="okänd", at=now) == mail_id
    assert (row(mail_id).state, row(mail_id).failure) == ("returned", "okänd")
