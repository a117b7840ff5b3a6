"""The text of office files and letters, paragraph by paragraph, straight from their own parts."""

import zipfile
from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.message import EmailMessage
from pathlib import Path
from typing import IO, Any

from lxml import etree
from openpyxl import load_workbook

from tinget.kernel.media_types import DOCX, ODT, PPTX

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPHS = {f"{_WORD}p", f"{_DRAWING}p", f"{_OPEN}p", f"{_OPEN}h"}
_TEXTS = {f"{_WORD}t", f"{_DRAWING}t"}
_SPACES = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_DRAWING}br": "\n",
           f"{_OPEN}tab": "\t", f"{_OPEN}line-break": "\n", f"{_OPEN}s": " "}  # fmt: skip
_PARTS = {
    DOCX: ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"),
    ODT: ("content.xml",),
}
_SAID = (("From", "Från"), ("To", "Till"), ("Cc", "Kopia"), ("Date", "Datum"), ("Subject", "Ämne"))


def paragraphs(path: Path, media_type: str) -> Iterator[str]:
    """Yield each paragraph of a DOCX, ODT or PPTX; a slide begins with a form feed."""
    with zipfile.ZipFile(path) as archive:
        for number, part in enumerate(_parts_of(archive, media_type)):
            if media_type == PPTX and number:
                yield "\f"
            with archive.open(part) as file:
                yield from _of_xml(file)


def cells(path: Path) -> Iterator[str]:
    """Yield each row of a spreadsheet as its values with tabs between, and each sheet's name before it."""
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True)
        for number, sheet in enumerate(book.worksheets):
            yield f"\f{sheet.title}" if number else sheet.title
            for row in sheet.iter_rows(values_only=True):
                told = "\t".join("" if value is None else str(value) for value in row).rstrip("\t")
                if told:
                    yield told


def letter(path: Path) -> Iterator[str]:
    """Yield what an e-mail says: who, to whom, when, about what, then its text and its attachments' names."""
    with path.open("rb") as file:
        message = message_from_binary_file(file, policy=policy.default)
    for header, word in _SAID:
        if header in message:
            yield f"{word}: {message[header]}"
    if not isinstance(message, EmailMessage):
        return
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        told = body.get_content()
        yield from _without_tags(told) if body.get_content_subtype() == "html" else str(told).splitlines()
    for attached in message.iter_attachments():
        if attached.get_filename():
            yield f"Bilaga: {attached.get_filename()}"


def _parts_of(archive: zipfile.ZipFile, media_type: str) -> list[str]:
    names = set(archive.namelist())
    if media_type != PPTX:
        return [part for part in _PARTS[media_type] if part in names]
    slides = [name for name in names if name.startswith("ppt/slides/slide") and name.endswith(".xml")]
    return sorted(slides, key=lambda name: (len(name), name))


def _of_xml(file: IO[bytes]) -> Iterator[str]:
    """Walk a part without ever holding it whole, or following what it refers to."""
    depth = 0
    events = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    for event, element in events:
        if element.tag not in _PARAGRAPHS:
            continue
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 0:
            yield _text_of(element).strip("\n")
            element.clear()


def _text_of(element: Any) -> str:
    is_open = str(element.tag).startswith(_OPEN)
    told = []
    for part in element.iter():
        if part.tag in _SPACES:
            told.append(_SPACES[part.tag])
        elif (is_open and isinstance(part.tag, str)) or part.tag in _TEXTS:
            told.append(part.text or "")
        if is_open and part is not element:
            told.append(part.tail or "")
    return "".join(told)


def _without_tags(html: str) -> list[str]:
    parsed = etree.HTML(html)
    if parsed is None:
        return []
    etree.strip_elements(parsed, "script", "style", "head", with_tail=False)
    lines = (" ".join(line.split()) for line in "\n".join(parsed.itertext()).splitlines())
    return [line for line in lines if line]
