"""Staff reports: saved, never over what another wrote, and made into versions that others can read."""

import io
import uuid

import pypdfium2
import pytest
from docx import Document

from tests.factories.documents import AT
from tests.factories.registry import an_actor
from tests.programs import needs, run
from tinget.documents import api as documents
from tinget.documents.actions import staff_reports as acts
from tinget.documents.models import StaffReport, StaffReportAside
from tinget.documents.queries import rendition_file
from tinget.documents.queries import staff_reports as reads
from tinget.documents.rules.renditions import RenditionKind
from tinget.foundation import reading
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.files import open_stored
from tinget.kernel import media_types
from tinget.organisation.api import Actor, Role

BODY = (
    "<h2>Förslag till beslut</h2>"
    "<p>Nämnden <strong>godkänner</strong> rapporten<small>Se <em>bilaga 1</em></small>.</p>"
    "<ol><li><p>Ett</p></li><li><p>Två</p></li></ol><ul><li>Punkt</li></ul>"
    "<table><tr><th>Konto</th><th>Kr</th></tr><tr><td>Hyra</td><td>12 000</td></tr></table>"
    "<h3>Bakgrund</h3><p>Rad ett<br>rad två, se <a href='https://example.org/a_b'>källan</a></p>"
    "<table><tr><td>utan huvud</td></tr></table><script>alert(1)</script>"
)


@pytest.fixture
def report(committee, secretary, inside):
    with inside():
        return acts.begin_staff_report(
            secretary, authority=committee.pk, title="Delårsrapport 2", facts=[("Ärende", "2023/15")], at=AT
        )


@pytest.fixture
def officer(committee):
    return Actor(person_id=8, name="Bo Ek", role=Role.OFFICER, authority=committee.pk)


def save(actor, report, body, revision, *, writing=None, marks=False):
    return acts.save_staff_report(
        actor,
        document_id=report,
        body=body,
        revision=revision,
        writing=writing or uuid.uuid4(),
        marks=marks,
        at=AT,
    )


def test_what_is_saved_is_our_own_html_and_counts_up(report, secretary, inside):
    with inside():
        saved = save(secretary, report, BODY + "<p onclick=x style=y>z</p>", 1)
        assert (saved.report.revision, saved.was_laid_aside) == (2, False)
        for strange in ("script", "onclick", "style", "alert"):
            assert strange not in saved.report.body
        assert save(secretary, report, saved.report.body, 2).report.revision == 2
        marked = save(secretary, report, "## Rubrik\n\n- a", 2, marks=True).report.body
        assert marked == "<h2>Rubrik</h2>\n<ul><li><p>a</p></li></ul>"


def test_of_two_writers_neither_loses_a_word(report, secretary, officer, inside):
    mine = uuid.uuid4()
    with inside():
        save(secretary, report, "<p>Första</p>", 1)
        second = save(officer, report, "<p>Andra</p>", 1, writing=mine)
        assert second.was_laid_aside
        assert second.report.body == "<p>Första</p>"
        save(officer, report, "<p>Andra, längre</p>", 1, writing=mine)
        (aside,) = reads.asides(report)
        assert (aside.body, aside.written_by) == ("<p>Andra, längre</p>", "Bo Ek")
        assert StaffReport.objects.get().body == "<p>Första</p>"
        assert not save(officer, report, "<p>Första</p>", 1).was_laid_aside
        acts.settle_aside(secretary, document_id=report, aside_id=aside.id, at=AT)
        acts.settle_aside(secretary, document_id=report, aside_id=aside.id, at=AT)
        assert reads.asides(report) == []
        assert StaffReportAside.objects.get().body == "<p>Andra, längre</p>"


def test_rights_bounds_and_freezing(report, secretary, committee, inside):
    member = an_actor(Role.MEMBER, committee.pk)
    with inside():
        with pytest.raises(NotPermitted):
            save(member, report, "<p>x</p>", 1)
        with pytest.raises(NotPossible, match="för lång"):
            save(secretary, report, "x" * 1_000_001, 1)
        with pytest.raises(NotPossible, match="ingen text"):
            acts.save_as_version(secretary, document_id=report, comment="", at=AT)
        save(secretary, report, "<p>x</p>", 1)
        acts.save_as_version(secretary, document_id=report, comment="", at=AT)
        documents.freeze(secretary, document_id=report, at=AT)
        with pytest.raises(NotPossible, match="allmän handling"):
            save(secretary, report, "<p>y</p>", 2)
        with pytest.raises(NotPossible, match="allmän handling"):
            acts.save_as_version(secretary, document_id=report, comment="", at=AT)
        with pytest.raises(NotPossible, match="rubrik"):
            acts.begin_staff_report(secretary, authority=committee.pk, title=" ", at=AT)


@pytest.fixture
def version(report, secretary, inside):
    with inside():
        save(secretary, report, BODY, 1)
        return acts.save_as_version(secretary, document_id=report, comment="första", at=AT)


def test_a_version_is_a_pdf_that_says_it_all_with_its_text(version, inside):
    with inside(), documents.open_version(version.id) as file:
        content = file.read()
        text = documents.text_of([version.id])[version.id]
    assert (version.media_type, version.name, version.comment) == (
        "application/pdf",
        "Delårsrapport 2.pdf",
        "första",
    )
    with pypdfium2.PdfDocument(content) as pdf:
        shown = pdf[0].get_textpage().get_text_bounded()
    for word in (
        "Delårsrapport 2",
        "2023/15",
        "Förslag till beslut",
        "bilaga 1",
        "Hyra",
        "12 000",
        "rad två",
        "utan huvud",
    ):
        assert word in shown
    assert text.splitlines()[1:4] == ["Nämnden godkänner rapporten [1].", "Ett", "Två"]
    assert "Konto\tKr" in text
    assert text.endswith("1. Se bilaga 1")


@needs("pdfinfo")
def test_the_pdf_is_tagged_and_says_what_it_is(version, inside, tmp_path):
    with inside(), documents.open_version(version.id) as file:
        (tmp_path / "a.pdf").write_bytes(file.read())
    told = run("pdfinfo", tmp_path / "a.pdf")
    assert "Tagged:          yes" in told
    assert "Delårsrapport 2" in told


def docx_of(version, authority):
    file = rendition_file(version.id, kind=RenditionKind.DOCX, page=0)
    with open_stored(authority, file.sha256) as stored:
        return stored.read()


def test_the_docx_has_headings_lists_tables_and_footnotes(version, committee, inside):
    with inside():
        content = docx_of(version, committee.pk)
    document = Document(io.BytesIO(content))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert ("Heading 1", "Delårsrapport 2") in styles
    assert ("Heading 2", "Förslag till beslut") in styles
    assert ("List Number", "Två") in styles
    assert ("List Bullet", "Punkt") in styles
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Hyra", "12 000"]


@pytest.mark.slow
@needs("soffice")
def test_another_program_reads_the_docx_with_its_footnote(version, committee, inside, tmp_path):
    with inside():
        (tmp_path / "a.docx").write_bytes(docx_of(version, committee.pk))
    made = reading.to_pdf(tmp_path / "a.docx", media_types.DOCX, tmp_path)
    text = reading.text(made, media_types.PDF, tmp_path, lambda _done, _total: None).text
    assert "bilaga 1" in text
    assert "Hyra" in text
