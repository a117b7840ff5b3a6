"""Swedish order: å, ä and ö stand last."""

# The same letters in the same places as the database's index expression for names:
# translate(lower(x), 'åäöéü', '{|}ey'); the signs after z in ASCII.
_SWEDISH = str.maketrans("åäöéü", "{|}ey")


def swedish_key(text: str) -> str:
    """Give the key by which texts sort as in a Swedish list: `sorted(names, key=swedish_key)`."""
    return text.lower().translate(_SWEDISH)
