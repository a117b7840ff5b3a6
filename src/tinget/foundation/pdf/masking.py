"""Masking: a PDF made anew from pictures of its pages, so that what is masked is in no part of the file."""

import ctypes
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from tinget.foundation.errors import Expected
from tinget.foundation.pdf.typesetting import JSON, typeset

TEMPLATE = Path(__file__).with_name("masked.typ")
DPI, POINTS = 150, 72
MOST_PAGES = 300
LONGEST_SIDE = 3_500  # pixels: a page as large as a wall becomes coarser, never a bomb
SEEN_CONTRAST = 24  # of 255: text that does not stand out in the picture was hidden, and is left out
AROUND = 2  # pixels painted around what is masked


class NotMaskable(Expected):
    """The file cannot be masked; nothing was made."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a page (from 0) to paint over, in shares of its width and height from the upper left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Masked:
    """The new file, how many places were painted over, and how many of the words were found nowhere."""

    pdf: bytes
    pages: int
    places: int
    words_not_found: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture (PNG), in pixels, and how many pages there are."""

    png: bytes
    width: int
    height: int
    pages: int


Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels


def picture(pdf: bytes, *, page: int, areas: Iterable[Area] = (), words: Sequence[str] = (),
            dpi: int = POINTS) -> Picture:  # fmt: skip
    """Show a page as it will be masked."""
    with _opened(pdf) as document:
        number = min(max(page, 0), len(document) - 1)
        sheet = _Sheet(document[number], dpi)
        boxes = [*sheet.boxes_of(area for area in areas if area.page == number)]
        boxes += [box for word in words for box in sheet.found(word)]
        image = sheet.painted(boxes)
        return Picture(_png(image), image.width, image.height, len(document))


def mask(pdf: bytes, *, areas: Sequence[Area], words: Sequence[str], title: str) -> Masked:
    """Paint the areas and every occurrence of the words over, and make the file anew from what is left.

    Every page becomes a picture with its remaining visible text laid over it, unseen; nothing of the old file
    is copied: no metadata, attachment, note, layer or earlier revision. Raises NotMaskable.
    """
    wanted = [one for word in words if (one := " ".join(word.split()))]
    sheets: list[dict[str, JSON]] = []
    images: list[bytes] = []
    places, found = 0, set()
    with _opened(pdf) as document:
        for number in range(len(document)):
            sheet = _Sheet(document[number], DPI)
            boxes = list(sheet.boxes_of(area for area in areas if area.page == number))
            for word in wanted:
                hits = sheet.found(word)
                found |= {word} if hits else set()
                boxes += hits
            places += len(boxes)
            image = sheet.painted(boxes)
            lines = [line for line in sheet.lines(image, boxes) if not _names(str(line["text"]), wanted)]
            images.append(_png(image))
            sheets.append({"width": sheet.width, "height": sheet.height, "lines": lines})
    made = typeset(TEMPLATE, {"title": title, "sheets": sheets}, images=images)
    if traces(made, wanted):
        raise NotMaskable(
            _("Något av orden finns kvar i filen. Markera det också som en yta på sidan och försök igen.")
        )
    return Masked(made, len(sheets), places, len(set(wanted) - found))


def traces(pdf: bytes, words: Iterable[str]) -> list[str]:
    """Return the words that can be found anywhere in a file: its text, and every object in it, unpacked."""
    wanted = [word for word in words if word]
    told = [_text_of(pdf), pdf.decode("latin-1")]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            told += _told_by(thing)
        told.append(str(opened.docinfo) if "/Info" in opened.trailer else "")
    return [word for word in wanted if any(_names(text, [word]) for text in told)]


class _Sheet:
    """A page, its picture and its text, with all places in the picture's pixels."""

    def __init__(self, page: pdfium.PdfPage, dpi: int) -> None:
        self.page = page
        self.width, self.height = page.get_size()
        scale = min(dpi / POINTS, LONGEST_SIDE / max(self.width, self.height, 1))
        self.image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        self.text = page.get_textpage()

    def boxes_of(self, areas: Iterable[Area]) -> Iterator[Box]:
        wide, high = self.image.size
        for area in areas:
            yield area.left * wide, area.top * high, area.right * wide, area.bottom * high

    def found(self, word: str) -> list[Box]:
        """Find each place where the word stands, in whatever case."""
        searcher, found = self.text.search(word, match_case=False), []
        while (hit := searcher.get_next()) is not None:
            index, count = hit
            found += [
                self._box(self.text.get_rect(one)) for one in range(self.text.count_rects(index, count))
            ]
        return found

    def painted(self, boxes: Iterable[Box]) -> Image.Image:
        image: Image.Image = self.image.copy()
        draw = ImageDraw.Draw(image)
        for left, top, right, bottom in boxes:
            draw.rectangle((left - AROUND, top - AROUND, right + AROUND, bottom + AROUND), fill="black")
        return image

    def lines(self, image: Image.Image, boxes: Sequence[Box]) -> Iterator[dict[str, JSON]]:
        """Give the words that are still seen, line by line; a masked or hidden word breaks its line."""
        joined: list[tuple[str, Box]] = []
        for word, box, begins_line in self._words():
            is_left = _is_seen(image, box) and not any(_touch(box, masked) for masked in boxes)
            if begins_line or not is_left:
                yield from self._line(joined)
                joined = []
            if is_left:
                joined.append((word, box))
        yield from self._line(joined)

    def _line(self, joined: list[tuple[str, Box]]) -> Iterator[dict[str, JSON]]:
        if joined:
            scale, first = self.width / self.image.width, joined[0][1]
            yield {
                "text": " ".join(word for word, _box in joined),
                "left": min(box[0] for _word, box in joined) * scale,
                "top": min(box[1] for _word, box in joined) * scale,
                "size": max(2.0, min(first[2] - first[0], first[3] - first[1]) * scale),
            }

    def _words(self) -> Iterator[tuple[str, Box, bool]]:
        """Give each word, where it stands, and whether it begins a line."""
        word, box, begins_line = "", None, True
        for index in range(self.text.count_chars()):
            sign = chr(pdfium_c.FPDFText_GetUnicode(self.text, index))
            if sign.isprintable() and not sign.isspace():
                word, box = word + sign, _around(box, self._box(self.text.get_charbox(index, loose=True)))
                continue
            if box is not None:
                yield word, box, begins_line
                begins_line = False
            word, box, begins_line = "", None, begins_line or sign in "\r\n"
        if box is not None:
            yield word, box, begins_line

    def _box(self, rectangle: tuple[float, float, float, float]) -> Box:
        """Put a rectangle of the page's own measure where it is in the picture, crops and turns included."""
        left, bottom, right, top = rectangle
        corners = [self._point(x, y) for x, y in ((left, bottom), (right, top))]
        xs, ys = [x for x, _y in corners], [y for _x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _point(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(self.page, 0, 0, *self.image.size, 0, x, y, across, down)
        return across.value, down.value


def _opened(pdf: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(pdf)
        pages = len(document)
    except pdfium.PdfiumError as error:
        raise NotMaskable(
            _("Filen går inte att öppna som PDF, eller är låst med lösenord. Maskera den på papper.")
        ) from error
    if not 0 < pages <= MOST_PAGES:
        document.close()
        raise NotMaskable(_("Bara filer med 1–%(most)s sidor kan maskeras här.") % {"most": MOST_PAGES})
    document.init_forms()
    return document


def _names(text: str, words: Iterable[str]) -> bool:
    plain = re.sub(r"\s+", " ", text).casefold()
    return any(" ".join(word.split()).casefold() in plain for word in words)


def _text_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _told_by(thing: pikepdf.Object) -> list[str]:
    told = [] if isinstance(thing, pikepdf.Stream) else [str(thing), repr(thing)]
    if isinstance(thing, pikepdf.Stream):
        told.append(repr(dict(thing.items())))
        try:
            told.append(thing.read_bytes().decode("utf-8", "replace"))
        except pikepdf.PdfError:
            told.append(thing.read_raw_bytes().decode("latin-1"))
    return told


def _is_seen(image: Image.Image, box: Box) -> bool:
    """Whether something stands out in the box: text under an old bar, or in white on white, does not."""
    left, top, right, bottom = (int(edge) for edge in box)
    inside = max(left, 0), max(top, 0), min(right + 1, image.width), min(bottom + 1, image.height)
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return False
    low, high = image.crop(inside).convert("L").getextrema()
    return isinstance(low, int) and isinstance(high, int) and high - low >= SEEN_CONTRAST


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + AROUND
        and other[0] - AROUND <= one[2]
        and one[1] < other[3] + AROUND
        and other[1] - AROUND < one[3]
    )


def _around(one: Box | None, other: Box) -> Box:
    if one is None:
        return other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    low, high = image.convert("HSV").getchannel("S").getextrema()
    is_grey = not isinstance(high, int) or high < SEEN_CONTRAST or low == high == 0
    (image.convert("L") if is_grey else image).save(out, "PNG", optimize=True)
    return out.getvalue()
