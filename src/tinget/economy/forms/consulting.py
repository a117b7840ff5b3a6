"""The steps of the consultation about a budget: ask, answer, the committee's paragraph, report."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.rules.consulting import Came, Way
from tinget.foundation.ui.forms import DateField, LongText, offer
from tinget.kernel.stances import Stance
from tinget.organisation.api import Municipality

STANCES = [
    (Stance.AGREES.value, _("tillstyrker")),
    (Stance.OBJECTS.value, _("avstyrker")),
    (Stance.NO_VIEW.value, _("avstår från att svara i sak")),
]
WAY_TEXTS = {Way.MAIL: _("e-post"), Way.LETTER: _("brev"), Way.OTHER: _("på annat sätt")}


class ChoosesMunicipality(forms.Form):
    """A form about one of the municipalities."""

    municipality = forms.TypedChoiceField(label=_("Kommun"), coerce=int)

    def __init__(self, *arguments: Any, places: Sequence[Municipality], **options: Any) -> None:
        super().__init__(*arguments, **options)
        named = [(one.id, one.name) for one in places]
        offer(self, "municipality", named)


class AskForm(forms.Form):
    """When a budget is sent, by when answers are asked for, and where each municipality is reminded."""

    sent_on = DateField(label=_("Skickades till kommunerna den"))
    answer_by = DateField(
        label=_("Svar senast den"),
        help_text=_("Den som inte har svarat påminns en vecka och en dag före, en dag och åtta dagar efter."),
    )

    def __init__(
        self, *arguments: Any, asked: Sequence[Municipality], proposed: Mapping[int, str], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.asked = asked
        for place in asked:
            self.fields[f"email_{place.id}"] = forms.EmailField(
                label=_("E-post för påminnelser, %(place)s") % {"place": place.name},
                required=False,
                initial=proposed.get(place.id, ""),
            )

    def given(self) -> dict[str, Any]:
        """Return what the action takes."""
        given = self.cleaned_data
        addresses = {place.id: given[f"email_{place.id}"] for place in self.asked}
        return {"sent_on": given["sent_on"], "answer_by": given["answer_by"], "addresses": addresses}


class AnswerForm(ChoosesMunicipality):
    """A municipality's answer."""

    stance = forms.ChoiceField(label=_("Svaret"), choices=STANCES)
    answered_on = DateField(label=_("Kom den"))
    way = forms.TypedChoiceField(
        label=_("Kom som"), choices=[(one.value, text) for one, text in WAY_TEXTS.items()], coerce=Way
    )
    record = forms.CharField(
        label=_("Handlingens id"),
        required=False,
        max_length=30,
        help_text=_("Som i handlingslistan. Ett brev ska vara registrerat innan det antecknas här."),
    )
    text = forms.CharField(
        label=_("Svaret i ord"), required=False, max_length=5000, widget=LongText(attrs={"rows": 4})
    )

    def given(self) -> dict[str, Any]:
        """Return what the action takes."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("municipality", "answered_on", "text")}
        return {**kept, "stance": Stance(given["stance"]), "came": Came(given["way"], given["record"])}


class CommitteeForm(forms.Form):
    """The committee's own paragraph about the budget."""

    decision = forms.CharField(
        label=_("Nämndens paragraf"),
        max_length=200,
        help_text=_("Nämnden föreslår. Budgeten antas först av värdkommunen."),
    )
    on = DateField(label=_("Sammanträdet var den"))


class ReportForm(ChoosesMunicipality):
    """When a municipality's council was told of the adopted budget."""

    on = DateField(label=_("Fullmäktige fick rapporten den"))
