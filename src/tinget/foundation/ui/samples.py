"""Made-up content for the style page, where every component is seen and tested; not for translation."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from tinget.foundation.ui.forms import DateField, LongText, TimeField
from tinget.foundation.ui.listing import Cell, Column, Listing, Row


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Rubrik", help_text="Som den ska stå på föredragningslistan.")
    number = forms.CharField(label="Ärendenummer", required=False, help_text="Tomt ger nästa lediga nummer.")
    held_on = DateField(label="Sammanträdesdag")
    held_at = TimeField(label="Börjar klockan", required=False)
    kind = forms.ChoiceField(label="Handlingen är", choices=[("in", "inkommen"), ("up", "upprättad")])
    approval = forms.ChoiceField(
        label="När justeras protokollet?",
        choices=[("later", "Efter sammanträdet"), ("now", "Omedelbart")],
        widget=forms.RadioSelect,
        help_text="Omedelbar justering gäller bara paragrafer vars text har lästs upp.",
    )
    boards = forms.MultipleChoiceField(
        label="Anslås i",
        choices=[("boden", "Boden"), ("kiruna", "Kiruna"), ("pajala", "Pajala")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(label="Beslut", widget=LongText(attrs={"rows": 4}))
    paper = forms.FileField(label="Handling", required=False, help_text="PDF, högst 100 MB.")
    sent = forms.BooleanField(label="Kallelsen är skickad på papper", required=False)


def cases() -> Listing:
    """Return a list of three cases."""
    columns = (Column("Ärende"), Column("Rubrik"), Column("Läge"), Column("Handlingar", numeric=True))
    facts = (
        ("2023/15", "Delårsrapport 2 2023", "beslutat", "done", 2),
        ("2023/9", "Uppföljning av gemensam e-tjänsteplattform", "under beredning", "wait", 14),
        ("2023/4", "Verksamhetsplan och budget 2024", "på föredragningslistan", "now", 1207),
    )
    rows = tuple(
        Row((Cell(number), Cell(title), Cell(text, state=tone), Cell(count)), href=f"#{number}")
        for number, title, text, tone, count in facts
    )
    return Listing("3 öppna ärenden, senast ändrade först.", columns, rows, more_url="?visa=alla")


def _stages() -> dict[str, Any]:
    return {
        "steps": [
            {"text": "Kallelse", "state": "done", "note": "5 oktober"},
            {"text": "Sammanträde", "state": "done", "note": "12 oktober"},
            {"text": "Justering", "state": "now", "note": "2 av 3 har signerat"},
            {"text": "Anslag", "state": "next", "note": ""},
            {"text": "Laga kraft", "state": "next", "note": ""},
        ],
        "waiting": [
            {"count": 3, "text": "handlingar att registrera", "href": "#a", "note": "Äldst sedan i tisdags."},
            {"count": 1, "text": "kallelse ska ut senast fredag", "href": "#b", "note": ""},
            {"count": 2, "text": "paragrafer att justera, §§ 15–16", "href": "#c", "note": ""},
        ],
        "reckoned": date(2023, 11, 8),
        "reckoning": [
            "Protokollet anslogs tisdag 17 oktober 2023.",
            "Tre veckor räknas från dagen då anslaget sattes upp.",
        ],
    }


def page() -> dict[str, Any]:
    """Return everything that the style page shows."""
    data = {"title": "", "held_on": "2023-13-40", "kind": "in", "text": "Nämnden godkänner rapporten."}
    return {
        **_stages(),
        "form": SampleForm(data),
        "fresh_form": SampleForm(prefix="ny", initial={"held_on": date(2023, 12, 20)}),
        "cases": cases(),
        "nothing": Listing(
            "Inga protokoll.",
            (Column("Protokoll"),),
            (),
            empty_title="Här kommer nämndens protokoll",
            empty_text="Ett protokoll visas när det är justerat och anslaget.",
        ),
        "facts": [
            ("Ärendenummer", "2023/15-2.2.0.2"),
            ("Öppnat", "18 september 2023"),
            ("Föredragande", None),
            ("Förvaras hos", "Bodens kommun"),
        ],
        "events": [
            {
                "at": datetime(2023, 10, 17, 8, 30, tzinfo=UTC),
                "text": "Anslogs på den digitala anslagstavlan",
                "who": "Registrator, Boden",
                "acting_as": "registrator",
            },
            {"at": None, "text": "Protokollet justerades", "who": "", "detail": "§§ 15–16"},
        ],
        "figures": [("Boden", 28_160, 41_300), ("Kiruna", 22_555, 33_950), ("Pajala", 5_920, 11_400)],
        "figures_sum": 86_650,
    }
