"""Making an allocation by hand: any mix of keys, usage, an index by name, and what the form asks for."""

import datetime as dt

import pytest

from tinget.economy import queries
from tinget.economy.rules.indexing import AgreedIndex, not_as_agreed
from tinget.organisation import api as organisation

ADDRESS = "/e-namnden/ekonomi/ny-fordelning/"
BASE = {"service": "Grundfinansiering", "year": "2027", "to": "1", "mode": "nearest"}


def sent(changes, **places):
    names = [one.name for one in organisation.municipalities()]
    form = {"kommun-TOTAL_FORMS": str(len(names)), "kommun-INITIAL_FORMS": str(len(names))}
    for number, name in enumerate(names):
        told = {"takes_part": "on"} | places.get(name, {})
        form |= {f"kommun-{number}-{field}": value for field, value in ({"name": name} | told).items()}
    return BASE | form | changes


def test_a_mix_of_keys_with_usage_and_somebody_joining(signed_in, committee, in_scope, client):
    staff = signed_in("Samordnare")
    key = {"fixed": "1200", "price": "84", "source": "Mätt 2026-12-31"}
    form = sent(
        key | {"index": "PKV", "index_month": "2026-10", "percent": "2"},
        Boden={"quantity": "12.5"},
        Kalix={"first": "2027-07-01"},
        Piteå={"takes_part": ""},
    )
    page = staff.post(ADDRESS, form | {"count": "1"}).content.decode()
    assert "84 kr × förbrukning" in page
    assert "Ett annat index" not in page
    with in_scope(committee.id):
        assert len(queries.allocations(committee.id)) == 6
    saved = staff.post(ADDRESS, form | {"save": "1"})
    shown = staff.get(saved.url).content.decode()
    assert "Index: PKV för 2026-10." in shown
    assert "Underlag: Mätt 2026-12-31." in shown
    with in_scope(committee.id):
        rows = {
            place.name: amount
            for place, amount in queries.allocation(committee.id, "grundfinansiering-2027").rows
        }
    assert (rows["Boden"], rows["Kalix"], rows["Luleå"]) == (2295, 612, 1224)
    assert "Piteå" not in rows
    beside = {"a": "grund-2023", "b": "grundfinansiering-2027"}
    compared = staff.get("/e-namnden/ekonomi/prova/fordelningar/", beside).content.decode()
    assert "84 kr × förbrukning" in compared
    assert "−79\u202f888" in compared  # Kalix, half a year of the lower fee
    draft = client.get("/e-namnden/ekonomi/prova/fordelningar/", beside).content.decode()
    assert "−79" not in draft


def test_next_years_allocation_begins_from_this_years(signed_in, committee):
    staff = signed_in("Samordnare")
    page = staff.get(ADDRESS, {"av": "socgrund-2023"}).content.decode()
    for value in ('name="year" value="2024"', 'name="equal" value="50"', 'name="inhabitants" value="50"'):
        assert value in page


def test_rows_of_an_earlier_table_are_raised_by_an_index(signed_in, committee, in_scope):
    staff = signed_in("Sekreterare")
    form = sent(
        {"earlier": "grund-2022", "index": "AKI", "index_month": "2026-06", "percent": "2.5", "save": "1"}
    )
    shown = staff.get(staff.post(ADDRESS, form).url).content.decode()
    assert "Ett annat index än det avtalade" in shown
    assert "Här används AKI 2026-06" in shown
    with in_scope(committee.id):
        assert queries.allocation(committee.id, "grundfinansiering-2027").total == 14 * 78003


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "minst en del av nyckeln"),
        ({"equal": "100"}, "amount"),
        ({"fixed": "1", "index": "PKV", "percent": "2"}, "vilken månads index"),
        ({"fixed": "1", "index": "percent"}, "hur många procent"),
        ({"fixed": "1", "kommun-0-first": "2027-03-01", "kommun-0-last": "2027-02-01"}, "före den första"),
    ],
)
def test_what_is_missing_is_told_where_it_is_missing(changes, told, signed_in, committee, in_scope):
    page = signed_in("Samordnare").post(ADDRESS, sent(changes) | {"save": "1"})
    assert page.status_code == 200
    assert told in page.content.decode()
    with in_scope(committee.id):
        assert len(queries.allocations(committee.id)) == 6


def test_members_and_visitors_make_nothing(signed_in, committee, client):
    assert signed_in("Ledamot, Boden").get(ADDRESS).status_code == 403
    assert client.get(ADDRESS).status_code == 302


def test_an_index_is_as_agreed_by_name_and_by_month():
    agreed = AgreedIndex("Grund", "PKV", 10, dt.date(2023, 1, 1), None, "", "")
    assert [not_as_agreed(*one, agreed) for one in (("", ""), ("PKV", ""), ("PKV", "2026-10"))] == [False] * 3
    assert not_as_agreed("PKV", "2026-06", agreed)
    assert not_as_agreed("AKI", "2026-10", agreed)
    assert [agreed.holds_for(*one) for one in (("grund", 2023), ("Grund", 2022), ("Arkiv", 2023))] == [
        True,
        False,
        False,
    ]


def test_the_budget_of_2023_tells_that_its_index_is_not_the_agreed_one(client, committee):
    page = client.get("/e-namnden/ekonomi/tabell/budget-2023/").content.decode()
    assert "Grundfinansiering: Samverkansavtalet anger PKV, avläst i oktober" in page
    assert "Här används AKI." in page
    assert "Ett annat index" not in client.get("/e-namnden/ekonomi/tabell/budget-2022/").content.decode()
