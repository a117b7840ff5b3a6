"""Who may ask for signatures, sign and look, and what each action is called."""

from tinget.kernel.words import word as _
from tinget.organisation.api import EVERY_PERSON, Actor, Permission, Role, permits

ACTION_TEXTS: dict[str, str] = {
    "request_signatures": _("Underskrifter begärdes"),
    "replace_file": _("Filen byttes ut före första underskriften"),
    "sign": _("Handlingen skrevs under"),
    "decline": _("Underskriften avböjdes"),
    "let_step_in": _("Någon annan skriver under i stället för den som fick förhinder"),
    "renew_stamp": _("Tidsstämpeln förnyades"),
    "withdraw_signing": _("Begäran om underskrifter togs tillbaka"),
    "remind_signers": _("De som inte har skrivit under påmindes"),
    "start_eid_signing": _("En underskrift med e-legitimation påbörjades"),
    "end_eid_signing": _("En underskrift med e-legitimation blev inte av"),
    "forget_eid_signings": _("Försök till underskrift som inte blev av gallrades"),
    "send_signing_code": _("En engångskod skickades till den som ska skriva under"),
}

REQUEST = Permission(
    "signatures.request",
    frozenset({Role.SECRETARY, Role.COORDINATOR, Role.OFFICER, Role.SYSTEM}),
    "begära underskrifter",
)
SIGN = Permission("signatures.sign", EVERY_PERSON, "skriva under")
PRESERVE = Permission(
    "signatures.preserve", frozenset({Role.SYSTEM}), "förnya tidsstämplar på undertecknade filer"
)
FOLLOW = Permission(
    "signatures.follow",
    frozenset({Role.SECRETARY, Role.COORDINATOR, Role.OFFICER, Role.SYSTEM}),
    "se vad andra ska skriva under",
)


def may_see(actor: Actor, *, authority: int, person_ids: frozenset[int | None]) -> bool:
    """Whether the actor sees a request: one of those asked to sign, or who follows them for the authority."""
    is_named = actor.person_id is not None and actor.person_id in person_ids
    return is_named or permits(actor, FOLLOW, authority)
