"""The programs of the system that some tests need: found, installed where we may, or named as missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

BROWSERS = (
    "chromium-headless-shell",  # the same without a window, which a fifth of the time goes to
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PDF_TOOLS = {
    "pdfinfo": "poppler-utils",
    "pdfsig": "poppler-utils",
    "pdfdetach": "poppler-utils",
    "qpdf": "qpdf",
    "softhsm2-util": "softhsm2",  # a token for keys
    "java": "default-jre-headless",  # what the validator of PDFs runs in
}
SCANNER = {"clamdtop": "clamav-daemon"}  # clamd itself lies where only root looks
SERVERS = {
    "swift-proxy-server": "swift-proxy swift-account swift-container swift-object",  # a real S3 store
    "pgbouncer": "pgbouncer",
}
DOCUMENT_TOOLS = {  # what documents are converted and scanned pages are read with
    "soffice": "libreoffice-writer-nogui libreoffice-calc-nogui",
    "tesseract": "tesseract-ocr tesseract-ocr-swe",
}


def find_browser() -> str | None:
    """Answer a Chromium: the one named, one on PATH, one that could be installed; None when there is none."""
    found = os.environ.get("TINGET_CHROMIUM") or _on_path() or _of_playwright()
    if found and shutil.which(found):
        return found
    for browser in BROWSERS[:2]:
        if _install(browser, "fonts-liberation"):  # a page is measured in letters of usual width
            return _on_path()
    _run([sys.executable, "-m", "playwright", "install", "chromium"])
    return _of_playwright()


def missing(tools: Mapping[str, str]) -> list[str]:
    """Answer the packages whose programs are absent and could not be installed either."""
    if absent := _absent(tools):
        _install(*absent)
    return _absent(tools)


def _absent(tools: Mapping[str, str]) -> list[str]:
    return sorted(
        {name for program, names in tools.items() if not shutil.which(program) for name in names.split()}
    )


def _on_path() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _of_playwright() -> str | None:
    """Answer the browser that Playwright installed for itself, if it did."""
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    said = _run([sys.executable, "-c", ask])
    path = said.stdout.strip()
    return path if said.returncode == 0 and shutil.which(path) else None


def _install(*packages: str) -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    sys.stderr.write(f"tinget: installing {' '.join(packages)} with apt-get\n")
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    return _run(install).returncode == 0 or (
        _run(["apt-get", "update", "-q"]).returncode == 0 and _run(install).returncode == 0
    )


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(  # noqa: S603 — fixed programs, no shell
        command, env=environment, capture_output=True, text=True, check=False
    )
