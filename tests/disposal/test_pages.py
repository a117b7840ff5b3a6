"""The pages of disposal: trying a plan, holding, looking through, and a decision that names what it does."""

import pytest

from tests.factories.disposal import DAY, TABLE, a_plan, an_old_record, work
from tests.factories.registry import a_case, a_secretary
from tinget.disposal import actions, queries
from tinget.disposal.rules import RunState
from tinget.registry.models import Record

HOME = "/e-namnden"
PLAN = {
    "name": "Gallringsplan 2026",
    "adopted_by": "§ 30/2026",
    "valid_from": "2026-11-20",
    "rules": TABLE,
}


@pytest.fixture
def plan(committee, archivist, inside):
    with inside():
        return a_plan(archivist, authority=committee.pk)


@pytest.fixture
def run_id(committee, inside, asked, plan):
    """A proposal of two records, made by somebody who signs in nowhere in these tests."""
    secretary = a_secretary(committee.pk)
    with inside():
        an_old_record(secretary, authority=committee.pk)
        an_old_record(secretary, authority=committee.pk, title="Yttrande två")
        made = actions.propose_run(secretary, authority=committee.pk, day=DAY)
    work(asked)
    return made


def test_a_plan_is_tried_and_then_brought_in(signed_in, visitor):
    client = signed_in("archivist")
    tried = client.post(f"{HOME}/informationshanteringsplan/ny/", PLAN | {"do": "try"}).content.decode()
    assert "4 regler lästes, utan fel" in tried
    assert "1 regel räknas från giltighetens slut" in tried
    assert "Ingen plan är införd" in visitor.get(f"{HOME}/informationshanteringsplan/").content.decode()
    done = client.post(f"{HOME}/informationshanteringsplan/ny/", PLAN | {"do": "adopt"})
    assert done.status_code == 302
    page = visitor.get(f"{HOME}/informationshanteringsplan/").content.decode()
    assert "gallras 7 år efter registreringen" in page
    assert "BFL 7:2" in page


def test_a_wrong_table_is_told_line_by_line_and_kept(signed_in):
    wrong = PLAN | {"rules": TABLE + "2.9;;snart;;;;\n", "do": "adopt"}
    page = signed_in("archivist").post(f"{HOME}/informationshanteringsplan/ny/", wrong).content.decode()
    assert "Rad 6: ”gallras” ska vara bevaras eller ett antal år" in page
    assert "BFL 7:2" in page


def test_a_run_is_begun_looked_through_and_decided(signed_in, committee, inside, asked, run_id):
    client = signed_in("archivist")
    address = f"{HOME}/gallring/{run_id}/"
    page = client.get(address).content.decode()
    assert "Yttrande två" in page
    assert "Besluta att gallra" in page
    with inside():
        first = queries.proposals(committee.pk, run_id)[0][0]
    asking = client.post(f"{address}{first.id}/undanta/", {"reason": ""})
    assert asking.status_code == 200
    client.post(f"{address}{first.id}/undanta/", {"reason": "Forskning"})
    assert "Forskning" in client.get(f"{address}?visa=undantagna").content.decode()
    confirm = client.get(f"{address}bekrafta/").content.decode()
    assert "Detta går inte att ångra" in confirm
    assert "1 handling förstörs" in confirm
    wrong = client.post(f"{address}bekrafta/", {"words": "gallra allt"})
    assert "Skriv ”gallra 1 handling” för att bekräfta" in wrong.content.decode()
    with inside():
        assert queries.run(committee.pk, run_id).state is RunState.PROPOSED
    assert client.post(f"{address}bekrafta/", {"words": "gallra 1 handling"}).status_code == 302
    assert "gallring pågår" in client.get(address).content.decode()
    work(asked)
    done = client.get(address).content.decode()
    assert "Gallringsintyg" in done
    assert "Gallrad 20 november 2026 enligt Gallringsplan 2024, § 8/2023" in done
    with inside():
        record = Record.objects.exclude(disposed_on=None).get()
        slug, case = committee.slug, record.case
    page = client.get(f"/{slug}/arenden/{case.year}/{case.serial}/").content.decode()
    assert "Gallrad 20 november 2026" in page
    assert "Kalle Kula" not in page
    assert client.get(f"/{slug}/handlingar/{record.pk}/fil/").status_code == 404


def test_who_proposed_sees_why_another_decides(signed_in, committee, inside, asked, plan):
    with inside():
        an_old_record(a_secretary(committee.pk), authority=committee.pk)
    client = signed_in("archivist")
    begun = client.post(f"{HOME}/gallring/foresla/")
    assert begun.status_code == 302
    work(asked)
    page = client.get(begun.url).content.decode()
    assert "du har själv lagt fram förslaget" in page
    refused = client.post(f"{begun.url}bekrafta/", {"words": "gallra 1 handling"})
    assert "Någon annan behöver besluta det." in refused.content.decode()


def test_a_hold_is_placed_on_a_case_and_lifted(signed_in, committee, secretary, inside, plan):
    with inside():
        a_case(secretary, authority=committee.pk)
    client = signed_in("archivist")
    given = {"case": "2026/1", "class_code": "", "reason": "Begärd ut", "first": "2026-11-20"}
    assert client.post(f"{HOME}/gallring/stopp/nytt/", given).status_code == 302
    page = client.get(f"{HOME}/gallring/").content.decode()
    assert "2026/1-2.2.0.2" in page
    with inside():
        hold = queries.holds(committee.pk, demonstration=False)[0].id
    client.post(f"{HOME}/gallring/stopp/{hold}/hav/")
    assert "Häv stoppet" not in client.get(f"{HOME}/gallring/").content.decode()


def test_a_hold_reads_the_number_as_the_authority_writes_it(signed_in, committee, secretary, inside, plan):
    type(committee).objects.filter(pk=committee.pk).update(case_number_pattern="MN {year}-{serial:04d}")
    with inside():
        a_case(secretary, authority=committee.pk)
    given = {"case": "mn 2026-0001 Delårsrapport", "reason": "Begärd ut", "first": "2026-11-20"}
    client = signed_in("archivist")
    assert client.post(f"{HOME}/gallring/stopp/nytt/", given).status_code == 302
    assert "MN 2026-0001" in client.get(f"{HOME}/gallring/").content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"case": "2026/99"}, "Ärendet finns inte i nämndens diarium."),
        ({"case": "åtta"}, "Skriv ärendets nummer som 2026/15."),
        ({"class_code": "två"}, "Skriv klassen med siffror och punkter"),
        ({"reason": ""}, "Skriv något här"),
        ({"last": "2026-11-19"}, "kan inte sluta innan det börjar"),
    ],
)
def test_a_wrong_hold_says_what_to_do(signed_in, plan, more, words):
    given = {"case": "", "class_code": "2.2", "reason": "Begärd ut", "first": "2026-11-20"} | more
    page = signed_in("archivist").post(f"{HOME}/gallring/stopp/nytt/", given).content.decode()
    assert words in page


@pytest.mark.parametrize("role", ["member", "officer", "chair"])
def test_others_are_refused(signed_in, run_id, role):
    client = signed_in(role)
    assert client.get(f"{HOME}/gallring/").status_code == 403
    assert client.get(f"{HOME}/gallring/{run_id}/").status_code == 403
    assert (
        client.post(f"{HOME}/gallring/{run_id}/bekrafta/", {"words": "gallra 2 handlingar"}).status_code
        == 403
    )


def test_the_start_page_leads_to_what_is_to_be_decided(signed_in, run_id):
    assert "handlingar föreslås gallras" in signed_in("archivist").get("/").content.decode()


def test_another_authoritys_run_is_not_there(signed_in, run_id, committee):
    assert signed_in("archivist").get(f"{HOME}/gallring/{run_id + 1000}/").status_code == 404
