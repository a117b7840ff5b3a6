"""Office files are ZIP archives: bounded before anybody unpacks them, and of the kind that they claim."""

import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from tinget.foundation.files.refusals import (
    FileActive,
    FileBroken,
    FileLocked,
    FileTypeRefused,
    FileUnpacksTooFar,
)

ENTRIES = 20_000
UNPACKED = 1_000_000_000  # bytes in all
HARMLESS = 50_000_000  # bytes; however well they were packed
RATIO = 150  # ordinary office files are packed 5 to 60 times
MAIN_PARTS = {
    "wordprocessingml.document": "word/document.xml",
    "spreadsheetml.sheet": "xl/workbook.xml",
    "presentationml.presentation": "ppt/presentation.xml",
    "opendocument.text": "content.xml",
}
_ENCRYPTED = 0x1


def examine(path: Path, media_type: str, name: str) -> None:
    """Refuse an archive that unpacks too far, is locked, carries macros or lacks its main part."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _bounded(entries, path.stat().st_size, name)
            _of_its_kind(archive, entries, media_type, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise FileBroken(
            _("Filen ”%(name)s” är trasig eller avhuggen och går inte att öppna. Ladda upp den igen.")
            % {"name": name}
        ) from error


def _bounded(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    too_far = unpacked > UNPACKED or (unpacked > HARMLESS and unpacked > RATIO * size)
    if too_far or len(entries) > ENTRIES or _overlap(entries):
        raise FileUnpacksTooFar(
            _(
                "Filen ”%(name)s” tas inte emot: den är packad så att den blir orimligt stor när den öppnas."
                " Be avsändaren om filen i ett annat format, till exempel PDF."
            )
            % {"name": name}
        )


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether entries share the same packed bytes, which only a bomb does."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [entry.header_offset + entry.compress_size for entry in ordered]
    return any(end > after.header_offset for end, after in zip(ends, ordered[1:], strict=False))


def _of_its_kind(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], media_type: str, name: str
) -> None:
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise FileLocked(_("Filen ”%(name)s” är låst med lösenord. Ta bort lösenordet.") % {"name": name})
    if any(part.lower().endswith("vbaproject.bin") for part in names) or _has_open_document_scripts(names):
        raise FileActive(
            _(
                "Filen ”%(name)s” tas inte emot: den innehåller makron, små program som körs när den öppnas."
                " Spara den utan makron och välj den igen."
            )
            % {"name": name}
        )
    main = next((part for kind, part in MAIN_PARTS.items() if media_type.endswith(kind)), None)
    if main not in names:
        raise FileTypeRefused(
            _("Filen ”%(name)s” tas inte emot: innehållet är inte vad namnet säger.") % {"name": name}
        )
    if main == "content.xml":
        with archive.open("mimetype") if "mimetype" in names else archive.open(main) as part:
            if part.read(200).strip() != media_type.encode():
                raise FileTypeRefused(
                    _("Filen ”%(name)s” tas inte emot: innehållet är inte vad namnet säger.") % {"name": name}
                )


def _has_open_document_scripts(names: set[str]) -> bool:
    return any(part.startswith(("Basic/", "Scripts/")) and not part.endswith("/") for part in names)
