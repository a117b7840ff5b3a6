"""The economy on the real database: loading twice, saving and adopting an allocation, and the pages."""

import io
from dataclasses import replace
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from tests.economy.conftest import load
from tests.factories.committee import AT, acting
from tinget.economy import actions, queries
from tinget.economy.rules.allocation import Allocation, Equal, Participant, Usage
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.organisation import api as organisation

COMPARED = {
    "service": "E-arkiv",
    "year": "2027",
    "amount": "508400",
    "equal_a": "50",
    "at_a": "2020-12-31",
    "index_a": "0",
    "equal_b": "0",
    "at_b": "2023-12-31",
    "index_b": "2",
    "to": "100",
    "mode": "up",
    "changing": "Arvidsjaur",
    "first": "2027-07-01",
}


def a_question(*, amount=1400):
    names = [one.name for one in organisation.municipalities()]
    key = (Equal(Fraction(100)),)
    return Allocation("Ny tjänst", 2027, tuple(map(Participant, names)), key, Fraction(amount))


def test_loading_again_writes_nothing(committee, in_scope):
    with in_scope(committee.id):
        assert load(committee) == 0
        assert len(queries.tables(committee.id)) == 12
        assert len(queries.allocations(committee.id)) == 6


def test_a_printed_table_knows_the_model_that_makes_it(committee, in_scope):
    with in_scope(committee.id):
        view = queries.allocation(committee.id, "socgrund-2023")
    assert view.model["key"] == [{"equal": 50}, {"inhabitants": 50, "at": "2020-12-31"}]
    assert view.explanation["amount_range"] == [508245, 508460]
    assert view.total == view.printed_sum == 509200


def test_an_allocation_is_a_draft_until_a_decision_adopts_it(committee, in_scope, client):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        slug = actions.save_allocation(staff, authority=committee.id, asked=a_question(), at=AT)
    address = f"/e-namnden/ekonomi/fordelning/{slug}/"
    assert client.get(address).status_code == 404
    with in_scope(committee.id):
        actions.adopt_allocation(staff, authority=committee.id, slug=slug, decision="KF § 210", at=AT)
        with pytest.raises(NotPossible, match="redan antagen"):
            actions.adopt_allocation(staff, authority=committee.id, slug=slug, decision="KF § 211", at=AT)
        view = queries.allocation(committee.id, slug)
        told = ledger.history(committee.id, f"economy.allocation:{view.id}")
    assert {line.action for line in told} == {"save_allocation", "adopt_allocation"}
    assert (view.total, view.decision) == (1400, "KF § 210")
    assert "KF § 210" in client.get(address).content.decode()


def test_two_of_the_same_service_and_year_have_addresses_of_their_own(committee, in_scope):
    with in_scope(committee.id):
        slugs = [
            actions.save_allocation(acting("Sekreterare"), authority=committee.id, asked=a_question(), at=AT)
            for _ in range(3)
        ]
    assert slugs == ["ny-tjanst-2027", "ny-tjanst-2027-2", "ny-tjanst-2027-3"]


def test_others_may_not_save_and_a_printed_table_is_not_adopted(committee, in_scope):
    with in_scope(committee.id):
        with pytest.raises(NotPermitted):
            actions.save_allocation(
                acting("Ledamot, Boden"), authority=committee.id, asked=a_question(), at=AT
            )
        with pytest.raises(NotPossible):
            actions.adopt_allocation(
                acting("Sekreterare"), authority=committee.id, slug="hr-2022", decision="§ 1", at=AT
            )


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("", "en rad kan ha förskjutits"),
        ("tabell/outcome-2022-10/", "Det förklaras av raden Grundbelopp"),
        ("tabell/interim-2022-budget-tkr/", "Tusental kronor (tkr)"),
        ("tabell/interim-2022-budget-tkr/", ">5\u202f034<"),
        ("ar/2022/", "bättre än budget"),
        ("tabell/budget-2022/", "Varje tryckt tal stämmer"),
        ("fordelning/hr-2022/", "beloppet kan ha varit"),
        ("kommun/boden/", "Vad Boden betalar"),
        ("prova/", "Pröva två nycklar"),
    ],
)
def test_visitors_read_the_pages(address, text, client, committee):
    response = client.get(f"/e-namnden/ekonomi/{address}")
    assert response.status_code == 200
    assert text in response.content.decode()
    assert len(response.content) < 100_000


def test_the_rows_go_to_a_spreadsheet(client, committee):
    address = "/e-namnden/ekonomi/fordelning/hr-2022/"
    lines = b"".join(client.get(address, {"format": "csv"})).decode("utf-8-sig").splitlines()
    assert lines[0] == "Kommun;Tjänst;År;Invånare, mängd eller månader;Före avrundning;Belopp"
    assert any(
        line.startswith("Luleå;HR/lön förstudie;2022;78") and line.endswith(";115900") for line in lines
    )
    assert len(lines) == 15
    book = load_workbook(io.BytesIO(b"".join(client.get(address, {"format": "xlsx"}))))
    assert [row[-1] for row in book.active.values][1:] == [int(line.split(";")[-1]) for line in lines[1:]]
    assert client.get(f"{address}pdf/").content.startswith(b"%PDF-")


def test_a_visitor_compares_two_keys_and_nothing_is_saved(client, committee, in_scope):
    text = client.get("/e-namnden/ekonomi/prova/", COMPARED).content.decode()
    assert "påbörjade månader / 12" in text
    assert "Spara nyckel" not in text
    assert client.post("/e-namnden/ekonomi/prova/", COMPARED | {"save": "a"}).status_code == 403
    with in_scope(committee.id):
        assert len(queries.allocations(committee.id)) == 6


def test_any_two_keys_are_tried_fixed_and_inhabitants_beside_earlier_rows_or_usage(
    signed_in, committee, in_scope
):
    used = replace(
        a_question(), service="E-post", key=(Usage({"Boden": Fraction(10)}, Fraction(84)),), amount=None
    )
    with in_scope(committee.id):
        slug = actions.save_allocation(acting("Samordnare"), authority=committee.id, asked=used, at=AT)
    asked = {key: COMPARED[key] for key in ("service", "year", "amount", "to", "mode", "at_a", "at_b")}
    first = {"fixed_a": "10000", "inhabitants_a": "100"}
    page, address = signed_in("Samordnare"), "/e-namnden/ekonomi/prova/"
    earlier = page.get(address, asked | first | {"earlier_b": "earkiv-2023", "index_b": "2"}).content.decode()
    assert "Nyckel A: resten × 100 % × invånare 2020-12-31" in earlier
    assert "+ 10 000 kr, där resten är" in earlier.replace("\u202f", " ")
    assert "Nyckel B: (radens givna belopp) × 1,02" in earlier
    usage = page.get(address, asked | first | {"usage_b": slug}).content.decode()
    assert "Nyckel B: 84 kr × förbrukning" in usage
    nothing = page.get(address, asked | first | {"index_b": "2"}).content.decode()
    assert "Fyll i minst en del av nyckeln." in nothing


def test_what_cannot_be_compared_is_told_on_the_form(client, committee):
    text = client.get("/e-namnden/ekonomi/prova/", COMPARED | {"amount": "mycket"}).content.decode()
    assert "Fel:" in text


def test_the_coordinator_saves_a_key_where_a_municipality_joins_in_july(signed_in, committee):
    staff = signed_in("Samordnare")
    response = staff.post("/e-namnden/ekonomi/prova/", COMPARED | {"save": "b"})
    assert response.status_code == 302
    page = staff.get(response.url).content.decode()
    assert "påbörjade månader / 12" in page
    adopted = staff.post(f"{response.url}anta/", {"decision": "KF § 210", "billing": "advance"})
    assert adopted.status_code == 302
    assert "Anta fördelningen" not in staff.get(response.url).content.decode()


def test_a_municipalitys_page_asks_a_constant_number_of_questions(
    client, committee, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        client.get("/e-namnden/ekonomi/kommun/boden/")
