"""The secretary takes old minutes in, corrects what is doubtful beside the original, and accepts."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PACK = Path(__file__).parents[1] / "workflows" / "import_minutes" / "packs" / "gemensam-namnd-tabell.txt"


def test_old_minutes_are_taken_in_a_doubt_is_corrected_and_they_are_accepted(as_role, tmp_path):
    file = tmp_path / "protokoll-2014.txt"
    file.write_text(PACK.read_text().replace("2023-02-08", "2014-02-12"))
    secretary = as_role("Sekreterare")
    secretary.follow("Äldre protokoll")
    secretary.heading("Äldre protokoll")
    secretary.see("80-aldre-protokoll")
    secretary.page.get_by_label("Protokoll").set_input_files(file)
    secretary.press("Läs in protokollet")
    secretary.heading("Protokoll 2014-02-12")
    secretary.told("Inget är registrerat ännu")
    secretary.told("§ 3, beslut: Beslutet står under en rubrik för förslag.")
    secretary.told("rubriken säger 2023, men beslutet gäller verksamhetsplan 2024")
    secretary.see("81-utkast")
    secretary.follow("Rätta § 3")
    secretary.heading("§ 3 i protokoll-2014.txt")
    secretary.see("82-ratta")
    secretary.fill("Rubrik", "Verksamhetsplan 2024")
    secretary.tab_to("Spara i utkastet")
    secretary.page.keyboard.press("Enter")
    secretary.told("Uppgifterna är sparade i utkastet.")
    expect(secretary.page.get_by_text("Beslutet står under en rubrik för förslag.")).to_have_count(0)
    secretary.tab_to("Godkänn och registrera")
    secretary.page.keyboard.press("Enter")
    secretary.told("Protokollet är godkänt")
    secretary.see("83-godkant")
    secretary.follow("Till sammanträdet")
    secretary.told("Verksamhetsplan 2024")


def test_a_file_that_is_no_minutes_is_refused_with_what_to_do(as_role, tmp_path):
    lie = tmp_path / "protokoll.pdf"
    lie.write_text("<html>Detta är ingen PDF</html>")
    secretary = as_role("Sekreterare")
    secretary.go("/e-namnden/aldre-protokoll/")
    secretary.page.get_by_label("Protokoll").set_input_files(lie)
    secretary.press("Läs in protokollet")
    secretary.told("innehållet är inte vad namnet säger")
    secretary.see("84-nekad-fil")
