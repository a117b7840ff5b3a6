"""Findings are certain: each rule finds its error, and what only looks like one is let be."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinget.kernel.dates import earliest_removal
from tinget.workflows.import_minutes.rules.read import read_minutes

PACKS = Path(__file__).with_name("packs")

BASE = """DEMONSTRATION Provnämnden
Sammanträdesdatum 2022-12-14

ANSLAG/BEVIS
Paragrafer 19-20
Datum när anslaget sätts upp {up}
Datum när anslaget tas ned {down}

§ 19

{title}
Ärendenr 2022/20-2.4.0.2

{heading}
{decision}

Sammanfattning av ärendet
{summary}

Beslutsunderlag
{basis}

§ 20

Information
Ärendenr 2022/21-2.4.0.2

Provnämndens beslut
Provnämnden beslutar att lägga informationen till handlingarna.
"""
USUAL = {
    "up": "2022-12-19",
    "down": "2023-01-10",
    "title": "Ekonomisk rapport",
    "heading": "Provnämndens beslut",
    "decision": "Provnämnden beslutar att godkänna rapporten.",
    "summary": "Samordnaren redovisar utfallet för perioden.",
    "basis": "Utfall, PROVNÄMND Hid: 2022.9",
}


def findings(**changed):
    return [(one.rule, one.line) for one in read_minutes(BASE.format(**(USUAL | changed))).findings]


def line_of(text, **changed):
    return next(n for n, row in enumerate(BASE.format(**(USUAL | changed)).split("\n"), 1) if text in row)


def test_ordinary_minutes_have_no_findings():
    assert findings() == []


@pytest.mark.parametrize(
    ("rule", "changed", "at"),
    [
        ("record_id_pattern", {"basis": "Utfall, PROVNÄMND Hid: 2022.2022.9"}, "2022.2022.9"),
        ("record_id_pattern", {"basis": "Utfall, Hid: 2022/9"}, "2022/9"),
        ("record_id_pattern", {"basis": "Utfall, Hid: 2032.9"}, "2032.9"),
        (
            "record_id_pattern",
            {"basis": "Utfall, PROVNÄMND Hid: 2022.9\nBeslut 2022-03-16 § 2, PROVNÄMND 2022.1"},
            "2022.1",
        ),
        ("decision_under_proposal", {"heading": "Provnämndens förslag till beslut"}, "förslag till beslut"),
        ("decision_under_proposal", {"heading": "Förslag till beslut"}, "Förslag till beslut"),
        (
            "title_year",
            {
                "title": "Verksamhetsplan 2025",
                "decision": "Provnämnden beslutar att anta verksamhetsplan för 2026.",
            },
            "§ 19",
        ),
        (
            "title_year",
            {"title": "Budget 2023", "decision": "Provnämnden godkänner budgeten för år 2024"},
            "§ 19",
        ),
        ("sum", {"summary": "Kommun   Belopp\nArjeplog   4 100\nBoden   41 400\nSumma   46 500"}, "Summa"),
        (
            "sum",
            {"summary": "Kommun   Belopp\nArjeplog   4 100 kr\nBoden   41 400 kr\nTotalt   44 500 kr"},
            "Totalt",
        ),
        (
            "sum",
            {"summary": "Konto   2022   2023\nLön   100   110\nResor   20   30\nSumma   120   150"},
            "Summa",
        ),
        ("sum", {"summary": "Post Belopp\nLön 1 200,50\nResor 300,50\nSumma: 1 600,00"}, "Summa"),
        ("notice_early", {"down": "2023-01-09"}, "ANSLAG"),
        ("notice_early", {"up": "2022-12-16", "down": "2023-01-06"}, "ANSLAG"),
    ],
)
def test_an_error_is_found_where_it_stands(rule, changed, at):
    assert findings(**changed) == [(rule, line_of(at, **changed))]


@pytest.mark.parametrize(
    "changed",
    [
        {
            "title": "Årsredovisning 2021",
            "decision": "Provnämnden godkänner årsredovisning 2021 och för över 2022 års medel.",
        },
        {"title": "Budget 2023", "decision": "Provnämnden hänvisar till beslut 2021-12-16, Hid: 2021.83."},
        {"title": "Budget 2023–2025", "decision": "Provnämnden antar budgeten för 2024."},
        {
            "title": "Verksamhetsplan 2023",
            "decision": "Provnämnden bordlägger ärendet till sammanträdet 2024-03-03.",
        },
        {"title": "Ansökan för 2023", "decision": "Provnämnden avslår ansökan, då medel för 2022 är slut."},
        {"summary": "Kommun   Belopp\nArjeplog   4 100\nBoden   41 400\nSumma   45 500"},
        {"summary": "Andel   Procent\nA   33,3\nB   33,3\nC   33,3\nSumma   100,0"},
        {"summary": "Post   Tkr\nIntäkter   500\nKostnader   480\nSumma   20"},
        {"summary": "Post   Tkr\nLön   100\nvarav chef   40\nResor   20\nSumma   120"},
        {
            "summary": "Post   Tkr\nLön   100\nResor   20\nSumma   120\nMaskiner   30\nBilar   20\nSumma  "
            " 50\nTotalt   170"
        },
        {"summary": "Intäkter Kostnader Avvikelse\nProvnämnden 8006 tkr 7739 tkr 267 tkr"},
        {"summary": "Summa summarum har kostnaden ökat sedan 2022"},
        {"summary": "Följande fördelning gäller 2022\nArjeplog   100\nBoden   200\nSumma   300"},
        {
            "heading": "Förslag till beslut",
            "decision": "Provnämnden föreslår kommunfullmäktige att anta planen.",
        },
        {
            "heading": "Provnämndens förslag till kommunfullmäktige",
            "decision": "Kommunfullmäktige beslutar att anta planen.",
        },
        {
            "heading": "Förslag till beslut",
            "decision": "Att anta planen.\n\nProvnämndens beslut\nProvnämnden beslutar enligt förslaget.",
        },
        {"basis": "Rapport 2022.1\nBeslut § 2, KLF Hid: 2022.5128"},
        {"basis": "Utfall, Hid:\n2022.9"},
        {"down": "2023-01-11"},
        {"up": "2022-12-16", "down": "2023-01-10"},
        {"basis": "Bilaga 1 Utfall för perioden"},
    ],
)
def test_what_only_looks_wrong_is_let_be(changed):
    assert findings(**changed) == []


def test_a_decision_under_a_proposal_is_still_read_and_doubted():
    read = read_minutes(BASE.format(**(USUAL | {"heading": "Provnämndens förslag till beslut"})))
    assert read.items[0].decision == USUAL["decision"]
    assert any(one.field == "items.19.decision" for one in read.doubts)


SUBJECT = {
    "title": "Plan mot välfärdsbrottslighet",
    "decision": "Provnämnden antar planen enligt bilaga 1.",
    "summary": "Nämnden ska ha en plan mot välfärdsbrottslighet. Den följs upp varje år och visas för "
    "revisorerna.",
}


@pytest.mark.parametrize(
    ("basis", "found"),
    [
        ("Bilaga 1 Åtgärder mot korruption", True),
        ("Bilaga 1: Riktlinje mot korruption och jäv, Hid: 2022.9", True),
        ("Bilaga 1 Plan mot välfärdsbrott", False),
        ("Bilaga 1 Handlingsplan", False),
        ("Granskningsrapport om korruption", False),
    ],
)
def test_an_annex_on_another_subject(basis, found):
    assert ("annex_subject" in [rule for rule, _line in findings(basis=basis, **SUBJECT)]) is found


@pytest.mark.parametrize(
    ("title", "found"), [("Åtgärder mot korruption", True), ("Plan mot välfärdsbrott", False)]
)
def test_an_annex_that_follows_the_minutes(title, found):
    text = (
        BASE.format(**(USUAL | SUBJECT))
        + f"\f\nBilaga 1\n{title}\n\nHär står vad som ska göras.\nOch när det görs.\n"
    )
    assert ("annex_subject" in [one.rule for one in read_minutes(text).findings]) is found


@given(st.dates(min_value=dt.date(2018, 1, 1), max_value=dt.date(2030, 1, 1)), st.integers(-25, 25))
@settings(max_examples=60, deadline=None)
def test_a_notice_is_early_before_the_day_after_the_last_to_appeal(up, more):
    earliest = earliest_removal(up).date
    down = earliest + dt.timedelta(days=more)
    early = [rule for rule, _line in findings(up=up.isoformat(), down=down.isoformat())]
    assert early == (["notice_early"] if more < 0 else [])


@given(st.lists(st.integers(1, 99_999), min_size=2, max_size=12), st.integers(-900, 900))
@settings(max_examples=80, deadline=None)
def test_a_sum_is_wrong_when_no_reading_makes_it(values, error):
    rows = [f"Post {'abcdefghijkl'[n]}   {value:,}".replace(",", " ") for n, value in enumerate(values)]
    total = sum(values) + error
    readings = [sum(values[n:]) for n in range(len(values) - 1)] + [values[0] - values[1]] * (
        len(values) == 2
    )
    text = "Post   Belopp\n" + "\n".join(rows) + f"\nSumma   {total:,}".replace(",", " ")
    found = "sum" in [rule for rule, _line in findings(summary=text)]
    near = any(abs(total - one) <= len(values) / 2 for one in readings)
    years = any(1990 <= value <= 2100 for value in values)
    if not years:
        assert found is not near


def test_the_packs_have_the_findings_they_were_made_with():
    found = {
        path.stem: [one.rule for one in read_minutes(path.read_text()).findings]
        for path in PACKS.glob("*.txt")
    }
    assert {name: rules for name, rules in found.items() if rules} == {
        "e-signerat-med-bilaga": ["notice_early", "annex_subject", "sum"],
        "gemensam-namnd-tabell": [
            "title_year",
            "decision_under_proposal",
            "record_id_pattern",
            "notice_early",
        ],
    }
