"""A PDF is read through its text with layout, as the text file is; and no file takes more than seconds."""

import json
import time
from pathlib import Path

import pikepdf
import pytest
import typst

from tests.programs import needs, run
from tinget.workflows.import_minutes.errors import Unreadable
from tinget.workflows.import_minutes.pdf_text import text_of_pdf
from tinget.workflows.import_minutes.reading import read_file
from tinget.workflows.import_minutes.rules.read import read_minutes

PACKS = sorted(Path(__file__).with_name("packs").glob("*.txt"))
PAGE = (
    '#set page(width: 22cm, height: 30cm, margin: 1.5cm)\n#set text(font: "DejaVu Sans Mono", size: 8.5pt)\n'
)
PROPORTIONAL = Path(__file__).with_name("proportional.typ")
LEAST = 0.02  # seconds: less is not measured well


def pdf_of(text):
    pages = [f"#raw(block: true, {json.dumps(page, ensure_ascii=False)})" for page in text.split("\f")]
    return typst.compile((PAGE + "\n#pagebreak()\n".join(pages)).encode())


def facts(read):
    printed = read.printed("x")
    for item in printed["items"]:
        del item["line"]
    printed["findings"] = [one["rule"] for one in printed["findings"]]
    printed["doubts"] = sorted(one["field"] for one in printed["doubts"])
    return printed


@pytest.mark.slow
@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_pdf_says_what_its_text_says(path):
    text = path.read_text()
    assert facts(read_file(pdf_of(text))) == facts(read_minutes(text))


@needs("pdftotext")
@pytest.mark.slow
def test_proportional_letters_columns_and_hyphens_are_read_as_another_program_does(tmp_path):
    pdf = tmp_path / "minutes.pdf"
    pdf.write_bytes(typst.compile(str(PROPORTIONAL)))
    ours = facts(read_file(pdf.read_bytes()))
    assert ours == facts(read_minutes(run("pdftotext", "-layout", pdf, "-")))
    assert ours["meeting"]["date"] == "2024-03-12"
    assert ours["meeting"]["notices"] == [
        {"paragraphs": ["31", "32"], "up": "2024-03-18", "down": "2024-04-09"}
    ]
    assert [one["as"] for one in ours["meeting"]["attendance"]][:4] == [
        "chair",
        "vice_chair",
        "member",
        "substitute",
    ]
    assert ours["items"][0]["points"][0].endswith("med tillägg för utbildningsnämnden och socialnämnden")
    assert ours["items"][0]["recipients"] == ["Ekonomiavdelningen", "Samtliga nämnder"]


def test_a_stamp_that_stands_upright_in_the_margin_is_no_text():
    body = "#rotate(-90deg)[Signature reference 1f2f4bf2]\n\n§ 15 Prov\n\nNämnden beslutar att prova nytt."
    assert "Signature" not in text_of_pdf(typst.compile(body.encode()))


@pytest.mark.parametrize("cut", [10, 1_000, 3_000])
def test_a_pdf_that_was_cut_off_is_unreadable(cut):
    data = pdf_of("§ 15 Prov\n\nBeslut\nNämnden beslutar att prova.")
    with pytest.raises(Unreadable, match="PDF"):
        read_file(data[:cut])


def test_a_locked_pdf_and_one_without_text_are_unreadable(tmp_path):
    locked = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "blank.pdf")
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Unreadable, match="låst"):
        read_file(locked.read_bytes())
    with pytest.raises(Unreadable, match="ingen text"):
        read_file((tmp_path / "blank.pdf").read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "piece", "times"),
    [
        (b"", b"\xc2\xa7 15 Prov\n\nBeslut\n", 40_000),
        (b"", b"Exempel Alm (S), ordf\xc3\xb6rande\f", 60_000),
        (b"", b"Bilaga 1\n\n", 100_000),
        (b"", b".", 3_000_000),
        (b"", b"sign. ", 400_000),
        (b"", b"Ordf\xc3\xb6rande ", 300_000),
        (b"", b"- - ", 500_000),
        (b"", b"1 000 ", 300_000),
        (b"Beslut\n\n1. att\n", b"x\n", 200_000),
    ],
    ids=["openings", "people", "annexes", "dots", "foot words", "labels", "dashes", "digits", "one point"],
)
def test_eight_times_the_text_takes_far_less_than_the_square_of_it(head, piece, times):
    part = max(seconds_for(head + piece * (times // 8)), LEAST)
    assert seconds_for(head + piece * times) < 3 * 8 * part  # eight squared is eight times eight


def seconds_for(data):
    """The processor's, whatever else the machine does."""
    began = time.process_time()
    read_file(data)
    return time.process_time() - began
