"""Finds what is surely wrong in minutes; a finding must be certain enough to show an auditor."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tinget.kernel.dates import earliest_removal, last_day_to_appeal
from tinget.workflows.import_minutes.rules.annexes import wrong_annexes
from tinget.workflows.import_minutes.rules.facts import ItemRead, LintFinding, MeetingRead
from tinget.workflows.import_minutes.rules.headings import Part
from tinget.workflows.import_minutes.rules.lines import Line, Source
from tinget.workflows.import_minutes.rules.numbers import record_ids_in, without_days, years_in
from tinget.workflows.import_minutes.rules.parts import Parts
from tinget.workflows.import_minutes.rules.regions import Regions
from tinget.workflows.import_minutes.rules.sums import wrong_sums

USUAL = "år.nummer"
MOST_SHARE, FEW = 0.6, 3
STEM, FEWEST_LETTERS, SHORTEST_END = 6, 5, 4
MOST_COMPARED = 40

_USUAL_ID = re.compile(r"(?:19|20)\d\d\.\d{1,6}")
_NO_WORD = re.compile(
    r"(?<![\w:.-])(?P<prefix>[A-ZÅÄÖa-zåäö]{1,12}(?:-[A-ZÅÄÖa-zåäö]{2,12})?)\s+(?P<id>(?:19|20)\d\d\.\d{1,6})(?![\w./:-]*\d)"
)
_JOINED = re.compile(
    r"(?P<word>[^\W\d_]+)(?:\s+(?:för|till|avseende|gällande|år|året|åren|perioden|verksamhetsåret|budgetåret"
    r"|kalenderåret|läsåret))*\s*$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:grund|inför|underlag|kommande|nästa|jämför|föregående|tidigare|ersätt|upphäv|i ?stället|beakta"
    r"|arbet|uppföljning|erfarenhet|redan|förra)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d\d)(?![\d/:]|\.\d)")


def lint(
    source: Source,
    regions: Regions,
    items: Sequence[ItemRead],
    parts: Mapping[str, Parts],
    meeting: MeetingRead,
    body: str,
) -> list[LintFinding]:
    """Apply every rule; findings come in the order of their lines."""
    found = [
        *_record_ids(regions, meeting, body),
        *_proposals(items, parts),
        *title_years(items),
        *wrong_sums(source.body),
        *wrong_annexes(regions, items, parts),
        *_early_notices(meeting),
    ]
    return sorted(dict.fromkeys(found), key=lambda one: (one.line, one.rule))


def _item_lines(regions: Regions) -> Iterator[Line]:
    for segment in regions.segments:
        yield from segment.lines


def _record_ids(regions: Regions, meeting: MeetingRead, body: str) -> list[LintFinding]:
    """Find record ids that break the series' own pattern, and ids of the series without the word Hid."""
    seen = [
        (line, one) for line in _item_lines(regions) for one in record_ids_in(line.text) if _is_hid(line.text)
    ]
    shapes = Counter(
        "usual" if _USUAL_ID.fullmatch(one.number) else re.sub(r"\d+", "#", one.number) for _line, one in seen
    )
    if (
        shapes
        and (most := shapes.most_common(1)[0])[0] != "usual"
        and most[1] >= FEW
        and most[1] >= MOST_SHARE * len(seen)
    ):
        return []  # another system's ids: its pattern is its own
    found = []
    for line, one in seen:
        if _is_let_be(one.number):
            continue
        if not _USUAL_ID.fullmatch(one.number):
            found.append(
                LintFinding(
                    "record_id_pattern",
                    line.number,
                    f"Handlings-id ”{one.number}” följer inte mönstret {USUAL} (som 2023.42).",
                )
            )
        elif meeting.date and int(one.number[:4]) > int(meeting.date[:4]):
            found.append(
                LintFinding(
                    "record_id_pattern",
                    line.number,
                    f"Handlings-id ”{one.number}” har ett år efter sammanträdet.",
                )
            )
    series = {one.prefix.lower() for _line, one in seen if one.prefix}
    return found + _wordless(regions, series, body)


def _is_let_be(number: str) -> bool:
    """Whether an id goes on on the next line, or stands for those from one to another."""
    if not number or re.fullmatch(r"(?:19|20)\d\d", number):
        return True
    first, dash, last = number.partition("-")
    return bool(_USUAL_ID.fullmatch(first) and dash and (_USUAL_ID.fullmatch(last) or last.isdigit()))


def _is_hid(text: str) -> bool:
    return "hid" in text.lower()


def _wordless(regions: Regions, series: set[str], body: str) -> list[LintFinding]:
    found = []
    for line in _item_lines(regions):
        for match in _NO_WORD.finditer(line.text):
            prefix = match["prefix"].lower()
            is_own = len(prefix) >= FEWEST_LETTERS and prefix in body.lower() and "-" in prefix
            if prefix != "hid" and (prefix in series or is_own):
                text = f"”{match[0]}” är ett handlings-id utan ordet Hid."
                found.append(LintFinding("record_id_pattern", line.number, text))
    return found


def _proposals(items: Sequence[ItemRead], parts: Mapping[str, Parts]) -> list[LintFinding]:
    """Find decisions that stand under the heading of a proposal."""
    found = []
    for item in items:
        sections = parts[item.paragraph].sections
        if not item.decision or any(one.part is Part.DECISION and one.printed for one in sections):
            continue
        under = next(
            (
                one
                for one in sections
                if one.part is Part.PROPOSAL and one.printed and _holds(one.printed[0], item.decision)
            ),
            None,
        )
        if under is not None:
            text = f"§ {item.paragraph}: beslutet står under rubriken ”{under.heading}”, och ingen annan."
            found.append(LintFinding("decision_under_proposal", under.line, text))
    return found


def _holds(line: Line, decision: str) -> bool:
    return decision.startswith(line.folded.rstrip("-")[:MOST_COMPARED])


def title_years(items: Sequence[ItemRead]) -> list[LintFinding]:
    """Find titles that name one year of a matter while the decision on the same matter names another."""
    found = []
    for item in items:
        title, decision = item.title or "", item.decision or ""
        named = years_in(title)
        decided = years_in(decision)
        if len(named) == 1 and decided and not named & decided and (matter := _same_matter(title, decision)):
            word, year = matter
            text = f"§ {item.paragraph}: rubriken säger {min(named)}, men beslutet gäller {word} {year}."
            found.append(LintFinding("title_year", item.line, text))
    return found


def _same_matter(title: str, decision: str) -> tuple[str, str] | None:
    """Find a word of the title that the decision joins to a year: `verksamhetsplan för 2026`."""
    stems = {word.lower()[:STEM] for word in re.findall(r"[^\W\d_]{5,}", title)}
    plain = without_days(decision)
    for year in _YEAR.finditer(plain):
        clause = re.split(r"[,.;:]", plain[: year.start()])[-1]
        joined = _JOINED.search(clause)
        if joined and not _OF_ANOTHER.search(clause) and _names(joined["word"].lower(), stems, title.lower()):
            return joined["word"], year[1]
    return None


def _names(word: str, stems: set[str], title: str) -> bool:
    """Whether a word is one of the title's, or the end of one: `planen` of `verksamhetsplan`."""
    bare = re.sub(r"(?:erna|en|et|na|n|t)$", "", word)
    is_end = len(bare) >= SHORTEST_END and re.search(rf"\w{re.escape(bare)}\b", title) is not None
    return (len(word) >= FEWEST_LETTERS and word[:STEM] in stems) or is_end


def _early_notices(meeting: MeetingRead) -> list[LintFinding]:
    """Find notices that were taken down before the time to appeal had run out (KL 8:12, 13:5)."""
    found = []
    for one in meeting.notices:
        if not one.up or not one.down:
            continue
        up, down = dt.date.fromisoformat(one.up), dt.date.fromisoformat(one.down)
        earliest = earliest_removal(up).date
        if down < earliest:
            last = last_day_to_appeal(up).date
            text = (
                f"Anslaget sattes upp {up.isoformat()} och togs ned {down.isoformat()}, men sista dag att "
                f"överklaga är "
                f"{last.isoformat()}; tidigast {earliest.isoformat()} får det tas ned."
            )
            found.append(LintFinding("notice_early", one.line, text))
    return found
