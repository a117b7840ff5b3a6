"""What is written is Swedish whoever writes it; what is shown is in the language the reader has chosen."""

import copy
import datetime as dt
import json

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from hypothesis import given
from hypothesis import strategies as st

from tinget.foundation.ui import words
from tinget.kernel.words import joined, word

TOLD_AT_IMPORT = _("Ärende")


def english(text: object) -> str:
    with translation.override("en"):
        return str(text)


@given(st.text(), st.booleans())
def test_a_text_is_swedish_where_it_is_kept_and_english_where_it_is_shown(name, shout):
    told = _("%(name)s är införd.") % {"name": name}
    if shout:
        told = joined(" ", [told, _("Handling"), name]) + "!"
    kept = json.loads(json.dumps({"text": told}))["text"]
    assert type(kept) is str
    assert kept == str(told) == (f"{name} är införd. Handling {name}!" if shout else f"{name} är införd.")
    assert english(told) == (f"{name} is entered. Record {name}!" if shout else f"{name} is entered.")
    assert english(kept) == kept


def test_texts_are_remembered_however_they_were_made():
    day = dt.date(2023, 10, 12)
    assert english(TOLD_AT_IMPORT) == "Case"
    assert english(gettext_lazy("Handling")) == "Record"
    assert english(copy.deepcopy(word("öppet"))) == "open"
    assert type(copy.copy(word("öppet"))) is str
    assert english(_("prövas").capitalize()) == "Being tried"
    assert english(": " + _("Dag")) == ": Day"
    for count, shown in ((1, "1 decision"), (2, "2 decisions, newest first")):
        told = ngettext("%(count)s beslut", "%(count)s beslut, det senaste först", count) % {"count": count}
        assert english(told) == shown
    assert str(words.swedish_date(day)) == "torsdag 12 oktober 2023"
    assert english(words.swedish_date(day)) == "Thursday 12 October 2023"
    assert english(_("Sammanträde %(day)s") % {"day": words.short_date(day)}) == "Meeting 12 October 2023"


def shown(cookies: str, *, to_somebody: bool = True) -> str:
    page = engines["django"].from_string(
        "{{ language }}: {% translate 'Dag' %}, {{ told }}, {{ day|short_date }}"
    )
    request = RequestFactory().get("/", headers={"cookie": cookies, "accept-language": "en"})
    given = {"told": _("Rad %(line)s: ") % {"line": "<1>"}, "day": dt.date(2024, 2, 1)}
    return page.render(given, request if to_somebody else None)


@pytest.mark.django_db
def test_a_page_is_shown_in_the_language_that_was_chosen_and_a_letter_in_swedish():
    assert shown("django_language=en") == "en: Day, Row &lt;1&gt;: , 1 February 2024"
    for other in ("", "django_language=sv", "django_language=fr"):
        assert shown(other) == "sv: Dag, Rad &lt;1&gt;: , 1 februari 2024"
    assert shown("django_language=en", to_somebody=False) == ": Dag, Rad &lt;1&gt;: , 1 februari 2024"


@pytest.mark.django_db
def test_the_choice_is_kept_in_a_cookie_and_leads_back_to_the_page():
    client = Client(enforce_csrf_checks=True)
    chosen = client.post("/sprak/", {"language": "en", "next": "/om/?a=1"})
    assert (chosen.status_code, chosen["Location"]) == (302, "/om/?a=1")
    page = client.get("/om/")
    assert '<html lang="en"' in page.content.decode()
    assert (page["Content-Language"], page["Vary"]) == ("en", "Cookie")
    for elsewhere in ("https://exempel.se/", "//exempel.se/", "javascript:alert(1)"):
        assert client.post("/sprak/", {"language": "tlh", "next": elsewhere})["Location"] == "/"
    assert '<html lang="en"' in client.get("/om/").content.decode()
    client.post("/sprak/", {"language": "sv", "next": "/om/"})
    page = client.get("/om/")
    assert '<html lang="sv"' in page.content.decode()
    assert page["Content-Language"] == "sv"
    assert client.get("/sprak/").status_code == 405
