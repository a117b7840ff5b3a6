"""Renders made-up minutes (DEMONSTRATION) in the layouts that Swedish authorities use."""

import textwrap
from dataclasses import dataclass, field

WORDS = [
    "förvaltningen",
    "nämnden",
    "kommunen",
    "underlaget",
    "ärendet",
    "planen",
    "budgeten",
    "uppföljningen",
    "verksamheten",
    "medborgarna",
    "samverkan",
    "utvecklingen",
    "rutinen",
    "kostnaden",
    "frågan",
    "arbetet",
    "lösningen",
    "tjänsten",
    "parterna",
    "området",
]
FIRST, LAST = (
    ["Exempel", "Prov", "Modell", "Mall", "Skiss", "Utkast", "Typ", "Form"],
    (
        [
            "Alm",
            "Björk",
            "Ceder",
            "Dahlia",
            "Ek",
            "Fura",
            "Gran",
            "Hassel",
            "Idegran",
            "Jasmin",
            "Kaprifol",
            "Lind",
        ]
    ),
)


@dataclass
class MadeItem:
    number: int
    title: str
    case: str
    decision: str
    points: list[str] = field(default_factory=list)
    summary: str = ""
    procedure: str = ""
    reservations: list[str] = field(default_factory=list)
    basis: list[tuple[str, str | None]] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


@dataclass
class MadeMinutes:
    body: str
    date: str
    place: str
    chair: tuple[str, str]
    secretary: str
    approver: tuple[str, str]
    members: list[tuple[str, str]]
    serving: list[tuple[str, str]]
    substitutes: list[tuple[str, str]]
    up: str
    down: str
    items: list[MadeItem]


@dataclass
class Style:
    labels: str = "columns"  # columns, colon, own line
    capitals: bool = False
    heading_colon: bool = False
    beside: bool = False
    sign: str = "§ {n}"
    title_beside: bool = False
    case_label: str = "Dnr "
    mark: str = "digit"
    bullets: str = ""
    width: int = 80
    hyphens: bool = False
    decision_heading: str = "{body}s beslut"
    summary_heading: str = "Sammanfattning av ärendet"
    procedure_heading: str = "Beslutsgång"
    basis_heading: str = "Beslutsunderlag"
    recipients_heading: str = "Beslutet skickas till"
    notice: str = "lines"
    hid: str = "Hid: {id}"
    indent: int = 0


MARKS = {
    "digit": lambda n: f"{n}. ",
    "paren": lambda n: f"{n}) ",
    "letter": lambda n: f"{'abcdefgh'[n - 1]}) ",
    "bullet": lambda _n: "• ",
    "dash": lambda _n: "– ",
}
HANGING = 3


def render(made: MadeMinutes, style: Style) -> list[str]:
    """Render the minutes as lines, without pages."""
    lines = front(made, style)
    for item in made.items:
        lines += ["", "", *item_lines(made, item, style)]
    return [*lines, "", "", *notice(made, style)]


def front(made: MadeMinutes, style: Style) -> list[str]:
    lines = [f"DEMONSTRATION {made.body}", "", *labelled(style, "Sammanträdesdatum", [made.date])]
    lines += labelled(style, "Plats och tid", [f"{made.place}, kl. 09:00–11:30"])
    members = [f"{made.chair[0]} ({made.chair[1]}), ordförande", *(f"{n} ({p})" for n, p in made.members)]
    lines += labelled(style, "Beslutande", members)
    if made.serving:
        lines += labelled(style, "Tjänstgörande ersättare", [f"{n} ({p})" for n, p in made.serving])
    if made.substitutes:
        lines += labelled(style, "Ersättare", [f"{n} ({p})" for n, p in made.substitutes])
    lines += labelled(style, "Övriga närvarande", [f"{made.secretary}, sekreterare"])
    lines += labelled(style, "Utses att justera", [f"{made.approver[0]} ({made.approver[1]})"])
    lines += labelled(style, "Justerade paragrafer", [f"§§ {made.items[0].number}–{made.items[-1].number}"])
    lines += labelled(style, "Sekreterare", [made.secretary])
    lines += labelled(style, "Ordförande", [made.chair[0]])
    return [*lines, *labelled(style, "Justerare", [made.approver[0]])]


def labelled(style: Style, label: str, values: list[str]) -> list[str]:
    label = label.upper() if style.capitals else label
    if style.labels == "columns":
        first, *rest = values
        return [f"{label:<28}{first}", *(" " * 28 + value for value in rest), ""]
    if style.labels == "colon":
        first, *rest = values
        return [f"{label}: {first}", *rest]
    return [label, *values, ""]


def item_lines(made: MadeMinutes, item: MadeItem, style: Style) -> list[str]:
    sign = style.sign.format(n=item.number)
    case = f"{style.case_label}{item.case}"
    lines = [f"{sign} {item.title}"] if style.title_beside else [sign, "", *wrapped(item.title, style)]
    lines += [case, ""]
    intro = item.decision
    printed = wrapped(intro, style)
    for number, point in enumerate(item.points, start=1):
        mark = MARKS[style.mark](number)
        rows = wrapped(point, style, less=HANGING)
        printed += [mark + rows[0], *(" " * HANGING + row for row in rows[1:])]
    lines += headed(style, style.decision_heading.format(body=made.body), printed)
    if item.summary:
        lines += headed(style, style.summary_heading, wrapped(item.summary, style))
    if item.procedure:
        lines += headed(style, style.procedure_heading, wrapped(item.procedure, style))
    if item.reservations:
        lines += headed(style, "Reservation", item.reservations)
    if item.basis:
        rows = [style.bullets + (f"{t}, {style.hid.format(id=i)}" if i else t) for t, i in item.basis]
        lines += headed(style, style.basis_heading, rows)
    if item.recipients:
        lines += headed(style, style.recipients_heading, [style.bullets + one for one in item.recipients])
    return lines


def headed(style: Style, heading: str, rows: list[str]) -> list[str]:
    heading = heading.upper() if style.capitals else heading
    if style.beside:
        first, *rest = rows
        column = max(30, len(heading) + 4)
        return [f"{heading:<{column}}{first}", *(" " * column + row for row in rest), ""]
    pad = " " * style.indent
    return [
        heading.rstrip(":") + ":" * (style.heading_colon or heading.endswith(":")),
        *(pad + row for row in rows),
        "",
    ]


def wrapped(text: str, style: Style, *, less: int = 0) -> list[str]:
    rows = textwrap.wrap(text, style.width - less, break_on_hyphens=False)
    if not style.hyphens:
        return rows
    parted: list[str] = []
    carried = ""
    for row in rows:
        head, _space, last = (carried + row).rpartition(" ")
        carried = ""
        if row is not rows[-1] and len(last) > 7 and last.isalpha() and head:
            parted.append(f"{head} {last[:4]}-")
            carried = last[4:] + " "
        else:
            parted.append(f"{head} {last}".strip())
    return parted


def notice(made: MadeMinutes, style: Style) -> list[str]:
    paragraphs = f"§§ {made.items[0].number}–{made.items[-1].number}"
    if style.notice == "columns":
        return [
            "ANSLAG/BEVIS",
            f"Paragrafer                {paragraphs}",
            "Datum för anslagets                   Datum för anslagets",
            f"uppsättande   {made.up}              nedtagande   {made.down}",
        ]
    if style.notice == "below":
        return [
            "Anslagsbevis",
            f"Paragrafer {paragraphs}",
            "Anslagsdatum                 Anslaget tas ned",
            f"{made.up}                   {made.down}",
        ]
    return [
        "BEVIS/ANSLAG",
        f"Sammanträdesdatum {made.date}",
        f"Paragrafer {paragraphs}",
        f"Datum när anslaget sätts upp {made.up}",
        f"Datum när anslaget tas ned {made.down}",
    ]


def paged(lines: list[str], breaks: set[int], made: MadeMinutes, *, feeds: bool, foot: bool) -> str:
    """Break lines to pages before the given lines, with running heads and feet."""
    pages: list[list[str]] = [[]]
    for at, line in enumerate(lines):
        if at in breaks and pages[-1]:
            pages.append([])
        pages[-1].append(line)
    out = []
    for number, page in enumerate(pages, start=1):
        head = [
            "Provkommun          SAMMANTRÄDESPROTOKOLL",
            f"{made.body}      {made.date}      {number} ({len(pages)})",
            "",
        ]
        feet = ["", "Justerandes signatur          Utdragsbestyrkande"] if foot else []
        out.append("\n".join([*head, *page, *feet]) + "\n")
    return ("\f" if feeds else "\n").join(out)
