"""Mark secret and see it gone elsewhere; ask for the record, mask it, and fetch the copy with a code."""

import io
import re

import pytest
from pypdfium2 import PdfDocument

from tinget.foundation.pdf.masking import traces
from tinget.foundation.pdf.typesetting import typeset

pytestmark = [pytest.mark.journey, pytest.mark.slow]
SECRET, PROVISION = "Krokodilen Kurt", "25 kap. 1 § OSL"
GONE = "Uppgiften visas inte (sekretess)"


@pytest.fixture
def letter(tmp_path):
    template = tmp_path / "letter.typ"
    template.write_text(
        '#set document(title: "Brev")\n#let told = json(bytes(sys.inputs.data))\n#par(told.text)'
    )
    file = tmp_path / f"{SECRET}.pdf"
    file.write_bytes(typeset(template, {"text": f"Brevet handlar om {SECRET} och simhallen."}))
    return file


def not_told(walker, path):
    walker.go(path)
    assert SECRET not in walker.page.content(), path


def test_a_case_is_marked_and_gone_for_everybody_else(as_role, visitor):
    officer = as_role("Handläggare")
    officer.go("/e-namnden/arenden/ny/")
    officer.fill("Rubrik", f"Om {SECRET}")
    officer.fill("Klassificering", "2.2.0.2")
    officer.press("Registrera ärendet")
    case = officer.page.url.removeprefix(officer.address)
    officer.heading(SECRET)
    officer.follow("Markera som sekretess")
    officer.see("70-markera")
    officer.press("Markera som sekretess")
    officer.told("Bestämmelse")
    officer.fill("Bestämmelse", PROVISION)
    officer.press("Markera som sekretess")
    officer.told("Markeringen är satt")
    officer.see("71-markerat")
    for walker in (officer, as_role("Sekreterare"), visitor):
        for path in (case, f"{case}sekretess/", "/e-namnden/arenden/", "/e-namnden/sekretess/", "/"):
            not_told(walker, path)
    found = officer.page.request.get(f"{officer.address}/api/e-namnden/cases").text()
    assert GONE in found
    assert SECRET not in found
    officer.go(f"{case}sekretess/")
    officer.press("Visa det som är sekretess")
    officer.told(f"Om {SECRET}")
    officer.see("72-tittat")
    secretary = as_role("Sekreterare")
    secretary.go(f"{case}sekretess/")
    secretary.told("Visas inte för dig")
    secretary.follow("Se vem som har tittat")
    secretary.told("Handläggare")
    secretary.see("73-vem-som-har-tittat")
    secretary.go("/e-namnden/sekretess/")
    secretary.see("74-sekretessmarkerat")


def test_a_secret_record_is_asked_for_masked_and_fetched(as_role, visitor, letter, tmp_path):
    officer = as_role("Handläggare")
    officer.go("/e-namnden/handlingar/ny/sekretess/")
    officer.page.get_by_role("textbox", name="Rubrik", exact=True).fill(f"Brev om {SECRET}")
    officer.page.get_by_label("inkommen").check()
    officer.page.locator("input[type=file]").set_input_files(letter)
    officer.fill("Bestämmelse", PROVISION)
    officer.see("75-registrera-som-sekretess")
    officer.press("Registrera som sekretess")
    officer.told("registrerad som sekretess")
    label = re.search(r"Hid \d+\.\d+", officer.page.locator("main").inner_text())[0]
    code = the_visitor_asks(visitor)
    the_officer_masks(officer, label)
    copy = the_visitor_fetches(visitor, code, label)
    assert traces(copy, [SECRET, "Kurt"]) == []
    with PdfDocument(io.BytesIO(copy)) as pdf:
        assert "simhallen" in pdf[0].get_textpage().get_text_bounded()


def the_visitor_asks(visitor):
    visitor.go("/e-namnden/begar-ut/")
    visitor.see("80-begar-ut")
    visitor.press("Skicka begäran")
    visitor.told("Något behöver rättas")
    visitor.see("81-begar-ut-fel")
    visitor.fill("Vad vill du ta del av?", "Brevet om simhallen")
    visitor.press("Skicka begäran")
    visitor.see("82-mottagen")
    code = visitor.page.locator("code").inner_text()
    assert code not in visitor.page.url
    return code


def the_officer_masks(officer, label):
    officer.go("/")
    officer.follow("begäran om handlingar")
    officer.see("83-begaran-lista")
    officer.page.get_by_role("row", name="Brevet om simhallen").get_by_role("link").first.click()
    officer.see("84-begaran")
    officer.fill("Handlingens id", label)
    officer.press("Peka ut handlingen")
    officer.told("Handlingen är utpekad")
    officer.see("85-prova")
    officer.press(f"Maskera {label}")
    officer.see("86-maskera")
    shown = officer.page.locator("input[type=image]").bounding_box()
    told = [officer.page.locator(f"input[name={name}]").input_value() for name in ("width", "height")]
    assert [str(round(shown["width"])), str(round(shown["height"]))] == told  # a press lands where it is seen
    officer.page.locator("input[type=image]").click(position={"x": 10, "y": 10})
    officer.told("Ett hörn är valt")
    officer.page.locator("input[type=image]").click(position={"x": 60, "y": 40})
    assert officer.page.get_by_label("Ytor att maskera").input_value().startswith("1 ")
    officer.fill("Ord att maskera", SECRET)
    officer.page.get_by_label("Bestämmelse som det maskerade").fill(PROVISION)
    officer.press("Visa hur det blir")
    officer.see("87-maskerat")
    officer.press("Gör den maskerade kopian")
    officer.told("En maskerad kopia är gjord")
    officer.page.locator("summary", has_text="Lämna ut").click()
    officer.page.get_by_role("button", name="Lämna ut").click()
    officer.told("Det är antecknat")
    officer.see("88-utlamnad")


def the_visitor_fetches(visitor, code, label):
    visitor.go("/e-namnden/begar-ut/folj/")
    visitor.fill("Din kod", code)
    visitor.see("89-folj")
    visitor.press("Visa begäran")
    visitor.told("maskerade")
    visitor.see("90-foljd")
    with visitor.page.expect_download() as download:
        visitor.press(f"Hämta {label}")
    visitor.press("Begär ett skriftligt beslut")
    visitor.told("Beslutet fattas skyndsamt")
    return download.value.path().read_bytes()
