"""The forms: days, offices, accounts, and who takes part."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, LongText, offer
from tinget.organisation.models import Account
from tinget.organisation.permissions import ROLE_TEXTS
from tinget.organisation.rules.assignments import KIND_TEXTS
from tinget.organisation.rules.authorities import LONGEST, fault_of_slug
from tinget.organisation.rules.numbering import LONGEST_LETTERS, PATTERN_TEXTS, PLAIN
from tinget.organisation.rules.offices import AUTHORITY_KIND_TEXTS, MandateChoice, SizeClass
from tinget.organisation.rules.roles import SIGN_IN_ORDER, Role
from tinget.organisation.rules.second_step import MAY_NEED_IT


class DayForm(forms.Form):
    """The day for which the page answers."""

    dag = DateField(
        label=_("Dag"),
        help_text=_("Sidan visar vem som hade vilket uppdrag den dagen."),
        error_messages={"invalid": _("Skriv dagen som ett datum, till exempel 2023-10-12.")},
    )


class RoleForm(forms.Form):
    """The mandate that the person will act in."""

    mandate = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        label=_("Uppdrag"),
        error_messages={
            "required": _("Välj vilket uppdrag du ska arbeta i."),
            "invalid_choice": _("Välj ett av dina uppdrag i listan."),
        },
    )

    def __init__(self, *args: Any, choices: Iterable[MandateChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].choices = [  # type: ignore[attr-defined] # the field above has choices
            (choice.id, str(ROLE_TEXTS[choice.role]) + f", {choice.place_name}") for choice in choices
        ]


class AssignmentForm(forms.Form):
    """A working group or a function."""

    kind = forms.ChoiceField(
        label=_("Slag"), choices=[(kind.value, _(text)) for kind, text in KIND_TEXTS.items()]
    )
    name = forms.CharField(
        label=_("Arbetsgruppens namn"),
        max_length=200,
        required=False,
        help_text=_("Bara för en arbetsgrupp."),
    )
    held_by = forms.CharField(label=_("Vem eller vilka"), max_length=500, required=False)
    task = forms.CharField(label=_("Uppgift"), required=False, widget=LongText())
    decision = forms.CharField(label=_("Beslut"), max_length=200, help_text=_("Till exempel § 24/2026."))
    first = DateField(label=_("Från"))
    last = DateField(label=_("Till"), required=False, help_text=_("En arbetsgrupp har alltid en sista dag."))


class ReplaceForm(forms.Form):
    """Which office ends, when and by what decision, and who takes it over."""

    mandate_id = forms.TypedChoiceField(label=_("Uppdrag som upphör"), coerce=int)
    last = DateField(label=_("Sista dag"), help_text=_("Den nya har uppdraget från dagen efter."))
    decision = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_("Det beslut som uppdraget upphör genom, till exempel fullmäktiges och dess paragraf."),
    )
    reason = forms.CharField(
        label=_("Varför"),
        max_length=300,
        help_text=_("Till exempel egen begäran. Skriv inget om hälsa eller annat privat."),
    )
    name = forms.CharField(
        label=_("Ny innehavare"),
        max_length=150,
        required=False,
        help_text=_("Lämna tomt om platsen är vakant."),
    )
    email = forms.EmailField(
        label=_("E-post"),
        required=False,
        help_text=_("Dit går kallelser. Den som redan har konto känns igen."),
    )
    party = forms.CharField(label=_("Parti"), max_length=20, required=False)

    def __init__(self, *args: Any, offices: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "mandate_id", [("", _("Välj uppdrag")), *offices])

    def clean(self) -> dict[str, Any]:
        """See that a successor has both a name and an address."""
        given = super().clean() or {}
        if bool(given.get("name")) != bool(given.get("email")) and "email" not in self.errors:
            self.add_error("email", _("Skriv både namn och e-post för den nya, eller inget av dem."))
        return given


class EndForm(forms.Form):
    """The last day of a working group or function, and why."""

    last = DateField(label=_("Sista dag"))
    reason = forms.CharField(label=_("Varför"), max_length=300, help_text=_("Till exempel ett beslut."))


class SecondStepForm(forms.Form):
    """The roles that need more than a password."""

    roles = forms.TypedMultipleChoiceField(
        label=_("Uppdrag som kräver två steg"),
        coerce=Role,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, ROLE_TEXTS[role]) for role in MAY_NEED_IT],
    )


class LostStepForm(forms.Form):
    """Why somebody's second step is taken away."""

    reason = forms.CharField(
        label=_("Varför, och hur du vet vem det är"),
        max_length=300,
        help_text=_("Till exempel: telefonen är stulen, jag ringde upp på jobbnumret."),
    )


class OfficeForm(forms.Form):
    """Who is to have which office."""

    name = forms.CharField(
        label=_("Namn"),
        max_length=150,
        error_messages={"required": _("Skriv namnet på den som får uppdraget.")},
    )
    email = forms.EmailField(
        label=_("E-post"),
        error_messages={"required": _("Skriv adressen som inbjudan ska gå till.")},
        help_text=_("Dit går inbjudan. Den som redan har konto känns igen på adressen."),
    )
    role = forms.ChoiceField(
        label=_("Uppdrag"), choices=[(role.value, ROLE_TEXTS[role]) for role in SIGN_IN_ORDER]
    )
    municipality_id = forms.TypedChoiceField(
        label=_("Kommun"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("För ledamöter, ersättare, beredningsgruppen och registratorer."),
    )
    first = DateField(label=_("Från"))
    last = DateField(label=_("Till"), required=False, help_text=_("Lämna tomt om det gäller tills vidare."))
    decision = forms.CharField(
        label=_("Beslut"),
        error_messages={"required": _("Skriv vilket beslut uppdraget vilar på.")},
        max_length=200,
        help_text=_("Till exempel fullmäktiges beslut och dess paragraf, eller den chef som har bestämt."),
    )
    party = forms.CharField(
        label=_("Parti"), max_length=20, required=False, help_text=_("Bara för förtroendevalda.")
    )

    def __init__(self, *args: Any, places: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "municipality_id", [("", _("Ingen kommun")), *places])


class InviteForm(forms.Form):
    """Where the invitation goes."""

    email = forms.EmailField(label=_("E-post"))


class AddressForm(forms.Form):
    """The address that an account is to have."""

    email = forms.EmailField(label=_("Ny e-postadress"))


class EndOfficeForm(forms.Form):
    """The last day of an office, and who has decided it."""

    last = DateField(label=_("Sista dag"))
    decision = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_("Till exempel egen begäran."),
        error_messages={"required": _("Skriv vad som gör att uppdraget upphör.")},
    )


class MunicipalityForm(forms.Form):
    """A municipality, as it is called."""

    name = forms.CharField(
        label=_("Kommun"),
        max_length=100,
        help_text=_("Kort namn, till exempel Kiruna."),
        error_messages={"required": _("Skriv kommunens korta namn.")},
    )
    org_name = forms.CharField(
        label=_("Fullständigt namn"),
        max_length=200,
        help_text=_("Till exempel Kiruna kommun."),
        error_messages={"required": _("Skriv kommunens fullständiga namn.")},
    )
    org_number = forms.RegexField(
        r"^\d{6}-\d{4}$",
        label=_("Organisationsnummer"),
        required=False,
        error_messages={"invalid": _("Skriv numret med bindestreck, till exempel 212000-2783.")},
    )
    size_class = forms.ChoiceField(
        label=_("Storlek"),
        choices=[
            (SizeClass.LARGER.value, _("större kommun")),
            (SizeClass.SMALLER.value, _("mindre kommun")),
            (SizeClass.RURAL.value, _("landsortskommun")),
        ],
        help_text=_("Så som ert avtal delar in kommunerna. Används när kostnader delas."),
    )


class PartyForm(MunicipalityForm):
    """A municipality that comes to take part."""

    first = DateField(label=_("Deltar från"))
    decision = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_("Till exempel avtalet."),
        error_messages={"required": _("Skriv vilket beslut kommunen deltar genom.")},
    )


class AuthorityForm(MunicipalityForm):
    """Another authority, and the municipality that is its host."""

    title = forms.CharField(
        label=_("Nämndens namn"),
        max_length=200,
        help_text=_("Till exempel Gemensamma överförmyndarnämnden."),
        error_messages={"required": _("Skriv vad nämnden heter.")},
    )
    slug = forms.CharField(
        label=_("Ord i adresser"),
        max_length=LONGEST,
        help_text=_("Bara små bokstäver, till exempel miljonamnden. Ordet ändras aldrig sedan."),
        error_messages={"required": _("Skriv ett ord utan å, ä och ö.")},
    )
    kind = forms.ChoiceField(
        label=_("Slag"), choices=[(kind.value, _(text)) for kind, text in AUTHORITY_KIND_TEXTS.items()]
    )
    pattern = forms.ChoiceField(
        label=_("Så skrivs ett ärendenummer"),
        choices=list(PATTERN_TEXTS.items()),
        initial=PLAIN,
        widget=forms.RadioSelect,
        help_text=_(
            "Välj nu, för valet ändras inte sedan. Står klassen i numret måste varje ärende få en klass."
        ),
    )
    letters = forms.RegexField(
        r"^[^\W\d_]+$",
        label=_("Bokstäver före numret"),
        max_length=LONGEST_LETTERS,
        required=False,
        help_text=_("Till exempel MN, så att numret blir MN 2026/17."),
        error_messages={"invalid": _("Skriv bara bokstäver, till exempel MN.")},
    )
    decision = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_("Till exempel avtalet, eller fullmäktiges beslut."),
        error_messages={"required": _("Skriv vilket beslut nämnden vilar på.")},
    )
    field_order = (
        "title",
        "slug",
        "kind",
        "pattern",
        "letters",
        "decision",
        "name",
        "org_name",
        "org_number",
        "size_class",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Värdkommun")

    def clean_slug(self) -> str:
        """Refuse a word that cannot stand in an address."""
        slug: str = self.cleaned_data["slug"]
        if fault := fault_of_slug(slug):
            raise forms.ValidationError(gettext(fault))
        return slug


class EndPartyForm(forms.Form):
    """The last day that a municipality takes part, and who has decided it."""

    last = DateField(label=_("Sista dag"))
    decision = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_("Till exempel fullmäktiges beslut att säga upp avtalet."),
        error_messages={"required": _("Skriv vilket beslut kommunen lämnar genom.")},
    )


class PasswordForm(forms.Form):
    """A password chosen for the first time, typed twice."""

    password = forms.CharField(
        label=_("Lösenord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Lösenordet igen"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        """See that the two are alike, and that the password is good enough."""
        given = super().clean() or {}
        password = given.get("password", "")
        if password and password != given.get("again"):
            self.add_error("again", _("De två lösenorden är inte lika."))
        if password:
            try:
                validate_password(password, Account(email=self.email))
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return given
