"""What a PDF hides: scripts, programs, forms that are sent; and whether it can be opened at all."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from tinget.foundation.files.refusals import FileActive, FileBroken, FileLocked, FileUnpacksTooFar

OBJECTS = 2_000_000
MEMORY = 200_000_000  # bytes that one stream may unpack to
DEPTH = 60
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"})
_OPENS_A_PLACE = frozenset({"/GoTo", "/Named"})
_SUSPECT = re.compile(rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData)(?![A-Za-z0-9])")

pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MEMORY,
    run_length_max_memory=MEMORY,
    png_max_memory=MEMORY,
    tiff_max_memory=MEMORY,
    dct_max_memory=MEMORY,
    max_stream_filters=4,
)


def examine(path: Path, name: str) -> None:
    """Refuse a PDF that cannot be opened, needs a password, or does something by itself."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if len(pdf.objects) > OBJECTS:
                raise FileUnpacksTooFar(
                    _("PDF:en ”%(name)s” har för många delar. Skriv ut den till en ny PDF.") % {"name": name}
                )
            active = _opens_by_itself(pdf) or _has_form_program(pdf) or any(map(_acts, pdf.objects))
            if not len(pdf.pages):
                raise FileBroken(_broken(name))
    except pikepdf.PasswordError as error:
        raise FileLocked(
            _(
                "PDF:en ”%(name)s” är låst med lösenord. Be avsändaren om en utan lösenord,"
                " eller registrera handlingen utan fil så länge."
            )
            % {"name": name}
        ) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise FileBroken(_broken(name)) from error
    if active:
        raise FileActive(
            _(
                "PDF:en ”%(name)s” tas inte emot: den innehåller skript eller startar något när den öppnas."
                " Be avsändaren om en utan, eller skriv ut den till en ny PDF och välj den."
            )
            % {"name": name}
        )


def _broken(name: str) -> str:
    return _(
        "PDF:en ”%(name)s” är trasig eller avhuggen och går inte att öppna. Ladda upp den igen;"
        " hjälper det inte, be avsändaren om en ny."
    ) % {"name": name}


def _acts(thing: Any) -> bool:
    """Whether one object, as far as its own bytes go, holds an action; a word in a text is not one."""
    if not isinstance(thing, pikepdf.Object):
        return False
    told = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    if not isinstance(told, pikepdf.Dictionary | pikepdf.Array):
        return False
    return bool(_SUSPECT.search(told.unparse(resolved=True))) and any(map(_is_action, _inside(told)))


def _inside(told: Any, depth: int = 0) -> Iterator[pikepdf.Dictionary]:
    """Yield the dictionaries within an object; what it refers to is looked at in its own turn."""
    if depth > DEPTH:
        return
    if isinstance(told, pikepdf.Dictionary):
        yield told
        parts = [told.get(key) for key in told.keys()]  # noqa: SIM118 -- pikepdf's own mapping
    elif isinstance(told, pikepdf.Array):
        parts = list(told.as_list())
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            yield from _inside(part, depth + 1)


def _is_action(told: pikepdf.Dictionary) -> bool:
    kind = told.get("/S")
    if isinstance(kind, pikepdf.Name):
        return str(kind) in _ACTIONS or "/JS" in told
    return False


def _opens_by_itself(pdf: pikepdf.Pdf) -> bool:
    """Whether opening the file does more than show a place in it."""
    opening = pdf.Root.get("/OpenAction")
    if not isinstance(opening, pikepdf.Dictionary):
        return False
    return str(opening.get("/S", "/GoTo")) not in _OPENS_A_PLACE


def _has_form_program(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, pikepdf.Dictionary) and "/XFA" in form
