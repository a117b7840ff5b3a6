"""Short walks: a visitor reads published facts, and a second press of a button does nothing twice."""

import pytest
from playwright.sync_api import expect

from tests.programs import needs, run

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@needs("pdftotext")
@needs("pdfsig")
def test_a_visitor_reads_the_published_meeting_of_october_2023(visitor, tmp_path):
    visitor.go("/")
    visitor.follow("torsdag 12 oktober 2023")
    visitor.heading("Protokoll 12 oktober 2023")
    visitor.told("Den är inte undertecknad")
    visitor.told("uppgift saknas")
    visitor.see("60-aterges-2023-10-12")
    rendering = visitor.page.get_by_role("link", name="Återgivningen som PDF").get_attribute("href")
    visitor.follow("Läs hela protokollet här")
    visitor.see("69-hela-protokollet")
    visitor.page.go_back()
    visitor.follow("§ 15 ")
    visitor.heading("§ 15 Delårsrapport 2 2023")
    visitor.told("2023/15-2.2.0.2")
    visitor.told("Hid 2023.42")
    visitor.see("61-paragraf-15")
    visitor.follow("2023/15-2.2.0.2")
    visitor.heading("2023/15-2.2.0.2 Delårsrapport 2 2023")
    visitor.see("62-arende-2023-15")
    visitor.go("/e-namnden/sammantraden/2023-10-12/")
    visitor.told("Vilka som tjänstgjorde: uppgift saknas")
    visitor.see("63-sammantrade-2023-10-12")
    file = tmp_path / "atergivning.pdf"
    file.write_bytes(visitor.page.request.get(f"{visitor.address}{rendering}").body())
    pages = run("pdftotext", "-layout", file, "-").rstrip("\f\n").split("\f")
    assert pages
    assert all("undertecknad" in page.lower() for page in pages)
    assert "DEMONSTRATION" not in "".join(pages)


def test_a_button_pressed_twice_registers_once(as_role):
    secretary, title = as_role("Sekreterare"), "Ett ärende, två tryckningar"
    secretary.follow("Registrera ett ärende")
    secretary.fill("Rubrik", title)
    secretary.fill("Klassificering", "2.2.0.2")
    secretary.page.get_by_role("button", name="Registrera ärendet").dblclick()
    secretary.heading(title)
    secretary.follow("Ärenden")
    expect(secretary.page.get_by_role("row", name=title)).to_have_count(1)


def test_every_page_a_visitor_begins_with_is_open_and_accessible(visitor):
    for path, name in (
        ("/logga-in/", "64-logga-in"),
        ("/om/", "65-om"),
        ("/e-namnden/handlingar/", "66-handlingar"),
        ("/e-namnden/fortroendevalda/", "67-fortroendevalda"),
        ("/e-namnden/kommuner/kiruna/", "70-kommun"),
        ("/e-namnden/statistik/", "71-statistik"),
        ("/finns-inte/", "68-finns-inte"),
    ):
        visitor.go(path)
        visitor.see(name)


def test_no_list_is_wider_than_a_tablet(tinget, browser_page):
    page = browser_page()
    for width in (320, 768, 1024, 1180):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("arenden", "handlingar", "beslut", "sammantraden", "anslagstavla", "fortroendevalda"):
            page.goto(f"{tinget.address}/e-namnden/{path}/")
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert over <= 0, f"{path} is {over} px too wide at {width} px"
