"""Swedish forms that PostgreSQL's stemmer leaves as they are: beslutet, skolan, skjutsar, ledamöter.

It takes away -en, -ar and -arna, but not -et, -an or -na, and knows nothing of vowels that come and go.
"""

import re

SHORTEST = 4  # letters of a word that is bent

# The vowel changes: the end of the word, and what it is of.
_CHANGED = {
    "ledamöter": "ledamot", "böcker": "bok", "städer": "stad", "händer": "hand", "länder": "land",
    "nätter": "natt", "stränder": "strand", "tänder": "tand", "fötter": "fot", "söner": "son",
    "bröder": "bror", "döttrar": "dotter", "män": "man", "kor": "ko", "skor": "sko",
}  # fmt: skip
_AFTER_CHANGED = re.compile(r"(?:na|nas|s|en|ens|nen)?$")
_GENITIVE = re.compile(r"(?<=[^s])s$")
_DEFINITE = re.compile(r"(?:(?<=[^aeiouyåäö])(?:et|ena)|(?<=[a-zåäö]{3})(?:an|yn))$")
_PLURAL = re.compile(r"(?:arna|erna|orna|ar|er|or|en|et|na)$")
_LOST_E = re.compile(r"(?:[^aeiouyåäölrn]|m)[lrn]$")


def other_forms(word: str) -> tuple[str, ...]:
    """Return forms under which the word is also to be found, in lower case; often none."""
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    bare = _GENITIVE.sub("", word)
    forms = {*_unchanged(bare), *_definite(bare), *_plural(bare)}
    if bare != word and bare.endswith(("ar", "er", "or", "et", "na", "an")):
        forms.add(bare)
    return tuple(sorted(form for form in forms if len(form) > 1 and form != word))


def _unchanged(word: str) -> set[str]:
    for changed, plain in _CHANGED.items():
        place = word.rfind(changed)
        if place >= 0 and _AFTER_CHANGED.fullmatch(word[place + len(changed) :]):
            return {word[:place] + plain}
    return set()


def _definite(word: str) -> set[str]:
    """Beslutet is beslut; mötet is möte, whose stem is möt; skolan is skola; policyn is policy."""
    match = _DEFINITE.search(word)
    if match is None:
        return set()
    return {word[: match.start()] + match[0][: -2 if match[0] in {"et", "ena"} else -1].removesuffix("e")}


def _plural(word: str) -> set[str]:
    """Regler is regel, numret is nummer; skjutsar is skjuts, whose stem loses its s."""
    match = _PLURAL.search(word)
    if match is None:
        return set()
    bare = word[: match.start()]
    forms = {bare} if bare.endswith("s") or (len(bare) < SHORTEST and match[0] in {"en", "et"}) else set()
    if len(bare) > 2 and _LOST_E.search(bare):  # noqa: PLR2004 -- a word of three letters at least
        forms.add(f"{bare[:-1]}e{bare[-1]}")
        if bare[-2] == "m":
            forms.add(f"{bare[:-1]}me{bare[-1]}")
    return forms
