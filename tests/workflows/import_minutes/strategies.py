"""Random made-up minutes and random layouts."""

import datetime as dt

from hypothesis import strategies as st

from tests.workflows.import_minutes.rendering import FIRST, LAST, MARKS, WORDS, MadeItem, MadeMinutes, Style

CASES = (
    "2023/{n}-2.2.0.2",
    "KLF 2020/{n}",
    "KS 2021-00{n}",
    "KS/2021:{n}",
    "00{n}/2022 007",
    "2021:{n}",
    "BUN 2022/{n}-612",
    "2021-000{n}",
    "KSN-2022-00{n}",
    "RS 2021-{n}",
)
BODIES = (
    "Kommunstyrelsen",
    "E-nämnden",
    "Miljönämnden",
    "Barn- och utbildningsnämnden",
    "Kommunfullmäktige",
    "Socialutskottet",
)
PARTIES = ("S", "M", "C", "V", "SD", "KD", "L", "MP", "NS")


def sentence(number, low=5, high=30):
    """Words with the item's own at the end: no page of a real meeting ends as another item's does."""
    words = st.lists(st.sampled_from(WORDS), min_size=low, max_size=high)
    return words.map(lambda chosen: f"{' '.join(chosen).capitalize()} {name_of(number)}.")


def name_of(number):
    """Tell items apart in letters: running heads are compared without their digits."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def phrase(low=2, high=9):
    return st.lists(st.sampled_from(WORDS), min_size=low, max_size=high).map(" ".join)


@st.composite
def items(draw, number):
    has_points = draw(st.booleans())
    points = (
        draw(
            st.lists(
                phrase(3, 20).map(f"att {name_of(number)} {{}} {name_of(number)}.".format),
                min_size=2,
                max_size=4,
            )
        )
        if has_points
        else []
    )
    return MadeItem(
        number=number,
        title=f"{draw(phrase()).capitalize()} {name_of(number)}",
        case=draw(st.sampled_from(CASES)).format(n=draw(st.integers(100, 999))),
        decision="Följande beslutas" if points else f"Beslut {name_of(number)}: {draw(sentence(number))}",
        points=points,
        summary=draw(
            st.one_of(st.just(""), sentence(number, 10, 60).map(lambda text: f"Om {name_of(number)}: {text}"))
        ),
        procedure=draw(
            st.one_of(
                st.just(""), sentence(number, 8, 30).map(lambda text: f"I fråga {name_of(number)}: {text}")
            )
        ),
        reservations=draw(st.lists(st.just("Modell Ceder (C) reserverar sig mot beslutet."), max_size=1)),
        basis=draw(
            st.lists(
                st.tuples(
                    phrase(2, 4).map(f"Om {name_of(number)} {{}}".format),
                    st.one_of(st.none(), st.integers(1, 999).map("2023.{}".format)),
                ),
                max_size=3,
            )
        ),
        recipients=draw(
            st.lists(phrase(2, 3).map(f"Till {name_of(number)} {{}}".format), max_size=3, unique=True)
        ),
    )


@st.composite
def minutes(draw):
    names = draw(
        st.lists(
            st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)).map(" ".join),
            min_size=9,
            max_size=9,
            unique=True,
        )
    )
    parties = draw(st.lists(st.sampled_from(PARTIES), min_size=9, max_size=9))
    people = list(zip(names, parties, strict=True))
    first, count = draw(st.integers(1, 300)), draw(st.integers(1, 4))
    day = draw(st.dates(dt.date(2012, 1, 1), dt.date(2026, 1, 1)))
    return MadeMinutes(
        body=draw(st.sampled_from(BODIES)),
        date=day.isoformat(),
        place=draw(
            st.sampled_from(
                ["Kommunhuset, sal Norr", "Folkets hus", "Digitalt via länk", "Stadshuset Provstad"]
            )
        ),
        chair=people[0],
        secretary=names[1],
        approver=people[2],
        members=people[2 : 2 + draw(st.integers(1, 3))],
        serving=people[5 : 5 + draw(st.integers(0, 2))],
        substitutes=people[7 : 7 + draw(st.integers(0, 2))],
        up=(day + dt.timedelta(days=5)).isoformat(),
        down=(day + dt.timedelta(days=40)).isoformat(),
        items=[draw(items(first + n)) for n in range(count)],
    )


def styles():
    return st.builds(
        Style,
        labels=st.sampled_from(["columns", "colon", "own line"]),
        capitals=st.booleans(),
        heading_colon=st.booleans(),
        beside=st.booleans(),
        sign=st.sampled_from(["§ {n}", "§{n}", "Paragraf {n}", "Kf § {n}"]),
        title_beside=st.booleans(),
        case_label=st.sampled_from(
            ["Dnr ", "Dnr: ", "Ärendenr ", "Diarienr: ", "Ärendenummer: ", "Diarienummer "]
        ),
        mark=st.sampled_from(sorted(MARKS)),
        bullets=st.sampled_from(["", "• ", "– ", "- "]),
        width=st.integers(40, 95),
        hyphens=st.booleans(),
        decision_heading=st.sampled_from(["{body}s beslut", "Beslut", "{body} beslutar", "{body} beslutar:"]),
        summary_heading=st.sampled_from(
            [
                "Sammanfattning av ärendet",
                "Sammanfattning",
                "Ärendet i korthet",
                "Ärendebeskrivning",
                "Bakgrund",
            ]
        ),
        procedure_heading=st.sampled_from(["Beslutsgång", "Propositionsordning"]),
        basis_heading=st.sampled_from(
            ["Beslutsunderlag", "Handlingar i ärendet", "Underlag för beslut", "Handlingar"]
        ),
        recipients_heading=st.sampled_from(
            ["Beslutet skickas till", "Skickas till", "Expedieras till", "Kopia till", "Delges"]
        ),
        notice=st.sampled_from(["lines", "columns", "below"]),
        indent=st.sampled_from([0, 2, 8]),
    )
