"""The main job, walked once: from a case in the register to signed minutes on fourteen noticeboards."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories.documents import PDF
from tests.journeys.walking import mailed_links
from tests.programs import needs, run

TITLE = "Gemensam utbildning i digital tillgänglighet"
PROPOSAL = "E-nämnden beslutar att godkänna utbildningsplanen."
TABLED = "Övningsärende: gemensam utbildning i informationssäkerhet"
BY_ACCOUNT = ("Kiruna", "Boden")  # the other twelve registrars use the link in their letter
SIGNERS = ("Sekreterare", "Ordförande", "Ledamot, Boden")

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    needs("pdfsig"),
    needs("pdfdetach"),
    needs("pdftotext"),
]


def test_from_a_case_to_signed_minutes_on_fourteen_noticeboards(as_role, visitor, tinget, tmp_path):
    case_url = a_case_is_registered(as_role)
    a_received_record_is_registered(as_role, tmp_path)
    a_drawn_up_record_is_registered_without_scripts(as_role, case_url)
    meeting_url = the_case_is_put_on_the_agenda(as_role)
    the_meeting_is_opened(as_role, meeting_url)
    attendance_is_taken(as_role)
    every_item_is_handled(as_role, meeting_url)
    the_minutes_are_drawn_up(as_role, meeting_url)
    three_people_sign(as_role)
    fourteen_registrars_post_the_notice(as_role, visitor, tinget)
    the_certificate_is_drawn_up_and_signed(as_role, meeting_url)
    what_follows_is_looked_at(as_role, meeting_url)
    minutes = a_visitor_finds_the_signed_minutes(visitor, tmp_path)
    the_minutes_hold(minutes, tmp_path)


def a_case_is_registered(as_role):
    """By the keyboard alone."""
    secretary = as_role("Sekreterare")
    secretary.see("01-start")
    secretary.tab_to("Registrera ett ärende")
    secretary.page.keyboard.press("Enter")
    expect(secretary.page.get_by_label("Rubrik")).to_be_focused()
    secretary.see("02-registrera-arende")
    secretary.page.keyboard.type(TITLE)
    secretary.page.keyboard.press("Tab")
    secretary.page.keyboard.type("2.2.0.2")
    secretary.tab_to("Registrera ärendet")
    secretary.page.keyboard.press("Enter")
    secretary.heading(TITLE)
    secretary.told("Ärendet är registrerat och har fått nummer")
    secretary.see("03-arende")
    return secretary.page.url.removeprefix(secretary.address)


def a_received_record_is_registered(as_role, folder):
    """With a file; a wrong one is refused first, and nothing that was written is lost."""
    secretary = as_role("Sekreterare")
    secretary.follow("Ärenden")
    secretary.see("04-arenden")
    secretary.page.get_by_role("row", name=TITLE).get_by_role("link").first.click()
    secretary.follow("Registrera en handling")
    secretary.see("05-registrera-handling")
    secretary.fill("Rubrik", "Utbildningsplan 2027")
    secretary.page.get_by_label("inkommen").check()
    secretary.fill("Avsändare eller mottagare", "Bodens kommun")
    wrong, right = folder / "plan.exe", folder / "utbildningsplan.pdf"
    wrong.write_bytes(b"MZ" + bytes(500))
    right.write_bytes(PDF)
    secretary.page.get_by_label("Fil").set_input_files(wrong)
    secretary.press("Registrera handlingen")
    secretary.told("Något behöver rättas")
    secretary.see("06-fel-filtyp")
    assert secretary.page.get_by_label("Rubrik").input_value() == "Utbildningsplan 2027"
    assert secretary.page.get_by_label("Avsändare eller mottagare").input_value() == "Bodens kommun"
    assert secretary.page.get_by_label("inkommen").is_checked()
    secretary.page.get_by_label("Fil").set_input_files(right)
    secretary.press("Registrera handlingen")
    secretary.told("Handlingen är registrerad och har fått Hid")
    secretary.told("inkommen från Bodens kommun")
    secretary.see("07-arende-med-handling")


def a_drawn_up_record_is_registered_without_scripts(as_role, case_url):
    secretary = as_role("Sekreterare", scripts=False)
    secretary.go(case_url)
    secretary.follow("Registrera en handling")
    secretary.fill("Rubrik", "Samordnarens förslag till beslut")
    secretary.page.get_by_label("upprättad").check()
    secretary.press("Registrera handlingen")
    secretary.told("Handlingen är registrerad och har fått Hid")
    numbers = re.findall(r"Hid\s(\d{4})\.(\d+)", secretary.page.locator("main table").first.inner_text())
    assert len(numbers) == 2
    assert int(numbers[0][1]) == int(numbers[1][1]) + 1  # newest first, the next free number


def the_case_is_put_on_the_agenda(as_role):
    secretary = as_role("Sekreterare")
    secretary.follow("Sammanträden")
    secretary.see("10-sammantraden")
    secretary.page.get_by_role("row", name="DEMONSTRATION").get_by_role("link").first.click()
    secretary.see("11-planerat-sammantrade")
    meeting_url = secretary.page.url.removeprefix(secretary.address)
    secretary.follow("Ändra dagordningen")
    secretary.see("12-dagordning")
    case = secretary.page.get_by_label("Ärende", exact=True)
    case.select_option(label=case.get_by_role("option").filter(has_text=TITLE).inner_text())
    form = secretary.page.locator("section").filter(has=secretary.page.get_by_text("Sätt upp ärendet"))
    form.get_by_label("Föredragande").fill("Samordnaren")
    form.get_by_label("Förslag till beslut").fill(PROPOSAL)
    secretary.press("Sätt upp ärendet")
    secretary.told(f"{TITLE} står på dagordningen.")
    secretary.fill("Rubrik", "Information om den gemensamma supporten")
    secretary.press("Lägg till punkten")
    secretary.told("Information om den gemensamma supporten står på dagordningen.")
    secretary.follow("Klar, till sammanträdet")
    return meeting_url


def the_meeting_is_opened(as_role, meeting_url):
    """On another day than planned: the reason is asked for and recorded."""
    secretary = as_role("Sekreterare")
    secretary.go(meeting_url)
    secretary.follow("Öppna sammanträdet")
    secretary.see("13-oppna")
    secretary.press("Öppna sammanträdet")
    secretary.told("Något behöver rättas")
    secretary.see("14-oppna-skal")
    secretary.fill("Skäl", "Alla ledamöter kunde samlas redan i dag.")
    secretary.press("Öppna sammanträdet")
    secretary.told("Sammanträdet är öppnat. Punkterna har fått §§")


def attendance_is_taken(as_role):
    """Pajala's seat is vacant, Kiruna's substitute serves."""
    secretary = as_role("Sekreterare")
    secretary.follow("pågår")
    secretary.see("15-pagaende-sammantrade")
    secretary.follow("Registrera närvaron")
    secretary.follow("Kryssa för alla ledamöter")
    for name in ("Ledamot, Pajala", "Ledamot, Kiruna"):
        secretary.page.get_by_label(name, exact=True).uncheck()
    secretary.page.get_by_label("Ersättare, Kiruna", exact=True).check()
    secretary.fill("Övriga närvarande", "Samordnare, föredragande")
    secretary.see("16-narvaro")
    secretary.press("Spara närvaron")
    secretary.told("13 av 14 tjänstgör. Nämnden är beslutsför.")


def every_item_is_handled(as_role, meeting_url):
    secretary = as_role("Sekreterare")
    secretary.go(meeting_url)
    secretary.follow("Behandla §")
    secretary.see("20-upprop")
    secretary.press("är behandlad")
    secretary.follow("Behandla §")
    secretary.see("21-justerare")
    secretary.page.get_by_label("Ledamot, Boden").check()
    secretary.press("Välj justerare")
    secretary.told("Justerare och tid för justering är beslutade.")
    secretary.follow("Behandla §")
    secretary.see("22-dagordning-faststalls")
    secretary.press("Fatta beslut i §")
    secretary.follow("Behandla §")
    secretary.heading(TABLED)
    secretary.press("Bordlägg ärendet")
    secretary.told("är bordlagd")
    secretary.follow("Behandla §")
    the_decision_is_taken(secretary)
    secretary.follow("Behandla §")
    secretary.press("Behandla utan beslut")
    secretary.follow("Behandla §")
    secretary.press("är behandlad")
    secretary.see("25-allt-behandlat")
    secretary.follow("Avsluta sammanträdet")
    secretary.see("26-avsluta")
    secretary.press("Avsluta sammanträdet")
    secretary.told("Sammanträdet är avslutat.")
    secretary.see("27-avslutat-sammantrade")


def the_decision_is_taken(secretary):
    secretary.heading(TITLE)
    assert secretary.page.get_by_label("Beslut", exact=True).input_value() == PROPOSAL
    secretary.page.get_by_text("Det som förbereddes").click()
    secretary.fill("Sammanfattning av ärendet", "Utbildningen ges till alla fjorton kommuner under våren.")
    for box in secretary.page.get_by_role("group", name="Beslutsunderlag").get_by_role("checkbox").all():
        box.check()
    secretary.fill("Beslutet skickas till", "Samtliga ingående kommuner\nSamordnaren")
    secretary.see("23-beslut")
    secretary.press("Fatta beslut i §")
    secretary.told(f"{TITLE} är beslutad.")


def the_minutes_are_drawn_up(as_role, meeting_url):
    secretary = as_role("Sekreterare")
    secretary.see("28-start-med-uppgift")
    secretary.go(meeting_url)
    secretary.follow("Upprätta protokollet")
    secretary.heading("Från protokoll till anslag")
    secretary.see("30-protokollets-vag")
    secretary.press("Upprätta protokollet och skicka det för underskrift till 3 personer")
    secretary.told("Protokollet är upprättat och väntar på underskrifter.")
    secretary.see("31-vantar-pa-underskrifter")


def three_people_sign(as_role):
    for role in SIGNERS:
        signer = as_role(role)
        signer.see(f"32-start-{'sekreterare' if role == 'Sekreterare' else 'undertecknare'}")
        signer.follow("Du ska skriva under")
        signer.see("33-skriv-under")
        signer.press("Skriv under protokoll")
        signer.told("Du har skrivit under")
    signer.see("34-undertecknat")


def fourteen_registrars_post_the_notice(as_role, visitor, tinget):
    links = mailed_links(tinget.data / "mail", count=14)
    for place in BY_ACCOUNT:
        registrar = as_role(f"Registrator, {place}")
        registrar.see("40-start-registrator")
        registrar.follow("anslag att sätta upp")
        registrar.see("41-dina-anslag")
        registrar.page.get_by_role("table").get_by_role("link").first.click()
        registrar.press("Bekräfta att anslaget sitter uppe")
        registrar.told("Tack. Anslaget i")
    for place in sorted(set(links) - set(BY_ACCOUNT)):
        visitor.go(links[place])
        visitor.see("42-anslag-fran-lank")
        visitor.press("Bekräfta att anslaget sitter uppe")
        visitor.told(f"Tack. Anslaget i {place} är antecknat som uppsatt")
        visitor.see("43-anslag-bekraftat")


def the_certificate_is_drawn_up_and_signed(as_role, meeting_url):
    secretary = as_role("Sekreterare")
    secretary.see("44-start-anslagsbevis")
    secretary.go(meeting_url)
    secretary.page.get_by_role("region", name="Protokoll").get_by_role("link").first.click()
    secretary.see("45-anslaget-overallt")
    secretary.press("Upprätta anslagsbeviset")
    secretary.told("Anslagsbeviset är upprättat och väntar på din underskrift.")
    secretary.go("/")
    secretary.follow("Du ska skriva under")
    secretary.press("Skriv under anslagsbevis")
    secretary.told("Du har skrivit under")
    secretary.go(meeting_url)
    secretary.see("46-sammantrade-klart")
    secretary.page.get_by_role("region", name="Protokoll").get_by_role("link").first.click()
    secretary.see("47-hela-vagen")


def what_follows_is_looked_at(as_role, meeting_url):
    secretary = as_role("Sekreterare")
    for path, name in (("utdrag/", "48-utdrag"), ("expediering/", "49-expediering")):
        secretary.go(f"{meeting_url}{path}")
        secretary.see(name)


def a_visitor_finds_the_signed_minutes(visitor, folder):
    """From the front page by clicking, without an account; return the file that was downloaded."""
    visitor.go("/")
    visitor.see("50-framsida")
    newest = visitor.page.get_by_role("listitem").filter(has_text="DEMONSTRATION").filter(has_text="§§")
    newest.get_by_role("link").first.click()
    visitor.heading("Protokoll")
    visitor.see("51-protokoll")
    with visitor.page.expect_response("**/*.pdf") as answer:
        address = visitor.page.get_by_role("link", name="Det undertecknade protokollet").get_attribute("href")
        downloaded = visitor.page.request.get(f"{visitor.address}{address}")
        visitor.page.evaluate("address => fetch(address)", address)
    assert answer.value.ok
    assert downloaded.headers["content-type"] == "application/pdf"
    file = folder / "protokoll.pdf"
    file.write_bytes(downloaded.body())
    visitor.page.get_by_role("link", name=TITLE).first.click()
    visitor.told(PROPOSAL)
    visitor.see("52-paragraf")
    the_rest_of_the_public_pages(visitor)
    return file


def the_rest_of_the_public_pages(visitor):
    visitor.follow("Sammanträden")
    visitor.see("53-sammantraden-for-alla")
    visitor.page.get_by_role("row", name="DEMONSTRATION").get_by_role("link").first.click()
    visitor.told("Läs protokollet")
    visitor.see("54-sammantrade-for-alla")
    visitor.follow("Beslut")
    visitor.see("55-beslut-for-alla")
    visitor.page.get_by_role("row", name=TITLE).get_by_role("link").first.click()
    visitor.told(PROPOSAL)
    visitor.see("56-ett-beslut")
    visitor.follow("Anslagstavla")
    visitor.told("14 av 14")
    visitor.see("57-anslagstavla")
    places = visitor.page.get_by_role("complementary").get_by_role("link").all_inner_texts()
    assert len(places) == 14
    visitor.page.get_by_role("complementary").get_by_role("link", name="Kiruna").click()
    visitor.told("Det här är en kopia. Den anslagstavla som gäller finns på kommunens egen webbplats.")
    visitor.see("58-kopia-kiruna")


def the_minutes_hold(file: Path, folder: Path):
    """By programs that others wrote: three persons and the seal, the data inside, all DEMONSTRATION."""
    told = run("pdfsig", "-nocert", file)
    assert told.count("Signature Validation: Signature is Valid.") == 4
    for signer in SIGNERS:
        assert signer in told
    assert "protokoll.json" in run("pdfdetach", "-list", file)
    pages = run("pdftotext", "-layout", file, "-").rstrip("\f\n").split("\f")
    assert len(pages) > 1
    assert all("DEMONSTRATION" in page for page in pages)
