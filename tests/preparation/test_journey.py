"""One walk in the browser: a matter of the yearly wheel becomes a case, on an agenda that is called to."""

import pytest
from django.test import Client

from tests.factories.committee import AT, a_committee, account, acting
from tests.factories.meetings import a_planned_meeting
from tests.journeys.walking import Walker
from tests.preparation.conftest import BACKEND
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.stances import Stance
from tinget.preparation import actions, jobs, queries

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def committee(transactional_db, settings):
    settings.TINGET_TODAY = AT.date().isoformat()
    settings.TINGET_DEMO = True
    found = a_committee()
    with scoped(Scope(authorities=frozenset({found.id}), public=True)):
        a_planned_meeting(acting("Sekreterare"))
    return found


@pytest.fixture
def walker(live_server, browser_page):
    """Return a function that lets somebody walk, at a width, in a role of the demonstration."""

    def walk(name, width=1280):
        page, client = browser_page(width), Client()
        client.force_login(account(name), backend=BACKEND)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        walking = Walker(page, live_server.url)
        walking.go("/")
        return walking

    return walk


def test_a_matter_of_the_yearly_wheel_becomes_a_prepared_case_on_the_agenda(committee, walker):
    coordinator = walker("Samordnare")
    the_wheel_turns(coordinator, committee)
    coordinator.follow("Skriv förslaget")
    coordinator.fill("Beslutspunkter", "införa tjänsten\nfördela kostnaden lika")
    coordinator.press("Spara förslaget")
    coordinator.follow("För ärendet vidare")
    coordinator.page.get_by_label("på remiss till kommunerna").check()
    coordinator.fill("Svar senast", "2026-11-23")
    coordinator.press("För ärendet dit")
    coordinator.told("Ärendet går förbi ett steg")
    coordinator.fill("Skäl", "Gruppen har redan sett idén")
    coordinator.press("För ärendet dit")
    coordinator.told("0 av 14 kommuner har svarat")

    official = walker("Beredningsgruppen, Kiruna", width=360)
    official.follow("Svara för din kommun: Gemensam e-tjänst")
    official.page.get_by_label("tillstyrker").check()
    official.fill("Svaret i ord", "Kiruna vill ha tjänsten.")
    official.press("Lämna svaret")
    official.told("1 av 14 kommuner har svarat")
    twelve_more_answer(committee)

    coordinator.page.reload()
    coordinator.told("13 av 14 kommuner har svarat")
    coordinator.told("Kiruna vill ha tjänsten.")
    coordinator.follow("För ärendet vidare")
    coordinator.page.get_by_label("till ordföranden för godkännande").check()
    coordinator.press("För ärendet dit")
    coordinator.fill("Skäl", "Den sista har sagt ja i telefon")
    coordinator.press("För ärendet dit")

    chair = walker("Ordförande")
    chair.follow("Ärende att godkänna för dagordningen: Gemensam e-tjänst")
    chair.press("Godkänn för dagordningen")
    chair.told("klart för dagordningen")

    secretary = walker("Sekreterare")
    secretary.follow("berett ärende att sätta upp")
    secretary.follow("Sätt upp på en dagordning")
    secretary.press("Sätt upp ärendet")
    secretary.told("Ärendet står på dagordningen, med sina beslutspunkter.")
    coordinator.go("/e-namnden/beredning/arshjul/")
    coordinator.told("på dagordningen: Gemensam e-tjänst 2027")
    secretary.follow("Gemensam e-tjänst")
    assert secretary.page.get_by_label("Förslag till beslut").input_value() == (
        "E-nämnden beslutar att\n1. införa tjänsten\n2. fördela kostnaden lika"
    )
    the_committee_is_called(secretary, walker)


def the_wheel_turns(coordinator, committee):
    coordinator.follow("Beredning")
    coordinator.follow("Årshjul")
    coordinator.follow("Lägg till ett återkommande ärende")
    coordinator.fill("Vad", "Gemensam e-tjänst")
    coordinator.page.get_by_label("Månad").select_option("januari")
    coordinator.fill("Klass", "2.2.0.2")
    coordinator.fill("Anmärkning", "Avtalet om tjänsten ses över varje år.")
    coordinator.press("Spara")
    jobs.take_up(authority=committee.id)
    coordinator.go("/")
    coordinator.follow("ärende att bereda")
    coordinator.heading("Gemensam e-tjänst 2027")
    coordinator.told("Avtalet om tjänsten ses över varje år.")


def the_committee_is_called(secretary, walker):
    secretary.go("/")
    secretary.follow("Kalla till sammanträdet")
    secretary.press("Skicka till")
    member = walker("Ledamot, Boden", width=360)
    member.follow("Svara på kallelsen till sammanträdet")
    member.page.get_by_label("Ja, jag kommer").check()
    member.press("Svara på kallelsen")
    member.told("Tack. Svaret är antecknat: du kommer.")


def twelve_more_answer(committee):
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        line = queries.preparations(committee.id)[0]
        waiting = [
            one for one in queries.preparation(committee.id, line.id).now.opinions if one.answered_at is None
        ]
        for one in waiting[:12]:
            actions.give_opinion(
                acting(f"Beredningsgruppen, {one.municipality}"),
                preparation_id=line.id,
                municipality_id=one.municipality_id,
                stance=Stance.AGREES,
                text="",
                at=AT,
            )
