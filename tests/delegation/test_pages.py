"""The pages of delegation: what they show to whom, and what a form tells when something is wrong."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.delegation import AT, TABLE, a_delegated_decision, a_scheme, point_of
from tests.factories.registry import a_case
from tinget.delegation import api as delegation
from tinget.foundation.scoping import PUBLIC, scoped

HOME = "/e-namnden"
SCHEME = {
    "name": "Delegationsordning 2026",
    "adopted_on": "2026-11-19",
    "adopted_by": "§ 30/2026",
    "valid_from": "2026-11-20",
    "points": TABLE,
}


@pytest.fixture
def scheme(committee, secretary, inside):
    with inside():
        return a_scheme(secretary, authority=committee.pk)


def form(point, **more):
    given = {
        "point": point.id,
        "decided_on": "2026-11-20",
        "decided_by": "Lisa Nilsson",
        "title": "Avrop av skrivare",
        "text": "Samordnaren beslutar att avropa.",
        "amount": "120000",
        "kind": "ordinary",
        "meets_conditions": "on",
    }
    return given | more


def test_a_scheme_is_tried_and_then_brought_in(signed_in, visitor, committee):
    client = signed_in("secretary")
    tried = client.post(f"{HOME}/delegationsordning/ny/", SCHEME | {"do": "try"})
    assert "4 punkter lästes, utan fel" in tried.content.decode()
    with scoped(PUBLIC):
        assert delegation.scheme(committee.pk, AT.date()) is None
    done = client.post(f"{HOME}/delegationsordning/ny/", SCHEME | {"do": "adopt"})
    assert done.status_code == 302
    page = visitor.get(f"{HOME}/delegationsordning/").content.decode()
    assert "Avrop från ramavtal" in page
    assert "samordnaren" in page
    assert (
        "Ingen delegationsordning gäller den dagen"
        in visitor.get(f"{HOME}/delegationsordning/?dag=2026-11-19").content.decode()
    )


def test_a_wrong_table_is_told_line_by_line_and_kept(signed_in):
    wrong = SCHEME | {"points": TABLE + "9;Mål;ordförande;;;;;;;;mål\n", "do": "adopt"}
    page = signed_in("secretary").post(f"{HOME}/delegationsordning/ny/", wrong).content.decode()
    assert "Rad 6: Beslutanderätten får inte delegeras" in page
    assert "Brådskande ärenden" in page


def test_a_retroactive_scheme_is_refused_on_its_field(signed_in):
    early = SCHEME | {"valid_from": "2026-01-01", "do": "adopt"}
    page = signed_in("secretary").post(f"{HOME}/delegationsordning/ny/", early).content.decode()
    assert "tidigast torsdag 19 november 2026" in page


def test_a_decision_is_recorded_shown_and_published(signed_in, visitor, scheme, committee, secretary, inside):
    with inside():
        a_case(secretary, authority=committee.pk)
    client = signed_in("secretary")
    page = client.get(f"{HOME}/delegationsbeslut/nytt/?arende=2026-1").content.decode()
    assert 'value="2026/1"' in page
    done = client.post(f"{HOME}/delegationsbeslut/nytt/", form(point_of(scheme, "2.1"), case="2026/1"))
    assert done.url == f"{HOME}/beslut/2026/D-1/"
    shown = client.get(done.url).content.decode()
    assert "Enligt punkt" in shown
    assert "Publicera beslutet" in shown
    assert "D 2026/1" in client.get(f"{HOME}/arenden/2026/1/").content.decode()
    assert visitor.get(done.url).status_code == 404
    assert "Inga delegationsbeslut att visa" in visitor.get(f"{HOME}/delegationsbeslut/").content.decode()
    assert client.post(f"{HOME}/delegationsbeslut/1/publicera/").status_code in {302, 404}
    with inside():
        made = delegation.to_report(committee.pk, demonstration=False)[0].id
    client.post(f"{HOME}/delegationsbeslut/{made}/publicera/")
    assert "Avrop av skrivare" in visitor.get(f"{HOME}/delegationsbeslut/").content.decode()
    assert "Publicera beslutet" not in visitor.get(done.url).content.decode()


def test_the_case_is_read_as_the_authority_writes_it(signed_in, scheme, committee, secretary, inside):
    type(committee).objects.filter(pk=committee.pk).update(case_number_pattern="MN {year}-{serial:04d}")
    with inside():
        a_case(secretary, authority=committee.pk)
    told = form(point_of(scheme, "2.1"), case="MN 2026-0001")
    client = signed_in("secretary")
    assert client.post(f"{HOME}/delegationsbeslut/nytt/", told).status_code == 302
    assert "D 2026/1" in client.get(f"{HOME}/arenden/2026/1/").content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"amount": "600000"}, "Beloppet är högre än 500\u202f000 kronor"),
        ({"decided_on": "2025-06-01"}, "Ingen delegationsordning gällde"),
        ({"kind": "aims"}, "Beslutanderätten får inte delegeras"),
        ({"case": "2026/99"}, "Ärendet 2026/99 finns inte."),
        ({"case": "åtta"}, "Skriv ärendets nummer som 2026/15."),
        ({"records": "2026.99"}, "Handlingen 2026.99 finns inte."),
        ({"decided_on": "igår"}, "giltigt datum"),
        ({"point": "99999"}, "99999"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_keeps_what_was_written(signed_in, scheme, more, words):
    answer = signed_in("secretary").post(
        f"{HOME}/delegationsbeslut/nytt/", form(point_of(scheme, "2.1")) | more
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Samordnaren beslutar att avropa." in page


def test_an_unmet_condition_asks_for_a_reason(signed_in, scheme):
    client, given = signed_in("secretary"), form(point_of(scheme, "2.2"))
    shown = client.get(f"{HOME}/delegationsbeslut/nytt/").context["form"]["meets_conditions"]
    assert "checked" not in str(shown)  # nobody vouches for a condition without having thought of it
    del given["meets_conditions"]
    page = client.post(f"{HOME}/delegationsbeslut/nytt/", given).content.decode()
    assert "efter samråd med ordföranden" in page
    done = client.post(f"{HOME}/delegationsbeslut/nytt/", given | {"reason": "brådskade"})
    assert "brådskade" in client.get(done.url).content.decode()


@pytest.mark.parametrize("role", ["member", "officer", "administrator"])
def test_others_may_not(signed_in, scheme, role):
    client = signed_in(role)
    assert client.get(f"{HOME}/delegationsbeslut/nytt/").status_code == 403
    assert client.post(f"{HOME}/delegationsordning/ny/", SCHEME).status_code == 403
    assert client.get(f"{HOME}/delegationsbeslut/anmalan/").status_code == 403


def test_a_list_asks_the_same_however_long(signed_in, scheme, committee, secretary, inside):
    client = signed_in("secretary")
    counts = []
    for more in (1, 5):
        with inside():
            for _ in range(more):
                a_delegated_decision(secretary, authority=committee.pk, point=point_of(scheme, "2.1"))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{HOME}/delegationsbeslut/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
