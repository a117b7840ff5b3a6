"""Tables from a spreadsheet: what is read is what was written, and every fault has its line."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.tables import Fault, read_table

WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\u0085"), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.tuples(WORDS.filter(bool), WORDS), min_size=1, max_size=20), st.sampled_from(",;\t"))
def test_what_is_written_is_read(rows, separator):
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\n")
    writer.writerows([("Klass", "slag"), *rows])
    lines, faults = read_table(written.getvalue(), required=("klass",), optional=("slag",))
    assert faults == []
    assert [(line.values["klass"], line.values["slag"]) for line in lines] == rows
    assert [line.number for line in lines] == list(range(2, len(rows) + 2))


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    lines, faults = read_table(text, required=("klass",))
    assert bool(lines) != bool(faults)


def test_faults_name_line_and_column():
    assert read_table("", required=("a",))[1] == [Fault(0, "Tabellen är tom.")]
    assert read_table("b\nx", required=("a",))[1] == [
        Fault(1, "Kolumnen ”a” saknas."),
        Fault(1, "Kolumnen ”b” är okänd."),
    ]
    assert read_table("a,a\nx,y", required=("a",))[1] == [Fault(1, "Kolumnen ”a” finns två gånger.")]
    assert read_table("a;b\nx;y;z", required=("a", "b"))[1] == [
        Fault(2, "Raden har fler fält än rubrikraden.")
    ]
    assert read_table("a\n\n", required=("a",))[1] == [Fault(0, "Tabellen har rubriker men inga rader.")]
    assert read_table('a\n"x', required=("a",))[1][0].line == 0
