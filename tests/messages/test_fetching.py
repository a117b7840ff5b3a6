"""A mailbox that is read: nothing twice, nothing lost, whatever breaks and whenever."""

import datetime as dt

import pytest

from tests.factories.committee import AT, acting
from tests.factories.documents import PDF
from tests.factories.messages import a_letter, a_return, read_mailbox, set_up, taken_in, wire
from tests.fakes.imap import an_imap_server
from tinget.foundation import events, files, mail
from tinget.foundation.imap import opened, quoted
from tinget.foundation.models import LedgerEntry, OutgoingMail
from tinget.messages import actions, api, jobs
from tinget.messages.models import Attachment, Mailbox, Message
from tinget.messages.rules.mailboxes import read_mailboxes
from tinget.messages.rules.parsing import Note


class Killed(BaseException):
    """The process ends here, as at kill -9."""


@pytest.fixture(autouse=True)
def heard(monkeypatch):
    monkeypatch.setattr(events, "_handlers", events.defaultdict(list))
    heard = []
    events.listen(api.MessageReceived, heard.append)
    events.listen(api.MailReturned, heard.append)
    return heard


@pytest.fixture
def inside(committee, in_scope):
    return lambda: in_scope(committee.id)


@pytest.fixture
def subjects(inside):
    def told():
        with inside():
            return list(Message.objects.order_by("pk").values_list("subject", flat=True))

    return told


def trouble(inside) -> str:
    with inside():
        return Mailbox.objects.get().failure


def due_now(inside) -> None:
    with inside():
        Mailbox.objects.update(next_try_at=None)


def test_new_mail_is_stored_flagged_and_told_of(boxes, inside, committee, heard):
    content = wire(a_letter())
    boxes.deliver(content)
    read_mailbox()
    with inside():
        (row,) = Message.objects.all()
        assert files.path_of(committee.id, row.sha256).read_bytes() == content
        assert (row.sender_address, row.state, row.is_settled) == ("anna@kiruna.se", "waiting", True)
        assert row.received_at == dt.datetime(2026, 11, 23, 8, 15, tzinfo=dt.UTC)
        told = LedgerEntry.objects.get(on=f"messages.message:{row.pk}").entry
    assert "anna" not in told
    assert "avtalet" not in told
    assert boxes.seen() == [1]
    assert heard == [api.MessageReceived(authority=committee.id, message_id=row.pk)]


def test_nothing_is_fetched_twice(boxes, subjects):
    boxes.deliver(wire(a_letter("Ett")))
    read_mailbox()
    boxes.said.clear()
    read_mailbox()
    assert not [line for line in boxes.said if "FETCH" in line]
    boxes.deliver(wire(a_letter("Två", message_id="<2@kiruna.se>")))
    read_mailbox()
    assert subjects() == ["Ett", "Två"]


def test_killed_before_the_commit_it_is_read_again(boxes, subjects, monkeypatch):
    boxes.deliver(wire(a_letter("Ett")))
    with monkeypatch.context() as patched:
        patched.setattr(actions.receiving.ledger, "append", lambda *_a, **_k: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            read_mailbox()
    assert subjects() == []
    assert boxes.seen() == []
    read_mailbox()
    assert subjects() == ["Ett"]
    assert boxes.seen() == [1]


def test_killed_between_commit_and_flag_the_mailbox_is_told_next_time(boxes, subjects, monkeypatch):
    boxes.deliver(wire(a_letter("Ett")))
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "_settle", lambda *_words: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            read_mailbox()
    assert subjects() == ["Ett"]
    assert boxes.seen() == []
    read_mailbox()
    assert subjects() == ["Ett"]
    assert boxes.seen() == [1]


def test_a_connection_cut_in_the_middle_of_a_message_loses_nothing(boxes, subjects, inside):
    for number in (1, 2, 3):
        boxes.deliver(wire(a_letter(str(number), message_id=f"<{number}@kiruna.se>", text="x" * 5_000)))
    boxes.cut_after = 1
    read_mailbox()
    assert subjects() == ["1"]
    assert "bröt förbindelsen" in trouble(inside)
    boxes.cut_after = None
    read_mailbox()
    assert subjects() == ["1"], "after a failure it is left alone for a minute"
    due_now(inside)
    read_mailbox()
    assert subjects() == ["1", "2", "3"]
    assert trouble(inside) == ""
    assert boxes.seen() == [1, 2, 3]


def test_a_connection_cut_before_the_flag(boxes, subjects, inside):
    boxes.deliver(wire(a_letter("Ett")))
    boxes.cut_before_settling = True
    read_mailbox()
    assert (subjects(), boxes.seen()) == (["Ett"], [])
    boxes.cut_before_settling = False
    due_now(inside)
    read_mailbox()
    assert (subjects(), boxes.seen()) == (["Ett"], [1])


def test_numbers_given_anew_bring_nothing_twice(boxes, subjects):
    for number in (1, 2):
        boxes.deliver(wire(a_letter(str(number), message_id=f"<{number}@kiruna.se>")))
    read_mailbox()
    boxes.renumber(2)
    boxes.deliver(wire(a_letter("3", message_id="<3@kiruna.se>")))
    read_mailbox()
    assert subjects() == ["1", "2", "3"]
    assert boxes.seen() == [1, 2, 3]


def test_the_same_message_id_with_other_content_is_kept_and_told(boxes, inside):
    boxes.deliver(wire(a_letter("Ett")))
    boxes.deliver(wire(a_letter("Ett", text="Något helt annat")))
    read_mailbox()
    with inside():
        first, second = Message.objects.order_by("pk")
    assert second.same_as_id == first.pk
    assert second.state == "waiting"


def test_moved_where_the_setting_says(boxes, subjects):
    set_up(boxes.port, boxes.password, "?move=Registrerat")
    boxes.deliver(wire(a_letter("Ett")))
    read_mailbox()
    assert subjects() == ["Ett"]
    assert (len(boxes.folders["INBOX"]), len(boxes.folders["Registrerat"])) == (0, 1)


def test_moved_by_copying_where_the_server_cannot_move(boxes, subjects):
    boxes.capabilities = "IMAP4rev1"
    set_up(boxes.port, boxes.password, "?move=Registrerat")
    boxes.deliver(wire(a_letter("Ett")))
    read_mailbox()
    assert (len(boxes.folders["INBOX"]), len(boxes.folders["Registrerat"])) == (0, 1)


def test_a_folder_that_is_not_there_is_told_and_nothing_is_lost(boxes, subjects, inside):
    set_up(boxes.port, boxes.password, "?move=Finns%20inte")
    boxes.deliver(wire(a_letter("Ett")))
    read_mailbox()
    assert "Mappen finns inte" in trouble(inside)
    assert subjects() == ["Ett"]
    assert len(boxes.folders["INBOX"]) == 1


def test_a_wrong_password_is_told_to_the_administrator_and_tried_again_ever_more_seldom(
    boxes, subjects, inside, signed_in
):
    boxes.deliver(wire(a_letter("Ett")))
    set_up(boxes.port, "fel-lösen".replace("ö", "%C3%B6"))
    for _minute in range(3):
        due_now(inside)
        read_mailbox()
    with inside():
        box = Mailbox.objects.get()
    assert box.failures == 3
    assert box.next_try_at is not None
    page = signed_in("Administratör").get("/e-namnden/bakgrundsarbete/").content.decode()
    assert "godtar inte användaren eller lösenordet" in page
    assert "fel-l" not in page
    set_up(boxes.port, boxes.password)
    due_now(inside)
    read_mailbox()
    assert subjects() == ["Ett"]


def test_a_password_outside_ascii_and_one_in_a_file(boxes, subjects, tmp_path):
    boxes.password = "åäö@/ hemligt"
    boxes.deliver(wire(a_letter("Ett")))
    (tmp_path / "word").write_text(f"{boxes.password}\n", encoding="utf-8")
    set_up(boxes.port, "", f"?password_file={tmp_path}/word")
    read_mailbox()
    assert subjects() == ["Ett"]


def test_a_password_file_that_cannot_be_read_is_told(boxes, inside):
    set_up(boxes.port, "", "?password_file=/no/such/file")
    read_mailbox()
    assert "Filen med lösenordet" in trouble(inside)


def test_a_server_that_is_not_there_is_told(committee, inside, settings):
    set_up(9, "x")
    read_mailbox()
    assert "svarar inte" in trouble(inside)


def test_a_password_in_clear_never_leaves_this_machine(settings, committee, inside):
    settings.TINGET_MAILBOXES = "e-namnden=imap://a:b@mail.kiruna.se"
    read_mailbox()
    assert "svarar inte" in trouble(inside)


def test_what_came_before_a_day_is_left_out_of_the_question(boxes, committee):
    set_up(boxes.port, boxes.password, "?since=2026-11-20")
    read_mailbox()
    assert any("SINCE 20-Nov-2026" in line for line in boxes.said)


def test_a_message_past_the_limit_is_told_of_and_stays(boxes, inside, monkeypatch):
    monkeypatch.setattr(jobs, "LIMIT", 1_000)
    boxes.deliver(wire(a_letter("Stor", text="x" * 2_000)))
    read_mailbox()
    with inside():
        (row,) = Message.objects.all()
    assert (row.subject, row.text, row.notes) == ("Stor", "", [Note.TOO_LARGE.value])
    assert boxes.seen() == []


def test_files_that_lie_are_told_of_and_lie_in_the_original(boxes, inside, committee):
    letter = a_letter()
    letter.add_attachment(PDF, maintype="application", subtype="pdf", filename="Yttrande.pdf")
    letter.add_attachment(
        b"<html><script>x</script>", maintype="application", subtype="pdf", filename="falsk.pdf"
    )
    letter.add_attachment(b"", maintype="application", subtype="pdf", filename="tom.pdf")
    letter.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="../../virus.exe")
    boxes.deliver(wire(letter))
    read_mailbox()
    with inside():
        told = {one.name: (bool(one.sha256), one.refusal) for one in Attachment.objects.all()}
    assert told["Yttrande.pdf"] == (True, "")
    assert "inte vad namnet säger" in told["falsk.pdf"][1]
    assert told["tom.pdf"][1] == "Filen är tom."
    assert not told["../../virus.exe"][0]


def test_a_message_that_cannot_be_stored_whole_is_kept_as_it_came(boxes, inside, monkeypatch, caplog):
    def broken(_content):
        raise RuntimeError

    boxes.deliver(wire(a_letter("Ett")))
    monkeypatch.setattr(actions.receiving, "parse", broken)
    read_mailbox()
    with inside():
        (row,) = Message.objects.all()
    assert row.notes == [Note.NOT_TAKEN_APART.value]
    assert row.subject == "Ett"
    assert row.sha256


def test_a_full_disk_loses_nothing(boxes, subjects, inside, monkeypatch):
    def full(*_words, **_more):
        raise OSError(28, "No space left on device")

    boxes.deliver(wire(a_letter("Ett")))
    with monkeypatch.context() as patched:
        patched.setattr(files, "store", full)
        read_mailbox()
    assert "kunde inte sparas" in trouble(inside)
    assert (subjects(), boxes.seen()) == ([], [])
    due_now(inside)
    read_mailbox()
    assert subjects() == ["Ett"]


def test_an_empty_message_and_one_that_is_no_message(committee, inside):
    assert taken_in(committee.id, b"", uid=1, at=AT)
    assert taken_in(committee.id, b"\xff\xfe\x00<html>", uid=2, at=AT)
    with inside():
        assert [bool(row.sha256) for row in Message.objects.order_by("pk")] == [False, True]


def test_a_return_is_tied_to_what_came_back(committee, inside, heard):
    with inside():
        mail_id = mail.send_later(
            authority=committee.id, to="borta@kiruna.se", subject="Hej", body="Hej", about="registry.case:5"
        )
        sent = OutgoingMail.objects.get(pk=mail_id)
    taken_in(committee.id, a_return(sent.message_id, action="delayed"), uid=1, at=AT)
    with inside():
        assert OutgoingMail.objects.get(pk=mail_id).state == "queued"
    taken_in(committee.id, a_return(sent.message_id), uid=2, at=AT)
    with inside():
        (line,) = api.sent_about(acting("Sekreterare"), committee.id, "registry.case:5")
        assert (line.state, line.reason) == (mail.MailState.RETURNED, "550 5.1.1 no such user")
        assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == ["tied", "tied"]
        assert api.unregistered(acting("Sekreterare"), committee.id) == []
    assert heard == [api.MailReturned(authority=committee.id, mail_id=mail_id, about="registry.case:5")]


def test_a_return_of_what_we_never_sent_waits_for_a_person(committee, inside):
    taken_in(committee.id, a_return("<stranger@x.se>"), at=AT)
    with inside():
        assert len(api.unregistered(acting("Sekreterare"), committee.id)) == 1


def test_two_authorities_do_not_see_each_others_mail(committee, in_scope):
    taken_in(committee.id, wire(a_letter()), at=AT)
    with in_scope(committee.id + 999):
        assert not Message.objects.exists()
        assert not Mailbox.objects.exists()


def test_the_clock_asks_for_each_mailbox_once(committee, settings, transactional_db):
    from django.db import connection

    settings.TINGET_MAILBOXES = "e-namnden=imap://a:b@localhost e-namnden=imap://c:d@localhost fel"
    for _minute in range(2):
        jobs.look_for_mail()
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'mailbox' FROM procrastinate_jobs WHERE task_name = %s", [jobs.FETCH])
        asked = sorted(row[0] for row in cursor.fetchall())
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = %s", [jobs.FETCH])
    assert asked == ["a på localhost, INBOX", "c på localhost, INBOX"]


def test_a_setting_is_read_and_what_is_wrong_is_told_without_the_password():
    found, wrong = read_mailboxes(
        "e-namnden=imaps://namnd%40lulea.se:hem%2Flig@mail.lulea.se/In%20korgen?move=Klart&since=2026-11-20\n"
        "a=http://x b=imaps://mail.se c=imaps://u:hemligt@h?flytta=x d=imaps://u:p@h?since=nyss hemligt"
    )
    (one,) = found
    assert (one.user, one.password, one.folder, one.port) == ("namnd@lulea.se", "hem/lig", "In korgen", 993)
    assert (one.move_to, one.since, one.address) == ("Klart", dt.date(2026, 11, 20), "namnd@lulea.se")
    assert [line.number for line in wrong] == [2, 3, 4, 5, 6]
    assert not any("hemligt" in line.why + line.authority for line in wrong)


def test_folder_names_travel_in_modified_utf_7():
    assert quoted("INBOX") == '"INBOX"'
    assert quoted("Åtgärdat & klart") == '"&AMU-tg&AOQ-rdat &- klart"'
    assert quoted('a"b\\c') == '"a\\"b\\\\c"'


def test_the_double_speaks_as_a_server_does():
    with an_imap_server() as boxes:
        uid = boxes.deliver(wire(a_letter()))
        (setting,) = read_mailboxes(f"x=imap://a:{boxes.password}@127.0.0.1:{boxes.port}")[0]
        with opened(jobs._place(setting)) as line:
            assert line.uids_after(0) == [uid]
            assert line.uids_after(uid) == []
            assert line.fetch(uid + 1, limit=100) is None
            assert not line.fetch(uid, limit=100).is_whole
