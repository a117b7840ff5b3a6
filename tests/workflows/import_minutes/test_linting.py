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
        ("sum", {"summary": "Post   Belopp\nLön   1,2 mkr\nResor   300 tkr\nSumma   1 600 tkr"}, "Summa"),
        (
            "sum",
            {"summary": "Kommun   2022   Andel\nBoden   100   33 %\nÅre   200   67 %\nSumma   310   100 %"},
            "Summa",
        ),
        (
            "title_year",
            {"title": "Verksamhetsplan 2025", "decision": "Provnämnden antar planen för år 2026."},
            "§ 19",
        ),
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
        {
            "title": "Årsredovisning 2022",
            "decision": "Provnämnden godkänner årsredovisningen och överför 2023 års medel.",
        },
        {
            "title": "Utvärdering av verksamhetsplan 2022",
            "decision": "Utvärderingen läggs till grund för verksamhetsplan 2023.",
        },
        {
            "title": "Taxa 2023",
            "decision": "Provnämnden upphäver taxan för 2022.",
        },
        {"title": "Budget 2023", "decision": "Budgeten beslutas senast i november 2022."},
        {"basis": "Handlingar, PROVNÄMND Hid: 2022.9-2022.12"},
        {
            "heading": "Förslag till beslut",
            "decision": "Provnämnden beslutar att godkänna rapporten.\n\nProvnämnden beslutar\n"
            "att godkänna rapporten.",
        },
        {
            "heading": "Förslag till beslut",
            "summary": "Samordnaren redovisar utfallet.\n\nProvnämnden beslutar enligt förslaget.",
        },
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


def summed(values, total):
    rows = [
        f"Post {'abcdefghijklmnopqrstuvwxyzåäö'[n]}   {value:,}".replace(",", " ")
        for n, value in enumerate(values)
    ]
    text = "Post   Belopp\n" + "\n".join(rows) + f"\nSumma   {total:,}".replace(",", " ")
    return "sum" in [rule for rule, _line in findings(summary=text)]


AMOUNTS = st.lists(st.integers(3_000, 99_999), min_size=2, max_size=12)


@given(AMOUNTS, st.integers(-3, 3))
@settings(max_examples=40, deadline=None)
def test_a_sum_that_is_right_or_rounded_is_let_be(values, error):
    rounding = len(values) // 2
    assert not summed(values, sum(values) + max(-rounding, min(rounding, error)))


@given(AMOUNTS, st.integers(10, 2_900))
@settings(max_examples=40, deadline=None)
def test_a_sum_that_is_too_great_is_found(values, error):
    assert summed(values, sum(values) + error)


@given(AMOUNTS, st.data())
@settings(max_examples=40, deadline=None)
def test_the_sum_of_the_last_rows_or_of_the_rows_that_are_no_parts_is_let_be(values, data):
    start = data.draw(st.integers(0, len(values) - 2))
    assert not summed(values, sum(values[start:]))
    assert not summed([*values, sum(values), *values], 2 * sum(values))


@pytest.mark.parametrize(
    "summary",
    [
        (
            "Kommun   2022   2023   Förändring %\nArjeplog   100   110   10,0\nBoden   200   210   5,0\n"
            "Summa   300   320   6,7"
        ),
        "Kommun   Kostnad   Kr/inv\nArjeplog   100 000   37\nBoden   900 000   32\nTotalt   1 000 000   33",
        "Enhet   Tkr   Andel\nNorr   400   40 %\nSyd   605   61 %\nSumma   1 005   100 %",
        "Verksamhet   Tkr\nFörskola\nLön   100\nHyra   50\nSkola\nLön   200\nHyra   80\nSumma   430",
        "Post   Tkr\nPersonal   400\n  Lön   300\n  Pension   100\nLokaler   200\nSumma   600",
        "Post   Tkr\nPersonal   400\nLön   300\nPension   100\nLokaler   200\nSumma   600",
        "Post   Tkr\nIntäkter   900\nPersonal   500\nLokaler   250\nÖvrigt   100\nSumma   50",
        "Post   Tkr\nStatsbidrag   500\nAvgifter   400\nPersonal   600\nLokaler   100\nSumma   200",
        "Post   Belopp\nLön   1,2 mkr\nResor   300 tkr\nSumma   1 500 tkr",
        "Post   Belopp (tkr)\nLön   1 200\nResor   300\nSumma   1 500 000 kr",
        "Post   Belopp (kr)\nLön   1 200 400\nResor   300 300\nSumma   1,5 mkr",
        "Post   Mkr\nLön   12,4\nResor   3,3\nHyra   1,4\nSumma   17,2",
        "Post   Mkr\nLön   12\nResor   3\nHyra   2\nSumma   17,9",
        "Förslag   Poäng\nAnbud A   84\nAnbud B   92\nTotalt   88",
    ],
)
def test_columns_that_are_not_added_up_are_let_be(summary):
    assert findings(summary=summary) == []


def test_the_packs_have_the_findings_they_were_made_with():
    found = {
        path.stem: [one.rule for one in read_minutes(path.read_text()).findings]
        for path in PACKS.glob("*.txt")
    }
    assert {name: rules for name, rules in found.items() if rules} == {
        "e-signerat-med-bilaga": ["notice_early", "annex_subject", "sum"],
        "fullmaktige-narvarolista": ["notice_early"],
        "gemensam-namnd-tabell": [
            "title_year",
            "decision_under_proposal",
            "record_id_pattern",
            "notice_early",
        ],
    }
