"""Searching: what objects are found by, kept beside them, and found only by those who may see them."""

from tinget.foundation.search.asking import LONGEST_QUESTION
from tinget.foundation.search.entries import Entry, learn, put, put_all, remove
from tinget.foundation.search.finding import CANDIDATES, COUNTED, After, Filters, Found, Hit, Wish, find
from tinget.foundation.search.snippets import Piece
from tinget.foundation.search.words import words_of

__all__ = [
    "CANDIDATES",
    "COUNTED",
    "LONGEST_QUESTION",
    "After",
    "Entry",
    "Filters",
    "Found",
    "Hit",
    "Piece",
    "Wish",
    "find",
    "learn",
    "put",
    "put_all",
    "remove",
    "words_of",
]
