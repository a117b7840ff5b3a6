"""What the register shows visitors on the web (webbdiarium): never whom a private person wrote as."""

import re

# YYMMDD-NNNN, with or without century and hyphen; in an organisation's number the month is 20 or more.
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d\d)?\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d|[6-9]\d)[-+ ]?\d{4}(?!\d)")


def is_surely_personal(counterpart: str) -> bool:
    """Tell whether the words hold an identity number or an e-mail address (GDPR art. 5.1 c).

    Other words may be a person's too: who opens them for visitors answers for it that they are not.
    """
    return "@" in counterpart or _IDENTITY_NUMBER.search(counterpart) is not None
