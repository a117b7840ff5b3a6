"""A text written here: what it says survives every way that it is written, and nothing else gets through."""

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.documents.rules.writing import (
    Grid,
    Heading,
    Note,
    Paragraph,
    Points,
    Run,
    notes_of,
    plain_text,
    safe_link,
    tidy,
)
from tinget.documents.rules.writing_html import from_html, to_html
from tinget.documents.rules.writing_marks import from_marks, to_marks

WORDS = st.text(st.sampled_from("abå  \n\\*_[]^|#-1.()&<>\"'é"), min_size=1, max_size=12)
LINKS = st.sampled_from(["", "", "https://example.org/a_b?c=1&d=2", "mailto:a@b.se"])
RUNS = st.builds(Run, WORDS, st.booleans(), st.booleans(), LINKS)
INLINES = st.lists(RUNS | st.builds(Note, st.lists(RUNS, max_size=2).map(tuple)), max_size=4)


def whole(inlines, *, breaks=False):
    return inlines.map(lambda told: tidy(told, breaks=breaks))


FILLED = whole(INLINES).filter(bool)
ROWS = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(whole(INLINES), min_size=width, max_size=width).map(tuple).filter(any),
        min_size=1,
        max_size=3,
    ).map(tuple)
)
BLOCKS = st.lists(
    st.builds(Heading, st.sampled_from([2, 3]), FILLED)
    | st.builds(Paragraph, whole(INLINES, breaks=True).filter(bool))
    | st.builds(Points, st.booleans(), st.lists(FILLED, min_size=1, max_size=3).map(tuple))
    | st.builds(Grid, ROWS, st.booleans()),
    max_size=4,
).map(tuple)
TAGS = frozenset({"p", "h2", "h3", "ul", "ol", "li", "table", "tbody", "tr", "td", "th", "strong", "em", "a",
                  "small", "br", "sup"})  # fmt: skip


@given(BLOCKS)
def test_html_says_the_same_and_comes_back(blocks):
    assert from_html(to_html(blocks)) == blocks


@given(BLOCKS)
def test_marks_say_the_same_and_come_back(blocks):
    assert from_marks(to_marks(blocks)) == blocks


@given(BLOCKS)
def test_the_cleaner_takes_nothing_from_what_we_write(blocks):
    kept = nh3.clean(to_html(blocks), tags=set(TAGS), attributes={"a": {"href", "rel"}}, link_rel=None,
                     url_schemes={"http", "https", "mailto"})  # fmt: skip
    assert from_html(kept) == blocks


PIECES = ("<p>", "</p>", "<table>", "<td>", "<li>", "<ul>", "</ul>", "<small>", "<a href='javascript:1'>",
          "<script>", "x", "</td>", "</table>", "<tr>", "<br>", "<h2>")  # fmt: skip


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_whatever_is_sent_in_only_our_tags_come_out(html):
    blocks = from_html(html)
    shown = to_html(blocks, numbered=True)
    assert set(re.findall(r"<([a-z0-9]+)", shown)) <= TAGS
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', shown))
    assert from_html(to_html(blocks)) == blocks


@given(st.text())
def test_whatever_is_written_with_marks_is_a_text(text):
    blocks = from_marks(text)
    assert from_marks(to_marks(blocks)) == blocks


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<script>alert(1)</script><p onclick=x>Hej</p>", (Paragraph((Run("Hej"),)),)),
        ("<h1>Rubrik</h1>text", (Heading(2, (Run("Rubrik"),)), Paragraph((Run("text"),)))),
        ("<ul><li><p>a</p><ul><li>b</li></ul></li></ul>", (Points(False, ((Run("a"),), (Run("b"),))),)),  # noqa: FBT003 -- short
        (
            "<table><tr><th>A<td>B<tr><td>1</table>",
            (Grid((((Run("A"),), (Run("B"),)), ((Run("1"),), ())), has_head=True),),
        ),
        ("<p>x <a href=' JavaScript:1'>y</a></p>", (Paragraph((Run("x y"),)),)),
        ("<p>a<small>not</small>.</p>", (Paragraph((Run("a"), Note((Run("not"),)), Run("."))),)),
    ],
)  # fmt: skip
def test_html_is_read_for_what_it_says(html, blocks):
    assert from_html(html) == blocks


def test_marks_are_what_a_person_would_write():
    blocks = from_marks(
        "## Bakgrund\nNämnden **beslutade**^[§ 15] om\nnästa.\n- ett\n- två\n\n|Konto|Kr|\n|--|--|\n|a|1|"
    )
    assert blocks == (
        Heading(2, (Run("Bakgrund"),)),
        Paragraph((Run("Nämnden "), Run("beslutade", bold=True), Note((Run("§ 15"),)), Run(" om\nnästa."))),
        Points(ordered=False, items=((Run("ett"),), (Run("två"),))),
        Grid((((Run("Konto"),), (Run("Kr"),)), ((Run("a"),), (Run("1"),))), has_head=True),
    )
    assert plain_text(blocks).splitlines()[1:3] == ["Nämnden beslutade [1] om", "nästa."]
    assert plain_text(blocks).endswith("a\t1\n1. § 15")
    assert len(notes_of(blocks)) == 1


@pytest.mark.parametrize(
    "link", ["javascript:x", "data:text/html,x", "/in/here", "https://a b", "HTTPS://x\ny", ""]
)
def test_only_addresses_are_linked_to(link):
    assert safe_link(link) == ""
