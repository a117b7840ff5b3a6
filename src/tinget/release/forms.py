"""The forms of release: the request, the code, what is found of a record, masks, and the steps after."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.pdf.masking import Area
from tinget.foundation.ui.forms import DateField, SubmissionField
from tinget.release.rules import (
    NAME_LENGTH,
    PROVISION_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    Channel,
    Outcome,
    Way,
)

WAY_TEXTS = {
    Way.DOWNLOAD: _("hämta här, med en kod"),
    Way.EMAIL: _("hämta här, med besked i e-post"),
    Way.PAPER: _("på papper (kopior kan kosta enligt taxan)"),
}
CHANNEL_TEXTS = {
    Channel.EMAIL: _("e-post"),
    Channel.PHONE: _("telefon"),
    Channel.VISIT: _("besök"),
    Channel.LETTER: _("brev"),
    Channel.FORM: _("formuläret på webben"),
}
# What a form that is filled in for somebody else says in place of "du".
ENTERED_TEXTS = {
    "text": (_("Vad begärs ut?"), _("Med den frågandes egna ord: ärendenummer, dag, vad det handlar om.")),
    "way": (_("Hur ska det lämnas ut?"), _("Så som den frågande vill ha det.")),
    "name": (_("Den frågandes namn"), _("Bara om det har sagts.")),
    "email": (_("E-postadress"), _("Bara om besked ska skickas i e-post.")),
}
PER_MILLE = 1_000
MOST_AREAS, MOST_WORDS = 200, 200


def _choices(texts: dict[Any, Any], only: Iterable[Any] | None = None) -> list[tuple[str, Any]]:
    return [(one.value, texts[one]) for one in (only or texts)]


class RequestForm(forms.Form):
    """What somebody wants to see; nobody is asked who they are or why (TF 2:18)."""

    text = forms.CharField(
        label=_("Vad vill du ta del av?"),
        max_length=TEXT_LENGTH,
        help_text=_("Beskriv handlingen så gott du kan: ärendenummer, dag, vad den handlar om."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    way = forms.ChoiceField(
        label=_("Hur vill du ha den?"),
        choices=_choices(WAY_TEXTS),
        initial=Way.DOWNLOAD.value,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Namn"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("Du behöver inte säga vem du är."),
    )
    email = forms.EmailField(
        label=_("E-postadress"), required=False, help_text=_("Bara om du vill ha besked i e-post.")
    )
    submission = SubmissionField()

    def clean(self) -> dict[str, Any]:
        """Ask for the address only where e-mail is wanted."""
        given = super().clean() or {}
        if given.get("way") == Way.EMAIL.value and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Skriv den adress som beskedet ska skickas till."))
        return given


class EnteredForm(RequestForm):
    """A request that the staff enter for somebody."""

    channel = forms.ChoiceField(
        label=_("Begäran kom genom"),
        choices=_choices(CHANNEL_TEXTS, [one for one in CHANNEL_TEXTS if one is not Channel.FORM]),
        initial=Channel.EMAIL.value,
    )
    received_on = DateField(label=_("Dag då den kom in"))
    field_order = ("channel", "received_on", "text")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (label, help_text) in ENTERED_TEXTS.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text


class CodeForm(forms.Form):
    """The code that follows a request; it never stands in an address."""

    code = forms.CharField(
        label=_("Din kod"),
        max_length=60,
        help_text=_("Den visades när du skickade din begäran."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class PointOutForm(forms.Form):
    """Which record the request is about, by its id as printed."""

    record = forms.CharField(
        label=_("Handlingens id"), max_length=60, help_text=_("Som det står i diariet, till exempel 2026.42.")
    )


class AssessForm(forms.Form):
    """What is found of one record."""

    outcome = forms.ChoiceField(
        label=_("Efter prövning"),
        choices=[
            (Outcome.RELEASED.value, _("lämnas ut i sin helhet")),
            (Outcome.REFUSED.value, _("lämnas inte ut")),
        ],
        widget=forms.RadioSelect,
    )
    provision = forms.CharField(
        label=_("Bestämmelse som hindrar"),
        max_length=PROVISION_LENGTH,
        required=False,
        help_text=_("Bara om den inte lämnas ut, som 25 kap. 1 § OSL."),
    )


class MaskForm(forms.Form):
    """What is masked: words, and areas as shares of the page in per mille from its upper left corner."""

    words = forms.CharField(
        label=_("Ord att maskera, ett per rad"),
        required=False,
        help_text=_("Varje förekomst i hela filen maskeras, också som del av ett längre ord."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )
    areas = forms.CharField(
        label=_("Ytor att maskera, en per rad"),
        required=False,
        help_text=_(
            "Sida, vänster, över, höger och under i tusendelar av sidan: 1 100 200 900 250."
            " Eller tryck på två hörn i bilden."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    provision = forms.CharField(
        label=_("Bestämmelse som det maskerade skyddas av"), max_length=PROVISION_LENGTH, required=False
    )
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    corner = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean_areas(self) -> str:
        """Refuse lines that are no areas."""
        text: str = self.cleaned_data["areas"]
        for line in text.splitlines():
            if line.strip() and _area(line) is None:
                raise forms.ValidationError(
                    _("En yta skrivs med fem tal: sida, vänster, över, höger och under.")
                )
        if len(text.splitlines()) > MOST_AREAS:
            raise forms.ValidationError(_("För många ytor."))
        return text

    def chosen_words(self) -> list[str]:
        """Give the words, one for each line."""
        words = (line.strip() for line in self.cleaned_data.get("words", "").splitlines())
        return [word for word in words if word][:MOST_WORDS]

    def chosen_areas(self) -> list[Area]:
        """Give the areas."""
        found = (_area(line) for line in self.cleaned_data.get("areas", "").splitlines())
        return [area for area in found if area is not None]


class DeliverForm(forms.Form):
    """How it is handed out, and what it cost."""

    way = forms.ChoiceField(
        label=_("Lämnas ut"),
        choices=[
            (Way.DOWNLOAD.value, _("hämtas med koden")),
            (Way.EMAIL.value, _("hämtas med koden, besked skickas i e-post")),
            (Way.PAPER.value, _("på papper")),
        ],
    )
    pages = forms.IntegerField(label=_("Antal sidor"), required=False, min_value=0, max_value=100_000)
    fee = forms.IntegerField(label=_("Avgift i kronor"), required=False, min_value=0, max_value=100_000)


class RefuseForm(forms.Form):
    """The authority's decision to refuse."""

    provisions = forms.CharField(label=_("Bestämmelser"), max_length=PROVISION_LENGTH)
    reasons = forms.CharField(
        label=_("Skäl"),
        max_length=REASON_LENGTH,
        help_text=_("Skriv så att skälen inte själva röjer det som är sekretess."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DayForm(forms.Form):
    """A day on which something happened."""

    on = DateField(label=_("Dag"))


class OutcomeForm(forms.Form):
    """What the court decided."""

    outcome = forms.CharField(label=_("Kammarrättens avgörande"), max_length=300)


def _area(line: str) -> Area | None:
    parts = line.split()
    if len(parts) != 5 or not all(part.isdecimal() and len(part) < 6 for part in parts):  # noqa: PLR2004 -- said in the help
        return None
    page, left, top, right, bottom = (int(part) for part in parts)
    if page < 1 or left >= right or top >= bottom or max(right, bottom) > PER_MILLE:
        return None
    return Area(page - 1, left / PER_MILLE, top / PER_MILLE, right / PER_MILLE, bottom / PER_MILLE)
