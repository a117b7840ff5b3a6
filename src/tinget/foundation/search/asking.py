"""What a person wrote in the search box, read: words, phrases, numbers, what is not wanted. Never fails."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tinget.foundation.search.numbers import numbers_in
from tinget.foundation.search.words import clean, compounds, remembered_forms, words_of

LONGEST_QUESTION = 1_000  # characters
MOST_TERMS = 20
QUOTES = str.maketrans(dict.fromkeys("”“„»«″", '"'))
# What stands before a number to say which kind it is; the number says it better.
_LABELS = frozenset("hid dnr diarienr diarienummer ärendenr ärendenummer nr nummer handlingsid år".split())  # noqa: SIM905 -- reads best as words
_TWO_FIGURES = re.compile(r"\d{4}-\d+")
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<words>[^\s"]+))')


class Sort(StrEnum):
    """What a term is."""

    WORD = "word"
    PHRASE = "phrase"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for, or kept out: its words as written, or its exact forms."""

    sort: Sort
    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What was written and the terms in it; `is_cut` when there were more than are searched for."""

    text: str
    terms: tuple[Term, ...]
    is_cut: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that a hit must have."""
        return tuple(term for term in self.terms if not term.unwanted)

    @property
    def is_numbers(self) -> bool:
        """Whether all that is wanted are numbers, each of which stands in few entries."""
        return bool(self.wanted) and all(term.sort is Sort.NUMBER for term in self.wanted)

    def with_words(self, changed: Callable[[str], str]) -> "Question":
        """Return the question with single words put otherwise, as when they are spelt right."""
        terms = tuple(
            replace(term, words=tuple(words_of(changed(term.words[0]))))
            if term.sort is Sort.WORD and not term.unwanted
            else term
            for term in self.terms
        )
        return Question(" ".join(_written(term) for term in terms), terms, self.is_cut)

    def only_numbers(self) -> "Question":
        """Return what is left when only the numbers count."""
        return replace(self, terms=tuple(term for term in self.terms if term.sort is Sort.NUMBER))


def read(text: str) -> Question:
    """Read what was written; more than 20 terms, or 1,000 signs, are left out."""
    text = clean(text)
    kept = " ".join(text[:LONGEST_QUESTION].translate(QUOTES).split())
    terms, rest = _numbers_taken_out(kept)
    for match in _PIECE.finditer(rest):
        terms.extend(_terms(match))
    is_cut = len(text) > LONGEST_QUESTION or len(terms) > MOST_TERMS
    if any(term.sort is Sort.NUMBER for term in terms):
        terms = [term for term in terms if not _is_label(term)]
    return Question(kept, tuple(terms[:MOST_TERMS]), is_cut)


def _numbers_taken_out(text: str) -> tuple[list[Term], str]:
    """Find the numbers outside quotation marks, and return the text without them."""
    terms, rest = [], text
    for number in sorted(numbers_in(text.lower()), key=lambda one: one.start):
        before = text[: number.start]
        if before.count('"') % 2 or rest[number.start : number.end].isspace():
            continue
        unwanted = before.endswith("-")
        terms.append(
            Term(Sort.NUMBER, (text[number.start : number.end],), number.forms, number.loose, unwanted)
        )
        length = number.end - number.start
        rest = rest[: number.start] + " " * length + rest[number.end :]
        if unwanted:
            rest = rest[: number.start - 1] + " " + rest[number.start :]
    return terms, rest


def _terms(match: re.Match[str]) -> list[Term]:
    unwanted = match["minus"] is not None
    if match["phrase"] is not None:
        words = tuple(words_of(match["phrase"]))
        return [Term(Sort.PHRASE if len(words) > 1 else Sort.WORD, words, unwanted=unwanted)] if words else []
    words = tuple(words_of(match["words"]))
    if unwanted and len(words) > 1:
        return [Term(Sort.PHRASE, words, unwanted=True)]
    return [Term(Sort.WORD, (word,), unwanted=unwanted) for word in words]


def _is_label(term: Term) -> bool:
    return term.sort is Sort.WORD and term.words[0] in _LABELS


def _written(term: Term) -> str:
    words = " ".join(term.words)
    return ("-" if term.unwanted else "") + (f'"{words}"' if term.sort is Sort.PHRASE else words)


@dataclass(frozen=True, slots=True)
class Expression:
    """A tsquery in SQL with its values."""

    sql: str
    values: tuple[str, ...]


NOTHING = Expression("''::tsquery", ())


def expression(
    terms: Sequence[Term], lexemes: Sequence[Sequence[str]] = (), *, is_inside: bool = True
) -> Expression:
    """Say in SQL what is sought: every wanted term, none of the unwanted, one of each group of lexemes.

    What a visitor does not want is kept out by what visitors may see alone (weights A, B and C): otherwise
    the hits that are missing would tell of the rest.
    """
    mark = "" if is_inside else ":ABC"
    parts = [_negated(_meant(term, mark)) if term.unwanted else _meant(term) for term in terms]
    parts += [Expression("%s::tsquery", (_any_of(group),)) for group in lexemes]
    return _joined(parts)


def strict_expression(terms: Sequence[Term]) -> Expression:
    """Say in SQL that all words stand in the title as they were written."""
    parts = [
        Expression("to_tsquery('swedish', %s)", (_in_title(term),))
        for term in terms
        if not term.unwanted and term.sort is not Sort.NUMBER
    ]
    return _joined(parts)


def exact_expression(terms: Sequence[Term]) -> Expression:
    """Say in SQL that the entry's own number is among those that were written."""
    forms = [f"N={form}" for term in terms if not term.unwanted for form in term.forms]
    return Expression("%s::tsquery", (_any_of(forms),)) if forms else NOTHING


def _joined(parts: list[Expression]) -> Expression:
    if not parts:
        return NOTHING
    return Expression(
        " && ".join(f"({part.sql})" for part in parts),
        tuple(value for part in parts for value in part.values),
    )


def _negated(part: Expression) -> Expression:
    return Expression(f"!!({part.sql})", part.values)


def _meant(term: Term, mark: str = "") -> Expression:
    if term.sort is Sort.NUMBER:
        found = [f"n={form}" for form in term.forms] + [f"l={form}" for form in term.loose]
        return _number_or_years(term, Expression("%s::tsquery", (_any_of(found),)), mark)
    if term.sort is Sort.PHRASE:
        phrase = " <-> ".join(f"'{word}'{mark}" for word in term.words)
        return Expression("to_tsquery('swedish', %s)", (phrase,))
    return Expression("to_tsquery('swedish', %s)", (" & ".join(_word(word, mark) for word in term.words),))


def _number_or_years(term: Term, number: Expression, mark: str) -> Expression:
    """2022-2023 may be two years, and no number at all."""
    if not _TWO_FIGURES.fullmatch(term.words[0]):
        return number
    apart = " & ".join(f"'{word}'{mark}" for word in words_of(term.words[0]))
    return Expression(f"{number.sql} || to_tsquery('swedish', %s)", (*number.values, apart))


def _word(word: str, mark: str) -> str:
    """Ask for the word itself, or all its parts: a compound is also sought where it is written apart."""
    parts = compounds().parts(word)
    if not parts:
        return _any_form(word, mark)
    together = " & ".join(_any_form(part, mark) for part in parts)
    return f"({_any_form(word, mark)} | ({together}))"


def _any_form(word: str, mark: str) -> str:
    return "(" + " | ".join(f"'{form}'{mark}" for form in (word, *remembered_forms(word))) + ")"


def _in_title(term: Term) -> str:
    if term.sort is Sort.PHRASE:
        return " <-> ".join(f"'{word}':A" for word in term.words)
    return " & ".join(_any_form(word, ":A") for word in term.words)


def _any_of(lexemes: Sequence[str]) -> str:
    """Write lexemes as a tsquery; they hold no sign that needs care but these two."""
    doubled = [lexeme.replace("\\", "\\\\").replace("'", "''") for lexeme in lexemes]
    return "|".join(f"'{lexeme}'" for lexeme in doubled)
