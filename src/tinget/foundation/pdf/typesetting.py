"""Typesetting: a Typst template and its data become a tagged PDF/A-3a that is PDF/UA-1 at once."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
_ONE_CHARACTER = b'#set document(title: "x")\n#json(bytes(sys.inputs.data))'
# Latin with its European letters and common signs: known to be in the compiler's own fonts.
_SURELY_SHOWN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180)))) | set("\n\t–—’”“‘…•§€−")


class TypesettingFailed(Exception):  # noqa: N818 -- the house names errors by what is wrong
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
    standards: Sequence[Standard] = ARCHIVAL_AND_ACCESSIBLE,
) -> bytes:
    """Typeset a template with its data (`json(bytes(sys.inputs.data))`); same data, same bytes.

    Data reach Typst as values, so nothing in them is ever read as markup. A character that no
    font of the compiler has is shown as its code, `[U+1F600]`; attachments keep the original.
    Raises TypesettingFailed.
    """
    with tempfile.TemporaryDirectory(prefix="tinget-pdf-") as folder:
        inputs = _lay_out(Path(folder), template, attachments)
        try:
            return _compile(Path(folder), {**inputs, "data": _dumped(data)}, standards)
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise TypesettingFailed(_text_of(error)) from error
        try:
            return _compile(Path(folder), {**inputs, "data": _dumped(_showable(data))}, standards)
        except typst.TypstError as error:
            raise TypesettingFailed(_text_of(error)) from error


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


def _dumped(data: JSON) -> str:
    # A lone surrogate is no character: Typst's reader refuses it, so it is shown by its code.
    return json.dumps(_each_text(data, lambda text: _coded(text, _is_surrogate)), allow_nan=False)


def _showable(data: JSON) -> JSON:
    return _each_text(data, lambda text: _coded(text, lambda char: not _is_shown(char)))


def _each_text(data: JSON, change: Callable[[str], str]) -> JSON:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {key: _each_text(value, change) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [_each_text(value, change) for value in data]
    return data


def _coded(text: str, unfit: Callable[[str], bool]) -> str:
    return "".join(f"[U+{ord(char):04X}]" if unfit(char) else char for char in text)


def _is_surrogate(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"


@lru_cache(maxsize=4096)
def _is_shown(char: str) -> bool:
    """Whether a font of the compiler has the character: tried on a page with nothing else."""
    if char in _SURELY_SHOWN:
        return True
    compiler = typst.Compiler(input=_ONE_CHARACTER, font_paths=_fonts(), ignore_system_fonts=True)
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": json.dumps(char)})
    except typst.TypstError:
        return False
    return True
