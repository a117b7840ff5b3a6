"""Taking e-mail apart: what is in the wild, what is sent with bad intent, and whatever bytes there are."""

import base64
import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.documents import PDF
from tests.factories.messages import a_letter, a_return, wire
from tinget.messages.rules import parsing
from tinget.messages.rules.parsing import Kind, Note, parse
from tinget.messages.rules.words import addresses, header_text, text_of_html

HEAD = b"From: a@b.se\r\nDate: Mon, 23 Nov 2026 08:00:00 +0100\r\n"


def test_a_plain_letter():
    told = parse(wire(a_letter("Åtgärder för Övertorneå", text="Hej på er,\n\när allt väl?")))
    assert (told.sender_name, told.sender_address) == ("Anna Berg", "anna@kiruna.se")
    assert told.recipients == "namnd@lulea.se"
    assert told.subject == "Åtgärder för Övertorneå"
    assert told.text == "Hej på er,\n\när allt väl?"
    assert told.message_id == "<1@kiruna.se>"
    assert told.sent_at == dt.datetime(2026, 11, 23, 7, 0, tzinfo=dt.UTC)
    assert (told.kind, told.parts, told.notes, told.returned) == (Kind.LETTER, (), (), None)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("=?utf-8?q?=C3=85tg=C3=A4rd?=", "Åtgärd"),
        ("=?iso-8859-1?Q?=D6verkalix?= kommun", "Överkalix kommun"),
        ("=?utf-8?B?w4U=?= =?utf-8?B?w4Q=?=", "ÅÄ"),
        ("=?no-such-charset?q?=C5?=", "Å"),
        ("=?utf-8?B?!!!?=", "=?utf-8?B?!!!?="),
        ("Ö".encode("latin-1").decode("ascii", "surrogateescape"), "Ö"),
        ("Ö".encode().decode("ascii", "surrogateescape"), "Ö"),
        ("rak\u202ecod.exe\x00", "rakcod.exe"),
    ],
)
def test_headers_as_they_come(raw, told):
    assert header_text(raw) == told


def test_addresses_as_they_come():
    assert addresses('"Berg, Anna" <anna@kiruna.se>') == [("Berg, Anna", "anna@kiruna.se")]
    assert addresses("=?utf-8?q?=C3=85sa?= <asa@kiruna.se>, b@c.se") == [
        ("Åsa", "asa@kiruna.se"),
        ("", "b@c.se"),
    ]
    assert addresses("Okänd avsändare") == [("Okänd avsändare", "")]
    assert addresses("") == []


def test_html_becomes_text_without_scripts():
    told = text_of_html(
        "<html><head><title>T</title><style>p{color:red}</style></head><body onload='x()'>"
        "<p>Hej <b>du</b></p><script>alert(1)</script><img src=x onerror=alert(2)>"
        "<p>Läs <a href='https://kiruna.se/avtal'>avtalet</a> &lt;nu&gt;</p>"
        "<a href='javascript:alert(3)'>klicka</a></body></html>"
    )
    assert told == "Hej du\nLäs avtalet <https://kiruna.se/avtal> <nu>\nklicka"


def test_a_message_of_html_alone():
    letter = a_letter()
    letter.set_content("<p>Hej</p><script>alert(1)</script>", subtype="html")
    told = parse(wire(letter))
    assert told.text == "Hej"
    assert Note.FROM_HTML in told.notes


def test_files_inline_pictures_and_attached_messages():
    inner = a_letter("Tidigare brev", message_id="<0@kiruna.se>")
    letter = a_letter()
    letter.add_attachment(PDF, maintype="application", subtype="pdf", filename="Yttrande åäö.pdf")
    letter.add_attachment(inner)
    letter.add_attachment(
        b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<logo@x>", disposition="inline"
    )
    told = parse(wire(letter))
    assert [(one.name, one.media_type, one.is_inline) for one in told.parts] == [
        ("Yttrande åäö.pdf", "application/pdf", False),
        ("Tidigare brev.eml", "message/rfc822", False),
        ("bild 3.png", "image/png", True),
    ]
    assert told.parts[0].content == PDF
    assert b"Subject: Tidigare brev" in told.parts[1].content
    assert told.text == "Hej"


def test_a_file_name_in_latin_1_and_one_with_folders():
    raw = HEAD + (
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: application/pdf\r\n"
        b'Content-Disposition: attachment; filename="\xd6vrigt.pdf"\r\n\r\nx\r\n'
        b"--b\r\nContent-Type: application/pdf; name*=iso-8859-1''..%2F%D6.pdf\r\n\r\nx\r\n--b--\r\n"
    )
    assert [one.name for one in parse(raw).parts] == ["Övrigt.pdf", "../Ö.pdf"]


def test_winmail_is_told():
    letter = a_letter()
    letter.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    assert Note.WINMAIL in parse(wire(letter)).notes


def test_broken_charsets_and_missing_dates():
    raw = b"From: a@b.se\r\nDate: i g\xe5r\r\nContent-Type: text/plain; charset=x-okand\r\n\r\n\xc5rsbok\x00"
    told = parse(raw)
    assert told.text == "Årsbok"
    assert told.sent_at is None
    assert told.notes == (Note.NO_DATE,)


def test_a_spam_mark_and_an_auto_reply():
    letter = a_letter()
    letter["X-Spam-Flag"] = "YES"
    letter["Auto-Submitted"] = "auto-replied"
    told = parse(wire(letter))
    assert told.kind is Kind.AUTO_REPLY
    assert Note.MARKED_SPAM in told.notes


def test_a_return_names_what_came_back():
    told = parse(a_return("<vår@lulea.se>".replace("å", "a")))
    assert told.kind is Kind.RETURN
    assert told.returned.message_id == "<var@lulea.se>"
    assert told.returned.recipient == "borta@kiruna.se"
    assert told.returned.reason == "550 5.1.1 no such user"
    assert told.returned.is_final
    assert not parse(a_return("<1@lulea.se>", action="delayed")).returned.is_final


def test_hundreds_of_parts():
    letter = a_letter()
    for number in range(700):
        letter.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    told = parse(wire(letter))
    assert parsing.PARTS - 2 <= len(told.parts) <= parsing.PARTS
    assert Note.MANY_PARTS in told.notes
    assert told.text == "Hej"


def nested(depth: int, *, kind: str = "multipart") -> bytes:
    lines = []
    for level in range(depth):
        if kind == "multipart":
            lines.append(f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n')
        else:
            lines.append("Content-Type: message/rfc822\r\n\r\n")
    return (
        HEAD + "".join(lines).encode() + b"Content-Type: text/plain\r\n\r\nbotten\r\n" + b"rad\r\n" * 10_000
    )


@pytest.mark.parametrize(
    "raw",
    [
        nested(200),
        nested(5_000),
        nested(5_000, kind="message"),
        b"X: y\r\n" * 500_000,
        HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\r\n\r\nhej",
        HEAD + b"To: " + b"(" * 300_000 + b"\r\n\r\nhej",
        b"From: " + b'"' * 200_000 + b"\r\n\r\nhej",
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<" * 400_000,
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n####",
        b"",
        b"\x00" * 1000,
    ],
    ids=["nested", "deep", "deep-messages", "many-headers", "words", "parens", "quotes", "angles", "divs",
         "no-boundary", "base64", "empty", "nul"],
)  # fmt: skip
def test_bombs_are_survived_in_seconds(raw):
    begun = time.process_time()  # whatever else the machine does
    told = parse(raw)
    assert time.process_time() - begun < 60
    assert len(told.subject) <= parsing.SUBJECT_LENGTH
    assert "\x00" not in told.text


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", HEAD, HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n']),
)
def test_no_bytes_break_it(content, head):
    told = parse(head + content)
    assert "\x00" not in told.subject + told.text + told.sender_name + told.recipients
    (told.subject + told.text + told.sender_name + "".join(one.name for one in told.parts)).encode()


@given(st.text(max_size=200))
def test_every_text_travels(text):
    letter = a_letter()
    letter.set_content(base64.b64encode(text.encode("utf-8", "replace")).decode(), cte="7bit")
    letter.set_content(text.encode("utf-8", "replace").decode(), charset="utf-8", cte="base64")
    assert "\x00" not in parse(wire(letter)).text
