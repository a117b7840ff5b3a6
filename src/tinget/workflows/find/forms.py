"""The form that keeps a search under a name."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tinget.workflows.find.saving import NAME_LENGTH

LONGEST_QUERY = 10_000


class SaveForm(forms.Form):
    """A name, and the search as it stands in its address."""

    name = forms.CharField(
        label=_("Namn"), max_length=NAME_LENGTH, help_text=_("Vad du vill kalla sökningen.")
    )
    query = forms.CharField(max_length=LONGEST_QUERY, widget=forms.HiddenInput)

    def query_of(self) -> dict[str, str]:
        """Return the fields of the search."""
        return {name: str(value) for name, value in QueryDict(self.cleaned_data["query"]).items()}
