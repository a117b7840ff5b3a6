"""Typesetting: a Typst template and its data become a tagged PDF/A-3a that is PDF/UA-1 at once."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Literal, TypeAlias

import typst

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"
Standard: TypeAlias = Literal["a-3a", "a-3b", "ua-1"]
Relationship: TypeAlias = Literal["source", "data", "alternative", "supplement"]

ARCHIVAL_AND_ACCESSIBLE: tuple[Standard, ...] = ("a-3a", "ua-1")

# What every template may import as "/look.typ": paper, running heads, tables, Swedish dates.
LOOK = Path(__file__).with_name("look.typ")

# Attachments stand before the template: one after it would begin a page of its own.
_MAIN = b"""\
#for a in json(bytes(sys.inputs.attachments)) {
  pdf.attach(
    a.name,
    read(a.path, encoding: none),
    relationship: a.relationship,
    mime-type: a.media_type,
    description: a.description,
  )
}
#include sys.inputs.template
"""
_ONE_CHARACTER = (
    b'#set document(title: "x", date: datetime(year: 2026, month: 1, day: 1))\n#json(bytes(sys.inputs.data))'
)
# No font has it; or PDF/A refuses it, as it does private-use characters.
_ABOUT_A_CHARACTER = ("could not be displayed", "contains the codepoint")
# Latin with its European letters and common signs: known to be in the compiler's own fonts.
_SURELY_SHOWN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180)))) | set("\n\t–—’”“‘…•§€−")


class TypesettingFailed(Exception):
    """The template could not become a PDF; the message is the compiler's own."""


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: Relationship = "source"


def typeset(
    template: Path,
    data: Mapping[str, JSON],
    *,
    attachments: Sequence[Attachment] = (),
    images: Sequence[bytes] = (),
    standards: Sequence[Standard] = ARCHIVAL_AND_ACCESSIBLE,
) -> bytes:
    """Typeset a template with its data (`json(bytes(sys.inputs.data))`); same data, same bytes.

    Data reach Typst as values, so nothing in them is ever read as markup. A character that no font
    of the compiler has, or that PDF/A refuses, is shown as its code, `[U+1F600]`; attachments keep
    the original. Raises TypesettingFailed.
    """
    with tempfile.TemporaryDirectory(prefix="tinget-pdf-") as folder:
        inputs = _lay_out(Path(folder), template, attachments)
        for number, image in enumerate(images):  # PNG, for the template to read
            (Path(folder) / f"image-{number}.png").write_bytes(image)
        # As it is; else without what cannot be shown alone; else, as a mark may fail over a certain
        # letter only, without anything unusual.
        for unfit in (_is_surrogate, _is_unshowable, _is_unusual):
            told = json.dumps(_each_text(data, partial(_coded, unfit=unfit)), allow_nan=False)
            try:
                return _compile(Path(folder), {**inputs, "data": told}, standards)
            except typst.TypstError as error:
                about_a_character = any(words in error.message for words in _ABOUT_A_CHARACTER)
                if unfit is _is_unusual or not about_a_character:
                    raise TypesettingFailed(_text_of(error)) from error
    raise AssertionError  # the last way either returns or raises


def _lay_out(folder: Path, template: Path, attachments: Sequence[Attachment]) -> dict[str, str]:
    """Put what the compiler may read, and nothing else, under one root; return its inputs."""
    if not template.is_file():
        raise TypesettingFailed(f"there is no template {template.name}")
    (folder / "main.typ").write_bytes(_MAIN)
    for source in (*template.parent.glob("*.typ"), LOOK):
        shutil.copyfile(source, folder / ("template-" + source.name if source == template else source.name))
    listed = []
    for number, one in enumerate(attachments):
        (folder / f"attachment-{number}").write_bytes(one.data)
        listed.append(
            {
                "name": one.name,
                "path": f"attachment-{number}",
                "media_type": one.media_type,
                "description": one.description,
                "relationship": one.relationship,
            }
        )
    return {"template": f"template-{template.name}", "attachments": json.dumps(listed)}


def _compile(root: Path, inputs: dict[str, str], standards: Sequence[Standard]) -> bytes:
    compiler = typst.Compiler(
        input=root / "main.typ",
        root=root,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        package_path=root,  # nothing is looked up in the machine's package folders
        package_cache_path=root,
    )
    pdf = compiler.compile(format="pdf", pdf_standards=[*standards])
    if not isinstance(pdf, bytes):
        raise TypesettingFailed("the compiler gave no single PDF")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts inside the compiler, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _text_of(error: typst.TypstError) -> str:
    return "\n".join((error.message, *error.hints, *error.trace))


def _each_text(data: JSON, change: Callable[[str], str]) -> JSON:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {key: _each_text(value, change) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [_each_text(value, change) for value in data]
    return data


def _coded(text: str, *, unfit: Callable[[str], bool]) -> str:
    return "".join(f"[U+{ord(char):04X}]" if unfit(char) else char for char in text)


def _is_surrogate(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"  # half a character: Typst's reader of JSON refuses it


def _is_unusual(char: str) -> bool:
    return char not in _SURELY_SHOWN


@lru_cache(maxsize=4096)
def _is_unshowable(char: str) -> bool:
    """Whether the compiler fails on a page with nothing but this character."""
    if char in _SURELY_SHOWN:
        return False
    if _is_surrogate(char):
        return True
    compiler = typst.Compiler(input=_ONE_CHARACTER, font_paths=_fonts(), ignore_system_fonts=True)
    told = {"data": json.dumps(char)}
    try:
        compiler.compile(format="pdf", pdf_standards=[*ARCHIVAL_AND_ACCESSIBLE], sys_inputs=told)
    except typst.TypstError:
        return True
    return False
