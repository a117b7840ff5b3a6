"""The rows of a list: every value escaped, what is unknown said, figures and states as figures and states."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from tinget.foundation.search.snippets import marked
from tinget.foundation.ui.listing import Cell, Column, Listing, Row

COLUMNS = (Column("Nummer"), Column('Rubrik "och" mer'), Column("Kronor", numeric=True))


def shown(*cells, href=""):
    listing = Listing(caption="Allt", columns=COLUMNS, rows=(Row(cells=cells, href=href),))
    return Template("{% rows listing %}").render(Context({"listing": listing}))


def cell_of(cell):
    """The second cell of a row, without what stands around it."""
    return shown(Cell("1"), cell, Cell(1)).split('&quot; mer">')[1].split("</td>")[0]


def test_a_row_leads_somewhere_and_names_its_columns():
    assert shown(Cell("2023/1"), Cell("Avtal"), Cell(12345), href="/a?b=1&c=2") == (
        '<tr><td data-label="Nummer"><a class="row" href="/a?b=1&amp;c=2">2023/1</a></td>'
        '<td data-label="Rubrik &quot;och&quot; mer">Avtal</td>'
        '<td data-label="Kronor" class="number">12\u202f345</td></tr>\n'
    )


@pytest.mark.parametrize(
    ("cell", "html"),
    [
        (Cell("<b>&</b>"), "&lt;b&gt;&amp;&lt;/b&gt;"),
        (Cell(gettext_lazy("<i>")), "&lt;i&gt;"),
        (Cell(format_html("<b>{}</b>", "<")), "<b>&lt;</b>"),
        (Cell(None), '<span class="unknown">uppgift saknas</span>'),
        (Cell(""), '<span class="unknown">uppgift saknas</span>'),
        (Cell(0), "0"),
        (Cell(date(2023, 10, 12)), "12 oktober 2023"),
        (Cell("<pågår>", state="now"), '<span class="state state-now">&lt;pågår&gt;</span>'),
        (Cell("pågår", state='"x'), '<span class="state state-plain">pågår</span>'),
        (Cell("<fil>", href='/"x"'), '<a href="/&quot;x&quot;">&lt;fil&gt;</a>'),
    ],
)
def test_a_cell_shows_its_value_escaped(cell, html):
    assert cell_of(cell) == html


@pytest.mark.parametrize(("value", "html"), [("", ""), ("okänt <", "okänt &lt;"), ("1234.5", "1\u202f234,5")])
def test_what_stands_among_figures(value, html):
    assert shown(Cell("1"), Cell("2"), Cell(value)).endswith(f'class="number">{html}</td></tr>\n')


def test_as_many_cells_as_columns():
    with pytest.raises(ValueError, match="zip"):
        shown(Cell("1"), Cell("2"))


def test_what_was_looked_for_is_marked_and_all_is_escaped():
    pieces = marked("Avtal <b> om drift & avtalsform", ["avtal"])
    assert Template("{% marked pieces %}").render(Context({"pieces": pieces})) == (
        "<mark>Avtal</mark> &lt;b&gt; om drift &amp; <mark>avtalsform</mark>"
    )
