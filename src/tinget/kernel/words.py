"""Texts that are Swedish wherever they are kept, and are read in another language where a page shows them."""

from collections.abc import Callable, Iterable
from typing import Any


class Reader:
    """Reads messages as they stand; whoever shows pages sets another (`read_by`)."""

    def is_abroad(self) -> bool:
        """Tell whether another language than Swedish is read just now."""
        return False

    def words(self, message: str) -> str:
        """Return a message in that language."""
        return message


_reader = [Reader()]


class Told(str):
    """A text that is Swedish wherever it is kept, and is read in the reader's language where a page shows it.

    A page shows a value by `str()`; what writes it down takes the text as it is. Laid into an f-string or
    joined by a plain text it is Swedish for good, which is the safe way to fail.
    """

    __slots__ = ("read",)
    read: Callable[[], str]

    def __str__(self) -> str:
        """Return the text in the language that is read just now."""
        return self.read() if _reader[0].is_abroad() else self

    def __format__(self, form: str) -> str:
        """Be Swedish in an f-string, whose other words are."""
        return format(self[:], form)

    def __mod__(self, values: Any) -> "Told":
        """Lay values into the text."""
        return told(super().__mod__(values), lambda: str(self) % values)

    def __add__(self, more: str) -> "Told":
        """Let a text follow."""
        return told(super().__add__(more), lambda: str(self) + str(more))

    def __radd__(self, before: str) -> "Told":
        """Let a text stand before."""
        return told(before + self[:], lambda: str(before) + str(self))

    def __deepcopy__(self, _memory: object) -> "Told":
        """Stay the same: a text does not change."""
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Be written down as the Swedish text."""
        return str, (self[:],)

    def capitalize(self) -> "Told":
        """Begin with a capital letter."""
        return told(super().capitalize(), lambda: str(self)[:1].upper() + str(self)[1:])


def read_by(reader: Reader) -> None:
    """Say who reads, and in which language; called once, when the pages' room is ready."""
    _reader[0] = reader


def told(written: str, read: Callable[[], str]) -> Told:
    """Return a text with how it is read in the language of the moment."""
    text = Told(written)
    text.read = read
    return text


def word(message: str) -> Told:
    """Mark a word or sentence of ours for translation, where there is no Django."""
    return told(message, lambda: _reader[0].words(message))


def joined(between: str, parts: Iterable[str]) -> Told:
    """Join texts, so that each is still read in the reader's language."""
    texts = list(parts)
    return told(between.join(texts), lambda: str(between).join(str(one) for one in texts))
