"""Office files, letters and pictures, as others would send them."""

import io
import zipfile

import pypdfium2
from docx import Document
from openpyxl import Workbook

from tests.factories.documents import a_pdf


def a_docx(*texts, table=()):
    file, document = io.BytesIO(), Document()
    for text in texts:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    document.save(file)
    return file.getvalue()


def an_xlsx(*rows):
    file, book = io.BytesIO(), Workbook()
    book.active.title = "Budget"
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def a_zip(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def an_odt(*texts):
    name = "urn:oasis:names:tc:opendocument:xmlns"
    told = "".join(f"<text:p>{text}</text:p>" for text in texts)
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:text="{name}:text:1.0">'
        f"<office:body><office:text>{told}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return a_zip(mimetype=kind, **{"content.xml": content})


def a_pptx(*slides):
    name = "http://schemas.openxmlformats.org/drawingml/2006/main"
    parts = {
        f"ppt/slides/slide{number}.xml": f'<s xmlns:a="{name}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></s>'
        for number, text in enumerate(slides, 1)
    }
    return a_zip(**{"ppt/presentation.xml": "<p/>"}, **parts)


def a_scan(text, kind="PDF"):
    """Draw the text on a page, so that only its picture is left."""
    with pypdfium2.PdfDocument(a_pdf(text)) as document:
        picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    file = io.BytesIO()
    picture.save(file, kind, resolution=200)
    return file.getvalue()


LETTER = (
    "From: Anna <a@kiruna.example>\r\nTo: c@d.example\r\nSubject: =?utf-8?q?Yttrande_=C3=B6ver?=\r\n"
    "Date: Mon, 2 Nov 2026 10:00:00 +0100\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    "<p>Hej på er</p><script>alert(1)</script><p>Hälsningar</p>\r\n"
).encode()
