"""The consultation about a budget: thirteen answers, the paragraph, the host's decision, reports."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.economy.test_books import CALM, sheet
from tests.factories.committee import AT, acting
from tests.factories.registry import a_record
from tinget.economy import actions, jobs, queries
from tinget.economy.rules.consulting import REMINDED, Asked, reminder_due, standing
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.kernel.stances import Stance
from tinget.organisation import api as organisation
from tinget.registry import api as registry

DAY = dt.date(2026, 11, 2)
days = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
asked = st.builds(Asked, st.text("abc", min_size=1, max_size=3), st.booleans(), days)


@CALM
@given(st.lists(asked, max_size=14), st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
def test_everyone_asked_has_answered_or_is_missing_and_the_host_is_neither(municipalities, today):
    found = standing(municipalities, answer_by=DAY, on=today)
    assert found.asked == found.answered + len(found.missing)
    assert found.asked == sum(not one.is_host for one in municipalities)
    assert found.late == (today > DAY and bool(found.missing))
    assert len(found.unreported) == len(municipalities)


@CALM
@given(st.lists(st.integers(-40, 40), unique=True), st.integers(1, 30))
def test_a_reminder_is_sent_once_for_each_declared_day_whenever_one_looks(looked, asked_before):
    reminded, sent = None, []
    for days in sorted(looked):
        today = DAY + dt.timedelta(days)
        where = {"sent_on": DAY - dt.timedelta(asked_before), "answer_by": DAY, "on": today}
        if reminder_due(**where, reminded_on=reminded):
            reminded = today
            sent.append(days)
            assert not reminder_due(**where, reminded_on=reminded)
    possible = [step for step in REMINDED if step > -asked_before]
    assert len(sent) <= len(possible)
    assert all(days >= possible[0] for days in sent)
    assert bool(sent) == any(days >= possible[0] for days in looked)


def held(staff, committee):
    slug = actions.save_table(staff, authority=committee.id, sheet=sheet())
    asked_now = actions.begin_consultation(
        staff, authority=committee.id, slug=slug, sent_on=DAY, answer_by=dt.date(2026, 11, 20)
    )
    return slug, asked_now


def test_a_budget_from_the_question_to_the_last_report(committee, in_scope):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        slug, count = held(staff, committee)
        assert count == 13
        where = {"authority": committee.id, "slug": slug}
        places = {one.name: one.id for one in organisation.municipalities()}
        answer = {**where, "stance": Stance.AGREES, "text": "", "answered_on": AT.date()}
        with pytest.raises(NotPossible, match="svarar inte själv"):
            actions.note_answer(staff, municipality=places["Luleå"], **answer)
        with pytest.raises(NotPossible, match="före samrådet"):
            early = answer | {"answered_on": dt.date(2026, 11, 1)}
            actions.note_answer(staff, municipality=places["Boden"], **early)
        actions.note_answer(staff, municipality=places["Boden"], **answer)
        changed = answer | {"stance": Stance.OBJECTS, "text": "För dyrt"}
        actions.note_answer(staff, municipality=places["Boden"], **changed)
        actions.note_committee(staff, **where, decision="§ 20", on=AT.date())
        with pytest.raises(NotPossible, match="har antagit"):
            actions.note_report(staff, **where, municipality=places["Luleå"], on=AT.date())
        actions.adopt_table(staff, **where, decision="KF § 210", decided_on=AT.date(), at=AT)
        with pytest.raises(NotPossible, match="avslutat"):
            actions.note_answer(staff, municipality=places["Kalix"], **answer)
        actions.note_report(staff, **where, municipality=places["Luleå"], on=AT.date())
        view = queries.consultation(committee.id, queries.table(committee.id, slug).id, on=AT.date())
    boden = next(one for one in view.municipalities if one.name == "Boden")
    assert (boden.stance, boden.text) == (Stance.OBJECTS, "För dyrt")
    assert (view.standing.asked, view.standing.answered, view.standing.late) == (13, 1, True)
    assert (len(view.standing.unreported), view.committee_decision) == (13, "§ 20")


def test_only_a_draft_budget_is_consulted_about_and_once(committee, in_scope):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        slug, _count = held(staff, committee)
        begin = {"authority": committee.id, "sent_on": DAY, "answer_by": DAY}
        with pytest.raises(NotPossible, match="redan ute"):
            actions.begin_consultation(staff, slug=slug, **begin)
        with pytest.raises(NotPossible, match="inte är antagen"):
            actions.begin_consultation(staff, slug="budget-2022", **begin)
        with pytest.raises(NotPermitted):
            actions.begin_consultation(acting("Ledamot, Boden"), slug=slug, **begin)


def test_those_who_have_not_answered_are_written_to_once(committee, in_scope, settings):
    settings.TINGET_TODAY = "2026-11-19"
    with in_scope(committee.id):
        staff = acting("Samordnare")
        slug = actions.save_table(staff, authority=committee.id, sheet=sheet())
        places = {one.name: one.id for one in organisation.municipalities()}
        addresses = {
            places[name]: f"{number}@example.se" for number, name in enumerate(("Boden", "Kalix", "Luleå"))
        }
        where = {"authority": committee.id, "slug": slug}
        asked_for = {"sent_on": DAY, "answer_by": dt.date(2026, 11, 20), "addresses": addresses}
        actions.begin_consultation(staff, **where, **asked_for)
        answer = {"stance": Stance.AGREES, "text": "", "answered_on": DAY}
        actions.note_answer(staff, municipality=places["Boden"], **where, **answer)
        with pytest.raises(NotPermitted):
            actions.remind_municipalities(staff, authority=committee.id, at=AT)
    for _again in range(2):
        jobs.remind(authority=committee.id)
    with in_scope(committee.id):
        (letter,) = OutgoingMail.objects.filter(subject__contains="samråd")
        view = queries.consultation(committee.id, queries.table(committee.id, slug).id, on=DAY)
        proposed = queries.likely_addresses(staff, authority=committee.id, on=DAY)
        with pytest.raises(NotPermitted):
            queries.likely_addresses(acting("Ledamot, Boden"), authority=committee.id, on=DAY)
    assert letter.to == proposed[places["Kalix"]] == "1@example.se"
    assert "Hej, du som svarar för Kalix." in letter.body
    assert f"/e-namnden/ekonomi/tabell/{slug}/samrad/" in letter.body
    assert view.standing.stances == ((Stance.AGREES, 1),)
    assert len(view.standing.without_address) == 11
    kalix = next(one for one in view.municipalities if one.name == "Kalix")
    assert kalix.reminded_on == dt.date(2026, 11, 19)


def test_the_pages_ask_note_and_tell_what_is_missing(signed_in, committee, in_scope, client):
    with in_scope(committee.id):
        slug = actions.save_table(acting("Samordnare"), authority=committee.id, sheet=sheet())
        kalix = next(one.id for one in organisation.municipalities() if one.name == "Kalix")
    staff, address = signed_in("Samordnare"), f"/e-namnden/ekonomi/tabell/{slug}/samrad/"
    assert "inte ute på samråd" in staff.get(address).content.decode()
    early = staff.post(f"{address}skicka/", {"sent_on": "2026-11-20", "answer_by": "2026-11-02"})
    assert "kan inte ligga före" in early.content.decode()
    asked_for = {"sent_on": "2026-11-02", "answer_by": "2026-11-20"}
    assert staff.post(f"{address}skicka/", asked_for).status_code == 302
    answer = {"municipality": kalix, "stance": "agrees", "answered_on": "2026-11-10", "text": "Bra"}
    letter = answer | {"way": "letter", "record": ""}
    assert "Registrera det" in staff.post(f"{address}svar/", letter).content.decode()
    unknown = letter | {"record": "Hid 1999.1"}
    assert "Ingen handling i diariet" in staff.post(f"{address}svar/", unknown).content.decode()
    with in_scope(committee.id):
        made = a_record(acting("Sekreterare"), authority=committee.id, case_id=None)
        record = registry.records([made])[made]
    assert staff.post(f"{address}svar/", letter | {"record": record.label}).status_code == 302
    assert f'brev, <a href="{record.url}">{record.label}</a>' in staff.get(address).content.decode()
    assert staff.post(f"{address}svar/", answer | {"way": "mail"}).status_code == 302
    assert staff.post(f"{address}namnden/", {"decision": "§ 20", "on": "2026-11-12"}).status_code == 302
    page = staff.get(address).content.decode()
    assert "1 av 13 kommuner har svarat" in page
    assert "1 tillstyrker." in page
    assert ", e-post<" in page
    assert "Kan inte påminnas med e-post" in page
    assert "Sista svarsdagen har gått" in page
    assert "tillstyrker" in page
    assert signed_in("Ledamot, Boden").post(f"{address}svar/", answer).status_code == 403
    assert client.get(address).status_code in {302, 404}
