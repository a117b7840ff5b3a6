"""The form of the web diary: for how many months it shows what has been put there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.registry.rules.web_diary import MOST_MONTHS


class WebDiaryForm(forms.Form):
    """For how long."""

    months = forms.IntegerField(
        label=_("Antal månader"),
        required=False,
        min_value=1,
        max_value=MOST_MONTHS,
        help_text=_(
            "Räknas från den dag då ärendet eller handlingen lades ut. Lämna tomt om det ska visas tills"
            " någon tar bort det."
        ),
    )
