"""What every act on a request for signatures begins and ends with: one at a time, still open, moved on."""

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.signatures import models, queries
from tinget.signatures.queries import SigningLine
from tinget.signatures.rules import RequestState, state_after


def locked(request_id: int) -> models.SigningRequest:
    """Let one at a time change a request: two who sign at once sign one after the other."""
    row = models.SigningRequest.objects.select_for_update().filter(pk=request_id).first()
    if row is None:
        raise queries.SigningNotFound
    return row


def check_open(line: SigningLine) -> None:
    """Refuse to go on with what is over."""
    if line.state is RequestState.DECLINED:
        who = next(signer for signer in line.signers if signer.declined_at is not None)
        raise NotPossible(
            _("%(who)s har avböjt, så ingen mer skriver under. Sekreteraren kan begära nya underskrifter.")
            % {"who": who.name}
        )
    if line.state is RequestState.WITHDRAWN:
        raise NotPossible(_("Begäran är återtagen, så ingen mer skriver under."))
    if line.state is RequestState.COMPLETE:
        raise NotPossible(_("Alla har redan skrivit under."))


def advance(row: models.SigningRequest) -> RequestState:
    """Let the request's state follow its signers' answers."""
    answers = list(row.signers.values_list("signed_at", "declined_at"))
    state = state_after(
        [signed is not None for signed, _declined in answers],
        declined=any(declined is not None for _signed, declined in answers),
    )
    if state.value != row.state:
        row.state = state.value
        row.save(update_fields=["state"])
    return state
