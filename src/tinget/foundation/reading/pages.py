"""Pages of PDF and pictures: their text, and what they look like."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
from PIL import Image, ImageOps

from tinget.foundation.reading import notes
from tinget.foundation.reading.notes import Note
from tinget.foundation.reading.reader import Reader
from tinget.kernel.media_types import PDF

OCR_PIXELS = 30_000_000
DOTS = 300  # an inch
POINTS = 72  # an inch
LITTLE = 10  # signs: a page with fewer, and a picture, was scanned
WIDE, HIGH = 1000, 3000  # pixels of a page's picture
SMALL = 280
QUALITY = 78
_DIVIDED_WORD = re.compile("[\x02\xad\ufffe]\r?\n")

Image.MAX_IMAGE_PIXELS = None  # bounded when the file was taken in, and by this process's memory


def texts_of_pdf(reader: Reader, path: Path, folder: Path) -> Iterator[str]:
    """Yield each page's text, a form feed between; a page that was scanned is read from its picture."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        total = min(len(document), notes.PAGES)
        if len(document) > total:
            reader.notes.add(Note.PAGES_LEFT_OUT)
        for number in range(total):
            reader.tell(number, total)
            with closing(document[number]) as page:
                told = _text_of_page(page)
                if len("".join(told.split())) < LITTLE and _has_picture(page):
                    told = reader.read_picture(_scan(page, folder)) or told
            yield ("\f" if number else "") + told
        reader.tell(total, total)


def texts_of_image(reader: Reader, path: Path, folder: Path) -> Iterator[str]:
    """Yield the text in each of a picture's pages."""
    with Image.open(path) as image:
        total = min(getattr(image, "n_frames", 1), notes.SCANNED_PAGES)
        for number in range(total):
            reader.tell(number, total)
            image.seek(number)
            shown = ImageOps.exif_transpose(image).convert("L")
            _shrink(shown, OCR_PIXELS)
            shown.save(folder / "scan.png")
            yield ("\f" if number else "") + reader.read_picture(folder / "scan.png")
        reader.tell(total, total)


def draw(reader: Reader, path: Path, media_type: str, folder: Path) -> tuple[int, int]:
    """Draw the first pages and a small one of the first; return how many, and of how many."""
    drawn = 0
    total, pictures = _of_pdf(path) if media_type == PDF else _of_image(path)
    for drawn, picture in enumerate(pictures, 1):
        reader.tell(drawn, min(total, notes.PICTURED_PAGES))
        picture.save(folder / f"page-{drawn}.webp", quality=QUALITY)
        if drawn == 1:
            picture.thumbnail((SMALL, SMALL * 2))
            picture.save(folder / "small.webp", quality=QUALITY)
        if reader.time_is_up():
            break
    return drawn, total


def _of_pdf(path: Path) -> tuple[int, Iterator[Image.Image]]:
    document = pypdfium2.PdfDocument(path)

    def pictures() -> Iterator[Image.Image]:
        with closing(document):
            for number in range(min(len(document), notes.PICTURED_PAGES)):
                with closing(document[number]) as page:
                    width, height = page.get_size()
                    scale = min(WIDE / max(width, 1), HIGH / max(height, 1))
                    yield page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")

    return len(document), pictures()


def _of_image(path: Path) -> tuple[int, Iterator[Image.Image]]:
    with Image.open(path) as counted:
        total = getattr(counted, "n_frames", 1)

    def pictures() -> Iterator[Image.Image]:
        with Image.open(path) as image:
            for number in range(min(total, notes.PICTURED_PAGES)):
                image.seek(number)
                image.draft("RGB", (WIDE, HIGH))
                shown = ImageOps.exif_transpose(image).convert("RGB")
                shown.thumbnail((WIDE, HIGH))
                yield shown

    return total, pictures()


def _text_of_page(page: Any) -> str:
    with closing(page.get_textpage()) as text:
        told: str = text.get_text_bounded(errors="replace")
    return _DIVIDED_WORD.sub("", told).replace("\r\n", "\n").replace("\ufffe", "").replace("\xad", "") + "\n"


def _has_picture(page: Any) -> bool:
    kinds = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)
    return next(iter(page.get_objects(filter=kinds, max_depth=3)), None) is not None


def _scan(page: Any, folder: Path) -> Path:
    width, height = page.get_size()
    scale = DOTS / POINTS
    pixels = width * height * scale * scale
    if pixels > OCR_PIXELS:
        scale *= (OCR_PIXELS / pixels) ** 0.5
    page.render(scale=scale, grayscale=True).to_pil().save(folder / "scan.png")
    return folder / "scan.png"


def _shrink(image: Image.Image, pixels: int) -> None:
    if image.width * image.height > pixels:
        factor = (pixels / (image.width * image.height)) ** 0.5
        image.thumbnail((int(image.width * factor), int(image.height * factor)))
