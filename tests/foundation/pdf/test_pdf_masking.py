"""Masking: what is masked is nowhere in the file, in no way, and what is left can still be read."""

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from tests.programs import needs, run
from tinget.foundation.pdf.masking import Area, NotMaskable, mask, picture, traces
from tinget.foundation.pdf.typesetting import Attachment, typeset

SECRET = "Krokodilen"


@pytest.fixture
def paper(tmp_path):
    """Return a function that typesets pages of plain text, with the secret in every hiding place."""

    def make(*pages, hidden=True):
        template = tmp_path / "paper.typ"
        template.write_text(
            "#let data = json(bytes(sys.inputs.data))\n#set document(title: data.title, author: data.title)\n"
            "#set text(size: 12pt)\n"
            "#for (i, one) in data.pages.enumerate() { if i > 0 { pagebreak() }; par(one) }"
        )
        attached = [Attachment(f"{SECRET}.txt", SECRET.encode(), "text/plain", SECRET)] if hidden else []
        made = typeset(template, {"title": SECRET, "pages": list(pages)}, attachments=attached)
        return _with_hiding_places(made) if hidden else made

    return make


def _with_hiding_places(made):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        page = pdf.pages[0]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents=SECRET
        )
        page.obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        pdf.docinfo["/Keywords"] = SECRET
        pdf.Root.Old = pdf.make_stream(SECRET.encode())
        pdf.save(out)
    return out.getvalue() + f"\n% {SECRET}, an earlier revision\n%%EOF\n".encode()


def text_of(pdf):
    with pdfium.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_a_masked_word_is_in_no_part_of_the_file(paper):
    before = paper(f"Om {SECRET} Kurt och en tand.", "Sida två nämner KROKODILEN igen.")
    assert traces(before, [SECRET]) == [SECRET]
    made = mask(before, areas=[], words=[SECRET, "finns inte"], title="Maskerad kopia")
    assert traces(made.pdf, [SECRET]) == []
    assert (made.pages, made.places, made.words_not_found) == (2, 2, 1)
    first, second = text_of(made.pdf)
    assert "Om" in first
    assert "Kurt och en tand." in first
    assert "Sida två nämner" in second
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert not list(pdf.attachments)
        assert all("/Annots" not in page for page in pdf.pages)


def test_a_masked_area_is_painted_and_its_text_gone(paper):
    before = paper("Överst står det här.", hidden=False)
    area = Area(0, 0.0, 0.0, 1.0, 0.2)
    made = mask(before, areas=[area], words=[], title="Maskerad kopia")
    assert "Överst" not in "".join(text_of(made.pdf))
    shown = Image.open(io.BytesIO(picture(made.pdf, page=0).png)).convert("L")
    assert shown.getpixel((shown.width // 2, shown.height // 10)) == 0
    assert shown.getpixel((shown.width // 2, shown.height // 2)) == 255


def test_the_picture_shows_what_will_be_masked(paper):
    before = paper(f"{SECRET} simmar.", hidden=False)
    plain, masked = (picture(before, page=0, words=words) for words in ([], [SECRET]))
    assert plain.pages == 1
    assert plain.png != masked.png


def test_text_under_an_old_black_bar_is_left_out(paper, tmp_path):
    before = paper("Namnet Gömd Persson under rutan.", hidden=False)
    bar = io.BytesIO()
    with pikepdf.open(io.BytesIO(before)) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"q 0 g 0 600 600 300 re f Q"))
        pdf.save(bar)
    assert "Gömd" in "".join(text_of(bar.getvalue()))
    made = mask(bar.getvalue(), areas=[], words=[], title="Maskerad kopia")
    assert "Gömd" not in "".join(text_of(made.pdf))
    assert traces(made.pdf, ["Gömd", "Persson"]) == []


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_masked_where_it_is_seen(paper, rotate):
    turned = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper(f"Till {SECRET} från mig.", hidden=False))) as pdf:
        pdf.pages[0].rotate(rotate, relative=False)
        pdf.save(turned)
    made = mask(turned.getvalue(), areas=[], words=[SECRET], title="Maskerad kopia")
    assert made.places == 1
    assert traces(made.pdf, [SECRET]) == []
    assert "från mig" in "".join(text_of(made.pdf))


def test_a_scanned_page_without_text_is_masked_by_area():
    image = Image.new("RGB", (400, 600), "white")
    ImageDraw.Draw(image).rectangle((50, 50, 350, 90), fill="blue")
    scanned = io.BytesIO()
    image.save(scanned, "PDF")
    made = mask(scanned.getvalue(), areas=[Area(0, 0, 0, 1, 0.3)], words=[], title="Maskerad kopia")
    shown = Image.open(io.BytesIO(picture(made.pdf, page=0).png)).convert("RGB")
    assert shown.getpixel((shown.width // 2, shown.height // 9)) == (0, 0, 0)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 no more", b"<html></html>"])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(NotMaskable):
        mask(content, areas=[], words=["x"], title="x")


@needs("pdftotext")
@needs("pdfinfo")
def test_other_programs_find_nothing_either(paper, tmp_path):
    file = tmp_path / "masked.pdf"
    made = mask(paper(f"Om {SECRET} och annat."), areas=[], words=[SECRET], title="Maskerad kopia")
    file.write_bytes(made.pdf)
    assert SECRET not in run("pdftotext", file, "-")
    assert "och annat" in run("pdftotext", file, "-")
    assert SECRET not in run("pdfinfo", file)
