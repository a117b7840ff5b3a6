"""The made-up packs, in the layouts of many systems, read to what they say."""

from pathlib import Path

import pytest

from tinget.workflows.import_minutes.rules.read import read_minutes

PACKS = Path(__file__).with_name("packs")


def read(name):
    return read_minutes((PACKS / f"{name}.txt").read_text()).printed(name)


def item(printed, paragraph):
    return next(one for one in printed["items"] if one["paragraph"] == paragraph)


# name: (date, place, chair, secretary, approvers, paragraphs, [(notice paragraphs, up, down)], immediate)
MEETINGS = {
    "kommunstyrelsen-kolumner": (
        "2024-03-12",
        "Kommunhuset, sammanträdesrum Granen",
        "Exempel Alm",
        "Form Idegran",
        ["Prov Björk"],
        ["30", "31", "32", "33"],
        [(["30", "31", "32", "33"], "2024-03-18", "2024-04-09")],
        ["33"],
    ),
    "kommunfullmaktige-versaler": (
        "2023-11-27",
        "Bygdegården i Småbygden",
        "Exempel Alm",
        "Form Idegran",
        ["Modell Ceder", "Mall Dahlia"],
        ["60", "61", "62"],
        [(["60", "61", "62"], "2023-12-01", "2023-12-23")],
        [],
    ),
    "regionnamnd-utan-sidbrytning": (
        "2022-09-20",
        "Regionhuset, sal Älven",
        "Exempel Alm",
        "Form Idegran",
        ["Exempel Alm", "Modell Ceder"],
        ["44", "45", "46"],
        [(["44", "45", "46"], "2022-09-26", "2022-10-18")],
        ["44"],
    ),
    "stadens-namnd": (
        "2021-06-22",
        "Stadshuset, lokal Havet",
        "Exempel Alm",
        "Form Idegran",
        ["Prov Björk"],
        ["98", "99", "100", "101"],
        [],
        [],
    ),
    "gemensam-namnd-tabell": (
        "2023-02-08",
        "Digitalt via Teams",
        "Prov Björk",
        "Form Idegran",
        ["Modell Ceder"],
        ["1", "2", "3", "4"],
        [(["2", "3"], "2023-02-08", "2023-03-01"), (["1", "4"], "2023-02-14", "2023-03-08")],
        ["2", "3"],
    ),
    "e-signerat-med-bilaga": (
        "2025-05-14",
        "Kommunhuset, Stora salen",
        "Exempel Alm",
        "Form Idegran",
        ["Prov Björk"],
        ["15", "16"],
        [(["15", "16"], "2025-05-16", "2025-06-07")],
        [],
    ),
    "arbetsutskott-marginalrubriker": (
        "2019-08-27",
        "Kommunkontoret, Glesbygd",
        "Exempel Alm",
        "Form Idegran",
        ["Modell Ceder"],
        ["121", "122", "123"],
        [(["121", "122", "123"], "2019-08-30", "2019-09-21")],
        [],
    ),
    "aldre-att-satser": (
        "2008-03-04",
        "Stadshotellet",
        "Exempel Alm",
        "Form Idegran",
        ["Prov Björk"],
        ["41", "42", "43"],
        [(["41", "42", "43"], "2008-03-10", "2008-04-01")],
        [],
    ),
    "regionstyrelse-digital": (
        "2024-11-19",
        "Regionens hus, sal A",
        "Exempel Alm",
        "Form Idegran",
        ["Modell Ceder"],
        ["210", "211", "212"],
        [(["212"], "2024-11-19", "2024-12-11"), (["210", "211"], "2024-11-27", "2024-12-19")],
        ["212"],
    ),
    "namnd-enspaltig-utan-layout": (
        "2022-05-18",
        "Rådhuset, plan 3",
        "Exempel Alm",
        "Form Idegran",
        ["Prov Björk"],
        ["20", "21", "22", "23", "24"],
        [(["20", "21", "22", "23", "24"], "2022-05-23", "2022-06-14")],
        [],
    ),
    "bygdens-namnd-diariet-ovanfor": (
        "2020-10-06",
        "Biblioteket",
        "Exempel Alm",
        "Form Idegran",
        ["Prov Björk"],
        ["51", "52"],
        [(["51", "52"], "2020-10-13", "2020-11-04")],
        [],
    ),
    "lonenamnd-brutna-etiketter": (
        "2021-04-14",
        "Stadshuset, sammanträdesrum Tallen samt via Teams",
        "Anna Exempelsson",
        "Gustav Noter",
        ["Bo Provström"],
        ["11", "12", "13", "14", "15"],
        [(["11", "12", "13", "14", "15"], "2021-04-20", "2021-05-12")],
        [],
    ),
    "samverkansnamnd-flera-anslag": (
        "2018-05-24",
        "Kommunhuset i Älvsbyn",
        "Ingrid Påhittad",
        "Petra Penna",
        ["Karin Modell"],
        ["21", "22", "23", "24"],
        [(["21", "22", "24"], "2018-05-31", "2018-06-22"), (["23"], "2018-05-25", "2018-06-16")],
        ["23"],
    ),
    "helt-utan-forsattsblad": (None, None, None, None, [], ["8", "9"], [], []),
}

FIELDS = [
    ("kommunstyrelsen-kolumner", "31", "case_number", "KS 2024/112"),
    (
        "kommunstyrelsen-kolumner",
        "31",
        "points",
        [
            (
                "att fastställa ramarna för budget 2025 enligt förvaltningens förslag, med tillägg för "
                "utbildningsnämnden"
            ),
            "att ge kommundirektören i uppdrag att redovisa hur ramarna hålls.",
        ],
    ),
    (
        "kommunstyrelsen-kolumner",
        "31",
        "procedure",
        (
            "Ordföranden ställer proposition på förslaget och Modell Ceders avslagsyrkande och finner att"
            " kommunstyrelsen beslutar enligt förslaget."
        ),
    ),
    (
        "kommunstyrelsen-kolumner",
        "31",
        "reservations",
        ["Modell Ceder (C) reserverar sig mot beslutet i punkt 2."],
    ),
    ("kommunstyrelsen-kolumner", "33", "decision", "Medborgarförslaget avslås."),
    (
        "kommunstyrelsen-kolumner",
        "32",
        "decision",
        "Kommunfullmäktige beslutar att föra över 4 200 000 kronor till 2024 års investeringsbudget.",
    ),
    ("kommunfullmaktige-versaler", "60", "case_number", "00231/2023 042"),
    (
        "kommunfullmaktige-versaler",
        "60",
        "points",
        ["att godkänna delårsrapporten", "att uppmana nämnderna att hålla budgeten."],
    ),
    ("kommunfullmaktige-versaler", "61", "recipients", ["Revisorerna", "Kommunstyrelsen"]),
    (
        "regionnamnd-utan-sidbrytning",
        "44",
        "summary",
        (
            "Upphandlingen har annonserats och fem anbud har kommit in i tid. Anbuden har utvärderats mot "
            "kraven."
        ),
    ),
    (
        "regionnamnd-utan-sidbrytning",
        "44",
        "basis",
        [
            {"title": "Tjänsteskrivelse 2022-09-01", "record_id": None},
            {"title": "Utvärderingsrapport", "record_id": "2022.311"},
            {"title": "Anbud två", "record_id": "2022.298"},
        ],
    ),
    ("stadens-namnd", "99", "case_number", "0412/21"),
    (
        "stadens-namnd",
        "100",
        "decision",
        (
            "1. Budgetuppföljningen antecknas.\n2. Förvaltningen får i uppdrag att a) föreslå åtgärder,"
            " b) återkomma i september."
        ),
    ),
    ("gemensam-namnd-tabell", "2", "decision", "Nämnden beslutar att söka medel för 2023 och 2024."),
    ("gemensam-namnd-tabell", "2", "recipients", ["Länsstyrelsen", "Parterna"]),
    (
        "e-signerat-med-bilaga",
        "15",
        "title",
        "Bygglov för nybyggnad av enbostadshus och garage på fastigheten Exempelgården 1:23",
    ),
    (
        "e-signerat-med-bilaga",
        "15",
        "decision",
        "Miljö- och byggnämnden beslutar att bevilja bygglov med stöd av 9 kap. 30 § plan- och bygglagen.",
    ),
    (
        "arbetsutskott-marginalrubriker",
        "121",
        "decision",
        "1. Hyresavtalet ändras enligt kommunchefens förslag.\n2. Avtalet gäller från 2020-01-01.",
    ),
    ("arbetsutskott-marginalrubriker", "122", "recipients", ["Ekonomikontoret"]),
    ("aldre-att-satser", "41", "recipients", ["Tekniska nämnden", "Ekonomikontoret"]),
    ("regionstyrelse-digital", "211", "decision", "Regionstyrelsen godkänner månadsrapporten."),
    (
        "regionstyrelse-digital",
        "211",
        "basis",
        [{"title": "Månadsrapport oktober 2024", "record_id": "2024-00012-5"}],
    ),
    ("namnd-enspaltig-utan-layout", "21", "case_number", "UN 2022/88"),
    (
        "namnd-enspaltig-utan-layout",
        "21",
        "decision",
        "Utbildningsnämnden beslutar att läsåret 2023/24 börjar den 17 augusti 2023.",
    ),
    ("bygdens-namnd-diariet-ovanfor", "52", "case_number", "KFN 2020/61"),
    ("bygdens-namnd-diariet-ovanfor", "51", "recipients", ["Föreningarna", "Ekonomienheten", "Akten"]),
    ("helt-utan-forsattsblad", "9", "recipients", ["Parterna"]),
    (
        "lonenamnd-brutna-etiketter",
        "12",
        "recipients",
        ["Lönechefen", "Ekonomiavdelningen i respektive kommun"],
    ),
    (
        "lonenamnd-brutna-etiketter",
        "13",
        "basis",
        [
            {"title": "Tjänsteskrivelse 2021-03-25", "record_id": None},
            {"title": "Förslag till taxa, bilaga 1", "record_id": None},
        ],
    ),
    ("lonenamnd-brutna-etiketter", "13", "case_number", "GLN 2021/00009-049"),
    (
        "samverkansnamnd-flera-anslag",
        "23",
        "decision",
        "Nämnden avger yttrande enligt räddningschefens förslag.",
    ),
]


def test_every_pack_is_checked():
    assert sorted(MEETINGS) == sorted(path.stem for path in PACKS.glob("*.txt"))


@pytest.mark.parametrize("name", sorted(MEETINGS))
def test_the_meeting_is_read(name):
    meeting = read(name)["meeting"]
    found = [(one["paragraphs"], one["up"], one["down"]) for one in meeting["notices"]]
    numbers = [one["paragraph"] for one in read(name)["items"]]
    assert (
        meeting["date"],
        meeting["place"],
        meeting["chair"],
        meeting["secretary"],
        meeting["approvers"],
        numbers,
        found,
        meeting["immediate"],
    ) == MEETINGS[name]


@pytest.mark.parametrize(("name", "paragraph", "field", "expected"), FIELDS)
def test_the_paragraphs_are_read(name, paragraph, field, expected):
    assert item(read(name), paragraph)[field] == expected


def test_every_paragraph_is_where_the_line_says():
    for path in PACKS.glob("*.txt"):
        rows = path.read_text().replace("\f", "").split("\n")
        for one in read(path.stem)["items"]:
            assert one["paragraph"] in rows[one["line"] - 1]


def test_municipality_party_and_part_stand_in_columns():
    present = read("gemensam-namnd-tabell")["meeting"]["attendance"]
    assert [(one["name"], one["party"], one["municipality"], one["as"]) for one in present] == [
        ("Exempel Alm", "S", "Arjeplog", "member"),
        ("Prov Björk", "M", "Boden", "chair"),
        ("Modell Ceder", "C", "Kalix", "vice_chair"),
        ("Skiss Fura", "S", "Luleå", "serving_substitute"),
        ("Utkast Gran", "V", "Piteå", "substitute"),
        ("Typ Hassel", None, None, "other"),
        ("Form Idegran", None, None, "other"),
    ]


def test_a_substitute_in_the_members_list_who_serves_is_told_so():
    present = {one["name"]: one["as"] for one in read("kommunstyrelsen-kolumner")["meeting"]["attendance"]}
    assert present["Mall Dahlia"] == "serving_substitute"
    assert present["Skiss Fura"] == "substitute"


def test_a_sentence_tells_who_signed():
    assert read("samverkansnamnd-flera-anslag")["meeting"]["signatures"] == [
        "Petra Penna",
        "Ingrid Påhittad",
        "Karin Modell",
    ]


def test_minutes_of_others_in_an_annex_are_not_read_as_these():
    printed = read("helt-utan-forsattsblad")
    assert [one["paragraph"] for one in printed["items"]] == ["8", "9"]
    assert any("bilagor" in one["why"] for one in printed["doubts"])


def test_nothing_is_doubted_that_stands_clearly():
    assert read("kommunfullmaktige-versaler")["doubts"] == []


TAKEN_AWAY = [
    ("kommunfullmaktige-versaler", "2023-11-27", "meeting.date"),
    ("kommunfullmaktige-versaler", "Bygdegården i Småbygden, kl 18.30 - 20.05", "meeting.place"),
    ("kommunfullmaktige-versaler", "Dnr 00231/2023 042", "items.60.case_number"),
    ("kommunfullmaktige-versaler", "Anslaget tas ned: 2023-12-23", "meeting.notices.0.down"),
    ("kommunfullmaktige-versaler", "Anslaget sätts upp: 2023-12-01", "meeting.notices.0.up"),
    ("kommunfullmaktige-versaler", "att lägga rapporten till handlingarna.", "items.61.decision"),
    ("kommunfullmaktige-versaler", "GRANSKNING AV NÄMNDERNAS INTERNA KONTROLL", "items.61.title"),
    ("kommunfullmaktige-versaler", "Delårsrapporten visar ett överskott.", "items.60.summary"),
    ("kommunfullmaktige-versaler", "Revisorerna\nKommunstyrelsen\n", "items.61.recipients"),
    ("kommunfullmaktige-versaler", "Form Idegran", "meeting.secretary"),
    ("stadens-namnd", "Beslut\nSocialnämnden Nordost tillstyrker", "items.99.decision"),
    ("kommunstyrelsen-kolumner", "§ 32  ", "items"),
]


@pytest.mark.parametrize(("name", "text", "field"), TAKEN_AWAY)
def test_what_is_taken_away_is_doubted(name, text, field):
    whole = (PACKS / f"{name}.txt").read_text()
    assert text in whole
    before = {one.field for one in read_minutes(whole).doubts}
    after = {one.field for one in read_minutes(whole.replace(text, "")).doubts}
    assert field not in before
    assert field in after
