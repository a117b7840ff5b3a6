"""Finding words in a meeting's papers: where all of them stand, with some of the text around the first."""

AROUND = 80  # signs before and after
MOST_WORDS = 8


def snippet(text: str, asked: str) -> str:
    """Give the text around the first of the words, when all of them are in it; else empty."""
    flat = " ".join(text.split())
    folded, words = flat.casefold(), asked.casefold().split()[:MOST_WORDS]
    if not words or any(word not in folded for word in words):
        return ""
    # casefold may lengthen a text (ß), so the place is a near one: the piece is for reading, not for counting
    at = min(folded.index(word) for word in words)
    begin, end = max(at - AROUND, 0), at + AROUND
    return ("… " if begin else "") + flat[begin:end].strip() + (" …" if end < len(flat) else "")
