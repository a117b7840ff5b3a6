"""The interface's translations: finding every message, merging into the catalogue, and compiling it."""

import ast
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation import template as templates

SOURCE = Path(__file__).resolve().parents[1]
CATALOGUE = Path(__file__).resolve().parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
MARKS = {"gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "word"}
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sd]|%%")
IN_TEMPLATE = re.compile(r"(?<!\w)(?:_|n?gettext)\(((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|[,\s])+)")

Message = tuple[str, str]  # with its plural, which is empty where there is none


def find_messages() -> dict[Message, set[str]]:
    """Return every message in the source, with the files it stands in."""
    found: dict[Message, set[str]] = defaultdict(set)
    for file in sorted(SOURCE.rglob("*.py")):
        for message in messages_of_python(file.read_text()):
            found[message].add(str(file.relative_to(SOURCE)))
    for file in sorted(SOURCE.rglob("templates/**/*.html")):  # a letter (.txt) is written in Swedish alone
        for message in messages_of_template(file.read_text()):
            found[message].add(str(file.relative_to(SOURCE)))
    for singular, plural in [one for one in found if one[1]]:  # gettext finds the singular of a plural
        found[singular, plural] |= found.pop((singular, ""), set())
    return found


def messages_of_python(source: str) -> Iterator[Message]:
    """Yield what is given to gettext, or marked as a word, under whatever name the file imports it."""
    if "gettext" not in source and "kernel.words" not in source:
        return
    tree = ast.parse(source)
    marks = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name in MARKS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marks:
            words = [one.value for one in node.args if isinstance(one, ast.Constant)]
            texts = [one for one in words if isinstance(one, str) and one]
            if texts:
                yield texts[0], texts[1] if len(texts) > 1 else ""


def messages_of_template(source: str) -> Iterator[Message]:
    """Yield what the template's tags and filters give to gettext."""
    for call in IN_TEMPLATE.finditer(templates.templatize(source)):
        texts = ast.literal_eval(f"[{call[1].strip().rstrip(',')}]")
        yield texts[0], texts[1] if len(texts) > 1 else ""


def catalogue(path: Path = CATALOGUE) -> polib.POFile:
    """Return the messages with their translations."""
    return polib.pofile(str(path))


def placeholders(text: str) -> set[str]:
    """Return the names of what is laid into a text."""
    return {name or "" for name in PLACEHOLDER.findall(text)}


def update_catalogue(path: Path = CATALOGUE) -> tuple[int, int]:
    """Add new messages, drop those that are gone, and tell how many there are and lack a translation."""
    known = {(one.msgid, one.msgid_plural): one for one in catalogue(path)} if path.exists() else {}
    made = polib.POFile(wrapwidth=0)
    made.metadata = HEADER
    found = find_messages()
    for message in sorted(found, key=lambda one: (min(found[one]), one)):
        entry = polib.POEntry(msgid=message[0], msgid_plural=message[1])
        entry.occurrences = [(place, "") for place in sorted(found[message])]
        if message in known:
            entry.msgstr, entry.msgstr_plural = known[message].msgstr, known[message].msgstr_plural
        elif message[1]:
            entry.msgstr_plural = {0: "", 1: ""}
        made.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(path))
    return len(made), len(made.untranslated_entries())


def compile_catalogue(path: Path = CATALOGUE) -> None:
    """Write what Django reads beside the catalogue, unless it is there and newer."""
    made = path.with_suffix(".mo")
    if made.exists() and made.stat().st_mtime >= path.stat().st_mtime:
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write(catalogue(path).to_binary())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(made)
