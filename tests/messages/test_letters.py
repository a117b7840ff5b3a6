"""Letters: addresses as people write them, answers, and the file that is kept."""

import datetime as dt
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.messages.rules.letters import Letter, LetterFile, answer_subject, as_file, read_addresses

AT = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
words = st.text("abc", min_size=1, max_size=5)
addresses = st.builds("{}.{}@{}.se".format, words, words, words)


@given(st.lists(addresses, min_size=1, unique=True), st.sampled_from([",", ";", "\n", ", ", " ;\n"]))
def test_every_address_is_found_once_however_they_are_parted(given_addresses, between):
    found, wrong = read_addresses(between.join([*given_addresses, given_addresses[0].upper()]))
    assert (found, wrong) == (tuple(given_addresses), ())


@given(st.text(max_size=200))
def test_whatever_is_written_gives_only_addresses_or_what_is_none(text):
    found, _wrong = read_addresses(text)
    assert all("@" in one and "\n" not in one for one in found)


def test_a_name_before_the_address_is_left_out_and_what_is_none_is_told():
    assert read_addresses("Anna Berg <anna@kiruna.se>; bo") == (("anna@kiruna.se",), ("bo",))
    assert read_addresses(" ,;\n") == ((), ())


@pytest.mark.parametrize("subject", ["Hej", "Sv: Hej", "RE: Hej"])
def test_an_answer_is_marked_once(subject):
    assert answer_subject(subject).casefold().count("hej") == 1
    assert answer_subject(answer_subject(subject)) == answer_subject(subject)
    assert answer_subject(subject).casefold().startswith(("sv:", "re:"))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80))
def test_the_file_says_what_was_written(text):
    letter = Letter(("a@b.se", "c@d.se"), "Ärendet i Övertorneå", text, "<1@kiruna.se>")
    eml = LetterFile("brev.eml", "message/rfc822", b"Subject: x\r\n\r\nhej")
    pdf = LetterFile("a.pdf", "application/pdf", b"%PDF")
    made = as_file(letter, sender="namnd@lulea.se", at=AT, files=[eml, pdf])
    read = message_from_bytes(made, policy=default)
    assert (read["To"], read["Subject"], read["In-Reply-To"]) == (
        "a@b.se, c@d.se", "Ärendet i Övertorneå", "<1@kiruna.se>",
    )  # fmt: skip
    assert read.get_body().get_content().removesuffix("\r\n") == text
    assert [one.get_filename() for one in read.iter_attachments()] == ["brev.eml", "a.pdf"]
    assert [one.get_content() for one in read.iter_attachments()] == [eml.content, b"%PDF"]
