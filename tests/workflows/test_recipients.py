"""Who gets a decision: groups, municipalities by either name, persons with an address, each once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.workflows.dispatch_decisions.rules import Place, addressees_of, is_group

PLACES = [Place(1, "Boden", "Bodens kommun"), Place(2, "Kiruna", "Kiruna kommun")]


@pytest.mark.parametrize(
    "words",
    [
        "Samtliga ingående kommuner",
        "samtliga kommuner",
        "Alla medlemskommuner",
        "De fjorton kommunerna",
        "Kommunerna.",
    ],
)
def test_words_for_all_the_municipalities(words):
    assert is_group(words)
    assert [one.name for one in addressees_of([words], PLACES)] == ["Bodens kommun", "Kiruna kommun"]


@pytest.mark.parametrize(
    "words", ["Berörda kommuner", "Kiruna kommun", "Samtliga ledamöter", "Kommunstyrelsen"]
)
def test_words_for_others_are_no_group(words):
    assert not is_group(words)


def test_a_municipality_that_is_named_and_in_a_group_gets_it_once():
    found = addressees_of(["Kiruna", "Samtliga ingående kommuner", "Anna Berg, anna@x.se"], PLACES)
    assert [(one.name, one.municipality) for one in found] == [
        ("Kiruna kommun", 2),
        ("Bodens kommun", 1),
        ("Anna Berg, anna@x.se", None),
    ]
    assert found[-1].written_address == "anna@x.se"


@given(
    st.lists(st.sampled_from(["Boden", "kiruna kommun", "Samtliga kommuner", "Revisorerna", " "]) | st.text())
)
def test_nobody_gets_a_decision_twice_and_everybody_named_gets_it(recipients):
    found = addressees_of(recipients, PLACES)
    names = [one.name.casefold() for one in found]
    assert len(names) == len(set(names))
    assert bool(found) is any(one.strip() for one in recipients)
