"""Payment approval: the rules, and an invoice from its receipt to its second signature."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.economy.test_books import CALM
from tests.factories.committee import AT, acting
from tinget.economy import actions, queries
from tinget.economy.rules.attest import (
    InvoiceLine,
    NewInvoice,
    Refusal,
    Right,
    Step,
    ToAttest,
    read_invoice_lines,
    refusal,
)
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible, RuleRefused
from tinget.kernel.periods import Period

DAY = dt.date(2026, 11, 23)
EVER = Period()
YEAR = Period(dt.date(2027, 1, 1), dt.date(2027, 12, 31))
CHECKER, APPROVER = 1, 2
RIGHTS = (
    Right(CHECKER, Step.CHECK, "", None, EVER),
    Right(APPROVER, Step.APPROVE, "E-arkiv", 50_000, Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))),
)
INVOICE = ToAttest((InvoiceLine("E-arkiv", "Licens", 5_000_000),))
CHECKED = replace(INVOICE, checked_by=CHECKER)

people = st.integers(1, 4)
rights = st.lists(
    st.builds(
        Right,
        people,
        st.sampled_from(Step),
        st.sampled_from(["", "E-arkiv", "Grund"]),
        st.none() | st.integers(0, 10**5),
        st.just(EVER),
    ),
    max_size=8,
)
invoices = st.builds(
    ToAttest,
    st.lists(
        st.builds(InvoiceLine, st.sampled_from(["E-arkiv", "Grund"]), st.just(""), st.integers(0, 10**7)),
        min_size=1,
        max_size=3,
    ).map(tuple),
    st.none() | people,
)


@CALM
@given(invoices, rights, people, people)
def test_two_different_people_attest_and_never_their_own(invoice, given_rights, first, second):
    if refusal(invoice, Step.CHECK, person=first, rights=given_rights, on=DAY) is None:
        checked = replace(invoice, checked_by=first)
        if refusal(checked, Step.APPROVE, person=second, rights=given_rights, on=DAY) is None:
            assert first != second
            assert invoice.concerns not in {first, second}
            covering = [
                one
                for one in given_rights
                if one.person == second
                and one.step is Step.APPROVE
                and one.service in {"", invoice.lines[0].service}
            ]
            assert any(one.limit is None or one.limit * 100 >= invoice.total for one in covering)


@pytest.mark.parametrize(
    ("invoice", "step", "person", "day", "told"),
    [
        (INVOICE, Step.CHECK, CHECKER, DAY, None),
        (CHECKED, Step.APPROVE, APPROVER, DAY, None),
        (INVOICE, Step.APPROVE, APPROVER, DAY, Refusal.NOT_YET),
        (CHECKED, Step.CHECK, CHECKER, DAY, Refusal.DONE),
        (replace(CHECKED, approved_by=APPROVER), Step.APPROVE, APPROVER, DAY, Refusal.DONE),
        (replace(INVOICE, is_returned=True), Step.CHECK, CHECKER, DAY, Refusal.DONE),
        (replace(INVOICE, concerns=CHECKER), Step.CHECK, CHECKER, DAY, Refusal.OWN),
        (replace(CHECKED, checked_by=APPROVER), Step.APPROVE, APPROVER, DAY, Refusal.SAME_PERSON),
        (CHECKED, Step.APPROVE, APPROVER, dt.date(2027, 1, 1), Refusal.NO_RIGHT),
        (CHECKED, Step.APPROVE, None, DAY, Refusal.NO_RIGHT),
        (INVOICE, Step.CHECK, APPROVER, DAY, Refusal.NO_RIGHT),
        (
            replace(CHECKED, lines=(*CHECKED.lines, InvoiceLine("Grund", "", 1))),
            Step.APPROVE, APPROVER, DAY, Refusal.NO_RIGHT,
        ),
        (
            replace(CHECKED, lines=(InvoiceLine("E-arkiv", "", 5_000_001),)),
            Step.APPROVE, APPROVER, DAY, Refusal.TOO_LARGE,
        ),
    ],
)  # fmt: skip
def test_who_may_take_which_step(invoice, step, person, day, told):
    assert refusal(invoice, step, person=person, rights=RIGHTS, on=day) is told


def entered(**other):
    values = {
        "supplier": "DEMONSTRATION AB", "number": "17", "issued_on": dt.date(2026, 11, 2),
        "due_on": dt.date(2026, 12, 2), "lines": (InvoiceLine("E-arkiv", "Licens", 1_200_050, YEAR),),
    }  # fmt: skip
    return NewInvoice(**values | other)


def give(name, step, committee, limit=None):
    right = Right(acting(name).person_id, step, "", limit, Period(dt.date(2026, 1, 1)))
    giver = acting("Sekreterare" if name == "Samordnare" else "Samordnare")
    return actions.give_right(giver, authority=committee.id, right=right, decision="§ 3")


def step(name, committee, invoice, which):
    actions.take_step(acting(name), authority=committee.id, invoice=invoice, step=which, at=AT)


def test_an_invoice_is_attested_by_two_and_accrued(committee, in_scope):
    with in_scope(committee.id):
        give("Samordnare", Step.CHECK, committee)
        give("Samordnare", Step.APPROVE, committee)
        give("Ordförande", Step.APPROVE, committee, limit=12_000)
        give("Sekreterare", Step.APPROVE, committee)
        number = actions.receive_invoice(
            acting("Handläggare"), authority=committee.id, invoice=entered(), at=AT
        )
        with pytest.raises(NotPossible, match="finns redan"):
            actions.receive_invoice(acting("Samordnare"), authority=committee.id, invoice=entered(), at=AT)
        with pytest.raises(NotPossible, match="inte sakgranskad"):
            step("Sekreterare", committee, number, Step.APPROVE)
        step("Samordnare", committee, number, Step.CHECK)
        for name, told in (
            ("Samordnare", "Någon annan gör"),
            ("Ordförande", "beloppsgräns"),
            ("Handläggare", "ingen attesträtt"),
        ):
            with pytest.raises(RuleRefused, match=told):
                step(name, committee, number, Step.APPROVE)
        step("Sekreterare", committee, number, Step.APPROVE)
        with pytest.raises(NotPossible, match="redan taget"):
            step("Sekreterare", committee, number, Step.APPROVE)
        shown = queries.supplier_invoice(acting("Ordförande"), authority=committee.id, invoice=number)
        (spread,) = queries.accruals(committee.id, 2027)
        told = ledger.history(committee.id, f"economy.supplier_invoice:{number}")
    assert (shown.checked[0], shown.approved[0]) == ("Samordnare", "Sekreterare")
    assert (spread.accrual.amount, spread.accrual.line, spread.source) == (
        12_001, "E-arkiv", "DEMONSTRATION AB 17",
    )  # fmt: skip
    assert {line.action for line in told} == {"receive_invoice", "check_invoice", "approve_invoice"}


def test_a_returned_invoice_can_be_received_anew_and_nobody_gives_himself_a_right(committee, in_scope):
    with in_scope(committee.id):
        right = give("Samordnare", Step.CHECK, committee)
        staff = acting("Samordnare")
        number = actions.receive_invoice(staff, authority=committee.id, invoice=entered(), at=AT)
        with pytest.raises(RuleRefused, match="ingen attesträtt"):
            actions.return_invoice(
                acting("Ordförande"), authority=committee.id, invoice=number, reason="Fel", at=AT
            )
        actions.return_invoice(staff, authority=committee.id, invoice=number, reason="Fel", at=AT)
        again = actions.receive_invoice(staff, authority=committee.id, invoice=entered(), at=AT)
        own = Right(staff.person_id, Step.APPROVE, "", None, Period(dt.date(2026, 1, 1)))
        with pytest.raises(RuleRefused, match="dig själv"):
            actions.give_right(staff, authority=committee.id, right=own, decision="§ 3")
        with pytest.raises(NotPermitted):
            actions.give_right(acting("Ordförande"), authority=committee.id, right=own, decision="§ 3")
        actions.end_right(staff, authority=committee.id, right=right, on=dt.date(2026, 11, 22))
        with pytest.raises(NotPossible, match="redan upphört"):
            actions.end_right(staff, authority=committee.id, right=right, on=dt.date(2026, 11, 23))
        with pytest.raises(RuleRefused, match="ingen attesträtt"):
            step("Samordnare", committee, again, Step.CHECK)
        with pytest.raises(NotPermitted):
            queries.supplier_invoices(acting("Ledamot, Boden"), authority=committee.id)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("rad;text;belopp\nHR;x;5\n", 2, "ingen rad i budgeten"),
        ("rad;text;belopp\nE-arkiv;x;5,555\n", 2, "ska vara kronor"),
        ("rad;text;belopp;från;till\nE-arkiv;x;5;2027-01-01;\n", 2, "båda vara dagar"),
        ("rad;text;belopp;från;till\nE-arkiv;x;5;2027-02-01;2027-01-01\n", 2, "tidigare än"),
    ],
)
def test_what_is_wrong_in_a_line_is_told(text, line, told):
    lines, faults = read_invoice_lines(text, ["E-arkiv"])
    assert not lines
    assert [fault.line for fault in faults] == [line]
    assert told in faults[0].text


def test_lines_are_read_to_the_ore():
    lines, faults = read_invoice_lines(
        "rad;text;belopp\nE-arkiv;a;12 000,5\nE-arkiv;b;-7.25\nE-arkiv;c;3\n", ["E-arkiv"]
    )
    assert ([line.amount for line in lines], faults) == ([1_200_050, -725, 300], [])
    assert [InvoiceLine.from_list(line.as_list()) for line in lines] == list(lines)


def test_the_pages_from_receipt_to_approval(signed_in, committee, in_scope):
    with in_scope(committee.id):
        give("Samordnare", Step.CHECK, committee)
    staff, address = signed_in("Samordnare"), "/e-namnden/ekonomi/leverantorsfakturor/"
    form = {
        "supplier": "DEMONSTRATION AB", "number": "18", "issued_on": "2026-11-02", "due_on": "2026-12-02",
        "lines": "rad;text;belopp;från;till\nE-arkiv;Licens;12000,50;;\n",
    }  # fmt: skip
    wrong = staff.post(f"{address}ny/", form | {"due_on": "2026-10-02"}).content.decode()
    assert "före fakturadagen" in wrong
    made = staff.post(f"{address}ny/", form)
    assert made.status_code == 302
    assert "12\u202f000,50" in staff.get(made.url).content.decode()
    assert staff.post(f"{made.url}granska/").status_code == 302
    page = staff.get(made.url).content.decode()
    assert "väntar på beslutsattest" in page
    assert "Någon annan gör beslutsattesten" in page
    assert staff.post(f"{made.url}attestera/").status_code == 409
    assert "1 faktura väntar" in staff.get(address).content.decode()
    rights_page = "/e-namnden/ekonomi/attestratter/"
    assert "sakgranskning" in staff.get(rights_page).content.decode()
    person = acting("Ordförande").person_id
    given_right = {
        "person": person,
        "step": "approve",
        "limit": "50000",
        "first": "2026-01-01",
        "decision": "§ 3",
    }
    assert staff.post(rights_page, given_right).status_code == 302
    chair = signed_in("Ordförande")
    assert chair.post(f"{made.url}attestera/").status_code == 302
    assert "Fakturan kan betalas" in chair.get(made.url).content.decode()
