"""Compounds and forms of Swedish words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.foundation.search.words import compounds
from tinget.kernel.compounds import Compounds
from tinget.kernel.wordforms import other_forms

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"
words = st.text(LETTERS, min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("upphandlingsprotokoll", ("upphandling", "protokoll")),
        ("Skolskjutsreglementet", ("skola", "skjuts", "reglementet")),
        ("dokumenthanteringsplanerna", ("dokument", "hantering", "planerna")),
        ("kyrkogård", ("kyrka", "gård")),
        ("gatubelysning", ("gata", "belysning")),
        ("årsredovisning", ("år", "redovisning")),
        ("sekretessreglerna", ("sekretess", "reglerna")),
        ("norrbottensplanen", ("norrbotten", "planen")),
    ],
)
def test_a_compound_is_taken_apart(word, parts):
    assert compounds().parts(word) == parts


@pytest.mark.parametrize(
    "word",
    ["kommunikation", "organisation", "förhandling", "underhandling", "behandling", "nämndens", "protokollet",
     "biblioteket", "reglerna", "konstnärligt", "", "a", "x" * 61, "2023plan", "upphandlings-protokoll"],
)  # fmt: skip
def test_what_is_no_compound_stays_whole(word):
    assert compounds().parts(word) == ()


@given(st.lists(words, max_size=30), words)
def test_parts_stand_in_the_word_in_their_order(stems, word):
    split = Compounds(stems)
    parts = split.parts(word)
    assert len(parts) != 1
    place = 0
    for part in parts:
        bare = part[:-1] if part[-1] in "ae" else part
        place = word.index(bare, place) + len(bare)


@given(
    st.sampled_from(["skola", "upphandling", "arkiv", "kyrka"]), st.sampled_from(["plan", "nämnd", "beslut"])
)
def test_two_known_words_together_are_taken_apart(first, last):
    link = {"skola": "skol", "upphandling": "upphandlings", "arkiv": "arkiv", "kyrka": "kyrko"}[first]
    assert Compounds([first, last]).parts(link + last) == (first, last)


@pytest.mark.parametrize(
    ("word", "form"),
    [("beslutet", "beslut"), ("beslutets", "beslut"), ("skolan", "skola"), ("skolans", "skola"),
     ("mötet", "möt"),
     ("ärendena", "ärend"), ("reglerna", "regel"), ("titlar", "titel"), ("numret", "nummer"), ("året", "år"),
     ("skjutsar", "skjuts"), ("ledamöternas", "ledamot"), ("policyn", "policy"),
     ("handlingars", "handlingar")],
)  # fmt: skip
def test_a_form_leads_to_the_word(word, form):
    assert form in other_forms(word)


@pytest.mark.parametrize("word", ["plan", "planen", "handlingarna", "en", "", "2023", "nämnd"])
def test_what_the_stemmer_knows_needs_no_other_form(word):
    assert other_forms(word) == ()


@given(st.text(max_size=30))
def test_forms_are_never_empty_or_the_word_itself(text):
    assert all(len(form) > 1 and form != text for form in other_forms(text))
