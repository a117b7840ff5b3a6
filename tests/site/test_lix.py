"""Help and error texts are easy to read: LIX under 40 in every text of two sentences or more.

LIX (Björnsson, 1968) is words a sentence plus the share of words longer than six letters. Under 40 is easy to
middling Swedish. A law's term counts as it is written. In a text of fewer than ten words a single word of law
decides, so those are not reckoned.
"""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "tinget"
MARKED = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext"}
TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')|_\("([^"]+)"\)""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
FILLED = re.compile(r"%\(\w+\)[sd]|\{\{[^}]*\}\}|\{%[^%]*%\}")
LAWS = re.compile(r"\([^)]*\)")  # sources stand in parentheses and are looked up, not read
SENTENCE = re.compile(r"[.:?!](?=\s|$)")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
HARDEST, FEWEST_WORDS = 40, 10


def lix(text: str) -> float:
    words = WORD.findall(text)
    sentences = max(len(SENTENCE.findall(text)), 1)
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / max(len(words), 1)


def told_in(path: Path) -> set[str]:
    """Find the texts that a file marks for people to read."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        calls = (one for one in ast.walk(ast.parse(content)) if isinstance(one, ast.Call))
        marked = (one for one in calls if isinstance(one.func, ast.Name) and one.func.id in MARKED)
        return {
            one.value
            for call in marked
            for one in call.args
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        }
    found = {next(filter(None, groups)) for groups in TRANSLATE.findall(content)}
    return found | {" ".join(one.split()) for one in BLOCK.findall(content)}


def read_aloud(text: str) -> str:
    """Put a short word where something is filled in, and leave out where it stands in law."""
    return LAWS.sub("", FILLED.sub("det", text))


def texts() -> list[tuple[str, str]]:
    """Every text of two sentences and ten words or more, with the file that it stands in."""
    paths = [path for kind in ("*.py", "*.html", "*.txt") for path in sorted(SOURCE.rglob(kind))]
    told = ((str(path.relative_to(SOURCE)), text) for path in paths for text in sorted(told_in(path)))
    return [(where, text) for where, text in told if is_long(read_aloud(text))]


def is_long(text: str) -> bool:
    return len(SENTENCE.findall(text)) > 1 and len(WORD.findall(text)) >= FEWEST_WORDS


def test_the_measure_is_the_one_that_is_published():
    assert lix("Katten sover. Hunden springer.") == pytest.approx(4 / 2 + 100 * 1 / 4)


def test_every_longer_text_is_easy_to_read():
    found = texts()
    assert len(found) > 200  # else the texts are not found any more
    hard = sorted(((lix(read_aloud(text)), where, text) for where, text in found), reverse=True)
    told = [f"{value:.0f} {where}: {text}" for value, where, text in hard if value >= HARDEST]
    assert told == [], "\n".join(told)
