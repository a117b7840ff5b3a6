"""A saved search followed by e-mail: from the button to the letter in a real mail server, and its end."""

import datetime as dt
import re

import pytest
from django.test import Client

from tests.factories.registry import a_case
from tests.fakes.smtp import a_mail_server
from tinget.foundation import jobs, ledger, mail
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.models import Mandate
from tinget.registry import api as registry
from tinget.workflows.find import jobs as find_jobs
from tinget.workflows.find import saving
from tinget.workflows.models import SavedSearch

SAVED = "/e-namnden/sok/sparade/"


@pytest.fixture
def unrestricted(committee):
    """Return the scope of a job, which reads everybody's saved searches."""
    return lambda: scoped(Scope(authorities=frozenset({committee.pk}), unrestricted=True))


@pytest.fixture
def following(people, unrestricted):
    """Save a search for printers, follow it by mail, and let a day pass; return client, person and number."""
    client, person = people()
    client.post(SAVED, {"name": "Skrivarna", "query": "q=skrivare"})
    with unrestricted():
        search_id = SavedSearch.objects.get().pk
    client.post(f"{SAVED}{search_id}/andra/", {"do": "mail"})
    with unrestricted():
        row = SavedSearch.objects.get(by_mail=True)
        row.mailed_at -= dt.timedelta(days=1)
        row.save()
    return client, person, search_id


def morning(committee) -> list[str]:
    """Let the clock ask and the job run, as the worker does each morning; return the letters' texts."""
    find_jobs.look_for_new()
    asked = [one for one in jobs.jobs_of(committee.pk) if one.name == find_jobs.MAIL]
    for one in asked:
        find_jobs.mail_what_is_new(authority=committee.pk, search_id=one.arguments["search_id"])
    with scoped(Scope(authorities=frozenset({committee.pk}))):
        return list(OutgoingMail.objects.order_by("pk").values_list("body", flat=True))


def the_link(letter: str) -> str:
    return re.search(r"https?://[^/]+(/e-namnden/sok/sluta/\S+)", letter)[1]


def test_what_is_new_comes_as_a_letter_through_a_mail_server(
    following, committee, secretary, inside, settings
):
    with inside():
        case = a_case(secretary, authority=committee.pk, title="Nya skrivare till skolan")
        a_case(secretary, authority=committee.pk, title="Fönsterbyte")
    assert len(morning(committee)) == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with a_mail_server() as (inbox, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        with inside():
            row = OutgoingMail.objects.get()
        mail.deliver(authority=committee.pk, mail_id=row.pk)
    (letter,) = inbox.received
    assert (letter["To"], letter["Subject"]) == ("lisa@example.se", "Nytt i din bevakning: Skrivarna")
    text = letter.get_content()
    assert "1 ny träff i din bevakning Skrivarna." in text
    assert "Nya skrivare till skolan" in text
    assert "Fönsterbyte" not in text
    with inside():
        assert registry.case(case).url in text
    assert Client().get(the_link(text)).status_code == 200


def test_nothing_new_gives_no_letter_and_what_was_told_is_not_told_again(
    following, committee, secretary, inside
):
    assert morning(committee) == []
    with inside():
        a_case(secretary, authority=committee.pk, title="Nya skrivare")
    assert len(morning(committee)) == 1
    assert len(morning(committee)) == 1


def test_who_has_no_mandate_any_more_gets_nothing(following, committee, secretary, inside):
    _client, person, _search = following
    Mandate.objects.filter(person=person).update(until_further_notice=False, last=dt.date(2023, 2, 1))
    with inside():
        a_case(secretary, authority=committee.pk, title="Nya skrivare")
    assert morning(committee) == []


def test_the_link_ends_the_letters_without_signing_in(following, committee, secretary, inside, unrestricted):
    with inside():
        a_case(secretary, authority=committee.pk, title="Nya skrivare")
    link, stranger = the_link(morning(committee)[0]), Client()
    assert "Sluta få brev" in stranger.get(link).content.decode()
    with unrestricted():
        assert SavedSearch.objects.get().by_mail  # opening the page, as mail programs do, ends nothing
    assert "Du får inga fler brev." in stranger.post(link).content.decode()
    stranger.post(link)
    with unrestricted():
        row = SavedSearch.objects.get()
        told = [one.action for one in ledger.history(committee.pk, f"find.savedsearch:{row.pk}")]
    assert not row.by_mail
    assert told.count("stop_search_mail") == 1


@pytest.mark.parametrize("token", ["x", "WzEsMV0:x", ""])
def test_a_link_that_was_made_up_or_is_anothers_leads_nowhere(token, following, committee):
    answer = Client().post(f"/e-namnden/sok/sluta/{token or saving.link_to_stop(committee.pk + 1, 1)}/")
    assert answer.status_code == 404


def test_a_search_that_finds_nothing_in_a_part_is_offered_in_the_whole(people, committee):
    client, _person = people()
    narrowed = client.get("/e-namnden/sok/?q=krokodil&ar=2023").content.decode()
    assert 'href="?q=krokodil"' in narrowed
    assert "Sök i allt" not in client.get("/e-namnden/sok/?q=krokodil").content.decode()
