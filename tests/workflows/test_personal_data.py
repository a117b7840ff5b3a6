"""What is kept about people: declared by the tables, found by whoever may see it, and handed out."""

import csv
import datetime as dt
import io
import json

import pytest
from django.apps import apps
from django.test import Client

from tests.factories.disposal import an_archivist
from tests.factories.registry import a_case, a_record, a_secretary, an_actor, an_authority
from tinget.foundation import ledger, need_to_know, personal_data
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import LedgerEntry
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import Role
from tinget.organisation.models import Account, Mandate, Person
from tinget.registry.models import Record, Withheld
from tinget.workflows.personal_data import extracting

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/e-namnden/personuppgifter/"


@pytest.fixture
def committee(db):
    return an_authority()


@pytest.fixture
def secretary(committee):
    return a_secretary(committee.pk)


def inside(*authorities, person=None):
    return scoped(Scope(authorities=frozenset(authorities), public=True, person=person))


@pytest.fixture
def named(committee, secretary):
    """A record whose title names somebody, and one that does not."""
    with inside(committee.pk):
        case = a_case(secretary, authority=committee.pk, title="Skolskjuts")
        made = a_record(secretary, authority=committee.pk, case_id=case, title="Yttrande från Kalle Kula")
        a_record(secretary, authority=committee.pk, case_id=case, title="Annat")
    return made


@pytest.fixture
def signed_in(committee):
    def sign_in(role):
        person = Person.objects.create(key=role, name="Lisa Nilsson")
        Mandate.objects.create(
            person=person,
            role=role,
            authority=committee,
            first=dt.date(2023, 1, 1),
            until_further_notice=True,
        )
        client = Client()
        client.force_login(Account.objects.create_user(f"{role}@example.se", person=person), backend=BACKEND)
        return client

    return sign_in


def nouns(found):
    return {f"{hit.module}.{hit.noun}" for hit in found.hits}


def search(actor, committee, text, **more):
    return extracting.search(actor, authority=committee.pk, text=text, in_ledger=False, **more)


def test_every_table_that_declares_personal_data_is_in_the_register_of_processing():
    declared = {(one.module, one.noun) for one in personal_data.declarations()}
    ours = [model for model in apps.get_models() if model.__module__.startswith("tinget.")]
    assert declared == {(model._meta.app_label, model.__name__) for model in ours if model.PERSONAL_DATA}
    lines = list(
        csv.reader(
            io.StringIO(extracting.processing_as_csv(personal_data.declarations()).decode("utf-8-sig")),
            delimiter=";",
        )
    )
    assert next(line for line in lines if line[1:3] == ["Record", "counterpart"])[:4] == [
        "registry",
        "Record",
        "counterpart",
        "avsändare eller mottagare",
    ]


def test_somebody_is_found_in_whatever_field_declares_it(committee, secretary, named):
    with inside(committee.pk):
        found = search(secretary, committee, "kalle KULA")
        assert [(hit.noun, hit.row_id) for hit in found.hits] == [("Record", named)]
        assert dict(found.hits[0].values)["title"] == "Yttrande från Kalle Kula"
        assert search(secretary, committee, "kalle svensson").hits == ()
        whole = extracting.search(secretary, authority=committee.pk, text="Kalle Kula", in_ledger=True)
        assert "foundation.LedgerEntry" in nouns(whole)


def test_a_search_is_logged_without_spreading_what_it_looks_for(committee, secretary, named):
    with inside(committee.pk):
        before = LedgerEntry.objects.count()
        search(secretary, committee, "19850101-1234")
        line = ledger.history(committee.pk, f"{extracting.ON}{committee.pk}")[0]
        assert LedgerEntry.objects.count() == before + 1
        assert (line.action, line.changes) == ("search_personal_data", {"sought": "1…", "hits": 0})


def test_need_to_know_holds_here_too(committee, secretary, named):
    at = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    with inside(committee.pk, person=7):
        secret = need_to_know.restrict(authority=committee.pk, on="registry.record:1", persons=[7], at=at)
        Withheld.objects.create(
            authority_id=committee.pk,
            record_id=named,
            values={"counterpart": "Greta Hemlig"},
            restriction_id=secret,
        )
        assert nouns(search(secretary, committee, "Greta Hemlig")) == {"registry.Withheld"}
    with inside(committee.pk, person=8):
        assert search(an_archivist(committee.pk), committee, "Greta Hemlig").hits == ()


def test_nothing_of_another_authority_is_found(committee, secretary, named):
    other = an_authority("annan-namnd", "En annan nämnd")
    with inside(other.pk, committee.pk):
        assert search(a_secretary(other.pk), other, "Kalle Kula").hits == ()
    with inside(committee.pk), pytest.raises(NotPermitted):
        search(a_secretary(other.pk), committee, "Kalle Kula")


def test_people_with_a_mandate_are_found_by_name_and_address_but_never_their_password(
    committee, secretary, signed_in
):
    signed_in("member")
    other = an_authority("annan-namnd", "En annan nämnd")
    with inside(committee.pk):
        found = search(secretary, committee, "member@example.se")
        assert nouns(found) == {"organisation.Person", "organisation.Account", "organisation.Mandate"}
        assert "password" not in {name for hit in found.hits for name, _value in hit.values}
    with inside(other.pk):
        assert search(a_secretary(other.pk), other, "Lisa Nilsson").hits == ()


def test_more_than_a_hundred_in_a_table_is_told(committee, secretary, named):
    with inside(committee.pk):
        row = Record.objects.get(pk=named)
        Record.objects.bulk_create(
            Record(
                authority_id=committee.pk,
                title="Kalle Kula",
                direction="received",
                year=2026,
                serial=1_000 + number,
                registered_on=row.registered_on,
            )
            for number in range(personal_data.PER_TABLE)
        )
        found = search(secretary, committee, "Kalle Kula")
        assert (len(found.hits), found.cut) == (personal_data.PER_TABLE, ("registry.Record",))


@pytest.mark.parametrize("text", ["", "  ", "ab", "a b", "x" * 101])
def test_too_little_or_too_much_is_refused(committee, secretary, text):
    with inside(committee.pk), pytest.raises(NotPossible):
        search(secretary, committee, text)


@pytest.mark.parametrize("text", ["%%%", "___", "' OR 1=1 --", "\\\\\\"])
def test_what_looks_like_a_pattern_is_text(committee, secretary, named, text):
    with inside(committee.pk):
        assert search(secretary, committee, text).hits == ()


def test_the_extract_as_json_csv_and_pdf(signed_in, named):
    client = signed_in("secretary")
    page = client.post(f"{PAGE}sok/", {"text": "Kalle Kula"}).content.decode()
    assert "1 träff" in page
    assert "Gör ett utdrag som JSON" in page
    told = json.loads(client.post(f"{PAGE}sok/", {"text": "Kalle Kula", "format": "json"}).content)
    assert told["rows"][0]["values"]["title"] == "Yttrande från Kalle Kula"
    assert told["rows"][0]["why"]["title"] == "kan nämna den som handlingen rör"
    assert told["rows"][0]["disposal"].startswith("Enligt informationshanteringsplanen")
    answer = client.post(f"{PAGE}sok/", {"text": "Kalle Kula", "format": "csv"})
    assert "registry.Record" in answer.content.decode("utf-8-sig")
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.post(f"{PAGE}sok/", {"text": "Kalle Kula", "format": "pdf"}).content.startswith(b"%PDF-")


def test_a_formula_is_written_as_text():
    written = extracting.table(("a",), [("=1+1",), ("vanlig",)]).decode("utf-8-sig").splitlines()
    assert written == ["a", "'=1+1", "vanlig"]


def test_the_pages_open_to_those_who_answer_for_it(signed_in):
    assert "registry.Record" in signed_in("administrator").get(PAGE).content.decode()
    assert signed_in("archivist").get(f"{PAGE}sok/").status_code == 200
    for role in ("member", "officer", "chair"):
        client = signed_in(role)
        assert client.get(PAGE).status_code == 403
        assert client.post(f"{PAGE}sok/", {"text": "Kalle Kula"}).status_code == 403


def test_whoever_keeps_accounts_sees_the_register_but_does_not_search(committee):
    with inside(committee.pk), pytest.raises(NotPermitted):
        search(an_actor(Role.ADMINISTRATOR, committee.pk), committee, "Kalle Kula")
