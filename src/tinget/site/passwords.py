"""Passwords that somebody who knows the place would try first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tinget.organisation import api as organisation

# What this is called, what is done here, and by whom; the names of the municipalities are added as they are.
WORDS = (
    "tinget", "nämnd", "namnd", "kommun", "protokoll", "diarium", "sammanträde", "sammantrade", "justering",
    "sekreterare", "ordförande", "ordforande", "registrator", "ledamot", "ersättare", "handläggare",
    "lösenord", "losenord", "password", "norrbotten", "sommar", "vinter", "höst", "vår",
)  # fmt: skip
LEFT = 8  # characters that must remain when the words and the figures are taken away


class NotOurWords:
    """Refuses a password that is little more than words of the house with figures and signs around them."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError where too little is left."""
        del user
        if is_little_else(password, {*WORDS, *_municipalities()}):
            raise ValidationError(self.get_help_text(), code="our_words")

    def get_help_text(self) -> str:
        """Say what is not enough."""
        return _("Lösenordet får inte bestå av ord som hör till arbetet, en kommuns namn eller en årstid.")


def is_little_else(password: str, words: set[str]) -> bool:
    """Tell whether the password has some of the words in it, and few letters besides."""
    rest = password.lower()
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != password.lower() and len(re.sub(r"[\W\d_]", "", rest)) < LEFT


def _municipalities() -> set[str]:
    return {one.name.removesuffix(" kommun").lower() for one in organisation.municipalities()}
