"""The forms of summons: sending one, and answering it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import LongText, ReasonForm, offer
from tinget.summons.rules.replies import Answer
from tinget.summons.rules.summoning import CALLED_BY_TEXTS, CalledBy

MOST_GUESTS = 30
LONGEST_ADDRESS = 254  # of an e-mail address, as it is kept


class SendForm(ReasonForm):
    """In whose name, with what words and to whom else a summons goes."""

    called_by = forms.ChoiceField(
        label=_("Vem kallar?"), choices=[(one.value, text) for one, text in CALLED_BY_TEXTS.items()]
    )
    message = forms.CharField(
        label=_("Något mer att säga i kallelsen"), required=False, max_length=2000, widget=LongText
    )
    guests = forms.CharField(
        label=_("Andra som kallas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En på varje rad: namn, e-postadress. De får inte läsa handlingarna genom länken."),
    )
    field_order = ("called_by", "message", "guests", "reason")

    def clean_called_by(self) -> CalledBy:
        """Give the value as the rules know it."""
        return CalledBy(self.cleaned_data["called_by"])

    def clean_guests(self) -> list[tuple[str, str]]:
        """Read each line as a name and an address."""
        found: list[tuple[str, str]] = []
        for line in filter(None, map(str.strip, self.cleaned_data["guests"].splitlines())):
            name, _comma, email = (part.strip() for part in line.rpartition(","))
            found.append((name[:150], _address(line, name, email)))
        if len(found) > MOST_GUESTS:
            told = _("Högst %(most)s kan kallas så. Ta bort några rader.")
            raise ValidationError(told, params={"most": MOST_GUESTS})
        return found


class NoteForm(forms.Form):
    """A note of the reader's own."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    quote = forms.CharField(
        label=_("Ord att stryka för"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Kopiera orden ur handlingen."),
    )  # fmt: skip
    text = forms.CharField(label=_("Anteckning"), required=False, max_length=20000, widget=LongText)


class LaterNoteForm(NoteForm):
    """A note that was written without a network, with the key by which it is kept once."""

    key = forms.UUIDField()


class ReplyForm(forms.Form):
    """Whether somebody who is called comes."""

    answer = forms.ChoiceField(
        label=_("Kommer du?"),
        choices=[
            (Answer.COMING.value, _("Ja, jag kommer")),
            (Answer.REMOTE.value, _("Ja, på distans, om ordföranden tillåter det")),
            (Answer.HINDERED.value, _("Nej, jag har förhinder")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Har en ledamot förhinder kallas kommunens ersättare genast."),
    )

    def clean_answer(self) -> Answer:
        """Give the value as the rules know it."""
        return Answer(self.cleaned_data["answer"])


class ReplyForForm(ReplyForm):
    """What somebody told the secretary otherwise than here."""

    person = forms.TypedChoiceField(label=_("Vem har svarat?"), coerce=int)
    field_order = ("person", "answer")

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].label = _("Svaret")
        self.fields["answer"].help_text = ""
        offer(self, "person", [("", _("Välj person")), *people])


def _address(line: str, name: str, email: Any) -> str:
    try:
        return_address = forms.EmailField(max_length=LONGEST_ADDRESS).clean(email)
    except ValidationError as wrong:
        raise ValidationError(_("Raden ”%(line)s” har ingen e-postadress."), params={"line": line}) from wrong
    if not name:
        raise ValidationError(_("Raden ”%(line)s” saknar namn."), params={"line": line})
    return str(return_address)
