"""The labels of a front page and of a certificate, and what stands beside or under each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tinget.workflows.import_minutes.rules.headings import is_notice_heading
from tinget.workflows.import_minutes.rules.lines import Cell, Line, cells_of
from tinget.workflows.import_minutes.rules.people import people_in

NEAR_COLUMN = 3
MOST_LABEL_LINES, MOST_IN_ROW, GAP = 3, 4, 2


class Label(StrEnum):
    """What a label asks for."""

    PLACE_TIME = "place_time"
    PLACE = "place"
    TIME = "time"
    DATE = "date"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    APPROVERS = "approvers"
    APPROVAL = "approval"
    PARAGRAPHS = "paragraphs"
    IMMEDIATE = "immediate"
    MEMBERS = "members"
    SERVING = "serving"
    SUBSTITUTES = "substitutes"
    OTHERS = "others"
    ABSENT = "absent"
    UP = "up"
    DOWN = "down"
    KEPT = "kept"
    SIGNED = "signed"
    NOTICE = "notice"
    STOP = "stop"


_TABLE: tuple[tuple[Label, str], ...] = (
    (
        Label.APPROVAL,
        (
            r"(?:tid och plats|plats och tid|plats,? (?:dag|datum) och tid|datum|dag|tid|plats)(?: och (?:tid"
            r"|plats))? för (?:digital )?(?:protokolls)?justering(?:en)?"
            r"|justering(?:en|ens)?s? (?:plats|tid|datum|dag)(?: och (?:tid|plats))?|justeringsdatum"
            r"|justeringsdag|justeringstid|protokollet justeras|justering sker"
        ),
    ),
    (Label.IMMEDIATE, r"omedelbar(?:t)? juster(?:ing|ade?|at|ad)(?: av)?(?: paragraf(?:er)?)?"),
    (
        Label.PARAGRAPHS,
        (
            r"(?:justerade )?paragraf(?:er|erna)?(?: som justeras)?|omfattar paragraf(?:er)?|protokollet "
            r"omfattar(?: paragraf(?:er)?)?|paragraf nr"
        ),
    ),
    (
        Label.PLACE_TIME,
        (
            r"(?:sammanträdes)?plats och (?:sammanträdes)?tid|tid och plats|plats,? (?:dag|datum) och tid"
            r"|sammanträdets plats och tid|tid,? plats"
        ),
    ),
    (
        Label.DATE,
        (
            r"sammanträdes(?:datum|dag)|mötesdatum|datum för (?:sammanträdet|mötet)|sammanträde(?:t)? (?:den"
            r"|hölls)|datum"
        ),
    ),
    (
        Label.UP,
        (
            r"(?:datum (?:när|då|för|som) )?(?:anslaget|anslag|anslagets|anslags|protokollet|beviset)(?: på "
            r"anslagstavlan)?(?: har| är)?"
            r"[- ](?:sätts upp|satts upp|sattes upp|uppsatt|uppsätts|uppsättande|uppsättning|publiceras"
            r"|publicerat|publicerades|anslås|anslogs|anslaget)(?: den| datum)?"
            r"|(?:datum för )?(?:anslags?|anslagets )(?:uppsättande|uppsättning|uppsatt)|anslagsdatum"
            r"|anslagsdag|anslagstid från|uppsatt(?: den| datum)?|uppsättningsdatum|publicer(?:ad|at|ades"
            r"|ingsdatum|as)(?: den| från)?"
            r"|anslås(?: från| den)?|(?:datum för )?publicering|sätts upp|(?:har )?anslagits(?: den)?"
            r"|anslaget(?: den| från| under tiden| på anslagstavlan)?|datum för anslag|uppsättande"
            r"|anslag(?:et)? upp|anslagsperiod|anslagstid"
        ),
    ),
    (
        Label.DOWN,
        (
            r"(?:datum (?:när|då|för|som) )?(?:anslaget|anslag|anslagets|anslags|protokollet|beviset)(?: "
            r"från "
            r"anslagstavlan)?(?: har| är| får)?"
            r"[- ](?:tas ned|tas ner|tagits ned|tagits ner|togs ned|nedtas|nedtaget|nedtagande|nedtagning"
            r"|avpubliceras)(?: den| datum| tidigast)?"
            r"|(?:datum för )?(?:anslags?|anslagets )(?:nedtagande|nedtagning|nedtaget)|nedtag(?:et|as|ande"
            r"|ning|ningsdatum|its)(?: den| datum)?|avpublicer(?:as|ad|at|ing|ingsdatum)"
            r"|tas ne[dr](?: den)?|anslagstid till|nedtages|anslag(?:et)? ne[dr]|datum för nedtagande|datum "
            r"för nedtagning|sista (?:dag|datum) för anslag(?:et)?"
        ),
    ),
    (
        Label.KEPT,
        (
            r"förvaring(?:s)?(?:plats|ställe)?(?: av| för)?(?: protokoll(?:et)?)?|protokollet(?:s)? "
            r"förvar(?:as|ing|ingsplats)(?: hos| på| vid)?|förvaras"
        ),
    ),
    (
        Label.SERVING,
        (
            r"(?:närvarande )?(?:tjänstgörande|tjg\.?|beslutande) ersättare|tjänstgörande ersätt\.?"
            r"|ersättare,? tjänstgörande|ersättare som tjänstgör|ersättare för (?:ledamöter|ordinarie)"
        ),
    ),
    (
        Label.SUBSTITUTES,
        (
            r"(?:ej|icke|inte) (?:beslutande|tjänstgörande)(?: ersättare)?|(?:närvarande|icke tjänstgörande"
            r"|ej tjänstgörande|inte tjänstgörande|icke tjg\.?|ej tjg\.?|övriga|ej beslutande|icke beslutande"
            r"|närvarande,? (?:ej|icke) tjänstgörande)"
            r" ersättare|ersättare(?: \((?:ej|icke|inte) tjänstgörande\)|,? (?:ej|icke|inte) tjänstgörande)?"
            r"|närvarande ersättare"
        ),
    ),
    (
        Label.ABSENT,
        (
            r"frånvarande(?: ledamöter| ersättare)?(?: och ersättare)?|förhinder|anmält förhinder|ej "
            r"närvarande(?: ledamöter)?|frånvaro"
        ),
    ),
    (
        Label.MEMBERS,
        (
            r"beslutande(?: ledamöter)?|tjänstgörande|(?:närvarande|tjänstgörande|ordinarie|deltagande) "
            r"ledamöter|ledamöter(?:na)?|närvarande(?: beslutande)?|närvarolista|närvaro|upprop|ledamöter "
            r"och "
            r"(?:tjänstgörande )?ersättare"
        ),
    ),
    (
        Label.OTHERS,
        (
            r"övriga(?: närvarande| deltagare| deltagande| tjänstemän| tjänstepersoner)?|(?:närvarande "
            r")?tjänste(?:män|personer)|andra (?:närvarande|deltagande)|insynsplats(?:er)?|adjungerade|"
            r"(?:närvarande|deltagande) tjänste(?:män|personer)|övriga,? (?:närvarande|deltagande)"
            r"|personalföreträdare|fackliga (?:företrädare|representanter)|föredragande|åhörare|föredragande "
            r"tjänste(?:män|personer)"
        ),
    ),
    (
        Label.APPROVERS,
        (
            r"(?:utsedd(?:a)?|utses|utsågs|vald|valda|val|välj(?:s|es)|utseende)(?: till| att| av)? "
            r"(?:justera(?:re|nde)?|justeringsperson(?:er)?|protokolljusterare|justera protokollet)"
            r"|justera(?:re|nde?|s av|nde ledam(?:ot|öter))|protokolljusterare|justeringspersoner"
            r"|justeringsman|justeringsmän|justerat av"
        ),
    ),
    (
        Label.SECRETARY,
        (
            r"(?:nämnd|utskotts|kommun|mötes)?sekreterare|protokollförare|vid protokollet|protokoll(?:et)? "
            r"(?:fört|förs) av|sekr\.?"
        ),
    ),
    (Label.VICE_CHAIR, r"(?:\d:?[ea] |första |andre |andra |förste )?vice ordförande|v\.? ordf\.?"),
    (Label.CHAIR, r"(?:mötes)?ordförande|ordf\.?|mötesordförande"),
    (Label.TIME, r"tid|klockan|sammanträdestid|mötestid"),
    (Label.PLACE, r"(?:sammanträdes|mötes)?(?:plats|lokal|rum)"),
    (
        Label.SIGNED,
        (
            r"underskrift(?:er)?|elektronisk(?:a)? underskrift(?:er)?|signatur(?:er)?|digital(?:a|t)? "
            r"(?:underskrift(?:er)?|signer(?:at|ing|ad))|justerat(?: den)?|undertecknat av|undertecknare"
            r"|signerat av|signed by|signerad av|namnförtydligande"
        ),
    ),
    (
        Label.STOP,
        (
            r"innehållsförteckning|innehåll|ärendelista|ärendeförteckning|föredragningslista|dagordning|organ"
            r"|instans|myndighet|nämnd|beslutsorgan|utdragsbestyrkande|paragrafer ärenden sida|ärenden"
            r"|överklagande|bilagor"
            r"|sista (?:dag|datum) (?:för|att) överklaga(?:nde|n)?|överklagandetid(?:en)?|sista dag för "
            r"laglighetsprövning"
        ),
    ),
)
_COMPILED = tuple(
    (
        label,
        re.compile(
            rf"(?P<label>{pattern})(?P<end>\s*:\s*|\s*$|\s+(?=(?-i:[\dA-ZÅÄÖ§(“\"]))|\s*[-–]\s+)(?P<rest>.*)",
            re.IGNORECASE,
        ),
    )
    for label, pattern in _TABLE
)


@dataclass(slots=True)
class Row:
    """A row of values under a label."""

    line: int
    cells: list[Cell]
    after_blank: bool = False

    @property
    def text(self) -> str:
        """The row's cells as one text."""
        return "  ".join(cell.text for cell in self.cells)


@dataclass(slots=True)
class Labelled:
    """A label that was found, and the rows beside and under it."""

    label: Label
    line: int
    column: int
    printed: str
    rows: list[Row] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All rows as one text."""
        return "  ".join(row.text for row in self.rows)


def label_at(text: str) -> tuple[Label, str, str] | None:
    """See the label that a text begins with; give it with its print and what follows."""
    start = text[:90]
    if not start[:1].isalpha() and not start[:2].rstrip(":").isdigit():
        return None
    for label, pattern in _COMPILED:
        match = pattern.match(start)
        if match and _may_follow(match):
            return label, match["label"], text[match.start("rest") :].strip()
    return None


def _may_follow(match: re.Match[str]) -> bool:
    """Whether what follows is a value: not a word that goes on with the sentence in small letters."""
    rest, end = match["rest"], match["end"]
    if ":" in end or not rest:
        return match["label"][:1].isupper() or ":" in end or match["label"][:1].isdigit()
    return not rest[0].islower() and match["label"][0].isupper()


def labelled(lines: Sequence[Line]) -> list[Labelled]:
    """Read the labels of some lines with their values."""
    found: list[Labelled] = []
    columns: list[Labelled] = []
    after_blank = False
    for line in with_whole_labels(lines):
        if line.is_blank:
            after_blank = True
            continue
        if is_notice_heading(line.text):
            found.append(Labelled(Label.NOTICE, line.number, line.indent, line.folded))
            columns = found[-1:]
            continue
        cells = [
            Cell(text, cell.column, line.number)
            for cell in cells_of(line)
            if (text := re.sub(r"[._…]{3,}", " ", cell.text).strip())
        ]
        opened = _open(cells, found, line, after_blank=after_blank, columns=columns)
        if opened:
            columns = opened
        after_blank = False
    return found


def with_whole_labels(lines: Sequence[Line]) -> list[Line]:
    """Put labels together that are broken over the lines of their column: `Ej tjänstgörande / ersättare`."""
    whole = list(lines)
    for at in range(len(whole) - 1):
        for column in [cell.column for cell in reversed(cells_of(whole[at]))]:
            _make_whole(whole, at, column)
    return whole


def _make_whole(whole: list[Line], at: int, column: int) -> None:
    """Bring the rest of the label in a column up to the line where it begins; columns to its right stay."""
    pieces: list[Cell] = []
    for line in whole[at : at + MOST_LABEL_LINES]:
        cells = cells_of(line)
        piece = next((one for one in cells if abs(one.column - column) <= 1), None)
        if piece is None or (pieces and _begins_own(pieces, piece, cells)):
            break
        pieces.append(piece)
    for count in range(len(pieces), 1, -1):
        both = " ".join(one.text for one in pieces[:count])
        seen = label_at(both)
        if seen and not seen[2]:
            whole[at] = _replaced(whole[at], pieces[0], both)
            for below in range(1, count):
                whole[at + below] = _replaced(whole[at + below], pieces[below], "")
            return


def _begins_own(above: Sequence[Cell], piece: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a cell under a piece of a label is something of its own."""
    first = label_at(above[0].text)
    if len(cells) > MOST_IN_ROW or (first and not piece.text[0].islower()):
        return True
    return bool(label_at(piece.text) and not piece.text.isupper() and first)


def _replaced(line: Line, cell: Cell, text: str) -> Line:
    before, after = line.text[: cell.column], line.text[cell.column + len(cell.text) :]
    room = len(after) - len(after.lstrip()) - GAP
    after = after[max(0, min(len(text) - len(cell.text), room)) :]
    return Line(line.number, before + (text or " " * len(cell.text)) + after, line.page, line.starts_page)


def _open(
    cells: Sequence[Cell], found: list[Labelled], line: Line, *, after_blank: bool, columns: list[Labelled]
) -> list[Labelled]:
    """Open the labels on a line and hand the other cells to the label they are under; return those opened."""
    opened: list[Labelled] = []
    person_before = False
    for cell in cells:
        seen = None if person_before else label_at(cell.text)
        if seen and columns and not opened and _is_in_list(columns[-1], seen):
            seen = None
        if seen:
            label, printed, rest = seen
            if label is Label.DATE and cells[0].text.lower().startswith("juster"):
                label = Label.APPROVAL
            one = Labelled(label, line.number, cell.column, printed)
            found.append(one)
            opened.append(one)
            if rest:
                column = cell.column + max(cell.text.find(rest), 0)
                one.rows.append(Row(line.number, [Cell(rest, column, line.number)]))
            continue
        target = _target(cell, opened, columns)
        if target is not None:
            _add(target, cell, line.number, after_blank=after_blank)
        person_before = person_before or (not opened and bool(people_in([cell.text])))
    return opened


def _is_in_list(current: Labelled, seen: tuple[Label, str, str]) -> bool:
    """Whether `Ordförande Anna Ask (S)` is a row of the list of those present, and no label of its own."""
    label, _printed, rest = seen
    return (
        current.label is Label.MEMBERS
        and label in (Label.CHAIR, Label.VICE_CHAIR)
        and bool(people_in([rest]))
    )


def _target(cell: Cell, opened: Sequence[Labelled], columns: Sequence[Labelled]) -> Labelled | None:
    if opened:
        return opened[-1]
    if not columns:
        return None
    if len(columns) == 1:
        return columns[0]
    left = [one for one in columns if one.column <= cell.column + NEAR_COLUMN]
    return max(left, key=lambda one: one.column) if left else columns[0]


def _add(target: Labelled, cell: Cell, number: int, *, after_blank: bool) -> None:
    if target.rows and target.rows[-1].line == number:
        target.rows[-1].cells.append(cell)
    else:
        target.rows.append(Row(number, [cell], after_blank))
