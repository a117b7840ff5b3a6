"""Reads the text of published minutes: the meeting, its paragraphs, what is surely wrong, and every doubt."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tinget.workflows.import_minutes.rules.facts import (
    Attendee,
    Doubt,
    ItemRead,
    MeetingRead,
    MinutesRead,
    NoticeRead,
)
from tinget.workflows.import_minutes.rules.front import (
    attendance_of,
    day_of,
    immediate_in,
    named,
    place_of,
)
from tinget.workflows.import_minutes.rules.item_reading import ItemReader
from tinget.workflows.import_minutes.rules.label_words import Label
from tinget.workflows.import_minutes.rules.labels import Labelled
from tinget.workflows.import_minutes.rules.lines import Line, Source, split_lines
from tinget.workflows.import_minutes.rules.linting import lint
from tinget.workflows.import_minutes.rules.notices import notices_in
from tinget.workflows.import_minutes.rules.people import people_in, pieces_of
from tinget.workflows.import_minutes.rules.regions import Regions, divide
from tinget.workflows.import_minutes.rules.running import set_apart

_SIGNERS = (Label.SECRETARY, Label.CHAIR, Label.APPROVERS)
_LISTS = (Label.MEMBERS, Label.SERVING, Label.SUBSTITUTES, Label.OTHERS)
_SECRETARY = re.compile(r"\b(?:\w*sekreterare|protokollförare)\b", re.IGNORECASE)
_PERSON = r"(?P<name>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+){1,3})(?: \([^()]{1,12}\))?"
_CHOSEN = (
    re.compile(rf"(?:utse[rs]?|utsågs|välj(?:a|er|s)|valdes) {_PERSON}[^.]{{0,60}}?\bjuster"),
    re.compile(rf"{_PERSON} (?:utses|utsågs|väljs|valdes|utsedd)[^.]{{0,60}}?\bjuster"),
)
_SIGNED_BY = re.compile(
    r"\b(?:under(?:tecknat|tecknats|tecknades|skrivet|skrivits)|signera(?:t|ts|des)) (?:\w+ )?av:? ",
    re.IGNORECASE,
)
MOST_SIGNERS_APART, MOST_TOLD_LINES = 3, 4
MOST_UNDER_LABEL, MOST_SIGNERS = 4, 16


def read_minutes(text: str) -> MinutesRead:
    """Read minutes; nothing is guessed silently, what is unknown is None or empty."""
    lines, is_cut = split_lines(text)
    source = set_apart(lines, is_cut=is_cut)
    regions = divide(source)
    reader = ItemReader(source.words, _body(regions, source))
    items = [reader.read(one.opening, one.lines) for one in regions.segments]
    meeting, doubts = _meeting(source, regions, items)
    doubts = [*doubts, *_row_doubts(regions, source, items), *reader.doubts, *_id_doubts(items)]
    doubts.sort(key=lambda one: one.line)
    findings = lint(source, regions, items, reader.parts, meeting, reader.body)
    parties = {
        p.name: p.party
        for one in regions.fields
        for row in one.rows
        for p in people_in([c.text for c in row.cells])
        if p.party
    }
    return MinutesRead(
        meeting, tuple(items), tuple(findings), tuple(dict.fromkeys(doubts)), reader.body, parties
    )


def _body(regions: Regions, source: Source) -> str:
    """Name the deciding body as its decisions' headings do."""
    named_in = Counter(one.opening.body for one in regions.segments if one.opening.body)
    return named_in.most_common(1)[0][0] if named_in else _body_of_heads(source, regions.front)


def _body_of_heads(source: Source, front: Sequence[Line]) -> str:
    text = " ".join(line.folded for line in (*source.running[:40], *front[:40]))
    found = re.search(
        r"\b((?:e-|E-|[A-ZÅÄÖ])[\w-]*(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskott(?:et)?))\b", text
    )
    return found[1] if found else ""


def _meeting(source: Source, regions: Regions, items: Sequence[ItemRead]) -> tuple[MeetingRead, list[Doubt]]:
    fields, front = regions.fields, regions.front
    item_pages = {line.page for one in regions.segments for line in one.lines} | {line.page for line in front}
    running = [line for line in source.running if line.page in item_pages]
    tails = [line for tail in regions.tails for line in tail]
    segments = [(str(one.opening.number), one.lines) for one in regions.segments]
    day, day_doubts = day_of(fields, running, front)
    place, place_doubts = place_of(fields)
    attendance, attendance_doubts = _attendance(fields)
    chair, chair_doubts = _one(fields, Label.CHAIR, attendance, "chair", "Ordföranden")
    secretary, secretary_doubts = _secretary(fields)
    approvers, approver_doubts = _approvers(fields, regions)
    notices, notice_doubts = notices_in(fields, [*front, *tails], regions.declared or _own(items))
    signatures, signature_doubts = _signatures(fields, [*front, *tails])
    meeting = MeetingRead(
        date=day.isoformat() if day else None,
        place=place,
        chair=chair,
        secretary=secretary,
        approvers=tuple(approvers),
        attendance=tuple(_as_chair(one, chair) for one in attendance),
        immediate=tuple(immediate_in(fields, segments, [*front, *tails])),
        notices=tuple(_given(notices)),
        signatures=tuple(signatures),
    )
    people = [*attendance_doubts, *chair_doubts, *secretary_doubts, *approver_doubts]
    return meeting, [*day_doubts, *place_doubts, *people, *notice_doubts, *signature_doubts]


def _attendance(fields: Sequence[Labelled]) -> tuple[list[Attendee], list[Doubt]]:
    attendance, doubts = attendance_of(_with_chairs(fields))
    if not doubts and not any(one.role != "other" for one in attendance):
        why = "Ingen lista över beslutande hittades i texten."
        doubts = [Doubt("meeting.attendance", _line_of(fields, _LISTS), why)]
    return attendance, doubts


def _given(notices: Sequence[NoticeRead]) -> list[NoticeRead]:
    return [one for one in notices if one.up or one.down or one.paragraphs]


def _own(items: Sequence[ItemRead]) -> tuple[str, ...]:
    return tuple(one.paragraph for one in items)


def _line_of(fields: Sequence[Labelled], labels: Sequence[Label]) -> int:
    return next((one.line for one in fields if one.label in labels), 1)


def _as_chair(one: Attendee, chair: str | None) -> Attendee:
    if one.name == chair and one.role == "member":
        return Attendee(one.name, one.party, one.municipality, "chair")
    return one


def _with_chairs(fields: Sequence[Labelled]) -> list[Labelled]:
    """Read the chair's own label as a row of the list of those present where it stands in that list."""
    seen: list[Labelled] = []
    for at, one in enumerate(fields):
        beside = [fields[n].label for n in (at - 1, at + 1) if 0 <= n < len(fields)]
        after = [later.label for later in fields[at + 1 : at + 2]]
        if one.label in (Label.CHAIR, Label.VICE_CHAIR) and (
            set(after) & {*_LISTS, Label.VICE_CHAIR}
            or (set(beside) & {Label.CHAIR, Label.VICE_CHAIR} and Label.VICE_CHAIR in {one.label, *beside})
        ):
            copy = Labelled(Label.MEMBERS, one.line, one.column, one.printed)
            for row in one.rows:
                first = row.cells[0]
                copy.rows.append(
                    type(row)(
                        row.line,
                        [
                            type(first)(f"{first.text}, {one.printed}", first.column, first.line),
                            *row.cells[1:],
                        ],
                        row.after_blank,
                    )
                )
            seen.append(copy)
        seen.append(one)
    return seen


def _one(
    fields: Sequence[Labelled], label: Label, attendance: Sequence[Attendee], role: str, who: str
) -> tuple[str | None, list[Doubt]]:
    names = named(fields, label)
    listed = [one.name for one in attendance if one.role == role]
    if not names and listed:
        return listed[0], []
    if not names:
        return None, [Doubt(f"meeting.{role}", _line_of(fields, (label,)), f"{who} hittades inte vid namn.")]
    if len(names) > 1:
        line = _line_of(fields, (label,))
        return names[0], [
            Doubt(f"meeting.{role}", line, f"{who} kan vara {' eller '.join(names[:3])}; den första är läst.")
        ]
    return names[0], []


def _secretary(fields: Sequence[Labelled]) -> tuple[str | None, list[Doubt]]:
    if names := named(fields, Label.SECRETARY):
        return names[0], []
    for one in fields:
        for row in one.rows if one.label in _LISTS else ():
            texts = (
                [row.text]
                if len(people_in([cell.text for cell in row.cells])) == 1
                else [p for cell in row.cells for p in pieces_of(cell.text)]
            )
            name = next(
                (
                    people[0].name
                    for text in texts
                    if _SECRETARY.search(text) and (people := people_in(re.split(r"\s{2,}", text)))
                ),
                None,
            )
            if name:
                why = "Sekreteraren är läst ur listan över närvarande."
                return name, [Doubt("meeting.secretary", row.line, why)]
    return None, [
        Doubt(
            "meeting.secretary", _line_of(fields, (Label.SECRETARY,)), "Sekreteraren hittades inte vid namn."
        )
    ]


def _approvers(fields: Sequence[Labelled], regions: Regions) -> tuple[list[str], list[Doubt]]:
    if names := named(fields, Label.APPROVERS):
        return names, []
    told = [" ".join(line.folded for line in one.lines if not line.is_blank) for one in regions.segments]
    told.append("\n".join(line.folded for line in regions.front))  # a heading there is no part of a name
    for text in told:
        for pattern in _CHOSEN:
            if found := pattern.search(text[:5_000]):
                return [found["name"]], []
    return [], [
        Doubt("meeting.approvers", _line_of(fields, (Label.APPROVERS,)), "Justerare hittades inte vid namn.")
    ]


def _signatures(fields: Sequence[Labelled], front: Sequence[Line]) -> tuple[list[str], list[Doubt]]:
    names = list(dict.fromkeys([*_signers(fields), *_signers_told(front)]))
    first = front[0].number if front else 1
    return names, [] if names else [Doubt("meeting.signatures", first, "Inga underskrifter hittades.")]


def _signers(fields: Sequence[Labelled]) -> list[str]:
    """Name those who signed: under a heading for signatures, or where secretary and chair stand together."""
    names: list[str] = []
    signing = False
    for at, one in enumerate(fields):
        if one.label is Label.SIGNED or (
            one.label is Label.SECRETARY and "protokollet" in one.printed.lower()
        ):
            signing = True
        elif one.label not in (*_SIGNERS, Label.PARAGRAPHS, Label.VICE_CHAIR, Label.APPROVAL):
            signing = False
        beside = {fields[n].label for n in range(max(0, at - 2), min(len(fields), at + MOST_SIGNERS_APART))}
        together = (
            one.label in _SIGNERS and {Label.SECRETARY, Label.CHAIR} <= beside and not beside & set(_LISTS)
        )
        if (signing and one.label in (*_SIGNERS, Label.SIGNED)) or together:
            for row in one.rows[: MOST_SIGNERS if one.label is Label.SIGNED else MOST_UNDER_LABEL]:
                names += [_in_small(p.name) for p in people_in([c.text for c in row.cells])]
    return list(dict.fromkeys(names))


def _in_small(name: str) -> str:
    """Write a name in capitals as names are written; signing services print them so."""
    return name.title() if name.isupper() else name


def _signers_told(lines: Sequence[Line]) -> list[str]:
    """Name those of whom a sentence says that they have signed: `elektroniskt undertecknat av A och B`."""
    names: list[str] = []
    printed = [line.folded for line in lines if not line.is_blank]
    for at, text in enumerate(printed):
        if not (match := _SIGNED_BY.search(text)):
            continue
        told = text[match.end() :]
        for below in printed[at + 1 : at + 1 + MOST_TOLD_LINES]:
            if not told.endswith((",", " och", " samt", "-")):
                break
            told += f" {below}"
        names += [person.name for person in people_in([re.split(r"\. |\.$|:", told)[0]])]
    return names


def _row_doubts(regions: Regions, source: Source, items: Sequence[ItemRead]) -> list[Doubt]:
    doubts = []
    if source.is_cut:
        doubts.append(Doubt("items", len(source.body), "Filen är för lång; allt är inte läst."))
    if not items:
        doubts.append(Doubt("items", 1, "Inga paragrafer (§) hittades."))
    numbers = [int(item.paragraph) for item in items]
    for before, item in pairwise(items):
        if int(item.paragraph) - int(before.paragraph) > 1:
            why = f"Mellan § {before.paragraph} och § {item.paragraph} saknas paragrafer."
            doubts.append(Doubt("items", item.line, why))
    outside = [
        number
        for number in map(int, regions.declared)
        if number not in numbers and (not numbers or number < min(numbers) or number > max(numbers))
    ]
    if outside:
        told = ", ".join(f"§ {number}" for number in outside[:10])
        doubts.append(
            Doubt(
                "items",
                _line_of(regions.fields, (Label.PARAGRAPHS,)),
                f"{told} nämns på försättsbladet men hittades inte.",
            )
        )
    doubts += [
        Doubt("items", line.number, f"”{line.folded[:40]}” har en bokstav efter numret och är inte läst.")
        for line in regions.skipped
    ]
    doubts += [
        Doubt("items", annex[0].number, "Härifrån antas bilagor följa; de är inte lästa som protokoll.")
        for annex in regions.annexes
    ]
    return doubts


def _id_doubts(items: Sequence[ItemRead]) -> list[Doubt]:
    """Doubt a document without record id where most documents of these minutes have one."""
    documents = [(item, one) for item in items for one in item.basis]
    if sum(one.record_id is not None for _item, one in documents) * 2 <= len(documents):
        return []
    return [
        Doubt(f"items.{item.paragraph}.basis", one.line, f"”{one.title[:60]}” har inget handlings-id.")
        for item, one in documents
        if one.record_id is None
    ]


__all__ = ["Line", "read_minutes"]
