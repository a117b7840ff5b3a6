"""An empty field says what to do, by its kind; a form's own words go first."""

import pytest
from django import forms

from tinget.foundation.ui.forms import DateField


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (forms.CharField(), "Skriv något här."),
        (DateField(), "Skriv eller välj en dag."),
        (forms.TypedChoiceField(choices=[("a", "A")]), "Välj ett av alternativen."),
        (forms.FileField(), "Välj en fil."),
        (forms.CharField(error_messages={"required": "Skriv namnet."}), "Skriv namnet."),
    ],
)
def test_an_empty_field_says_what_to_do(field, told):
    with pytest.raises(forms.ValidationError) as empty:
        field.clean(None)
    assert empty.value.messages == [told]
