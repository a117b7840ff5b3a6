"""How our files are: small, named for what they hold, free of what the house has banned."""

import ast
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for path in (CHECKOUT / "src").rglob("*.py")
    if "migrations" not in path.parts and path.read_text().strip()
)
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
NAMELESS = {"utils", "helpers", "common", "core", "base", "manager", "misc"}
SOFT = re.compile(
    r"\b(TODO|FIXME|XXX)\b|# type: ignore(?!\[[\w, -]+\]\s+#)|# noqa(?!: [A-Z0-9, ]+ (--|—|–) )"
)
BANNED = {"typing.cast", "GenericForeignKey", "django.dispatch", "django.db.models.signals"}


def names(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def functions_too_long(source: str) -> list[str]:
    return [
        f"{node.name} ({node.end_lineno - node.lineno + 1})"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]


def banned_imports(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(alias.name for alias in node.names)}
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & BANNED


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_a_file_is_short_and_says_what_it_holds(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    assert ast.get_docstring(ast.parse(source)), "a file opens with one sentence on what belongs in it"
    assert functions_too_long(source) == []
    assert banned_imports(source) == set()
    assert not NAMELESS & {path.stem, *path.parts}
    assert [line for line in source.splitlines() if SOFT.search(line)] == []


def test_planted_faults_are_seen():
    long = "def f():\n" + "    pass\n" * 41
    assert functions_too_long(long) == ["f (42)"]
    assert banned_imports("from typing import cast") == {"typing.cast"}
    assert banned_imports("from django.db.models.signals import post_save")
    assert SOFT.search("x = 1  # noqa: E501")
    assert SOFT.search("x = 1  # type: ignore")
    assert not SOFT.search("x = 1  # noqa: E501 -- one sentence")
    assert not SOFT.search("x = 1  # type: ignore[misc] # no types there")
