"""Office files as PDF, by LibreOffice where it is installed: with a home of its own, and no network."""

import os
import resource
import shutil
import subprocess
from pathlib import Path

from tinget.foundation.reading.running import ProgramAbsent, ReadingFailed, ended_after
from tinget.kernel.media_types import DOCX, ODT, PPTX, XLSX

SECONDS = 150
MEMORY = 6_000_000_000  # bytes of address space
WRITTEN = 500_000_000
_SUFFIX = {DOCX: ".docx", XLSX: ".xlsx", PPTX: ".pptx", ODT: ".odt"}
_FILTER = {
    DOCX: "writer_pdf_Export",
    ODT: "writer_pdf_Export",
    XLSX: "calc_pdf_Export",
    PPTX: "impress_pdf_Export",
}
# No macros, nothing fetched: neither pictures nor templates that the file names, and no way out if it tried.
_SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
    "org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
    },
}


def can_convert() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def to_pdf(source: Path, media_type: str, folder: Path) -> Path:
    """Convert an office file; ProgramAbsent, or ReadingFailed when nothing came of it."""
    program = shutil.which("soffice")
    if program is None:
        raise ProgramAbsent("soffice")
    home, given = folder / "home", folder / f"given{_SUFFIX[media_type]}"
    (home / "user").mkdir(parents=True)
    (home / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    shutil.copyfile(source, given)
    command = [
        program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", "--convert-to", f"pdf:{_FILTER[media_type]}",
        "--outdir", str(folder), str(given),
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 -- a fixed program on a copy of the file
        command,
        env={
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "SAL_USE_VCLPLUGIN": "svp",
        },
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process, ended_after(process, SECONDS):
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
        said = process.stderr.read() if process.stderr else ""
    made = given.with_suffix(".pdf")
    if not made.is_file():
        raise ReadingFailed(said.strip()[-300:] or f"soffice ended with {process.returncode}")
    return made


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
