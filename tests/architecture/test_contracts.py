"""The import contracts hold, and each of them is seen to catch what it is there for."""

import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

CHECKOUT = Path(__file__).parents[2]
LINT = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]

pytestmark = pytest.mark.slow


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(LINT, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(
        CHECKOUT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__", "static", "templates"),
    )
    shutil.copy(CHECKOUT / ".importlinter", tmp_path)
    return tmp_path


def plant(copy: Path, file: str, line: str) -> str:
    target = copy / "src" / "tinget" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    text = target.read_text(encoding="utf-8") if target.exists() else '"""Planted."""\n'
    target.write_text(text + f"\n{line}\n", encoding="utf-8")
    return lint(copy).stdout


def test_the_contracts_hold():
    result = lint(CHECKOUT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("registry/queries.py", "import tinget.meetings.api", "Modules"),
        ("meetings/queries.py", "import tinget.noticeboard.api", "Modules"),
        ("foundation/clock.py", "import tinget.organisation.api", "Modules"),
        ("kernel/dates.py", "import tinget.foundation.clock", "Modules"),
        ("strays/__init__.py", "", "Modules"),
        ("registry/helpers.py", "", "Files"),
        ("registry/models.py", "import tinget.registry.actions", "Files"),
        ("registry/queries.py", "import tinget.registry.views", "Files"),
        ("noticeboard/api.py", "import tinget.noticeboard.views", "Files"),
        ("registry/rules/planted.py", "import django.db", "Rules"),
        ("meetings/rules/planted.py", "import tinget.foundation.clock", "Rules"),
        ("signatures/events.py", "import psycopg", "Rules"),
        ("kernel/planted.py", "import psycopg", "Rules"),
    ],
)
def test_a_planted_fault_breaks_its_contract(copy, file, line, contract):
    found = plant(copy, file, line)
    broken = [row for row in found.splitlines() if "BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), found


def test_modules_meet_only_at_their_api():
    assert trespasses(grimp.build_graph("tinget", cache_dir=None)) == []


def test_a_planted_trespass_is_seen():
    graph = grimp.build_graph("tinget", cache_dir=None)
    graph.add_import(importer="tinget.meetings.actions", imported="tinget.registry.models")
    assert trespasses(graph) == ["tinget.meetings.actions -> tinget.registry.models"]


def trespasses(graph: grimp.ImportGraph) -> list[str]:
    """Return every import of another module that does not go through its api."""
    return sorted(
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if _trespasses_on(importer.split("."), imported.split("."))
    )


def _trespasses_on(importer: list[str], imported: list[str]) -> bool:
    if len(imported) < 3 or importer[1:2] == imported[1:2]:
        return False
    shared, composes = {"foundation", "kernel"}, {"site"}
    return imported[1] not in shared and importer[1] not in composes and imported[2] != "api"
