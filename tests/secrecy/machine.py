"""Whatever anybody does: a machine that registers, marks, looks, publishes and lifts in any order."""

import contextlib
import datetime as dt
import itertools
from collections import defaultdict
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.http import Http404
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, multiple, rule

from tests.architecture.permission_table import OFFICER, ROLES, SECRETARY, VISITOR
from tests.architecture.test_permissions import ROUTES, filled
from tests.secrecy.showing import ALWAYS_ASKED, Asker, ask_as, leaks, tell_tales
from tinget.foundation import clock
from tinget.foundation.errors import Expected
from tinget.foundation.scoping import Scope, scoped

SLUG = "e-namnden"
MARKERS = (SECRETARY, "Samordnare", OFFICER)
EVERYBODY = tuple(role for role in ROLES if role != VISITOR)
_numbers = itertools.count(1)


def needle() -> str:
    """Make a word that stands nowhere else."""
    return f"Krokodil{next(_numbers):05d}qz"


@dataclass(frozen=True)
class Thing:
    """A case or record with its number and the needles that its secret fields hold."""

    kind: str
    id: int


class AnyBody(RuleBasedStateMachine):
    """Everybody does anything; at the end nobody who only opens pages is shown a needle that is secret."""

    cases, records = Bundle("cases"), Bundle("records")
    places: dict[str, str] = {}
    people: dict[str, int] = {}

    def __init__(self) -> None:
        super().__init__()
        self.needles: dict[Thing, set[str]] = {}
        self.secret: dict[Thing, int] = {}
        self.senders: dict[int, str] = {}

    # -- who acts

    @contextlib.contextmanager
    def acting(self, role):
        """Act as the role would by a post; what is refused leaves nothing behind and tells no needle."""
        from tinget.organisation import api as organisation

        account = organisation.demonstration_account(self.people[role])
        standing = organisation.standing_of(account, chosen=None, on=clock.today())
        seen = Scope(standing.authorities, standing.boards, public=True, person=standing.actor.person_id)
        try:
            with scoped(seen):
                yield standing.actor
        except (Expected, Http404) as error:
            refused = str(error)
        else:
            return
        assert not [one for one in self.hidden() if one.casefold() in refused.casefold()], refused

    def hidden(self):
        return {one for thing in self.secret for one in self.needles[thing]}

    def kept_from_visitors(self):
        """Return the senders of records, on the web or not, that nobody has opened for visitors."""
        from tinget.registry import models

        with scoped(Scope(frozenset({self.authority.id}))):
            opened = set(models.Record.objects.filter(shows_counterpart=True).values_list("pk", flat=True))
        return {word for record, word in self.senders.items() if record not in opened}

    @property
    def authority(self):
        from tinget.organisation import api as organisation

        return organisation.authority_by_slug(SLUG)

    def marking(self, persons, *, covers=False):
        from tinget.registry.rules.visibility import Marking

        ids = frozenset(self.people[role] for role in persons)
        return Marking("25 kap. 1 § OSL", "Nämnden", ids, covers_records=covers)

    def note_marked(self):
        """Ask the register what is secret now, rather than believe that the act succeeded."""
        from tinget.registry import models

        with scoped(Scope(frozenset({self.authority.id}))):
            rows = list(models.SecrecyMarking.objects.filter(lifted_on=None))
        known = {("case", row.case_id) if row.case_id else ("record", row.record_id): row.pk for row in rows}
        self.secret = {
            thing: known[thing.kind, thing.id] for thing in self.needles if (thing.kind, thing.id) in known
        }

    # -- what is done

    @rule(
        target=cases,
        role=st.sampled_from(MARKERS),
        secret=st.booleans(),
        persons=st.sets(st.sampled_from(EVERYBODY)),
    )
    def register_case(self, role, secret, persons):
        from tinget.registry import actions

        word, made = needle(), []
        with self.acting(role) as actor:

            def register():
                return actions.register_case(
                    actor, authority=self.authority.id, title=f"Om {word}", class_code="2.2.0.2",
                    day=clock.today(),
                )  # fmt: skip

            if secret:
                marking = self.marking(persons, covers=True)
                made.append(
                    actions.register_secret(actor, register, kind="case", marking=marking, at=clock.now())
                )
            else:
                made.append(register())
        return self.keep("case", made, {word})

    @rule(
        target=records, case=cases, role=st.sampled_from(MARKERS), secret=st.booleans(), in_case=st.booleans()
    )
    def register_record(self, case, role, secret, in_case):
        from tinget.registry import actions

        words, made = [needle() for _ in range(3)], []
        with self.acting(role) as actor:

            def register():
                return actions.register_record_with_file(
                    actor, authority=self.authority.id, case_id=case.id if in_case else None,
                    title=f"Yttrande av {words[0]}", direction="received", dated_on=clock.today(),
                    counterpart=f"Fru {words[1]}", content=ContentFile(f"Om {words[2]}".encode()),
                    name=f"{words[2]}.txt", at=clock.now(),
                )  # fmt: skip

            if secret:
                marking = self.marking(())
                made.append(
                    actions.register_secret(actor, register, kind="record", marking=marking, at=clock.now())
                )
            else:
                made.append(register())
        self.senders |= dict.fromkeys(made, words[1])
        return self.keep("record", made, set(words))

    def keep(self, kind, made, words):
        things = [Thing(kind, one) for one in made]
        self.needles |= dict.fromkeys(things, words)
        self.note_marked()
        return multiple(*things)

    @rule(case=cases, role=st.sampled_from(MARKERS))
    def write_in_case(self, case, role):
        """Add what only a marked case hides: a party, a note, a follow-up date, a tag."""
        from tinget.registry import models

        word = needle()
        with self.acting(role) as actor:
            owner = {"authority_id": actor.authority, "case_id": case.id}
            models.CaseParty.objects.create(**owner, name=word)
            models.CaseNote.objects.create(**owner, text=word, written_at=clock.now(), written_by="x")
            models.FollowUp.objects.create(**owner, text=word, due_on=clock.today())
            self.needles[case].add(word)

    @rule(
        thing=st.one_of(cases, records),
        role=st.sampled_from(MARKERS),
        persons=st.sets(st.sampled_from(EVERYBODY)),
    )
    def mark(self, thing, role, persons):
        from tinget.registry import actions

        with self.acting(role) as actor:
            act = actions.mark_case if thing.kind == "case" else actions.mark_record
            act(
                actor,
                **{f"{thing.kind}_id": thing.id},
                marking=self.marking(persons, covers=True),
                at=clock.now(),
            )
        self.note_marked()

    @rule(
        thing=st.one_of(cases, records),
        role=st.sampled_from(EVERYBODY),
        persons=st.sets(st.sampled_from(EVERYBODY)),
    )
    def change_list(self, thing, role, persons):
        from tinget.registry import actions

        with self.acting(role) as actor:
            ids = {self.people[one] for one in persons}
            actions.change_need_to_know(
                actor, marking_id=self.secret.get(thing, 0), persons=ids, at=clock.now()
            )

    @rule(thing=st.one_of(cases, records), role=st.sampled_from(EVERYBODY))
    def look(self, thing, role):
        """A look over HTTP gives the needles to those on the list, and nothing to others."""
        if thing not in self.secret:
            return
        answer = self.askers[role].client.post(f"/{SLUG}/sekretess/{self.secret[thing]}/visa/")
        told = answer.content.decode()
        shown = [one for one in self.hidden() if one in told]
        assert bool(shown) == (self.people[role] in self.cleared(thing)), (
            f"{role}, {answer.status_code}: {shown}"
        )
        others = self.hidden() - self.needles[thing]
        assert not [one for one in shown if one in others and one not in self.needles[thing]]

    @rule(thing=st.one_of(cases, records), role=st.sampled_from(MARKERS))
    def lift(self, thing, role):
        from tinget.registry import actions

        with self.acting(role) as actor:
            actions.lift(actor, marking_id=self.secret.get(thing, 0), reason="Prövat", at=clock.now())
        self.note_marked()

    @rule(thing=st.one_of(cases, records), role=st.sampled_from(MARKERS))
    def publish(self, thing, role):
        from tinget.documents import api as documents
        from tinget.registry import actions, queries

        with self.acting(role) as actor:
            ids = {"case_ids": [], "record_ids": [], "decision_ids": []} | {f"{thing.kind}_ids": [thing.id]}
            actions.publish(actor, authority=self.authority.id, **ids, at=clock.now())
        with self.acting(role) as actor:
            record = queries.records([thing.id]).get(thing.id) if thing.kind == "record" else None
            if record is not None and record.document_id is not None:
                documents.publish(actor, document_id=record.document_id, at=clock.now())

    @rule(record=records, role=st.sampled_from(MARKERS), opened=st.booleans())
    def open_sender(self, record, role, opened):
        """Let visitors see the sender of a record, or no more."""
        from tinget.registry import actions

        with self.acting(role) as actor:
            (actions.show_counterpart if opened else actions.hide_counterpart)(actor, record_id=record.id)

    @rule(record=records, role=st.sampled_from(MARKERS))
    def withdraw(self, record, role):
        from tinget.registry import actions

        with self.acting(role) as actor:
            actions.withdraw_record(actor, record_id=record.id)

    @rule(case=cases, role=st.sampled_from(MARKERS), closed=st.booleans())
    def close_or_reopen(self, case, role, closed):
        from tinget.registry import actions

        with self.acting(role) as actor:
            (actions.close_case if closed else actions.reopen_case)(actor, case_id=case.id)

    @rule(thing=st.one_of(cases, records), role=st.sampled_from(MARKERS))
    def void(self, thing, role):
        from tinget.registry import actions

        with self.acting(role) as actor:
            act = actions.void_case if thing.kind == "case" else actions.void_record
            act(actor, **{f"{thing.kind}_id": thing.id}, reason="Fel registrerat")

    @rule(case=cases, record=records, role=st.sampled_from(MARKERS))
    def place(self, case, record, role):
        from tinget.registry import actions

        with self.acting(role) as actor:
            actions.place_record(actor, record_id=record.id, case_id=case.id)
        self.note_marked()

    @rule(record=records, role=st.sampled_from(MARKERS), outcome=st.sampled_from(("released", "refused")))
    def ask_for(self, record, role, outcome):
        """Somebody asks for the record; an official tests it, and may hand it out to whoever has the code."""
        from tinget.organisation.api import VISITOR as NOBODY
        from tinget.release import actions

        with self.acting(role) as actor:
            asked = actions.receive_request(
                NOBODY, authority=self.authority.id, text="Allt", way="download", channel="form",
                received_on=clock.today(),
            )  # fmt: skip
            item = actions.point_out_record(actor, request_id=asked.id, record_id=record.id)
            self.places["request_id"] = str(asked.id)
            actions.assess(actor, item_id=item, outcome=outcome, provision="25 kap. 1 § OSL", at=clock.now())

    @rule(case=cases, role=st.sampled_from((SECRETARY, "Ordförande")), up=st.booleans())
    def put_on_an_agenda(self, case, role, up):
        from tinget.meetings import api as meetings

        with self.acting(role) as actor:
            day = clock.today() + dt.timedelta(days=next(_numbers) + 30)
            meeting = meetings.plan_meeting(
                actor, authority=self.authority.id, planned_on=day, at=clock.now(), place="Boden"
            )
            item = meetings.place_case_on_agenda(actor, meeting_id=meeting, case_id=case.id)
            meetings.move_item(actor, item_id=item, up=up)
            self.places["address"] = meetings.meeting_by_id(meeting).address
            self.places["item_id"] = str(item)

    @rule(role=st.sampled_from(EVERYBODY), case=cases, name=st.sampled_from(sorted(ROUTES)))
    def press_anything(self, role, case, name):
        """Post to any address about the case: whatever it does or refuses, it shows nothing."""
        if name in {"choose_demonstration_role", "registry:look"}:
            return
        answer = self.askers[role].client.post(self.path(ROUTES[name], {case}), {"title": "x", "reason": "x"})
        told = b"" if answer.streaming else answer.content
        self.note_marked()
        assert not [one for one in self.hidden() if one.encode() in told], f"{role}: {name}"

    # -- what is seen

    def path(self, route, things):
        return filled(route, self.places | self.numbers(things))

    def numbers(self, things):
        from tinget.registry import models, queries

        told: dict[str, str] = {}
        with scoped(Scope(frozenset({self.authority.id}), unrestricted=True)):
            for thing in things:
                told["marking_id"] = str(self.secret.get(thing, 0))
                if thing.kind == "case":
                    case = queries.case(thing.id)
                    told |= {"year": str(case.year), "serial": str(case.serial), "case_id": str(case.id)}
                else:
                    record = models.Record.objects.get(pk=thing.id)
                    told |= {
                        "record_id": str(record.pk),
                        "document_id": str(record.document_id),
                        "number": "1",
                    }
        return told

    def paths(self):
        """Every address of pages and API, about each thing that is secret."""

        found = set()
        schema = Client().get("/api/openapi.json").json()
        api = [path for path, acts in schema["paths"].items() if "get" in acts]
        for thing in [*self.secret, *(Thing("record", record) for record in self.senders)] or [None]:
            numbers = self.places | (self.numbers({thing}) if thing else {})
            found |= {filled(route, numbers) for route in ROUTES.values()}
            found |= {
                f"/{route}".format_map(defaultdict(lambda: "1", numbers | {"slug": SLUG})).replace("//", "/")
                for route in api
            }
        return sorted(found | {"/finns-inte/", "/api/openapi.json"})

    def teardown(self):
        """Look everywhere."""
        if not self.askers or not self.secret:
            return
        found = leaks(self.asked(), self.hidden(), from_visitors=self.kept_from_visitors())
        assert not found, "\n".join(found[:20])
        word, tales = next(iter(self.hidden())), []
        for role in (VISITOR, SECRETARY):
            asker = self.askers[role]
            names = {f"/{SLUG}/{path}/": set(ALWAYS_ASKED) for path in ("arenden", "handlingar")}
            for path, filters in (names | {path: some for path, some in asker.forms.items() if some}).items():
                tales += [
                    f"{role}: {tale}" for tale in tell_tales(ask_as(asker), path, sorted(filters), word)
                ]
        assert not tales, "\n".join(tales)

    def asked(self):
        """Let two ask for everything, others in turn; those on a file's list do not ask for it."""
        turn, files = next(_numbers), self.files()
        others = [asker for role, asker in self.askers.items() if role not in {VISITOR, SECRETARY}]
        for place, path in enumerate(self.paths(), start=turn):
            for asker in (self.askers[VISITOR], self.askers[SECRETARY], others[place % len(others)]):
                cleared = next((cleared for file, cleared in files.items() if path.startswith(file)), ())
                if self.people.get(asker.role) not in cleared:
                    yield asker, path

    def files(self):
        """Return who may open which file."""
        return {
            f"/{SLUG}/dokument/{self.numbers({thing})['document_id']}/1/": self.cleared(thing)
            for thing in self.secret
            if thing.kind == "record"
        }

    def cleared(self, thing):
        """Return who stands on the list of what is secret."""
        from tinget.foundation import need_to_know
        from tinget.registry import models

        with scoped(Scope(frozenset({self.authority.id}))):
            number = models.SecrecyMarking.objects.get(pk=self.secret[thing]).restriction_number
            return need_to_know.cleared_for(number)

    askers: dict[str, Asker] = {}
