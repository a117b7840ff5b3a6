"""Finding: Swedish words and compounds, phrases, numbers, filters, order, spelling, odd input."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.foundation.search.conftest import OURS
from tinget.foundation import search


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Upphandlingsprotokoll", "upphandling"),
        ("Upphandlingsprotokoll", "protokoll"),
        ("Upphandlingsprotokollet är justerat", "upphandlingar"),
        ("Protokoll över upphandling av skrivare", "upphandlingsprotokoll"),
        ("Skolskjutsreglemente", "SKOLSKJUTS"),
        ("Skolskjutsreglemente", "skjuts"),
        ("Dokumenthanteringsplanen", "plan"),
        ("Överförmyndaren i Älvsbyn", "överförmyndare älvsbyn"),
        ("ÅTGÄRDER I ÅR", "åtgärd"),
        ("Skola och/eller förskola", "eller förskola"),
        ("E-nämndens budget", "e-nämnden"),
        ("IT-strategi", "strategi"),
        ("Intern kontroll", "internkontroll"),
        ("Beslutet om förskolans taxa", "beslut förskola taxan"),
        ("Ledamöternas närvaro", "ledamot"),
        ("Ändrade regler för numret", "regel nummer"),
        ("Barnomsorgstaxan", "taxor"),
        ("Förslag till reglemente", "reglementet"),
        ("Samverkan\u00adsavtal", "samverkansavtal"),
        ("Angående idé\u0301er", "angående"),
        ("Ko\u0308p av ba\u030aten", "köp båt"),
    ],
)
def test_a_word_is_found_in_its_forms_and_inside_compounds(put, titles, title, asked):
    put(title)
    put("Något helt annat")
    assert len(titles(asked)) == 1


def test_words_are_found_in_the_text_and_shown_in_context(put, inside):
    put("Tjänsteskrivelse", body=f"{'Inledning här. ' * 60}Nämnden prövar <b>upphandlingen</b> & går vidare.")
    with inside():
        (hit,) = search.find(OURS, "upphandling").hits
    assert [piece.text for piece in hit.excerpt if piece.found] == ["upphandlingen"]
    assert "<b>" in "".join(piece.text for piece in hit.excerpt)
    assert hit.excerpt[0].text == "… "


def test_a_compound_in_a_text_is_found_by_its_part_and_marked(put, inside):
    put("Tjänsteskrivelse", body="Enligt gallringsbeslutet ska det bort.")
    with inside():
        (hit,) = search.find(OURS, "gallring").hits
    assert [piece.text for piece in hit.excerpt if piece.found] == ["gallringsbeslutet"]


def test_a_phrase_stands_together(put, titles):
    put("Plan för intern kontroll")
    put("Kontroll av interna regler")
    assert titles('"intern kontroll"') == ["Plan för intern kontroll"]
    assert titles("”intern kontroll”") == ["Plan för intern kontroll"]
    assert len(titles("intern kontroll")) == 2


def test_a_minus_word_keeps_out(put, titles):
    put("Budget för skolan")
    put("Budget för äldreomsorgen")
    assert titles("budget -skola") == ["Budget för äldreomsorgen"]
    assert titles('budget -"för skolan"') == ["Budget för äldreomsorgen"]
    assert titles("-skola") == []


CASE = {"number": "2023/15-2.2.0.2", "numbers": ("2023/15",)}
RECORD = {"number": "Hid 2023.42", "kind": "record"}
DECISION = {"number": "§ 15", "numbers": ("2023 § 15",), "kind": "decision"}


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        (CASE, "2023/15"),
        (CASE, "2023/15-2.2.0.2"),
        (CASE, "dnr 2023/15"),
        (CASE, "ärende 2023/15"),
        (CASE, "2023:15"),
        (CASE, "2023-15"),
        (RECORD, "Hid 2023.42"),
        (RECORD, "HID: 2023.42"),
        (RECORD, "2023.42"),
        (RECORD, "2023/42"),
        (DECISION, "§ 15"),
        (DECISION, "§15"),
        (DECISION, "paragraf 15"),
        (DECISION, "§§ 14–16"),
        (DECISION, "2023 § 15"),
        ({"number": "KLF 2020/1539"}, "KLF 2020/1539"),
        ({"number": "KLF 2020/1539"}, "klf2020/1539"),
        ({"number": "KLF 2020/1539"}, "1539"),
        ({"number": "2022.2022.9"}, "2022.2022.9"),
        ({"number": "2022.2022.9"}, "2022.9"),
        ({"number": "E-NÄMND 2022.1"}, "e-nämnd 2022.1"),
        ({"body": "Se ärende 2023/15 och Hid 2023.42, § 15."}, "2023/15"),
        ({"body": "Se ärende 2023/15 och Hid 2023.42, § 15."}, "Hid 2023.42"),
        ({"body": "Budget för 2022-2023"}, "2022-2023"),
    ],
)
def test_a_number_is_found_however_it_is_written(put, titles, values, asked):
    put("Det sökta", **values)
    put("Något annat 2021", number="2021/7-1.1", numbers=("2021/7",))
    assert titles(asked) == ["Det sökta"]


def test_the_number_as_it_is_written_comes_first(put, titles):
    put("Handlingen", number="Hid 2023.15", kind="record")
    put("Ärendet", number="2023/15", day=dt.date(2020, 1, 1))
    put("Nämner det", body="Enligt 2023/15 gäller", day=dt.date(2026, 1, 1))
    assert titles("2023/15") == ["Ärendet", "Handlingen", "Nämner det"]


def test_the_title_counts_before_parts_and_parts_before_the_text_then_the_newest(put, titles):
    put("Annat", body="upphandling", day=dt.date(2026, 11, 1))
    put("Upphandlingspolicy", day=dt.date(2026, 10, 1))
    put("Upphandling, äldre", day=dt.date(2019, 5, 1))
    put("Upphandling, okänd dag", day=None)
    put("Upphandling, ny", day=dt.date(2024, 5, 1))
    assert titles("upphandling") == [
        "Upphandling, ny",
        "Upphandling, äldre",
        "Upphandling, okänd dag",
        "Upphandlingspolicy",
        "Annat",
    ]


def test_hits_are_narrowed_by_each_filter(put, titles):
    put(
        "Avtal ett", kind="record", day=dt.date(2023, 5, 1), class_code="2.2.0.2",
        persons=("Eva-Lena Åström",), municipalities=("boden",),
    )  # fmt: skip
    put("Avtal två", year=2022, day=None, class_code="2.20.1", persons=("Eva Ek",))
    assert titles("avtal", year=2023) == ["Avtal ett"]
    assert titles("avtal", year=2022) == ["Avtal två"]
    assert titles("avtal", class_code="2.2") == ["Avtal ett"]
    assert titles("avtal", kinds=("record",)) == ["Avtal ett"]
    assert titles("avtal", kinds=("record", "decision")) == ["Avtal ett"]
    assert titles("avtal", person="åström") == ["Avtal ett"]
    assert titles("avtal", person="Eva-Lena Åström") == ["Avtal ett"]
    assert len(titles("avtal", person="eva")) == 2
    assert titles("avtal", municipality="boden") == ["Avtal ett"]
    assert titles("", municipality="boden") == ["Avtal ett"]
    assert titles("avtal", class_code="2.2'|'x") == []


def test_pages_go_on_where_the_last_ended(put, inside):
    for number in range(7):
        put(f"Avtal {number}", day=dt.date(2020, 1, 1 + number // 2))
    seen, after = [], None
    with inside():
        for _page in range(4):
            found = search.find(OURS, "avtal", wish=search.Wish(size=2, after=after))
            seen += [hit.title for hit in found.hits]
            after = found.after
        assert after is None
        assert found.number == 7
    assert sorted(seen) == [f"Avtal {number}" for number in range(7)]


@pytest.mark.parametrize("today", ["2026-01-01", "2026-03-10", "2026-06-30", "2026-11-21", "2026-12-31"])
def test_entries_of_every_month_and_age_are_found_once(put, inside, settings, today):
    settings.TINGET_TODAY = today
    days = [dt.date(year, 1, 1) for year in range(1940, 2023)]
    days += [dt.date(year, month, 28) for year in range(2023, 2031) for month in range(1, 13)]
    days += [dt.date(2026, month, day) for month in (2, 3, 11, 12) for day in (1, 10, 11, 20, 21)]
    for day in [*days, None]:
        put("Avtal", day=day)
    with inside():
        found = search.find(OURS, "avtal", wish=search.Wish(size=100))
    assert found.number == len(days) + 1
    assert len({hit.id for hit in found.hits}) == 100


def test_a_misspelt_word_is_put_right_when_nothing_is_found(put, inside, learnt):
    put("Upphandling av skrivare")
    learnt()
    with inside():
        found = search.find(OURS, "uphandling skrivare")
    assert [hit.title for hit in found.hits] == ["Upphandling av skrivare"]
    assert found.instead == "upphandling skrivare"
    assert found.by_kind == {"case": 1}


def test_with_few_hits_the_likely_word_is_offered(put, inside, learnt):
    put("Upphandling ett")
    put("Upphandling två")
    put("Om ordet budget")
    learnt()
    with inside():
        found = search.find(OURS, "upphandlign")
        assert found.instead == "upphandling"
        assert search.find(OURS, "budget").meant == ""


def test_a_part_that_nothing_takes_apart_is_found_inside_words(put, titles, learnt):
    put("Xyzgruffelpuffar")
    learnt()
    assert titles("gruffel") == ["Xyzgruffelpuffar"]


def test_a_changed_object_is_found_by_what_it_is_now_alone(put, titles, inside):
    on = put("Gammal rubrik")
    put("Ny titel", on=on)
    assert titles("gammal") == []
    assert titles("titel") == ["Ny titel"]
    with inside():
        search.remove(OURS, on)
    assert titles("titel") == []


def test_only_what_came_after_a_moment(put, inside):
    put("Avtal")
    with inside():
        later = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
        assert search.find(OURS, "avtal", wish=search.Wish(since=later)).number == 0
        earlier = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
        assert search.find(OURS, "avtal", wish=search.Wish(since=earlier)).number == 1


@pytest.mark.parametrize(
    "odd",
    [
        "", " ", '"', '"oavslutad fras', '""', "-", "--", '-"', "och att i", '"och"', "§", "§§", "§ ",
        "§§ 9-1", "§ 99999999999", "2023/", "2023/15-", "2023/15-2.2.0.2/17", "1234567890" * 50, "'",
        "''; DROP TABLE x --", "a & b | !c <-> (d", "a:*", "\\", "%", "\x00\x01\x02 avtal",
        "\ud800", "å" * 10_000, "ord " * 2_500,
        "<script>alert(1)</script>", "e\u0301", "漢字 العربية ١٢٣ 🎉", "\u202eavtal", "1e5 -1 0x1F 10.0.0.1",
        "http://example.se/a?b=c", "a@b.se", "\n\t\r", "K=x n=1", "ſ ß İ ı ǅ",
    ],
)  # fmt: skip
def test_odd_input_never_fails(put, titles, odd):
    put("Avtal")
    put(odd, body=odd, number=odd[:70], numbers=(odd,), persons=(odd,), class_code=odd[:30])
    titles(odd)
    titles(odd, class_code=odd, person=odd, municipality=odd, kinds=(odd,))
    titles(f'avtal -{odd} "{odd}"')


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_can_be_put_in_and_looked_for(put, titles, text):
    put(text, body=text)
    titles(text)
