"""Swedish compounds taken apart: upphandlingsprotokollet is upphandling and protokollet."""

from collections.abc import Iterable
from functools import lru_cache

LONGEST = 60  # letters; a longer word is no word
SHORTEST = 6  # letters; a shorter word is not taken apart
SHORTEST_FIRST = 2  # år, el, by
SHORTEST_PART = 3
SHORTEST_BEFORE_KNOWN_END = 4  # an unknown first part, as in a name
SHORTEST_KNOWN_END = 5
KNOWN, UNKNOWN = 1, 3  # what a part costs; the cheapest way of taking apart wins
REMEMBERED = 200_000

# What a word ends with in its forms; the longest first.
ENDINGS = (
    "arnas", "ernas", "ornas", "heten", "arna", "erna", "orna", "ens", "ets", "ars", "ers", "nas",
    "en", "et", "ar", "er", "or", "na", "ns", "ts", "n", "t", "s", "",
)  # fmt: skip
# What begins a word without being a part of its own: förhandling and underhandling are no kinds of handling.
PREFIXES = frozenset(
    """an av be bi efter ent er för före gen genom in miss mot ned om på sam sär till und under upp ur ut van
    vid å åter över anti auto inter super trans re de kon kom pro ex o""".split()  # noqa: SIM905 -- reads best as words
)
BREAK_OFF_VOWELS = "ae"

Split = tuple[int, tuple[str, ...]]


class Compounds:
    """The words known as parts, and how words are taken apart by them; answers are remembered."""

    def __init__(self, stems: Iterable[str]) -> None:
        """Take the parts in their basic form, such as upphandling and skola."""
        words = {stem.strip().lower() for stem in stems}
        words = {word for word in words if len(word) >= SHORTEST_FIRST}
        self._ends = frozenset(word for word in words if len(word) >= SHORTEST_PART)
        self._firsts = {form: word for word in sorted(words) for form in _linking(word)} | {
            word: word for word in words
        }
        self.parts = lru_cache(maxsize=REMEMBERED)(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the parts, all but the last in basic form; nothing when the word is not compound."""
        word = word.lower()
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha() or self._is_end(word):
            return ()
        found = self._cheapest(word, is_first=True, memory={})
        if found is None or len(found[1]) == 1:
            return ()
        return found[1]

    def _cheapest(self, rest: str, *, is_first: bool, memory: dict[str, Split | None]) -> Split | None:
        """Find the way with the fewest parts; of equals the one with the longest first part."""
        if rest in memory:
            return memory[rest]
        best: Split | None = (KNOWN, (rest,)) if self._is_end(rest) else None
        for cut in range(len(rest) - SHORTEST_PART, SHORTEST_FIRST - 1, -1):
            first = self._firsts.get(rest[:cut])
            cost = KNOWN
            if first is None:
                if not is_first or not self._may_be_unknown(rest, cut):
                    continue
                first, cost = rest[:cut].removesuffix("s"), UNKNOWN
            further = self._cheapest(rest[cut:], is_first=False, memory=memory)
            if further is not None and (best is None or further[0] + cost < best[0]):
                best = (further[0] + cost, (first, *further[1]))
        memory[rest] = best
        return best

    def _is_end(self, word: str) -> bool:
        """Whether the word is a known part in one of its forms."""
        for ending in ENDINGS:
            if not word.endswith(ending):
                continue
            bare = word[: len(word) - len(ending)]
            if len(bare) >= SHORTEST_PART and (bare in self._ends or self._lost_its_vowel(bare, ending)):
                return True
        return False

    def _lost_its_vowel(self, bare: str, ending: str) -> bool:
        """Skolan and skolor are forms of skola; reglerna of regel."""
        if ending and any(bare + vowel in self._ends for vowel in BREAK_OFF_VOWELS):
            return True
        return ending.startswith(("er", "ar", "or")) and f"{bare[:-1]}e{bare[-1:]}" in self._ends

    def _may_be_unknown(self, rest: str, cut: int) -> bool:
        first, last = rest[:cut], rest[cut:]
        return (
            len(first) >= SHORTEST_BEFORE_KNOWN_END
            and len(last) >= SHORTEST_KNOWN_END
            and first.removesuffix("s") not in PREFIXES
            and self._is_end(last)
        )


def _linking(word: str) -> set[str]:
    """Return the forms in which a word stands before another: upphandlings, skol, kyrko, gatu."""
    forms = {f"{word}s"}
    if word[-1] in BREAK_OFF_VOWELS and len(word) > SHORTEST_PART:
        forms |= {word[:-1] + link for link in ("", "s", "o", "u")}
    return {form for form in forms if len(form) >= SHORTEST_PART}
