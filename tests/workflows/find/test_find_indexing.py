"""What the register does is found at once, as it is now, by those who may see it."""

import datetime as dt

import pytest
from django.core.management import call_command

from tests.factories.documents import a_document
from tests.factories.registry import a_case, a_decision, a_record
from tests.workflows.find.conftest import AT
from tinget.documents import api as documents
from tinget.documents.models import VersionText
from tinget.foundation import events, ledger, need_to_know, search
from tinget.foundation.models import SearchEntry, SearchProgress
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import Role, system_actor
from tinget.registry import api as registry
from tinget.registry.actions import mark_case
from tinget.registry.rules.visibility import Marking
from tinget.workflows.find import indexing


def kinds(committee, text, **filters):
    return [hit.kind for hit in search.find(committee.pk, text, search.Filters(**filters)).hits]


def titles(committee, text):
    return [hit.title for hit in search.find(committee.pk, text).hits]


def publish(actor, committee, *, cases=(), records=(), decisions=()):
    registry.publish(
        actor, authority=committee.pk, case_ids=cases, record_ids=records, decision_ids=decisions, at=AT
    )


def test_a_registered_case_is_found_in_the_same_transaction(committee, secretary, inside):
    with inside():
        case = registry.case(a_case(secretary, authority=committee.pk, title="Upphandlingsprotokoll Luleå"))
        (hit,) = search.find(committee.pk, "protokoll").hits
        assert (hit.kind, hit.number, hit.url, hit.day) == (
            "arende",
            case.number,
            case.url,
            case.registered_on,
        )
        assert kinds(committee, case.number) == ["arende"]
        assert kinds(committee, case.short) == ["arende"]
        assert kinds(committee, "protokoll", municipality="lulea", class_code="2.2", year=case.year) == [
            "arende"
        ]


def test_records_and_decisions_are_found_beside_their_case(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk, title="Skolskjuts")
        record = a_record(secretary, authority=committee.pk, case_id=case, title="Yttrande om skolskjuts")
        a_decision(secretary, authority=committee.pk, case_id=case)
        assert sorted(kinds(committee, "skolskjuts")) == ["arende", "handling"]
        assert kinds(committee, registry.records([record])[record].label)[0] == "handling"
        assert kinds(committee, "§ 15") == ["beslut"]
        assert kinds(committee, '"lägga den till handlingarna"') == ["beslut"]
        assert kinds(committee, "yttrande", class_code="2.2") == ["handling"]


def test_visitors_find_it_from_publication_on_and_not_the_sender(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk, title="Skolskjuts")
        record = registry.register_record(
            secretary, authority=committee.pk, case_id=case, title="Yttrande", counterpart="Siv Hemlig",
            direction=registry.Direction.RECEIVED, dated_on=None, document_id=None, day=dt.date(2026, 11, 20),
        )  # fmt: skip
        assert kinds(committee, "siv hemlig") == ["handling"]
        assert kinds(committee, "yttrande", person="Hemlig") == ["handling"]
    with scoped(PUBLIC):
        assert kinds(committee, "skolskjuts") == kinds(committee, "yttrande") == []
    with inside():
        publish(secretary, committee, cases=[case], records=[record])
    with scoped(PUBLIC):
        assert kinds(committee, "skolskjuts") == ["arende"]
        assert kinds(committee, "yttrande") == ["handling"]
        assert kinds(committee, "hemlig") == []
        assert kinds(committee, "yttrande", person="hemlig") == []


def test_a_changed_title_and_class_follow_to_what_the_case_holds(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk, title="Gammal rubrik")
        a_record(secretary, authority=committee.pk, case_id=case, title="Bilaga")
        change = {"title": "Helt annan", "class_code": "3.1.2"}
        registry.change_case(secretary, case_id=case, day=dt.date(2026, 11, 20), **changed(case, change))
        assert titles(committee, "gammal") == []
        assert titles(committee, "annan") == ["Helt annan"]
        assert kinds(committee, "bilaga", class_code="3.1") == ["handling"]


def changed(case_id, change):
    """Return all that changing a case asks for, most of it as it was."""
    case = registry.case(case_id)
    return {
        "title": case.title,
        "class_code": case.class_code,
        "officer_id": case.officer_id,
        "unit": case.unit,
        "deadline_on": case.deadline_on,
        "tags": (),
        **change,
    }


def test_what_is_marked_as_secret_is_found_no_more_by_what_is_withheld(committee, inside):
    actor = replace_person(committee)
    with inside(actor.person_id):
        case = a_case(actor, authority=committee.pk, title="Hemlig rubrik")
        publish(actor, committee, cases=[case])
        assert titles(committee, "hemlig") == ["Hemlig rubrik"]
        mark(actor, case)
        assert titles(committee, "hemlig") == []
    with scoped(PUBLIC):
        assert titles(committee, "hemlig") == []


def replace_person(committee):
    from tests.factories.registry import an_actor

    return an_actor(Role.SECRETARY, committee.pk)


def mark(actor, case_id):
    """Mark a case as secret in the simplest way that the register has."""
    marking = Marking("26 kap. 1 § OSL", "Nämnden", frozenset())
    mark_case(actor, case_id=case_id, marking=marking, at=AT)


def given_text(document, text, **carried):
    """Keep a text as the job that reads files does, and tell of it."""
    VersionText.objects.create(
        authority_id=document.authority_id,
        version_id=document.latest.id,
        text=text,
        extracted_at=AT,
        **carried,
    )
    events.raise_event(documents.TextExtracted(document.authority_id, document.id, document.latest.id))


def test_the_text_of_a_document_is_found_when_it_has_been_read(committee, secretary, inside):
    with inside():
        document = a_document(secretary, authority=committee.pk)
        assert kinds(committee, "gallring") == []
        given_text(document, "Enligt gallringsbeslutet")
        (hit,) = search.find(committee.pk, "gallring").hits
        assert (hit.kind, hit.title) == ("text", document.title)
    with scoped(PUBLIC):
        assert kinds(committee, "gallring") == []


def test_a_restricted_text_is_found_by_those_cleared_and_published_by_nobody(committee, secretary, inside):
    with inside(secretary.person_id):
        document = a_document(secretary, authority=committee.pk)
        given_text(document, "Enligt gallringsbeslutet")
        documents.publish(secretary, document_id=document.id, at=AT)
    with scoped(PUBLIC):
        assert kinds(committee, "gallring") == ["text"]
    with inside(secretary.person_id):
        restriction = need_to_know.restrict(
            authority=committee.pk, on="registry.record:1", persons=[secretary.person_id], at=AT
        )
        documents.restrict(secretary, document_id=document.id, restriction=restriction)
        assert kinds(committee, "gallring") == ["text"]
    for scope in (inside(), inside(8), scoped(PUBLIC)):
        with scope:
            assert kinds(committee, "gallring") == []
    with inside(secretary.person_id):
        documents.restrict(secretary, document_id=document.id, restriction=None)
    with inside(8):
        assert kinds(committee, "gallring") == ["text"]


def test_a_meeting_and_its_items_are_found_and_what_is_taken_off_is_not(committee, inside):
    actor = system_actor(committee.pk, demonstration=True)
    from dataclasses import replace

    actor = replace(actor, role=Role.SECRETARY)
    with inside():
        planned = meetings.plan_meeting(
            actor, authority=committee.pk, planned_on=dt.date(2026, 12, 1), at=AT, start=dt.time(13),
            end=None, place="Kulturens hus, Luleå",
        )  # fmt: skip
        assert "sammantrade" in kinds(committee, '"kulturens hus"')
        case = a_case(actor, authority=committee.pk, title="Budget")
        item = meetings.place_case_on_agenda(
            actor, meeting_id=planned, case_id=case,
            wording=meetings.ItemWording("Budget 2027", rapporteur="Eva Ek", proposal="Anta ramarna."),
        )  # fmt: skip
        assert kinds(committee, '"anta ramarna"', person="Eva Ek") == ["paragraf"]
        meetings.remove_item(actor, item_id=item)
        assert kinds(committee, '"anta ramarna"') == []


def test_an_error_in_indexing_undoes_the_act(committee, secretary, inside, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("planted")

    monkeypatch.setattr(indexing.search, "put_all", broken)
    with pytest.raises(RuntimeError, match="planted"), inside():
        a_case(secretary, authority=committee.pk)
    with inside():
        assert registry.open_cases(committee.pk) == []


def test_entries_of_other_objects_are_no_business_of_the_index(committee, secretary, inside):
    with inside():
        ledger.append(secretary, "something", on="noticeboard.notice:5", authority=committee.pk)
        ledger.append(secretary, "something", on="registry.case:999999", authority=committee.pk)
        assert SearchEntry.objects.count() == 0


@pytest.mark.django_db(databases=["default", "owner"])
def test_everything_is_indexed_anew_and_goes_on_where_it_stopped(
    committee, secretary, inside, monkeypatch, capsys
):
    with inside():
        case = a_case(secretary, authority=committee.pk, title="Skolskjuts")
        for number in range(3):
            a_record(secretary, authority=committee.pk, case_id=case, title=f"Bilaga {number}")
        a_decision(secretary, authority=committee.pk, case_id=case)
        document = a_document(secretary, authority=committee.pk)
        given_text(document, "gallringsbeslut")
        before = sorted(SearchEntry.objects.values_list("on", "title", "kind", "lexemes"))
        SearchEntry.objects.all().delete()
    stop_after_cases(monkeypatch)
    with pytest.raises(RuntimeError, match="planted"):
        call_command("reindex")
    with inside():
        assert SearchEntry.objects.count() == 1
        assert SearchProgress.objects.get(noun="case").last == case
    monkeypatch.undo()
    call_command("reindex")
    with inside():
        assert sorted(SearchEntry.objects.values_list("on", "title", "kind", "lexemes")) == before
        assert SearchProgress.objects.count() == 0
        assert search.find(committee.pk, "skolskjus").instead == "skolskjuts"
    assert "record 3" in capsys.readouterr().err


def stop_after_cases(monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("planted")

    monkeypatch.setattr(indexing, "index_records", broken)


def test_nothing_is_written_when_nothing_changed(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        publish(secretary, committee, cases=[case])
        first = SearchEntry.objects.get()
    with inside():
        indexing.index_cases(committee.pk, [case])
        again = SearchEntry.objects.get()
    assert (again.indexed_at, again.published_at) == (first.indexed_at, first.published_at)


def test_a_scope_of_another_authority_indexes_nothing_of_ours(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
    with scoped(Scope(authorities=frozenset({committee.pk + 1}))):
        indexing.index_cases(committee.pk, [case])
    with inside():
        assert SearchEntry.objects.count() == 1
