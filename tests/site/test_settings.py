"""Every environment variable that the code reads stands in docs/operations/settings.md, with its default."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "operations" / "settings.md"
OURS = re.compile(r"(TINGET|DATABASE)_[A-Z_]+")
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$", re.MULTILINE)
OF_THE_SYSTEM = {"PATH", "LD_LIBRARY_PATH", "TMPDIR"}


def is_environ(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ"


def read_in(source: str) -> dict[str, str | None]:
    """Return the variables that the source reads, with the default where it is a plain text."""
    found: dict[str, str | None] = {}
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=of, attr="get"), args=[ast.Constant(value=str(name)), *rest]
            ):
                if is_environ(of):
                    default = rest[0].value if rest and isinstance(rest[0], ast.Constant) else None
                    found[name] = default or found.get(name)
            case ast.Subscript(value=of, slice=ast.Constant(value=str(name)), ctx=ast.Load()):
                if is_environ(of):
                    found.setdefault(name, None)
            case ast.Compare(left=ast.Constant(value=str(name)), comparators=[of]):
                if is_environ(of):
                    found.setdefault(name, None)
            case ast.Constant(value=str(name)) if OURS.fullmatch(name):
                found.setdefault(name, None)
            case _:
                pass
    return found


def read_anywhere() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for name, default in read_in(path.read_text(encoding="utf-8")).items():
            found[name] = default or found.get(name)
    return found


def documented() -> dict[str, tuple[str, str]]:
    rows = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert len({name for name, _default, _meaning in rows}) == len(rows)
    return {name: (default, meaning) for name, default, meaning in rows}


def test_every_variable_is_documented_and_every_documented_one_is_read():
    found = {name for name in read_anywhere() if name not in OF_THE_SYSTEM}
    assert found - set(documented()) == set(), "read, but not in docs/operations/settings.md"
    assert set(documented()) - found - {"DJANGO_SETTINGS_MODULE"} == set(), "documented, but never read"


def test_each_default_stands_as_in_the_code():
    rows = documented()
    wrong = {
        name: default
        for name, default in read_anywhere().items()
        if default and name in rows and f"`{default}`" not in rows[name][0]
    }
    assert wrong == {}


def test_each_has_a_meaning():
    assert [
        name for name, (default, meaning) in documented().items() if not default or len(meaning) < 10
    ] == []


def test_a_planted_variable_is_seen():
    source = (
        "import os\na = os.environ.get('ONE', 'x')\nb = os.environ['TWO']\nc = 'THREE' in os.environ\n"
        "d = {'TINGET_FOUR': 1}\nos.environ['SET_ONLY'] = ''\n"
    )
    assert read_in(source) == {"ONE": "x", "TWO": None, "THREE": None, "TINGET_FOUR": None}
