"""Words for addresses."""

import re
import unicodedata

_NOT_DECOMPOSED = str.maketrans({"ß": "ss", "ø": "o", "æ": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})


def slug_of(text: str) -> str:
    """Make the word that stands for a name in an address: `Övertorneå` becomes `overtornea`."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_NOT_DECOMPOSED))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
