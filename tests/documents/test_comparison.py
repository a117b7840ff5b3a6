"""Comparing two texts: both can be read out of the comparison, and it ends in time."""

import time

from hypothesis import given
from hypothesis import strategies as st

from tinget.documents.rules.comparison import CHARACTERS, Kind, compare

WORDS = st.sampled_from(["nämnden", "beslutar", "att", "godkänna", "rapporten", ".", "2023/15", "\n"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


def told(text):
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def read(comparison, without):
    lines = []
    for stretch in comparison.stretches:
        lines += stretch.same
        if stretch.change:
            lines.append("".join(piece.text for piece in stretch.change.pieces if piece.kind is not without))
    return [line for line in lines if line]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_it(old, new):
    found = compare(old, new)
    assert read(found, Kind.ADDED) == told(old)
    assert read(found, Kind.REMOVED) == told(new)


@given(TEXTS)
def test_the_same_text_has_no_changes(text):
    assert compare(text, f"  {text}\r\n\r\n".replace(" ", "  ")).changes == 0


def test_a_changed_word_is_the_only_thing_that_differs():
    found = compare(
        "Ett.\nNämnden beslutar att godkänna rapporten.", "Ett.\nNämnden beslutar att avslå rapporten.\nNytt."
    )
    changed, added = (stretch.change for stretch in found.stretches if stretch.change)
    assert [(piece.kind, piece.text) for piece in changed.pieces if piece.kind is not Kind.SAME] == [
        (Kind.REMOVED, "godkänna"),
        (Kind.ADDED, "avslå"),
    ]
    assert (changed.kind, added.kind) == ("changed", "added")


def test_long_texts_are_compared_in_time_and_it_is_said_that_they_were_cut():
    old = "\n".join(f"Stycke {number % 97} om något" for number in range(40_000))
    new = "\n".join(f"Stycke {number % 89} om annat" for number in range(40_000))
    began = time.monotonic()
    found = compare(old, new)
    assert time.monotonic() - began < 300
    assert found.is_cut
    assert len(old) > CHARACTERS
