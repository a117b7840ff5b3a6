"""Surplus and deficit shared and carried over, and liquidity month by month."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.economy.test_attest import entered
from tests.economy.test_books import CALM, sheet
from tests.factories.committee import AT, acting
from tinget.economy import actions, queries
from tinget.economy.rules.billing import BillLine, VatCategory
from tinget.economy.rules.carrying import Settled, by_municipality, carried, settled_year, with_settled
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.liquidity import months
from tinget.foundation.errors import NotPermitted, NotPossible

amounts = st.integers(-(10**7), 10**7)
rows = st.dictionaries(st.sampled_from(["Boden", "Kalix", "Luleå", "Piteå"]), st.integers(0, 10**6))


@CALM
@given(st.dictionaries(st.sampled_from(["Grund", "E-arkiv"]), amounts), rows)
def test_the_parts_add_up_to_the_result_and_only_those_who_pay_share(result, shares):
    lines = carried(result, {"Grund": shares})
    for line in lines:
        if line.line == "Grund" and sum(shares.values()):
            assert sum(line.parts.values()) == line.result
            assert all(part == 0 for place, part in line.parts.items() if not shares[place])
        else:
            assert not line.parts
    assert sum(by_municipality(lines).values()) == sum(sum(line.parts.values()) for line in lines)


def test_a_deficit_is_shared_as_a_surplus_is():
    shares = {"Grund": {"Boden": 1, "Kalix": 2}}
    (gain,), (loss,) = carried({"Grund": 100}, shares), carried({"Grund": -100}, shares)
    assert gain.parts == {"Boden": 33, "Kalix": 67}
    assert loss.parts == {"Boden": -33, "Kalix": -67}


parts = st.dictionaries(st.sampled_from(["Boden", "Kalix", "Piteå"]), st.integers(-1000, 1000))


@CALM
@given(parts, parts, st.lists(st.dictionaries(st.sampled_from(["Boden", "Kalix"]), st.integers(0, 900))))
def test_what_is_carried_is_what_was_left_and_never_takes_a_bill_below_nothing(first, second, bills):
    settled = [Settled(2025, "§ 1", first), Settled(2026, "§ 2", second)]
    billed, made = {}, []
    for amounts_due in bills:
        due = {
            name: [BillLine("E-arkiv 2027", amount, "e-arkiv-2027")] for name, amount in amounts_due.items()
        }
        lines = with_settled(due, settled, billed)
        for name, own in lines.items():
            assert sum(line.amount for line in own) >= 0
            for line in own:
                billed[name, line.allocation] = billed.get((name, line.allocation), 0) + line.amount
        made += [line for own in lines.values() for line in own if settled_year(line.allocation)]
    for one in settled:
        taken = {name: -billed.get((name, one.word), 0) for name in one.rows}
        for name, part in one.rows.items():
            assert 0 <= taken[name] <= part or part <= taken[name] <= 0
            assert taken[name] == part or part > 0 or not bills
            assert taken[name] + one.left(name, billed) == part
    assert sum(line.amount for line in made) == -sum(
        one.rows[name] - one.left(name, billed) for one in settled for name in one.rows
    )
    assert all(line.amount for line in made)


def test_a_line_says_what_it_carries_and_by_which_decision():
    due = {"Boden": [BillLine("E-arkiv 2026", 100, "e-arkiv-2026")]}
    settled = Settled(2025, "Luleå KF § 12", {"Boden": 130, "Kalix": -7})
    lines = with_settled(due, [settled], {})
    assert lines["Boden"][1:] == [BillLine("Överskott 2025 enligt Luleå KF § 12", -100, "resultat:2025")]
    assert lines["Kalix"] == [BillLine("Underskott 2025 enligt Luleå KF § 12", 7, "resultat:2025")]
    assert settled.left("Boden", {("Boden", "resultat:2025"): -100}) == 30


payments = st.lists(st.tuples(st.dates(dt.date(2025, 1, 1), dt.date(2028, 1, 1)), st.integers(0, 10**6)))


@CALM
@given(payments, payments, st.integers(0, 10**7), amounts)
def test_the_last_balance_is_everything_that_was_paid_in_and_out(into, out, cost, opening):
    year = months(2026, into=into, out=out, budget_cost=cost, opening=opening)
    paid_in = sum(amount for day, amount in into if day.year == 2026)
    paid_out = sum(amount for day, amount in out if day.year == 2026)
    planned = sum(month.planned for month in year)
    assert year[-1].balance == opening + paid_in - paid_out - planned
    assert all(not month.planned or not month.out for month in year)
    if not paid_out:
        assert planned == cost


def adopted(staff, committee, kind, text, year):
    slug = actions.save_table(staff, authority=committee.id, sheet=sheet(kind, text, year=year, month=12))
    actions.adopt_table(staff, authority=committee.id, slug=slug, decision="§ 1", decided_on=AT.date(), at=AT)


def test_a_years_end_is_carried_by_the_years_own_key(committee, in_scope, client):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        outcome = "rad;intäkt;kostnad\nE-arkiv;322000;320600\nGrundfinansiering;1127000;1127700\nAnnat;5;0\n"
        adopted(staff, committee, TableKind.OUTCOME, outcome, 2023)
        view = queries.carried_of(committee.id, 2023)
        later = queries.carried_of(committee.id, 2026)
    assert view.is_whole
    assert [line.line for line in view.unshared] == ["Annat"]
    parts = {line.line: line.parts for line in view.lines}
    assert set(parts["Grundfinansiering"].values()) == {-50}
    assert sum(view.parts.values()) == 1400 - 700
    assert (later.before, later.parts) == (view.parts, {})
    page = client.get("/e-namnden/ekonomi/ar/2023/resultat/").content.decode()
    assert "Annat: 5 kr" in page
    assert "Att föra vidare" in page
    assert "Preliminärt" in client.get("/e-namnden/ekonomi/ar/2022/resultat/").content.decode()


TERMS = actions.Terms(dt.date(2024, 1, 15), dt.date(2024, 2, 15), VatCategory.STANDARD, "e-nämnden")
DECIDED = actions.Decided("Luleå KF § 12", dt.date(2024, 1, 2), 2024)


def test_a_decision_takes_the_surplus_to_the_next_bill_once(committee, in_scope, signed_in):
    outcome = "rad;intäkt;kostnad\nE-arkiv;322000;320600\nGrundfinansiering;1127000;1127700\n"
    staff, address = acting("Samordnare"), "/e-namnden/ekonomi/ar/2023/resultat/"
    page = signed_in("Samordnare")
    with in_scope(committee.id):
        with pytest.raises(NotPossible, match="årets slut"):
            actions.settle_result(staff, authority=committee.id, year=2023, decided=DECIDED, at=AT)
        adopted(staff, committee, TableKind.OUTCOME, outcome, 2023)
        with pytest.raises(NotPermitted):
            actions.settle_result(
                acting("Ledamot, Boden"), authority=committee.id, year=2023, decided=DECIDED, at=AT
            )
    assert "Anteckna beslutet om avräkning" in page.get(address).content.decode()
    early = {"decision": "Luleå KF § 12", "decided_on": "2024-01-02", "to_year": "2023"}
    assert "senare års fakturor" in page.post(f"{address}avrakna/", early).content.decode()
    assert page.post(f"{address}avrakna/", early | {"to_year": "2024"}).status_code == 302
    assert "Ta tillbaka avräkningen" in page.get(address).content.decode()
    assert page.post(f"{address}avrakna/ta-tillbaka/").status_code == 302
    assert "Anteckna beslutet om avräkning" in page.get(address).content.decode()
    assert page.post(f"{address}avrakna/", early | {"to_year": "2024"}).status_code == 302
    assert "Kvar att avräkna" in page.get(address).content.decode()
    with in_scope(committee.id):
        before = queries.carried_of(committee.id, 2023)
        assert queries.carried_of(committee.id, 2024).before == {}
        assert sum(before.settlement.settled.rows.values()) == 1400 - 700
        actions.bill_year(staff, authority=committee.id, year=2024, terms=TERMS)  # deficits alone are billed
        (left,) = queries.settlements(committee.id)
        bills = queries.bills(staff, authority=committee.id)
        told = [line for bill in bills for line in bill.lines]
        assert {settled_year(line.allocation) for line in told} == {2023}
        assert left.asked - left.left == -sum(line.amount for line in told)
        back = {"authority": committee.id, "year": 2023, "at": AT}
        with pytest.raises(NotPossible, match="står på en faktura"):
            actions.take_back_settlement(staff, **back)
        with pytest.raises(NotPermitted):
            actions.take_back_settlement(acting("Ledamot, Boden"), **back)
        actions.credit_bill(staff, authority=committee.id, number=bills[0].number, on=TERMS.due_on)
        assert queries.settlements(committee.id)[0].left == left.left - bills[0].net
    with in_scope(committee.id), pytest.raises(NotPossible, match="redan antecknat"):
        actions.settle_result(staff, authority=committee.id, year=2023, decided=DECIDED, at=AT)
    shown = page.get(f"/e-namnden/ekonomi/fakturor/{bills[0].number}/").content.decode()
    assert "/e-namnden/ekonomi/ar/2023/resultat/" in shown
    assert "avräknas på årets fakturor" in page.get("/e-namnden/ekonomi/fakturor/?ar=2024").content.decode()


def test_liquidity_is_for_the_staff_and_counts_invoices_once(committee, in_scope, signed_in):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        budget = "rad;intäkt;kostnad\nE-arkiv;120000;120000\n"
        adopted(staff, committee, TableKind.BUDGET, budget, 2026)
        actions.receive_invoice(
            staff, authority=committee.id, invoice=entered(due_on=dt.date(2026, 11, 30)), at=AT
        )
        listed = queries.liquidity(staff, authority=committee.id, year=2026)
        with pytest.raises(NotPermitted):
            queries.liquidity(acting("Ordförande"), authority=committee.id, year=2026)
    assert [(month.number, month.out, month.planned) for month in listed[9:]] == [
        (10, 0, 0), (11, 12_001, 0), (12, 0, 10_000),
    ]  # fmt: skip
    assert listed[-1].balance == -22_001
    page = signed_in("Samordnare").get("/e-namnden/ekonomi/ar/2026/likviditet/").content.decode()
    assert "−22\u202f001 kr" in page
