"""Who may ask for signatures, sign and look, and what each action is called."""

from tinget.organisation.api import EVERY_PERSON, Actor, Permission, Role, permits

ACTION_TEXTS: dict[str, str] = {
    "request_signatures": "Underskrifter begärdes",
    "replace_file": "Filen byttes ut före första underskriften",
    "sign": "Handlingen skrevs under",
    "decline": "Underskriften avböjdes",
    "let_step_in": "Någon annan skriver under i stället för den som fick förhinder",
    "renew_stamp": "Tidsstämpeln förnyades",
    "withdraw_signing": "Begäran om underskrifter togs tillbaka",
    "remind_signers": "De som inte har skrivit under påmindes",
    "start_eid_signing": "En underskrift med e-legitimation påbörjades",
    "end_eid_signing": "En underskrift med e-legitimation blev inte av",
    "forget_eid_signings": "Försök till underskrift som inte blev av gallrades",
    "send_signing_code": "En engångskod skickades till den som ska skriva under",
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
