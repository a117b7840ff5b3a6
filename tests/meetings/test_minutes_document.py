"""The minutes as a document: what they say, what they must not, and what others' programs find in them."""

import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import tinget
from tests.programs import needs, run
from tinget.foundation.pdf.certificates import certificate_for, trusted_certificates
from tinget.foundation.pdf.signing import prepare_fields, sign
from tinget.foundation.pdf.typesetting import Attachment, typeset
from tinget.foundation.pdf.verifying import sound, verify
from tinget.meetings.rules.minutes_content import (
    Absentee,
    Approval,
    Attendee,
    Basis,
    LedgerHead,
    MinutesAuthority,
    MinutesContent,
    MinutesItem,
    MinutesMeeting,
    Named,
    Presence,
)

HERE = Path(tinget.__file__).parent
TEMPLATE = HERE / "meetings/templates/meetings/minutes.typ"
CERTIFICATE = HERE / "noticeboard/templates/noticeboard/certificate.typ"
SCHEMA = json.loads((HERE.parents[1] / "data/schemas/minutes-2.schema.json").read_text(encoding="utf-8"))
NASTY = "#let x = 1; *b* _i_ $x^2$ [c] \\ <l> @ref `r` // k /* = q 'a' \"b\" ~ {d}"
FIELDS = ("sekreterare", "ordforande", "justerare")

ITEM = MinutesItem(
    paragraph="16",
    title="Delårsrapport 2 2023",
    case_number="2023/15-2.2.0.2",
    decision="Nämnden beslutar",
    decision_points=("att godkänna rapporten, och", "att sända den till parterna."),
    summary="Rapporten omfattar januari till augusti.\n\nPrognosen är att målen nås.",
    meeting_text="Samordnaren föredrar ärendet.",
    procedure="Ordföranden ställer förslaget under proposition och finner att nämnden bifaller det.",
    basis=(Basis(title="Samordnarens förslag", record_id="2023.42"), Basis(title="Föredragning")),
    recipients=("Samtliga samverkande parter",),
)
CONTENT = MinutesContent(
    authority=MinutesAuthority(name="Norrbottens e-nämnd", host="Luleå", address="/e-namnden/"),
    meeting=MinutesMeeting(
        date=date(2026, 12, 1), address="2026-12-01", place="Luleå", starts_at="09:00", ends_at="10:30"
    ),
    paragraphs=("15", "16"),
    items=(MinutesItem(paragraph="15", title="Upprop", meeting_text="Upprop förrättas."), ITEM),
    generated_on=date(2026, 12, 2),
    demonstration=True,
    rendering_of_published_facts=False,
    chair=Named(name="Ordförande", party="S"),
    secretary=Named(name="Sekreterare"),
    approvers=(Named(name="Ledamot, Boden"),),
    approval=Approval(text="Digitalt", due_on=date(2026, 12, 4)),
    attendance=(
        Attendee(name="Ordförande", as_=Presence.CHAIR, party="S", municipality="Luleå"),
        Attendee(name="Ersättare, Boden", as_=Presence.SERVING_SUBSTITUTE, municipality="Boden"),
        Attendee(name="Sekreterare", as_=Presence.OTHER, note="Sekreterare"),
    ),
    absent=(Absentee(name="Ledamot, Kiruna", municipality="Kiruna", note="anmäld"),),
    rules_version="reglemente-2022",
    ledger_head=LedgerHead(count=1234, hash="ab" * 32),
)
PUBLISHED = replace(
    CONTENT, demonstration=False, rendering_of_published_facts=True, attendance=None, absent=None
)


def made(content: MinutesContent) -> bytes:
    data = content.to_json()
    attachment = Attachment(
        name="protokoll.json",
        data=json.dumps(data, ensure_ascii=False).encode(),
        media_type="application/json",
        description="Protokollets uppgifter",
    )
    return typeset(TEMPLATE, data, attachments=[attachment])


def printed(pdf: bytes, folder: Path, *options: str) -> str:
    file = folder / "minutes.pdf"
    file.write_bytes(pdf)
    return run("pdftotext", *options, file, "-")


def squeezed(text: str) -> str:
    return "".join(text.split())


def problems(data: object) -> list[str]:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(data)]


def test_the_schema_is_one_and_the_content_keeps_to_it():
    Draft202012Validator.check_schema(SCHEMA)
    assert problems(CONTENT.to_json()) == []
    assert problems(PUBLISHED.to_json()) == []
    bare = replace(PUBLISHED, chair=None, secretary=None, approvers=(), approval=Approval(), ledger_head=None)
    assert problems(bare.to_json()) == []


def test_the_schema_is_strict_at_every_depth():
    data = CONTENT.to_json()
    assert problems({**data, "more": 1})
    assert problems({**data, "demonstration": None})
    assert problems({**data, "meeting": {**data["meeting"], "starts_at": "9.00"}})
    assert problems({**data, "items": [{**data["items"][0], "more": 1}]})
    assert problems({key: value for key, value in data.items() if key != "ledger_head"})


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(text=st.text(max_size=60))
def test_any_text_anywhere_makes_a_document(text):
    item = MinutesItem(
        paragraph="15",
        title=text,
        case_number=text,
        decision=text,
        decision_points=(text, text),
        summary=text,
        meeting_text=text,
        procedure=text,
        basis=(Basis(title=text, record_id=text),),
        recipients=(text,),
    )
    content = replace(CONTENT, items=(item,), chair=Named(name=text, party=text), rules_version=text)
    assert problems(content.to_json()) == []
    assert made(content).startswith(b"%PDF-1.7")


@pytest.mark.slow
@needs("pdftotext")
def test_markup_in_the_data_is_printed_as_written(tmp_path):
    item = replace(
        ITEM,
        title=NASTY,
        case_number=NASTY,
        decision=NASTY,
        decision_points=(NASTY,),
        summary=NASTY,
        meeting_text=NASTY,
        procedure=NASTY,
        basis=(Basis(title=NASTY, record_id=NASTY),),
        recipients=(NASTY,),
    )
    plain = squeezed(printed(made(replace(CONTENT, items=(item,))), tmp_path, "-raw"))
    assert plain.count(squeezed(NASTY)) >= 11  # the title also stands in the contents


@pytest.mark.slow
@needs("pdftotext")
def test_the_parts_of_minutes_are_there(tmp_path):
    text = printed(made(CONTENT), tmp_path, "-raw")
    for part in (
        "Plats och tid Luleå, kl. 09:00–10:30",
        "Beslutande Enligt närvarolistan",
        "Tid och plats för justering Digitalt",
        "Justerade paragrafer §§ 15–16",
        "Underskrifterna är digitala och ligger i filen",
        "Innehållsförteckning",
        "Tjänstgörande",
        "Frånvarande ledamöter",
        "§ 16 Delårsrapport 2 2023",
        "Ärendenr 2023/15-2.2.0.2",
        "Norrbottens e-nämnds beslut",
        "Beslutsgång",
        "Samordnarens förslag, Hid 2023.42",
        "Beslutet skickas till",
        "Sammanträdet är handlagt enligt reglementet från 2022.",
        "Händelselogg: 1234 poster",  # pdftotext leaves out the thin space
        "ab" * 32,
    ):
        assert part.replace("\xa0", " ") in text.replace("\xa0", " "), part
    assert text.count("Beslutsunderlag") == 1  # § 15 has none, and no empty heading


@pytest.mark.slow
@needs("pdftotext")
@needs("pdfinfo")
def test_a_demonstration_says_so_on_every_page_and_in_the_metadata(tmp_path):
    pages = printed(made(CONTENT), tmp_path).rstrip("\f").split("\f")
    assert len(pages) >= 4
    assert all("DEMONSTRATION" in page for page in pages)
    about = run("pdfinfo", tmp_path / "minutes.pdf").splitlines()
    assert any(line.startswith("Title:") and "DEMONSTRATION" in line for line in about)
    assert any(line.startswith("Keywords:") and "DEMONSTRATION" in line for line in about)


@pytest.mark.slow
@needs("pdftotext")
def test_a_rendering_says_so_on_every_page_and_invents_nothing(tmp_path):
    pages = printed(made(PUBLISHED), tmp_path).rstrip("\f").split("\f")
    assert all("Återgivning av publicerade uppgifter – inte undertecknad" in page for page in pages)
    whole = "\n".join(pages)
    assert whole.count("Uppgift saknas i det publicerade protokollet") == 2
    assert "DEMONSTRATION" not in whole
    assert "Underskrifterna är digitala" not in whole


@pytest.mark.slow
@needs("pdfinfo")
def test_headings_and_header_rows_are_in_the_structure(tmp_path):
    file = tmp_path / "minutes.pdf"
    file.write_bytes(made(CONTENT))
    structure = run("pdfinfo", "-struct", file)
    for tag in ("H1", "H2", "H3", "Table", "TH", "TOC", "L (block)"):
        assert f"\n{tag}" in structure.replace("  ", ""), tag


@pytest.mark.slow
@needs("pdfsig")
@needs("pdfdetach")
@needs("qpdf")
def test_signed_minutes_hold_before_others_programs(tmp_path):
    at = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
    pdf = prepare_fields(made(CONTENT), FIELDS)
    for number, field in enumerate(FIELDS):
        identity = certificate_for(
            tmp_path / "keys",
            subject=field,
            organisation="Norrbottens e-nämnd",
            serial_owner=f"person:{number}",
            at=at,
            demonstration=True,
        )
        pdf = sign(pdf, field=field, identity=identity, reason="Protokoll", location="Luleå", at=at)
    assert sound(verify(pdf, trusted=trusted_certificates(tmp_path / "keys"), at=at), fields=FIELDS)
    file = tmp_path / "signed.pdf"
    file.write_bytes(pdf)
    assert run("pdfsig", "-nocert", file, env={"HOME": str(tmp_path)}).count("Signature is Valid.") == 3
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file)
    assert "protokoll.json" in run("pdfdetach", "-list", file)
    run("pdfdetach", "-save", "1", "-o", tmp_path / "protokoll.json", file)
    inside = json.loads((tmp_path / "protokoll.json").read_text(encoding="utf-8"))
    assert problems(inside) == []
    assert inside == CONTENT.to_json()


@pytest.mark.slow
@needs("pdfinfo")
def test_sixty_pages_are_set_in_seconds(tmp_path):
    long = replace(ITEM, summary="\n\n".join(["Nämnden följer den antagna verksamhetsplanen. " * 12] * 6))
    items = tuple(replace(long, paragraph=str(number)) for number in range(1, 46))
    content = replace(CONTENT, items=items, paragraphs=tuple(item.paragraph for item in items))
    started = time.process_time()
    pdf = made(content)
    took = time.process_time() - started
    file = tmp_path / "long.pdf"
    file.write_bytes(pdf)
    pages = int(run("pdfinfo", file).split("Pages:")[1].split()[0])
    assert pages >= 60
    assert took < 60  # seconds of a processor; it is a few where nothing else goes on


SEEN = {"count": 3, "first": "2026-12-05", "last": "2026-12-06"}


def board(municipality: str, **known: object) -> dict[str, object]:
    return {
        "municipality": municipality,
        "up": "2026-12-05",
        "earliest_removal": "2026-12-27",
        "down": None,
        "confirmed_by": f"Registrator, {municipality}",
        "confirmed_on": "2026-12-05",
        "observed": None,
        **known,
    }


@pytest.mark.slow
@needs("pdftotext")
@needs("pdfinfo")
def test_the_certificate_of_notice_names_every_board(tmp_path):
    names = [f"Kommun {number}" for number in range(1, 14)]
    data = {
        "authority": {"name": "Norrbottens e-nämnd", "host": "Luleå", "address": "/e-namnden/"},
        "meeting_date": "2026-12-01",
        "paragraphs": ["15", "16", "18"],
        "approved_on": "2026-12-04",
        "postings": [
            board(names[0], observed=SEEN),
            *map(board, names[1:]),
            board("Åsele", up=None, confirmed_by=None, confirmed_on=None),
        ],
        "last_day_to_appeal": "2026-12-26",
        "kept_at": "Digitalt hos nämnden",
        "secretary": {"name": "Sekreterare", "party": None},
        "demonstration": True,
        "rendering_of_published_facts": False,
        "ledger_head": None,
        "generated_on": "2026-12-28",
    }
    text = printed(typeset(CERTIFICATE, data), tmp_path, "-raw").replace("\xa0", " ")
    assert "Kommun 13 2026-12-05 2026-12-27 Sitter uppe Registrator, Kommun 13, 2026-12-05" in text
    assert "Åsele Inte uppsatt" in text
    assert "sett på tavlan 3 gånger" in " ".join(text.split())
    assert "Inte bekräftat" in text
    assert "Justerade paragrafer §§ 15–16, 18" in text
    assert "Sista dag att överklaga 26 december 2026" in text
    early = typeset(CERTIFICATE, {**data, "last_day_to_appeal": None})
    assert "Kan anges när alla kommuner har satt upp anslaget" in printed(early, tmp_path, "-raw")
    about = run("pdfinfo", tmp_path / "minutes.pdf")
    assert "Title:           DEMONSTRATION – Anslagsbevis" in about
    assert "Pages:           1" in about
    assert "Tagged:          yes" in about
