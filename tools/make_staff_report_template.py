"""Makes data/templates/tjansteskrivelse.docx anew: the template of a staff report that comes with Tinget."""

import sys
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt

PLACE = Path(__file__).parents[1] / "data" / "templates" / "tjansteskrivelse.docx"
FACTS = (
    ("Datum", "datum"),
    ("Ärende", "arendenummer"),
    ("Handläggare", "handlaggare"),
    ("Till", "mottagare"),
)
PARTS = (
    ("Förslag till beslut", "forslag_till_beslut"),
    ("Sammanfattning", "sammanfattning"),
    ("Bakgrund", "bakgrund"),
    ("Bedömning", "bedomning"),
    ("Ekonomi", "ekonomi"),
)


def main(place: Path) -> None:
    """Write the template: facts that the case knows, and headings whose texts are written."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)
    document.core_properties.title = "Tjänsteskrivelse"
    document.core_properties.author = "Tinget"
    document.core_properties.comments = ""
    document.sections[0].header.paragraphs[0].text = "{{ myndighet }}"
    document.add_paragraph("Tjänsteskrivelse")
    document.add_heading("{{ rubrik }}", level=1)
    for term, field in FACTS:
        line = document.add_paragraph()
        line.add_run(f"{term}: ").bold = True
        line.add_run(f"{{{{ {field} }}}}")
    for heading, field in PARTS:
        if field == "ekonomi":
            document.add_paragraph(f"{{%p if {field} %}}")
        document.add_heading(heading, level=2)
        document.add_paragraph(f"{{{{ {field} }}}}")
        if field == "ekonomi":
            document.add_paragraph("{%p endif %}")
    document.save(str(place))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE)
