"""The forms: a board's days, putting them right, a new address, an appeal, its end, the court's answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField
from tinget.noticeboard.models import ADDRESS_LENGTH, DECISION_LENGTH, REFERENCE_LENGTH
from tinget.noticeboard.rules.appeal_time import Display
from tinget.noticeboard.rules.paragraphs import COURT, RULING_TEXTS
from tinget.organisation.api import Municipality

UP, DOWN = "up", "down"
DAY_ERRORS = {
    "required": _("Skriv vilken dag det var, till exempel 2026-11-23."),
    "invalid": _("Skriv dagen som ett datum, till exempel 2026-11-23."),
}
PARAGRAPH_NEEDED = {"required": _("Välj minst en paragraf.")}


class ConfirmForm(forms.Form):
    """The day, and a note where one is needed: a reason for a departure, or how the staff know."""

    what = forms.ChoiceField(choices=[(UP, UP), (DOWN, DOWN)], widget=forms.HiddenInput)
    on = DateField(error_messages=DAY_ERRORS)
    note = forms.CharField(
        required=False, max_length=1000, strip=True, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hur du vet det.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, what: str, entered_for_board: bool, asks_reason: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = (
            _("Vilken dag sattes anslaget upp?") if what == UP else _("Vilken dag togs anslaget ned?")
        )
        if entered_for_board:
            self.fields["note"].label = _("Hur vet du det?")
            self.fields["note"].help_text = _(
                "Till exempel: registratorn ringde, eller du har sett anslaget."
            )
            self.fields["note"].required = True
        elif asks_reason:
            self.fields["note"].label = _("Orsak, om dagen avviker från regeln")
            self.fields["note"].help_text = _("Det som hände antecknas som det var, med orsaken.")
        else:
            del self.fields["note"]


class CorrectionForm(forms.Form):
    """The days as they really were, or that the notice was never up; and why."""

    up_on = DateField(label=_("Vilken dag sattes anslaget upp?"), required=False)
    down_on = DateField(
        label=_("Vilken dag togs anslaget ned?"),
        required=False,
        help_text=_("Lämna tomt om det sitter uppe."),
    )
    never = forms.BooleanField(label=_("Anslaget satt aldrig uppe den här gången"), required=False)
    reason = forms.CharField(
        label=_("Varför rättas uppgiften?"),
        help_text=_("Skriv vad som blev fel och hur du vet vad som är rätt."),
        max_length=1000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför uppgiften rättas.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day, unless the notice was never up."""
        told = super().clean() or {}
        if not told.get("never") and not told.get("up_on") and "up_on" not in self.errors:
            self.add_error("up_on", _("Skriv dagen, eller kryssa för att anslaget aldrig satt uppe."))
        return told

    @property
    def right(self) -> Display | None:
        """What is right, as told; None: never up."""
        told = self.cleaned_data
        return None if told["never"] else Display(told["up_on"], told["down_on"])


class SummonsChoiceForm(forms.Form):
    """Whether summonses are noticed, whether the meetings are open, and by which decision."""

    is_noticed = forms.BooleanField(label=_("Anslå kallelser på kommunernas anslagstavlor"), required=False)
    is_open = forms.BooleanField(
        label=_("Nämnden har beslutat att sammanträdena är öppna för allmänheten"),
        help_text=_("Annars säger anslaget att sammanträdet är stängt (KL 6:25)."),
        required=False,
    )
    decision = forms.CharField(
        label=_("Nämndens beslut"),
        help_text=_("Till exempel § 12 den 3 mars 2026."),
        max_length=DECISION_LENGTH,
        required=False,
        strip=True,
    )


class AddressForm(forms.Form):
    """Where a new link is sent."""

    email = forms.EmailField(
        label=_("Registratorns e-postadress"),
        error_messages={
            "required": _("Skriv adressen som länken ska skickas till."),
            "invalid": _("Skriv en e-postadress, till exempel registrator@kommunen.se."),
        },
    )


class AppealForm(forms.Form):
    """When and where an appeal came in, and what it is about; who appealed stands in its record."""

    received_on = DateField(label=_("Vilken dag kom överklagandet in?"), error_messages=DAY_ERRORS)
    received_at = forms.ChoiceField(
        label=_("Var kom det in?"),
        help_text=_("Ett överklagande som kommit in till någon av kommunerna räknas också (KL 13:6)."),
        error_messages={"required": _("Välj var överklagandet kom in.")},
    )
    paragraphs = forms.MultipleChoiceField(
        label=_("Vilka paragrafer gäller det?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=PARAGRAPH_NEEDED,
    )
    reference = forms.CharField(
        label=_("Målnummer eller diarienummer"), required=False, max_length=REFERENCE_LENGTH
    )

    def __init__(self, *args: Any, boards: list[str], paragraphs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places, numbers = self.fields["received_at"], self.fields["paragraphs"]
        if isinstance(places, forms.ChoiceField) and isinstance(numbers, forms.ChoiceField):
            places.choices = [(one, one) for one in (COURT, *boards)]
            numbers.choices = [(one, f"§ {one}") for one in paragraphs]


class AwardForm(forms.Form):
    """An award: in which paragraph, what is bought, and how and when the tenderers were told."""

    sent_on = DateField(
        label=_("Vilken dag skickades underrättelsen om tilldelning?"), error_messages=DAY_ERRORS
    )
    paragraph = forms.ChoiceField(
        label=_("I vilken paragraf tilldelas avtalet?"), error_messages=PARAGRAPH_NEEDED
    )
    subject = forms.CharField(
        label=_("Vad upphandlas?"),
        max_length=200,
        help_text=_("Skriv vad, inte vilka som lämnade anbud."),
        error_messages={"required": _("Skriv vad som upphandlas.")},
    )
    electronic = forms.BooleanField(
        label=_("Underrättelsen skickades elektroniskt"),
        required=False,
        initial=True,
        help_text=_("Då är avtalsspärren 10 dagar, annars 15 (LOU 20:1)."),
    )
    stated_until = DateField(
        label=_("Längre avtalsspärr till och med"),
        required=False,
        help_text=_("Fyll i bara om underrättelsen angav en längre tid."),
    )

    def __init__(self, *args: Any, paragraphs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = self.fields["paragraph"]
        if isinstance(numbers, forms.ChoiceField):
            numbers.choices = [(one, f"§ {one}") for one in paragraphs]


class AwardEventForm(forms.Form):
    """What has happened to an award, and when."""

    REVIEW, DECISION, CONTRACT = "review", "decision", "contract"

    on = DateField(label=_("Vilken dag?"), error_messages=DAY_ERRORS)
    what = forms.ChoiceField(
        label=_("Vad har hänt?"),
        choices=[
            (REVIEW, _("Någon har ansökt om överprövning")),
            (DECISION, _("Domstolen har avgjort överprövningen")),
            (CONTRACT, _("Avtalet är tecknat")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad som har hänt.")},
    )


class RulingForm(forms.Form):
    """How an appeal ended, finally."""

    resolved_on = DateField(
        label=_("Vilken dag blev avgörandet slutligt?"),
        help_text=_("Dagen då avgörandet inte längre kan överklagas."),
        error_messages=DAY_ERRORS,
    )
    ruling = forms.ChoiceField(
        label=_("Hur slutade det?"),
        choices=[(one.value, text) for one, text in RULING_TEXTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur det slutade.")},
    )


class CourtAnswerForm(forms.Form):
    """The day of the court's answer that no appeal is left to try."""

    answered_on = DateField(
        label=_("Vilken dag svarade domstolen?"),
        help_text=_(
            "Svaret säger att inget överklagande väntar. Fråga först när överklagandetiden har gått ut."
        ),
        error_messages=DAY_ERRORS,
    )
    reference = forms.CharField(label=_("Svarets beteckning"), required=False, max_length=REFERENCE_LENGTH)


class HookForm(forms.Form):
    """Where a municipality's own system takes in what it is told."""

    address = forms.URLField(
        label=_("Systemets adress"),
        help_text=_("Lämna tomt för att stänga av aviseringen."),
        required=False,
        max_length=ADDRESS_LENGTH,
        assume_scheme="https",
        error_messages={
            "invalid": _("Skriv hela adressen, till exempel https://www.kommunen.se/anslag/avisering.")
        },
    )


class BoardAddressesForm(forms.Form):
    """The address of each municipality's official board."""

    def __init__(
        self, *args: Any, places: Sequence[Municipality], known: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for place in places:
            self.fields[f"board_{place.id}"] = forms.URLField(
                label=place.org_name,
                initial=known.get(place.id, ""),
                required=False,
                max_length=ADDRESS_LENGTH,
                assume_scheme="https",
                error_messages={
                    "invalid": _("Skriv hela adressen, till exempel https://www.kommunen.se/anslag.")
                },
            )
