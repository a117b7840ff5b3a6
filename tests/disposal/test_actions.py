"""A run from proposal to certificate: what goes is gone, what is kept is whole, nothing is left half."""

import datetime as dt

import pytest
from django.core.management import call_command

from tests.factories.disposal import (
    AT,
    DAY,
    OLD,
    a_plan,
    an_archivist,
    an_old_record,
    work,
)
from tests.factories.registry import a_case, an_actor
from tinget.disposal import actions, queries
from tinget.disposal.models import DisposedFile
from tinget.disposal.rules import Outcome, RunState
from tinget.documents import api as documents
from tinget.documents.models import CheckOut, Document, Rendition, RenditionFile, Version, VersionText
from tinget.foundation import files, ledger, need_to_know, search
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import LedgerEntry, OutgoingMail, SearchEntry
from tinget.foundation.scoping import Scope, scoped
from tinget.messages.models import Mailbox, Message
from tinget.organisation.api import Role, system_actor
from tinget.registry import api as registry
from tinget.registry.models import Case, Record, SecrecyMarking, Withheld


@pytest.fixture
def plan(committee, archivist, inside):
    with inside():
        return a_plan(archivist, authority=committee.pk)


def proposed(committee, secretary, inside, asked):
    with inside():
        run_id = actions.propose_run(secretary, authority=committee.pk, day=DAY)
    work(asked)
    return run_id


def confirmed(committee, archivist, inside, run_id):
    with inside():
        count = queries.run(committee.pk, run_id).to_dispose
        words = f"Gallra {count} handling" + ("" if count == 1 else "ar")
        actions.confirm_run(archivist, authority=committee.pk, run_id=run_id, words=words, at=AT)


def document_of(record_id):
    return Record.objects.get(pk=record_id).document_id


def blob_of(committee, record_id):
    version = Version.objects.get(document_id=document_of(record_id))
    return files.path_of(committee.pk, version.sha256)


def test_only_what_a_rule_lets_go_after_its_years_is_proposed(committee, secretary, inside, asked, plan):
    with inside():
        more = {"authority": committee.pk}
        due = an_old_record(secretary, **more)
        an_old_record(secretary, kind="Protokoll", **more)
        an_old_record(secretary, closed_on=dt.date(2021, 1, 1), **more)
        an_old_record(secretary, closed_on=None, **more)
        an_old_record(secretary, class_code="3.1", **more)
        an_old_record(secretary, class_code="2.4", kind="avtal", **more)
        invoice = an_old_record(secretary, class_code="2.3", kind="Faktura", closed_on=DAY, **more)
        fact = an_old_record(secretary, **more)
        Record.objects.filter(pk=fact).update(is_published_fact=True)
        made_up = an_old_record(secretary, **more)
        Record.objects.filter(pk=made_up).update(is_demonstration=True)
    run_id = proposed(committee, secretary, inside, asked)
    with inside():
        lines, after = queries.proposals(committee.pk, run_id)
        assert [line.record.record_id for line in lines] == [due, invoice]
        assert [line.counted_from for line in lines] == [OLD, OLD]
        assert after is None
        assert queries.run(committee.pk, run_id).state is RunState.PROPOSED
        assert [one.proposed for one in queries.counts_by_rule(run_id)] == [1, 1]


def test_what_goes_is_truly_gone_and_its_number_day_and_class_stay(
    committee, secretary, archivist, inside, asked, plan
):
    with inside():
        record = an_old_record(secretary, authority=committee.pk)
        kept = an_old_record(
            secretary,
            authority=committee.pk,
            kind="protokoll",
            title="Protokoll",
            counterpart="",
            content=b"Det som blir kvar.",
        )
        blob, kept_blob = blob_of(committee, record), blob_of(committee, kept)
        before = Record.objects.get(pk=record)
        assert blob.exists()
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    work(asked)
    with inside():
        row = Record.objects.get(pk=record)
        assert row.title == "Gallrad 20 november 2026 enligt Gallringsplan 2024, § 8/2023"
        assert (row.counterpart, row.disposed_on) == ("", DAY)
        assert (row.as_printed, row.dated_on, row.kind) == (before.as_printed, before.dated_on, before.kind)
        assert not Version.objects.filter(document_id=row.document_id).exists()
        assert Document.objects.get(pk=row.document_id).title == row.title
        assert not blob.exists()
        assert kept_blob.exists()
        assert Record.objects.get(pk=kept).title == "Protokoll"
        told = "".join(LedgerEntry.objects.exclude(entry=None).values_list("entry", flat=True))
        assert "Kalle Kula" not in told
        assert blob.name not in told
        assert kept_blob.name in told


def test_the_certificate_is_a_record_that_says_what_went_and_never_goes(
    committee, secretary, archivist, inside, asked, plan
):
    with inside():
        record = an_old_record(secretary, authority=committee.pk)
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    work(asked)
    with inside():
        run = queries.run(committee.pk, run_id)
        assert (run.state, run.disposed, run.done) == (RunState.DONE, 1, 1)
        certificate = registry.records([run.certificate_id])[run.certificate_id]
        assert certificate.title == "Gallringsintyg 20 november 2026"
        with documents.open_version(documents.latest(certificate.document_id).id) as file:
            content = file.read()
        assert content.startswith(b"%PDF-")
        listed = actions.carrying_out._list_of_records(committee.pk, run_id).decode("utf-8-sig")
        assert registry.records([record])[record].as_printed in listed
        assert "Kalle" not in listed
        Record.objects.filter(pk=run.certificate_id).update(registered_on=OLD)
        case = a_case(secretary, authority=committee.pk)
        Record.objects.filter(pk=run.certificate_id).update(case_id=case)
        Case.objects.filter(pk=case).update(status="closed", closed_on=OLD)
    with inside():
        again = actions.propose_run(secretary, authority=committee.pk, day=DAY)
    work(asked)
    with inside():
        assert queries.run(committee.pk, again).proposed == 0


def test_withheld_values_and_markings_go_too(committee, secretary, archivist, inside, asked, plan):
    with scoped(Scope(authorities=frozenset({committee.pk}), public=True, person=7)):
        record = an_old_record(secretary, authority=committee.pk)
        on = f"registry.record:{record}"
        secret = need_to_know.restrict(authority=committee.pk, on=on, persons=[7], at=AT)
        Withheld.objects.create(
            authority_id=committee.pk, record_id=record, values={"title": "Kalle Kula"}, restriction_id=secret
        )
        SecrecyMarking.objects.create(
            authority_id=committee.pk,
            record_id=record,
            provision="OSL 25:1",
            marking_authority="Nämnden",
            marked_on=OLD,
            marked_by="Lisa",
            restriction_number=secret,
        )
        documents.restrict(secretary, document_id=document_of(record), restriction=secret)
        Record.objects.filter(pk=record).update(is_secret=True)
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    work(asked)
    with scoped(Scope(authorities=frozenset({committee.pk}), person=7, unrestricted=True)):
        assert not Withheld.objects.exists()
        assert SecrecyMarking.objects.get().lifted_on == DAY
        assert need_to_know.restriction_of(committee.pk, on) is None
        assert Document.objects.get(pk=document_of(record)).restriction_id is None
        assert not Version.objects.filter(document_id=document_of(record)).exists()
        assert not Record.objects.get(pk=record).is_secret
        told = "".join(LedgerEntry.objects.exclude(entry=None).values_list("entry", flat=True))
        assert "Kalle Kula" not in told


def test_a_file_that_another_record_names_stays(committee, secretary, archivist, inside, asked, plan):
    with inside():
        record = an_old_record(secretary, authority=committee.pk)
        an_old_record(secretary, authority=committee.pk, kind="protokoll")  # the same content
        blob = blob_of(committee, record)
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    work(asked)
    assert blob.exists()
    with inside():
        assert not DisposedFile.objects.exists()


def test_a_document_that_another_record_shares_stays(committee, secretary, archivist, inside, asked, plan):
    with inside():
        record = an_old_record(secretary, authority=committee.pk)
        other = an_old_record(secretary, authority=committee.pk, kind="protokoll")
        Record.objects.filter(pk=other).update(document_id=document_of(record))
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    work(asked)
    with inside():
        assert Version.objects.filter(document_id=document_of(other)).exists()


@pytest.mark.parametrize("on", ["case", "class", "register"])
def test_a_hold_wins_over_the_rule_also_after_the_decision(
    committee, secretary, archivist, inside, asked, plan, on
):
    with inside():
        record = an_old_record(secretary, authority=committee.pk)
        case = Record.objects.get(pk=record).case_id
        held = {"case": {"case_id": case}, "class": {"class_code": "2.2"}, "register": {}}[on]
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    with inside():
        hold = actions.place_hold(
            secretary, authority=committee.pk, reason="Begärd för revision", first=DAY, **held
        )
    work(asked)
    with inside():
        assert Record.objects.get(pk=record).disposed_on is None
        run = queries.run(committee.pk, run_id)
        assert (run.state, run.held, run.disposed) == (RunState.DONE, 1, 0)
        assert queries.proposals(committee.pk, run_id)[0][0].outcome is Outcome.HELD
        again = actions.propose_run(secretary, authority=committee.pk, day=DAY)
    work(asked)
    with inside():
        assert queries.run(committee.pk, again).proposed == 0
        actions.abandon_run(secretary, authority=committee.pk, run_id=again, reason="tomt")
        actions.lift_hold(secretary, authority=committee.pk, hold_id=hold, on=DAY)
        with pytest.raises(NotPossible):
            actions.lift_hold(secretary, authority=committee.pk, hold_id=hold, on=DAY)


def test_what_was_opened_again_since_the_decision_does_not_go(
    committee, secretary, archivist, inside, asked, plan
):
    with inside():
        record = an_old_record(secretary, authority=committee.pk)
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    with inside():
        Case.objects.filter(pk=Record.objects.get(pk=record).case_id).update(status="open", closed_on=None)
    work(asked)
    with inside():
        assert Record.objects.get(pk=record).disposed_on is None
        assert queries.run(committee.pk, run_id).not_due == 1


def test_two_pairs_of_eyes_and_the_words_typed(committee, secretary, archivist, inside, asked, plan):
    with inside():
        an_old_record(secretary, authority=committee.pk)
    run_id = proposed(committee, secretary, inside, asked)
    more = {"authority": committee.pk, "run_id": run_id, "at": AT}
    with inside():
        for words in ("", "ja", "gallra 2 handlingar"):
            with pytest.raises(NotPossible, match="gallra 1 handling"):
                actions.confirm_run(archivist, words=words, **more)
        with pytest.raises(NotPermitted):
            actions.confirm_run(secretary, words="gallra 1 handling", **more)
        with pytest.raises(NotPossible, match="själv"):
            actions.confirm_run(
                an_archivist(committee.pk, person_id=secretary.person_id), words="gallra 1 handling", **more
            )
        assert queries.run(committee.pk, run_id).state is RunState.PROPOSED
    assert asked == []


def test_what_came_by_itself_needs_somebody_to_stand_behind_it(
    committee, secretary, archivist, inside, asked, plan
):
    with inside():
        an_old_record(secretary, authority=committee.pk)
    run_id = proposed(committee, system_actor(committee.pk), inside, asked)
    more = {"authority": committee.pk, "run_id": run_id}
    with inside():
        with pytest.raises(NotPossible, match="Någon annan"):
            actions.confirm_run(archivist, words="gallra 1 handling", at=AT, **more)
        actions.endorse_run(secretary, **more)
        with pytest.raises(NotPossible, match="redan"):
            actions.endorse_run(archivist, **more)
    confirmed(committee, archivist, inside, run_id)


def test_an_exception_has_a_reason_and_stays(committee, secretary, archivist, inside, asked, plan):
    with inside():
        first = an_old_record(secretary, authority=committee.pk)
        second = an_old_record(secretary, authority=committee.pk)
    run_id = proposed(committee, secretary, inside, asked)
    with inside():
        lines, _after = queries.proposals(committee.pk, run_id)
        more = {"authority": committee.pk, "run_id": run_id, "proposal_id": lines[0].id}
        with pytest.raises(NotPossible):
            actions.except_record(archivist, reason=" ", **more)
        actions.except_record(archivist, reason="Forskning", **more)
        actions.include_record(archivist, **more)
        actions.except_record(archivist, reason="Forskning", **more)
    confirmed(committee, archivist, inside, run_id)
    with inside(), pytest.raises(NotPossible):
        actions.include_record(archivist, **more)
    work(asked)
    with inside():
        assert Record.objects.get(pk=first).disposed_on is None
        assert Record.objects.get(pk=second).disposed_on == DAY


def test_a_newer_plan_voids_the_proposal(committee, secretary, archivist, inside, asked, plan):
    with inside():
        an_old_record(secretary, authority=committee.pk)
    run_id = proposed(committee, secretary, inside, asked)
    with inside():
        a_plan(archivist, authority=committee.pk, valid_from=DAY)
        with pytest.raises(NotPossible, match="annan gallringsplan"):
            actions.confirm_run(
                archivist, authority=committee.pk, run_id=run_id, words="gallra 1 handling", at=AT
            )


def test_without_a_plan_or_beside_another_run_nothing_begins(committee, secretary, inside, asked):
    with inside():
        with pytest.raises(NotPossible, match="stöd"):
            actions.propose_run(secretary, authority=committee.pk, day=DAY)
        a_plan(an_archivist(committee.pk), authority=committee.pk)
        actions.propose_run(secretary, authority=committee.pk, day=DAY)
        with pytest.raises(NotPossible, match="på gång"):
            actions.propose_run(secretary, authority=committee.pk, day=DAY)
        with pytest.raises(NotPermitted):
            actions.propose_run(an_actor(Role.OFFICER, committee.pk), authority=committee.pk, day=DAY)


class WorkerDiedError(Exception):
    """The worker died."""


@pytest.mark.parametrize(
    "where",
    [
        "tinget.registry.api.dispose_records",
        "tinget.foundation.ledger.dispose_about",
        "tinget.foundation.files.remove",
        "tinget.disposal.queries.render_certificate",
    ],
)
def test_a_worker_that_dies_leaves_nothing_half_and_the_next_goes_on(
    committee, secretary, archivist, inside, asked, plan, monkeypatch, where
):
    with inside():
        records = [
            an_old_record(secretary, authority=committee.pk, content=f"Yttrande {n}".encode())
            for n in range(3)
        ]
        blobs = [blob_of(committee, record) for record in records]
    monkeypatch.setattr(actions.carrying_out, "RECORDS_A_BATCH", 2)
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)

    def die(*_arguments, **_named):
        raise WorkerDiedError

    lost = [(name, dict(arguments)) for name, arguments in asked]
    with monkeypatch.context() as dying:
        dying.setattr(where, die)
        with pytest.raises(WorkerDiedError):
            work(asked)
    with inside():
        for record, blob in zip(records, blobs, strict=True):
            gone = Record.objects.get(pk=record).disposed_on is not None
            assert gone or blob.exists()
            assert gone != Version.objects.filter(document_id=document_of(record)).exists()
        assert queries.run(committee.pk, run_id).state is RunState.DISPOSING
    asked[:] = lost  # the queue takes up what a lost worker had begun
    work(asked)
    with inside():
        run = queries.run(committee.pk, run_id)
        assert (run.state, run.disposed) == (RunState.DONE, 3)
    assert not any(blob.exists() for blob in blobs)


def test_the_command_proposes_by_itself(committee, secretary, inside, plan, settings, today):
    with inside():
        an_old_record(secretary, authority=committee.pk)
    call_command("propose_disposal", committee.slug, verbosity=0)
    with inside():
        run = queries.runs(committee.pk, demonstration=False)[0]
        assert (run.proposed, run.proposed_by, run.state) == (1, "", RunState.PROPOSED)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_chain_holds_after_disposal(committee, secretary, archivist, inside, asked, plan):
    with inside():
        an_old_record(secretary, authority=committee.pk)
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    work(asked)
    found = ledger.verify(committee.pk)
    assert found.breaks == ()
    assert found.disposed > 0


def test_the_message_that_a_record_came_in_goes_too(committee, secretary, archivist, inside, asked, plan):
    with inside():
        record = an_old_record(secretary, authority=committee.pk)
        original = files.store(committee.pk, b"From: Kalle Kula\n", name="brev.txt")
        box = Mailbox.objects.create(authority_id=committee.pk, name="namnd@lulea.se")
        message = Message.objects.create(
            authority_id=committee.pk,
            mailbox=box,
            uid_validity=1,
            uid=1,
            kind="letter",
            state="registered",
            sender_name="Kalle Kula",
            subject="Yttrande",
            text="Hej, jag heter Kalle Kula.",
            received_at=AT,
            sha256=original.sha256,
            size=original.size,
            record_on=f"registry.record:{record}",
        )
        sent = OutgoingMail.objects.create(
            authority_id=committee.pk,
            to="kalle@kula.se",
            subject="Svar",
            body="Hej Kalle Kula",
            about=f"registry.record:{record}",
            created_at=AT,
            state="handed_over",
        )
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    work(asked)
    with inside():
        message.refresh_from_db()
        sent.refresh_from_db()
        assert (message.sender_name, message.text, message.sha256) == ("", "", "")
        assert (sent.to, sent.body) == ("", "")
    assert not files.path_of(committee.pk, original.sha256).exists()


def test_texts_renditions_drafts_and_what_it_was_found_by_go_too(
    committee, secretary, archivist, inside, asked, plan
):
    with inside():
        more = {"authority_id": committee.pk}
        record = an_old_record(secretary, authority=committee.pk)
        document = Document.objects.get(pk=document_of(record))
        version = Version.objects.get(document=document)
        picture = files.store(committee.pk, b"sida ett", name="sida.txt")
        VersionText.objects.update_or_create(
            version=version, defaults={"text": "Kalle Kula", "extracted_at": AT, **more}
        )
        rendition, _made = Rendition.objects.update_or_create(
            version=version, kind="preview", defaults={"state": "done", "told_at": AT, **more}
        )
        RenditionFile.objects.create(
            rendition=rendition, page=1, sha256=picture.sha256, size=8, media_type="text/plain", **more
        )
        CheckOut.objects.create(
            document=document, token="x", name="Kalle Kula", started_at=AT, expires_at=AT, **more
        )
        search.put(
            search.Entry(
                authority=committee.pk,
                on=f"documents.document:{document.pk}",
                kind="document",
                title="Yttrande om Kalle Kula",
                body="Kalle Kula",
                url="/",
                day=DAY,
            )
        )
    run_id = proposed(committee, secretary, inside, asked)
    confirmed(committee, archivist, inside, run_id)
    work(asked)
    with inside():
        for table in (VersionText, Rendition, RenditionFile, CheckOut):
            assert not table.objects.filter(authority_id=committee.pk).exists()
        texts = SearchEntry.objects.filter(authority_id=committee.pk).values_list("title", "body")
        assert "Kalle" not in str(list(texts))
    assert not files.path_of(committee.pk, picture.sha256).exists()
