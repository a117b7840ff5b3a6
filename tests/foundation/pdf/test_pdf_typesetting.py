"""Typesetting: data is never markup, the machine's fonts are never used, errors speak."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.programs import needs, run
from tinget.foundation.pdf.typesetting import Attachment, TypesettingFailed, typeset

MARKUP = "#*_$\\[]<>@`~=-+/(){}\"'%&|^:;!?.,"
WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from(MARKUP),
        st.characters(min_codepoint=0x21, max_codepoint=0x17F, categories=["L", "N", "P", "S"]),
        st.characters(min_codepoint=0x391, max_codepoint=0x3C9, categories=["L"]),
    ),
    min_size=1,
    max_size=40,
)


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.slow
@needs("pdftotext")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS)
def test_any_text_is_printed_as_itself(text, plain, tmp_path):
    file = tmp_path / "text.pdf"
    file.write_bytes(typeset(plain, {"text": text}))
    assert squeezed(text) in squeezed(run("pdftotext", "-raw", file, "-"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(codec=None), max_size=30))
def test_no_character_stops_the_document(text, plain):
    assert typeset(plain, {"text": text}).startswith(b"%PDF-1.7")


@pytest.mark.slow
@needs("pdftotext")
def test_a_character_without_a_glyph_is_shown_by_its_code(plain, tmp_path):
    file = tmp_path / "text.pdf"
    file.write_bytes(typeset(plain, {"text": "a\N{GRINNING FACE}b\x00c\ud800d"}))
    assert "a[U+1F600]b[U+0000]c[U+D800]d" in run("pdftotext", file, "-")


def test_the_same_data_gives_the_same_bytes(plain):
    assert typeset(plain, {"text": "lika"}) == typeset(plain, {"text": "lika"})


def test_the_compilers_message_is_kept(plain, tmp_path):
    with pytest.raises(TypesettingFailed, match="text"):
        typeset(plain, {})
    with pytest.raises(TypesettingFailed, match=r"absent\.typ"):
        typeset(tmp_path / "absent.typ", {})


@pytest.mark.slow
@needs("pdffonts")
def test_only_the_compilers_own_fonts_are_used_and_all_are_embedded(plain, tmp_path):
    file = tmp_path / "fonts.pdf"
    file.write_bytes(typeset(plain, {"text": "åäö αβγ ☐ العربية"}))
    lines = run("pdffonts", file).splitlines()[2:]
    assert lines
    for line in lines:
        assert "Libertinus" in line or "DejaVuSansMono" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, subset, with Unicode


@pytest.mark.slow
@needs("pdfinfo")
def test_archival_and_accessible_claims_are_in_the_file(plain, tmp_path):
    file = tmp_path / "claims.pdf"
    file.write_bytes(typeset(plain, {"text": "Text."}))
    about = run("pdfinfo", file)
    assert "Tagged:          yes" in about
    assert "Title:           Prov" in about
    metadata = run("pdfinfo", "-meta", file)
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


@pytest.mark.slow
@needs("pdfdetach")
def test_attachments_travel_whole(plain, tmp_path):
    data = bytes(range(256))
    attachment = Attachment(name="å #1.bin", data=data, media_type="application/json", description="*x*")
    file = tmp_path / "attached.pdf"
    file.write_bytes(typeset(plain, {"text": "Text."}, attachments=[attachment]))
    assert "å #1.bin" in run("pdfdetach", "-list", file)
    run("pdfdetach", "-save", "1", "-o", tmp_path / "out.bin", file)
    assert (tmp_path / "out.bin").read_bytes() == data
