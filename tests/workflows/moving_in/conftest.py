"""A committee to move into, its secretary, and tables as other systems write them."""

import datetime as dt

import pytest

from tests.factories.registry import a_secretary, an_authority
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.models import Mandate, Person
from tinget.workflows.moving_in import steps
from tinget.workflows.moving_in.rules.tables import read_table

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
CASES = """Diarienummer;Ärendemening;Registreringsdatum;Status;Avslutsdatum;Handläggare;Klass
2026/7-2.2.0.2;Delårsrapport 2;2026-05-04;Pågående;;Lisa Nilsson;
KLF 2026/12;Förstudie om räddningstjänst;2026-06-01;Avslutat;2026-09-30;Okänd Person;1.3
2026/7;Samma nummer igen;2026-06-02;;;;
utan nummer;Trasig rad;2026-06-02;;;;
2025/3;Äldre ärende;2025-13-01;;;;
"""
RECORDS = """Hid;Dnr;Titel;Riktning;Registreringsdatum;Avsändare
2026.4;2026/7-2.2.0.2;Tjänsteskrivelse;Upprättad;2026-05-04;
E-NÄMND 2022.1;;Gammalt yttrande;Inkommen;2022-02-01;Kiruna kommun
2022.2022.9;KLF 2026/12;Felskrivet id;Ut;2026-06-02;
2026.9;2026/99;Ärendet finns inte;In;2026-06-02;
2026.4;;Dubblett;In;2026-06-02;
"""
PEOPLE = """Namn;E-post;Roll;Kommun;Från;Till
Anna Svensson;Anna.Svensson@example.se;handläggare;;2026-01-01;
Bo Ek;bo.ek@example.se;ledamot;Luleå;2026-01-01;2026-12-31
Cia Ask;cia.ask@example.se;generaldirektör;;2026-01-01;
Dan Al;dan.al@example.se;ledamot;Atlantis;2026-01-01;
"""


@pytest.fixture
def committee(db, settings):
    settings.TINGET_TODAY = "2026-11-20"
    made = an_authority()
    person = Person.objects.create(key="lisa-nilsson", name="Lisa Nilsson")
    Mandate.objects.create(
        person=person, role="secretary", authority=made, first=dt.date(2023, 1, 1), until_further_notice=True
    )
    return made


@pytest.fixture
def secretary(committee):
    return a_secretary(committee.pk)


@pytest.fixture
def inside(committee):
    return lambda: scoped(Scope(authorities=frozenset({committee.pk}), public=True))


@pytest.fixture
def taken_up(committee, secretary):
    """Return a function that takes up a table; call it inside the scope."""

    def take(kind, text):
        table = read_table(text.encode(), "tabell.csv")
        return steps.take_up(
            secretary, authority=committee.pk, kind=kind, table=table, name="tabell.csv", at=AT
        )

    return take


@pytest.fixture
def moved(taken_up, secretary, committee):
    """Return a function that moves a table in to the end; call it inside the scope."""

    def move(kind, text):
        moving = taken_up(kind, text)
        steps.start(secretary, moving.pk)
        steps.move_in(authority=committee.pk, moving=moving.pk)
        moving.refresh_from_db()
        return moving

    return move
