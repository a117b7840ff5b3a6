"""The units and documents with which Tinget is run on a server hold together."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "docs" / "operations"
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())


def test_systemd_understands_every_unit(tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        absent = "not run: systemd-analyze is absent; apt install systemd"
        (pytest.fail if os.environ.get("TINGET_REQUIRE_ALL") == "1" else pytest.skip)(absent)
    for unit in UNITS:
        text = unit.read_text().replace("/opt/tinget", str(ROOT))
        (tmp_path / unit.name).write_text(text)
    named = [str(tmp_path / unit.name) for unit in UNITS]
    verified = subprocess.run([program, "verify", *named], capture_output=True, text=True, check=False)
    said = [line for line in verified.stderr.splitlines() if str(tmp_path) in line]
    assert (verified.returncode, said) == (0, [])


def test_every_command_of_the_units_is_one_that_the_command_line_knows():
    texts = "\n".join(unit.read_text("utf-8") for unit in UNITS)
    commands = re.findall(r"^ExecStart=/opt/tinget/tinget (.+)$", texts, re.MULTILINE)
    assert len(commands) == 2
    from tinget.site.cli.__main__ import _parser

    for command in commands:
        assert _parser().parse_args(command.split()).subcommand == command.split()[0]


def test_every_file_that_the_documents_of_running_name_is_there():
    for document in ("running.md", "backups.md"):
        text = (DOCUMENTS / document).read_text("utf-8")
        named = re.findall(r"\]\(([a-z-]+\.md)\)", text) + re.findall(r"`(deploy/[a-z./-]+[a-z])`", text)
        places = [(DOCUMENTS if name.endswith(".md") else ROOT) / name for name in named]
        assert places
        assert [place for place in places if not place.exists()] == []
