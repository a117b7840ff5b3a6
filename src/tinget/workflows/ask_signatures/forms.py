"""The forms: which papers, until when, who signs; and why a request is taken back."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinget.foundation import clock
from tinget.foundation.ui.forms import DateField, offer
from tinget.organisation.api import PersonName
from tinget.signatures.api import SignerSpec, Terms

FIRST_ROWS, MORE_ROWS, MOST_ROWS = 3, 2, 20


class AskForm(forms.Form):
    """Which papers are signed, in which order, and until when."""

    papers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Handlingar att skriva under"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en handling.")},
    )  # fmt: skip
    in_order = forms.ChoiceField(
        label=gettext_lazy("När får de skriva under?"), widget=forms.RadioSelect, initial="",
        choices=[("", gettext_lazy("När det passar dem")), ("yes", gettext_lazy("En i taget, uppifrån"))],
        required=False,
    )  # fmt: skip
    eid_required = forms.BooleanField(
        label=gettext_lazy("Kräv e-legitimation"), required=False,
        help_text=gettext_lazy("Annars räcker det att vara inloggad, eller att ha brevets länk och kod."),
    )  # fmt: skip
    due_on = DateField(
        label=gettext_lazy("Senast"), required=False,
        help_text=gettext_lazy("De påminns var tredje dag, och varje dag när det är två dagar kvar."),
    )  # fmt: skip
    message = forms.CharField(
        label=gettext_lazy("Hälsning"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Står i brevet och på sidan där de skriver under."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, choices: list[tuple[int, str]], has_eid: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "papers", choices)
        if not has_eid:
            del self.fields["eid_required"]

    def clean_due_on(self) -> dt.date | None:
        """Refuse a last day that has passed."""
        day: dt.date | None = self.cleaned_data["due_on"]
        if day is not None and day < clock.today():
            raise forms.ValidationError(_("Sista dagen har passerat. Välj en dag från och med i dag."))
        return day

    @property
    def terms(self) -> Terms:
        """How the signatures are asked for."""
        given = self.cleaned_data
        return Terms(
            in_order=bool(given["in_order"]),
            due_on=given["due_on"],
            message=given["message"].strip(),
            eid_required=given.get("eid_required", False),
        )


class SignerForm(forms.Form):
    """One who signs: somebody of the house, or an outsider with an address."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Person hos oss"), required=False, coerce=int, empty_value=None
    )
    name = forms.CharField(label=gettext_lazy("Eller utomstående: namn"), required=False, max_length=150)
    email = forms.EmailField(label=gettext_lazy("E-post till den utomstående"), required=False)
    organisation = forms.CharField(
        label=gettext_lazy("Företräder"), required=False, max_length=64,
        help_text=gettext_lazy("Företag eller myndighet. Står i underskriften."),
    )  # fmt: skip
    capacity = forms.CharField(
        label=gettext_lazy("Skriver under som"), required=False, max_length=60,
        help_text=gettext_lazy("Till exempel avtalspart. Utelämnat blir det undertecknare."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[PersonName], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.id: one for one in people}
        offer(self, "person", [("", _("Ingen av dem")), *((one.id, one.name) for one in people)])

    def clean(self) -> dict[str, Any]:
        """See that the row names one person, whole."""
        given = super().clean() or self.cleaned_data
        outside = bool(given.get("name") or given.get("email"))
        if given.get("person") and outside:
            self.add_error("person", _("Välj en person hos oss, eller fyll i en utomstående. Inte båda."))
        elif outside and not given.get("name"):
            self.add_error("name", _("Skriv namnet på den som ska skriva under."))
        elif outside and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Skriv adressen som länken ska skickas till."))
        return given

    @property
    def spec(self) -> SignerSpec | None:
        """Who signs; None for a row left empty."""
        given = self.cleaned_data
        capacity = (given.get("capacity") or "").strip() or _("Undertecknare")
        if given.get("person"):
            person = self.people[given["person"]]
            return SignerSpec(person.id, person.name, capacity)
        if given.get("email"):
            organisation = (given.get("organisation") or "").strip()
            return SignerSpec(None, given["name"].strip(), capacity, given["email"], organisation)
        return None


def signer_forms(data: Any, people: list[PersonName]) -> Any:
    """Make the rows; a post that asks for more gets more, with what was written kept."""
    made = forms.formset_factory(SignerForm, extra=FIRST_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    if data is not None and "more" in data:
        data = data.copy()
        data["rad-TOTAL_FORMS"] = str(min(_count(data) + MORE_ROWS, MOST_ROWS))
    return made(data, prefix="rad", form_kwargs={"people": people})


def _count(data: Any) -> int:
    told = data.get("rad-TOTAL_FORMS", "")
    return int(told) if told.isdecimal() else FIRST_ROWS


class WithdrawForm(forms.Form):
    """Why the request is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Varför tas begäran tillbaka?"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("De som har fått en länk får veta det med e-post."),
        error_messages={"required": gettext_lazy("Skriv varför, så att de som fick begäran förstår.")},
    )  # fmt: skip
