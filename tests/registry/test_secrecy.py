"""Secrecy: what is marked is gone for everybody but those on the list, and each of their looks is told."""

import dataclasses
import datetime as dt

import pytest
from django.db import connection

from tests.factories.documents import PDF, a_document
from tests.factories.registry import DAY, a_case, a_record
from tinget.documents import api as documents
from tinget.foundation import ledger, need_to_know
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import Actor, Role
from tinget.organisation.models import Mandate, Person
from tinget.registry import actions, models, queries
from tinget.registry.queries import secrecy
from tinget.registry.rest import shapes as rest
from tinget.registry.rules import CaseLine, RecordLine
from tinget.registry.rules.visibility import CASE, NEUTRAL, OF_A_CASE, RECORD, Marking, public_entry

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
NEEDLE = "Krokodilen Kurt"
PROVISION = "25 kap. 1 § OSL"


def fields(model):
    return {field.name for field in model._meta.concrete_fields}


@pytest.mark.parametrize(
    ("shown", "declared"),
    [
        (fields(models.Case), CASE),
        (fields(models.Record), RECORD),
        ({field.name for field in dataclasses.fields(CaseLine)}, CASE),
        ({field.name for field in dataclasses.fields(RecordLine)}, RECORD),
        (set(rest.CaseOut.model_fields), CASE),
        (set(rest.RecordOut.model_fields), RECORD),
        ({relation.get_accessor_name() for relation in models.Case._meta.related_objects}, OF_A_CASE),
    ],
)
def test_every_field_is_declared(shown, declared):
    besides = {"markings", "withheld", "records", "related_from", None}
    assert sorted(str(name) for name in shown - set(declared) - besides) == []
    assert all(one.reason and one.source for one in declared.values())


def test_a_planted_field_is_seen_as_undeclared():
    assert {"title", "planted"} - set(CASE) == {"planted"}


def test_the_public_entry_leaves_nothing_behind():
    values = {"title": NEEDLE, "counterpart": NEEDLE, "note": NEEDLE, "void_reason": "", "kind": NEEDLE}
    shown = public_entry(values, Marking(PROVISION, "Nämnden", frozenset()))
    assert NEEDLE not in str(shown)
    assert shown == {"title": NEUTRAL, "counterpart": NEUTRAL, "note": "", "void_reason": "", "kind": ""}
    written = public_entry(values, Marking(PROVISION, "Nämnden", frozenset(), "Yttrande", "En enskild"))
    assert (written["title"], written["counterpart"]) == ("Yttrande", "En enskild")


def somebody(committee, name, role=Role.OFFICER):
    person = Person.objects.create(key=name.lower(), name=name)
    Mandate.objects.create(
        person=person, role=role.value, authority=committee, first=dt.date(2023, 1, 1),
        until_further_notice=True,
    )  # fmt: skip
    return Actor(person_id=person.pk, name=name, role=role, authority=committee.pk)


@pytest.fixture
def anna(committee):
    return somebody(committee, "Anna")


@pytest.fixture
def bo(committee):
    return somebody(committee, "Bo", Role.SECRETARY)


@pytest.fixture
def seen_by(committee):
    """Return the scope of one of the committee's people while they act."""
    return lambda actor: scoped(Scope(frozenset({committee.pk}), public=True, person=actor.person_id))


def marking(*persons, **more):
    return Marking(
        PROVISION, "Norrbottens e-nämnd", frozenset(person.person_id for person in persons), **more
    )


def everything(committee):
    """Read all that the database gives in the scope, as text."""
    tables = [model._meta.db_table for model in (
        models.Case, models.Record, models.CaseParty, models.CaseNote, models.CaseTag, models.FollowUp,
        models.Withheld, models.SecrecyMarking, models.Look,
    )]  # fmt: skip
    tables += ["foundation_ledgerentry", "documents_document", "documents_version", "foundation_outgoingmail"]
    with connection.cursor() as cursor:
        told = []
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table} t")  # noqa: S608 -- our own names
            told.append(cursor.fetchone()[0])
    return " ".join(told)


@pytest.fixture
def secret_case(committee, anna, seen_by):
    with seen_by(anna):
        case = a_case(anna, authority=committee.pk, title=NEEDLE)
        owner = {"authority_id": committee.pk, "case_id": case}
        models.CaseParty.objects.create(**owner, name=f"{NEEDLE} part")
        models.CaseNote.objects.create(**owner, text=NEEDLE, written_at=AT, written_by="Anna")
        models.FollowUp.objects.create(**owner, text=NEEDLE, due_on=DAY)
        models.CaseTag.objects.create(**owner, word=NEEDLE)
        document = a_document(anna, authority=committee.pk, title=NEEDLE, name=f"{NEEDLE}.pdf")
        record = a_record(anna, authority=committee.pk, case_id=case, title=NEEDLE, document_id=document.id)
        documents.publish(dataclasses.replace(anna, role=Role.SECRETARY), document_id=document.id, at=AT)
        actions.publish(
            dataclasses.replace(anna, role=Role.SECRETARY), authority=committee.pk, case_ids=[case],
            record_ids=[record], decision_ids=[], at=AT,
        )  # fmt: skip
        actions.mark_case(anna, case_id=case, marking=marking(anna, covers_records=True), at=AT)
    return case, record, document.id


def test_marked_it_is_gone_for_others_and_there_for_the_list(committee, anna, bo, seen_by, secret_case):
    case, record, document = secret_case
    for other in (bo, Actor(None, "", None)):
        with seen_by(other):
            assert NEEDLE not in everything(committee)
            assert queries.case(case).title == NEUTRAL
            assert queries.case(case).is_secret
            assert queries.case(case).published_at is None
            assert documents.documents([document]) == {}
            assert queries.records([record])[record].counterpart == ""
            with pytest.raises(NotPermitted):
                actions.look(other, marking_id=secrecy.marking_of_case(case).id, at=AT)
    with seen_by(anna):
        assert everything(committee).count(NEEDLE) > 8


def test_a_look_gives_the_values_and_is_told(committee, anna, bo, seen_by, secret_case, inside):
    case, record, _document = secret_case
    with inside():  # no person in the scope: the act opens what it needs by itself
        shown = actions.look(anna, marking_id=secrecy.marking_of_case(case).id, at=AT)
        assert shown.values["title"] == NEEDLE
        assert shown.tags == (NEEDLE,)
        assert shown.parties[0][1] == f"{NEEDLE} part"
        assert shown.notes[0][1] == shown.follow_ups[0][1] == NEEDLE
        assert any(NEEDLE in str(line.changes) for line in shown.history)
        of_record = actions.look(anna, marking_id=secrecy.marking_of_record(record).id, at=AT)
        assert of_record.files[0].name == f"{NEEDLE}.pdf"
        assert NEEDLE not in everything(committee)
        owner = queries_owner(committee)
        found = secrecy.looks(bo, owner, case_id=case).looks
        assert [(one.name, one.what, one.at, one.case.id) for one in found] == [("Anna", "values", AT, case)]
        assert len(secrecy.looks(bo, owner, person_id=anna.person_id).looks) == 2
        assert secrecy.looks(bo, owner, person_id=bo.person_id).looks == ()
        with pytest.raises(NotPermitted):
            secrecy.looks(anna, owner)


def queries_owner(committee):
    from tinget.organisation.api import authority_by_id

    return authority_by_id(committee.pk)


def test_what_is_told_later_of_it_is_as_secret(committee, anna, bo, seen_by, secret_case):
    case, record, _document = secret_case
    with seen_by(bo):  # who does not see it may still write to it
        on = {"authority_id": committee.pk, "case_id": case}
        models.CaseParty.objects.create(**on, name=NEEDLE)
        models.CaseNote.objects.create(**on, text=NEEDLE, written_at=AT, written_by="Bo")
        models.FollowUp.objects.create(**on, text=NEEDLE, due_on=DAY)
        for place in (f"registry.case:{case}", f"registry.record:{record}"):
            ledger.append(bo, "x", on=place, authority=committee.pk, changes={"title": NEEDLE})
        ledger.append(
            bo, "x", on="meetings.item:1", authority=committee.pk, changes={"record": record, "title": NEEDLE}
        )
        assert NEEDLE not in everything(committee)
    with seen_by(anna):
        free = a_document(anna, authority=committee.pk, title=NEEDLE)
        models.Record.objects.filter(pk=record).update(document_id=free.id)
    with seen_by(bo):
        assert NEEDLE not in everything(committee)


def test_a_record_that_comes_later_follows_its_case(committee, anna, bo, seen_by, secret_case):
    case, _record, _document = secret_case
    with seen_by(bo):
        made = a_record(bo, authority=committee.pk, case_id=case, title=NEEDLE)
        assert queries.records([made])[made].is_secret
        shown = actions.look(bo, marking_id=secrecy.marking_of_record(made).id, at=AT)
        assert shown.values["title"] == NEEDLE
    with seen_by(somebody(committee, "Cia")):
        assert NEEDLE not in everything(committee)


def test_what_is_registered_as_secret_never_stands_open(committee, anna, bo, seen_by):
    def register():
        return actions.register_record_with_file(
            anna, authority=committee.pk, case_id=None, title=NEEDLE, direction="received", dated_on=DAY,
            counterpart=NEEDLE, content=PDF, name=f"{NEEDLE}.pdf", at=AT,
        )  # fmt: skip

    with seen_by(anna):
        chosen = marking(bo, public_title="Ansökan")
        made = actions.register_secret(anna, register, kind="record", marking=chosen, at=AT)
        assert queries.records([made])[made].title == "Ansökan"
    with seen_by(bo):
        assert (
            actions.look(bo, marking_id=secrecy.marking_of_record(made).id, at=AT).values["title"] == NEEDLE
        )
    with seen_by(somebody(committee, "Cia", Role.SECRETARY)):
        assert NEEDLE not in everything(committee)


def test_the_list_is_changed_by_those_on_it_and_never_empty(committee, anna, bo, seen_by, secret_case):
    case, _record, _document = secret_case
    with seen_by(bo):
        mine = secrecy.marking_of_case(case).id
        with pytest.raises(NotPermitted):
            actions.change_need_to_know(bo, marking_id=mine, persons=[bo.person_id], at=AT)
    with seen_by(anna):
        with pytest.raises(NotPossible):
            actions.change_need_to_know(anna, marking_id=mine, persons=[], at=AT)
        with pytest.raises(NotPossible):
            actions.change_need_to_know(anna, marking_id=mine, persons=[999_999], at=AT)
        actions.change_need_to_know(anna, marking_id=mine, persons=[bo.person_id], at=AT)
        with pytest.raises(NotPermitted):
            actions.look(anna, marking_id=mine, at=AT)
    with seen_by(bo):
        assert actions.look(bo, marking_id=mine, at=AT).values["title"] == NEEDLE


def test_when_nobody_on_the_list_is_left_the_secretary_takes_it_over(
    committee, anna, bo, seen_by, secret_case
):
    Mandate.objects.filter(person_id=anna.person_id).update(
        last=dt.date(2026, 1, 1), until_further_notice=False
    )
    with seen_by(bo):
        mine = secrecy.marking_of_case(secret_case[0]).id
        actions.change_need_to_know(bo, marking_id=mine, persons=[bo.person_id], at=AT)
        assert actions.look(bo, marking_id=mine, at=AT).values["title"] == NEEDLE


def test_lifted_everything_is_back_where_it_was_and_unpublished(committee, anna, bo, seen_by, secret_case):
    case, record, document = secret_case
    with seen_by(bo), pytest.raises(NotPermitted):
        actions.lift(bo, marking_id=secrecy.marking_of_case(case).id, reason="x", at=AT)
    with seen_by(anna):
        with pytest.raises(NotPossible):
            actions.lift(anna, marking_id=secrecy.marking_of_case(case).id, reason=" ", at=AT)
        actions.lift(anna, marking_id=secrecy.marking_of_case(case).id, reason="Inte längre känsligt", at=AT)
    with seen_by(bo):
        assert queries.case(case).title == NEEDLE
        assert not queries.case(case).is_secret
        assert models.CaseTag.objects.get().word == NEEDLE
        assert models.CaseParty.objects.count() == models.CaseNote.objects.count() == 1
        assert NEEDLE in str(ledger.history(committee.pk, f"registry.case:{case}"))
        assert queries.records([record])[record].title == NEUTRAL  # the record keeps a marking of its own
        assert NEEDLE not in str(documents.documents([document]))
        told = [
            line for line in ledger.history(committee.pk, f"registry.case:{case}") if "record" in line.changes
        ]
        assert not told
    with seen_by(anna):
        actions.lift(anna, marking_id=secrecy.marking_of_record(record).id, reason="x", at=AT)
    with seen_by(bo):
        assert documents.documents([document])[document].title == NEEDLE
        assert not documents.documents([document])[document].published
        assert not need_to_know.restriction_of(committee.pk, f"registry.record:{record}")
        assert models.Withheld.objects.count() == 0


def test_a_file_of_two_secret_records_stays_restricted_until_both_are_free(committee, anna, bo, seen_by):
    with seen_by(anna):
        shared = a_document(anna, authority=committee.pk, title=NEEDLE).id
        first, second = (
            a_record(anna, authority=committee.pk, case_id=None, document_id=shared) for _ in range(2)
        )
        for record in (first, second):
            actions.mark_record(anna, record_id=record, marking=marking(anna), at=AT)
        actions.lift(anna, marking_id=secrecy.marking_of_record(first).id, reason="x", at=AT)
    with seen_by(bo):
        assert documents.documents([shared]) == {}
    with seen_by(anna):
        actions.lift(anna, marking_id=secrecy.marking_of_record(second).id, reason="x", at=AT)
    with seen_by(bo):
        assert shared in documents.documents([shared])


@pytest.mark.parametrize("provision", ["", "   ", "OSL", "25 kap." + "x" * 200])
def test_a_marking_names_its_provision(committee, anna, seen_by, provision):
    with seen_by(anna):
        case = a_case(anna, authority=committee.pk)
        with pytest.raises(NotPossible):
            actions.mark_case(anna, case_id=case, marking=Marking(provision, "x", frozenset()), at=AT)


def test_who_may_not_mark_does_not_and_nothing_is_marked_twice(committee, anna, seen_by):
    with seen_by(anna):
        case = a_case(anna, authority=committee.pk)
        for role in (Role.MEMBER, Role.ADMINISTRATOR, Role.CHAIR):
            with pytest.raises(NotPermitted):
                actions.mark_case(
                    dataclasses.replace(anna, role=role), case_id=case, marking=marking(), at=AT
                )
        actions.mark_case(anna, case_id=case, marking=marking(), at=AT)
        with pytest.raises(NotPossible):
            actions.mark_case(anna, case_id=case, marking=marking(), at=AT)


def test_a_restricted_file_is_not_published(committee, anna, seen_by, secret_case):
    with seen_by(anna), pytest.raises(NotPossible):
        documents.publish(dataclasses.replace(anna, role=Role.SECRETARY), document_id=secret_case[2], at=AT)
