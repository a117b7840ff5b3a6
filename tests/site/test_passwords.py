"""Passwords of the house's own words are seen through; what has enough of something else is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.site.passwords import LEFT, WORDS, is_little_else

KNOWN = {*WORDS, "boden", "kiruna"}


@pytest.mark.parametrize(
    "password", ["Nämnden2026!!", "Boden-Kiruna-2026", "sekreterare123", "SommarVinter99"]
)
def test_words_of_the_house_with_figures_around_them_are_too_little(password):
    assert is_little_else(password, KNOWN)


@given(
    st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=3),
    st.text("0123456789-_!? ", max_size=8),
    st.text("qxz", max_size=LEFT + 5),
)
def test_it_is_the_letters_besides_that_count(words, figures, besides):
    password = besides + figures + "".join(words)
    assert is_little_else(password, KNOWN) == (len(besides) < LEFT)


@given(st.text("qxz0123456789"))
def test_a_password_without_any_of_the_words_is_for_the_other_rules(password):
    assert not is_little_else(password, KNOWN)
