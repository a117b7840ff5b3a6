"""The demonstration's delegation scheme, two decisions by it, and its records plan: all made up."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.delegation import api as delegation
from tinget.disposal import api as disposal
from tinget.organisation import api as organisation

VALID_FROM = dt.date(2023, 1, 1)  # before what the demonstration does, so that its own scheme holds then
SCHEME = """\
punkt;ärende;delegat;funktion;villkor;beloppsgräns;anmäls;vidare;brådskande;överklagas;slag
1.1;Brådskande ärenden som inte kan vänta till nästa sammanträde;ordförande;;;;ja;nej;ja;ja;
2.1;Avrop från ramavtal;anställd;samordnaren;;500 000;ja;ja;nej;nej;upphandling
2.2;Svar på remiss av mindre betydelse;anställd;samordnaren;efter samråd med ordföranden;;ja;nej;nej;nej;
2.3;Upplåtelse av lokal för utbildning;anställd;sekreteraren;;;nej;nej;nej;ja;
"""
PLAN = """\
klass;slag;gallras;räknas från;beslut;media;sekretess
2.2;;5 år;avslut;;;
2.2;protokoll;bevaras;;;;
2.2;avtal;2 år;giltighet;;;
2.2;skrivelse;2 år;registrering;;;
"""


def fill_scheme(secretary: organisation.Actor, authority: organisation.Authority, *, at: dt.datetime) -> None:
    """Bring a scheme in, with a decision that is to be reported and one that is to be noticed by itself."""
    points, _faults = delegation.read_points(SCHEME)
    delegation.adopt_scheme(
        secretary,
        authority=authority.id,
        name=_("DEMONSTRATION: påhittad delegationsordning"),
        valid_from=VALID_FROM,
        adopted_on=VALID_FROM,
        adopted_by=_("DEMONSTRATION: påhittat beslut"),
        points=points,
        at=at,
    )
    scheme = delegation.scheme(authority.id, at.date(), demonstration=True)
    known = {point.number: point.id for point in scheme.points} if scheme else {}
    for number, decided_by, title, text, amount in (
        ("2.1", _("Samordnare"), _("Övning: avrop av skrivare"), _("Tolv skrivare avropas."), 120_000),
        ("2.3", _("Sekreterare"), _("Övning: upplåtelse av sal"), _("Salen upplåts en dag."), None),
    ):
        told = delegation.Told(
            point_id=known[number],
            decided_on=at.date(),
            decided_by=decided_by,
            title=title,
            text=text,
            amount=amount,
        )
        delegation.record_delegated(secretary, authority=authority.id, told=told, at=at)


def fill_plan(archivist: organisation.Actor, authority: organisation.Authority, *, at: dt.datetime) -> None:
    """Bring a records plan in."""
    rules, _faults = disposal.read_rules(PLAN)
    disposal.adopt_plan(
        archivist,
        authority=authority.id,
        name=_("DEMONSTRATION: påhittad gallringsplan"),
        valid_from=VALID_FROM,
        adopted_by=_("DEMONSTRATION: påhittat beslut"),
        rules=rules,
        at=at,
    )
