"""The page where anybody drops a PDF and is told whether to believe it."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock, limits
from tinget.foundation.http import public
from tinget.foundation.ui.forms import attempt
from tinget.signatures import api as signatures
from tinget.workflows.prove_minutes.subjects import Subject, subject_of_file
from tinget.workflows.verify_document.checking import Checked, check
from tinget.workflows.verify_document.rules import VERDICT_SENTENCES, VERDICT_TEXTS, VERDICT_TONES, Verdict

LARGEST = 30_000_000  # bytes: the file is held in memory, and anybody may send one
MOST = 20  # files a minute


class FileForm(forms.Form):
    """The file to look at."""

    file = forms.FileField(
        label=gettext_lazy("Filen"),
        help_text=gettext_lazy("En PDF eller ett bevispaket (ZIP), högst 30 MB. Filen sparas inte."),
        error_messages={"required": gettext_lazy("Välj filen som ska kontrolleras.")},
    )  # fmt: skip

    def clean_file(self) -> object:
        """Refuse what is too large to hold."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Filen är större än 30 MB och kan inte kontrolleras här."))
        return file


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limits.for_visitors(each_minute=MOST, of="verify", method="POST")
def verify(request: HttpRequest) -> HttpResponse:
    """Take a PDF or a proof bundle, check it, and forget it."""
    form = FileForm(request.POST or None, request.FILES or None)
    checked = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        checked = attempt(
            form, lambda: check(file.read(), name=file.name, trusted=signatures.trusted_issuers())
        )
    context = {"page_title": _("Kontrollera en underskriven handling"), "form": form, "checked": checked}
    if checked is not None:
        context |= {
            "verdict": _(VERDICT_TEXTS[checked.verdict]),
            "tone": VERDICT_TONES[checked.verdict],
            "sentence": _(VERDICT_SENTENCES[checked.verdict]),
            "proof": _proof_of(checked),
        }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "workflows/verify_document.html", context, status=status)


def _proof_of(checked: Checked) -> Subject | None:
    """Find the proof bundle of genuine minutes that are ours, and that the asker may read."""
    if checked.minutes is None or checked.bundle is not None or checked.verdict is not Verdict.GENUINE:
        return None
    told = checked.minutes
    return subject_of_file(told.authority, told.held_on, checked.sha256, today=clock.today())
