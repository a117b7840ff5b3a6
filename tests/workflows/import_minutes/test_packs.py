"""The made-up packs, in the layouts of many systems, read to what they say."""

from pathlib import Path

import pytest

from tests.workflows.import_minutes.expected_items import FIELDS
from tests.workflows.import_minutes.expected_meetings import MEETINGS
from tinget.workflows.import_minutes.rules.read import read_minutes

PACKS = Path(__file__).with_name("packs")


def read(name):
    return read_minutes((PACKS / f"{name}.txt").read_text()).printed(name)


def item(printed, paragraph):
    return next(one for one in printed["items"] if one["paragraph"] == paragraph)


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


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("samverkansnamnd-flera-anslag", ["Petra Penna", "Ingrid Påhittad", "Karin Modell"]),
        ("kollektivtrafiknamnd-votering", ["Exempel Alm", "Prov Björk", "Modell Ceder", "Form Idegran"]),
        ("samhallsskydd-anslag-i-tabell", ["Exempel Alm", "Prov Björk", "Form Idegran"]),
        ("sjukvardsnamnd-signaturblad", ["Exempel Alm", "Prov Björk", "Mall Dahlia", "Form Idegran"]),
    ],
)
def test_those_who_signed_are_read_wherever_it_says_so(name, signed):
    assert read(name)["meeting"]["signatures"] == signed


def test_party_and_part_in_small_letters_stand_in_columns():
    present = read("kommunstyrelsen-arbetsutskottets-forslag")["meeting"]["attendance"]
    assert [(one["name"], one["party"], one["as"]) for one in present][-4:] == [
        ("Skiss Fura", "v", "serving_substitute"),
        ("Utkast Gran", "kd", "substitute"),
        ("Norm Jasmin", None, "other"),
        ("Form Idegran", None, "other"),
    ]


def test_a_paragraph_with_a_letter_is_doubted_and_no_part_of_the_one_before():
    printed = read("kommunstyrelsen-arbetsutskottets-forslag")
    assert [one["line"] for one in printed["doubts"] if "§ 72 a" in one["why"]] == [105]
    assert "Tillägg" not in str(item(printed, "72"))


def test_a_proposal_before_the_decision_is_no_finding():
    printed = read("sjukvardsnamnd-signaturblad")
    assert printed["findings"] == []
    assert not any(one["field"] == "items.20.decision" for one in printed["doubts"])


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


def test_who_serves_for_whom_may_stand_in_a_column_and_a_title_may_have_a_place():
    present = read("fullmaktige-narvarolista")["meeting"]["attendance"]
    assert [one["as"] for one in present if one["name"] == "Rut Rep"] == ["serving_substitute"]
    assert "Sven Sal" not in [one["name"] for one in present]
    present = read("gemensam-namnd-aldre-forsattsblad")["meeting"]["attendance"]
    assert [one["name"] for one in present if one["as"] == "other"] == [
        "Mats Mall",
        "Eva Mönster",
        "Jan Schablon",
    ]
