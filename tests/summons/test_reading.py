"""Reading before a meeting: notes that only their owner reads, and words found in the papers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import an_actor, everybody_there
from tests.factories.summons import HERE, SENT, a_summons, item_of
from tinget.foundation import need_to_know
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import Role
from tinget.summons import actions, queries
from tinget.summons.models import Note
from tinget.summons.rules.marking import marked
from tinget.summons.rules.searching import snippet

READ = f"{HERE}las/"


@given(st.text(max_size=300), st.text(max_size=20))
def test_words_are_found_when_all_of_them_are_there(text, asked):
    folded, words = " ".join(text.split()).casefold(), asked.casefold().split()
    assert bool(words and all(word in folded for word in words[:8])) or snippet(text, asked) == ""


def test_what_is_found_is_shown_with_what_stands_around():
    told = snippet("a" * 200 + " delår  rapport " + "b" * 200, "RAPPORT")
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert "delår rapport" in told
    assert snippet("delårsrapport", "rapport budget") == ""


@given(st.text("ab \n.", max_size=60), st.lists(st.text("ab \n.", max_size=6), max_size=3))
def test_what_is_highlighted_stands_in_the_text_and_nothing_is_lost(text, quotes):
    paragraphs = marked(text, quotes)
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
    asked = " ".join(" ".join(quotes).split())
    assert all(set(piece.text.split()) == set() or asked for piece in pieces if piece.is_marked)
    for quote in quotes:
        words = quote.split()
        if len(words) == 1 and words[0] in text:
            assert any(piece.is_marked and words[0] in piece.text for piece in pieces)


def test_words_are_highlighted_across_lines_and_paragraphs():
    text = "Nämnden godkänner\nbudgeten.\n\nKostnaden fördelas lika."
    found = marked(text, ["godkänner budgeten.\n\nKostnaden"])
    told = [[(piece.text, piece.is_marked) for piece in paragraph] for paragraph in found]
    assert told == [
        [("Nämnden ", False), ("godkänner\nbudgeten.", True)],
        [("Kostnaden", True), (" fördelas lika.", False)],
    ]


@pytest.mark.slow
def test_nobody_else_reads_a_note_whatever_they_may(secretary, meeting_id, within, committee):
    with within():
        member = an_actor(Role.MEMBER, authority=committee.id)
        with need_to_know.opened(member.person_id):
            note = actions.keep_note(
                member,
                meeting_id=meeting_id,
                item_id=item_of(meeting_id),
                text="Fråga 3",
                quote="",
                at=SENT,
            )
        assert [one.text for one in queries.notes_of(meeting_id, member.person_id)[item_of(meeting_id)]]
        assert not queries.notes_of(meeting_id, secretary.person_id)
        with need_to_know.opened(secretary.person_id):
            assert not Note.objects.exists()
            with pytest.raises(actions.NoteNotFound):
                actions.remove_note(secretary, note_id=note)
    with scoped(Scope(authorities=frozenset({committee.id}), unrestricted=True)):
        assert not Note.objects.exists()


@pytest.mark.slow
def test_a_member_reads_notes_and_searches(sign_in, client, secretary, meeting_id, within):
    reader = sign_in("Ledamot, Boden")
    assert reader.get(READ).status_code == 404
    with within():
        a_summons(secretary, meeting_id=meeting_id)
        item = item_of(meeting_id)
    saved = reader.post(READ, {"item": item, "text": "Vem betalar?", "quote": "godkänner"}, follow=True)
    assert "Vem betalar?" in saved.content.decode()
    assert "<mark>godkänner</mark>" in saved.content.decode()
    assert "ItemToRead" not in saved.content.decode()  # what is told of an act is that alone
    assert "Vem betalar?" not in sign_in("Sekreterare").get(READ).content.decode()
    assert "Skriv något att anteckna" in reader.post(READ, {"item": item}).content.decode()
    assert "1 ställe" in reader.get(READ, {"sok": "förslag budget"}).content.decode()
    note = saved.context["items"][3].notes[0].id
    reader.post(f"{READ}ta-bort/", {"note": note})
    assert "Vem betalar?" not in reader.get(READ).content.decode()
    assert client.get(READ).status_code == 302


@pytest.mark.slow
def test_who_has_left_for_a_conflict_reads_the_item_by_its_title_meanwhile(
    sign_in, secretary, meeting_id, within
):
    """KL 6:30: nobody is there by way of the papers either; the others read on."""
    with within():
        a_summons(secretary, meeting_id=meeting_id)
        at = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)
        meetings.open_meeting(secretary, meeting_id=meeting_id, at=at)
        everybody_there(secretary, meeting_id=meeting_id)
        meetings.take_up_item(secretary, item_id=item_of(meeting_id), at=at)
        left = {"municipality": "Boden", "as": "member", "reason": "conflict"}
        meetings.record_event(secretary, meeting_id=meeting_id, kind="leave", values=left, at=at)
    away, other = sign_in("Ledamot, Boden"), sign_in("Ledamot, Kiruna")
    for page in (READ, HERE):
        told = away.get(page).content.decode()
        assert ("Budget 2027" in told, "Underlag" in told) == (True, False)
        assert "Underlag" in other.get(page).content.decode()
    booklet = f"{HERE}1/kallelse.pdf"
    assert away.get(booklet).status_code == 409
    assert b"".join(other.get(booklet).streaming_content).startswith(b"%PDF")
