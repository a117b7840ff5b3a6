"""The tables of meetings: the meeting, its items with basis and recipients, who was there, who approves."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.meetings.rules.agenda import ItemKind
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.states import ItemState, MeetingState

KEPT = "Bevaras, som protokollet."
NO_PERSONAL_DATA: dict[str, str] = {}


class Meeting(OwnedModel):
    """A meeting (sammanträde) of a committee; null is unknown or not yet."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "chair_name": "den som ledde sammanträdet",
        "chair_party": "ordförandens parti, offentligt genom uppdraget",
        "secretary_name": "den som förde protokollet",
    }
    DISPOSAL: ClassVar[str] = KEPT

    address = models.CharField(max_length=20)  # its word in the site's addresses: 2023-10-12 or 2023-10-12-2
    planned_on = models.DateField()
    planned_start = models.TimeField(null=True)
    planned_end = models.TimeField(null=True)
    held_on = models.DateField(null=True)
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=20, default=MeetingState.PLANNED.value)
    rules_version = models.CharField(max_length=40)
    rules_assumed = models.BooleanField(default=False)
    chair_id = models.BigIntegerField(null=True)
    chair_name = models.CharField(max_length=150, blank=True)
    chair_party = models.CharField(max_length=20, blank=True)
    secretary_id = models.BigIntegerField(null=True)
    secretary_name = models.CharField(max_length=150, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    moved_reason = models.CharField(max_length=500, blank=True)
    approval_due = models.DateField(null=True)
    approval_place = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True)
    late_approval_reason = models.CharField(max_length=500, blank=True)
    cancelled_reason = models.CharField(max_length=500, blank=True)
    minutes_document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    source = models.CharField(max_length=300, blank=True)
    notes = models.JSONField(default=list)  # sentences on what the source leaves unsaid
    is_demonstration = models.BooleanField(default=False)
    is_published_fact = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    submission = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "address"], name="meeting_address_once"),
            models.UniqueConstraint(fields=["authority_id", "submission"], name="meeting_submitted_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MeetingState]), name="meeting_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[MeetingState.PLANNED.value, MeetingState.CANCELLED.value])
                | Q(held_on__isnull=False),
                name="meeting_held_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["authority_id", "planned_on"], name="meeting_by_day")]


class Item(OwnedModel):
    """An item of the agenda, from the opening on with its § number."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "rapporteur": "den som föredrar",
        "proposal": "kan nämna personer",
        "summary": "kan nämna personer",
        "meeting_text": "kan nämna den som yttrat sig eller yrkat",
        "procedure": "kan nämna den som yrkat",
        "decision_text": "kan nämna den som valts",
        "votes": "hur var och en röstade öppet, som protokollet visar (KL 5:67)",
    }
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, db_constraint=False, related_name="items")
    position = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    paragraph = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    case = models.ForeignKey(
        "registry.Case", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    external_case_number = models.CharField(max_length=60, blank=True)  # a case of another authority
    rapporteur = models.CharField(max_length=200, blank=True)
    proposal = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    meeting_text = models.TextField(blank=True)
    procedure = models.TextField(blank=True)
    decision_text = models.TextField(blank=True)  # the draft before the gavel, the decision after it
    decision_points = models.JSONField(default=list)
    decision_kind = models.CharField(max_length=20, blank=True)
    decision = models.ForeignKey(
        "registry.Decision", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    state = models.CharField(max_length=20, default=ItemState.OPEN.value)
    is_immediate = models.BooleanField(default=False)
    closed_for = models.CharField(max_length=20, blank=True)  # why never in public, beyond the case's secrecy
    votes = models.JSONField(default=list)  # open votes by name, a fair copy of the events for whoever reads
    # Who served when the gavel fell, as person ids: what was true then, whatever the list says later.
    served = models.JSONField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "year", "paragraph"],
                name="paragraph_once_a_year",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ItemKind]), name="item_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ItemState]), name="item_state_known"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=True) | Q(external_case_number=""), name="item_has_one_case"
            ),
        ]


class ItemBasis(OwnedModel):
    """A record that the decision rests on; printed as it stood when it was chosen."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"title": "kan nämna den som handlingen gäller"}
    DISPOSAL: ClassVar[str] = KEPT

    item = models.ForeignKey(Item, on_delete=models.PROTECT, db_constraint=False, related_name="basis")
    position = models.PositiveSmallIntegerField()
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    title = models.CharField(max_length=300)
    record_id_printed = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]


class ItemRecipient(OwnedModel):
    """Somebody to whom the decision is sent."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"text": "mottagaren, ibland en namngiven person"}
    DISPOSAL: ClassVar[str] = KEPT

    item = models.ForeignKey(Item, on_delete=models.PROTECT, db_constraint=False, related_name="recipients")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]


class MeetingEvent(OwnedModel):
    """Something that happened at the meeting, written once; the sitting is what these amount to."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "values": "vems plats det gäller, vad någon yrkade och hur plats för plats röstade",
        "by_id": "den som förde in händelsen",
        "by_name": "namnet på den som förde in händelsen",
        "reason": "kan nämna personer",
    }
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, db_constraint=False, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    values = models.JSONField(null=True)  # what a replay's file has under the kind
    item = models.ForeignKey(Item, on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+")
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    verdict = models.CharField(max_length=20)
    rule = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=100, blank=True)
    finding = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    corrects = models.PositiveIntegerField(null=True)  # the number of an earlier event

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meeting_event_once"),
            models.CheckConstraint(
                condition=Q(verdict="allowed") | (Q(verdict="needs_reason") & ~Q(reason="")),
                name="meeting_event_has_its_reason",
            ),
        ]


class PublicScreen(OwnedModel):
    """What visitors see of a sitting that is public: cut, a fair copy of the events, gone when it is over."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "shown": "vilka som leder, tjänstgör, yrkar och röstar, som var och en i lokalen ser"
    }
    DISPOSAL: ClassVar[str] = "Raderas när sammanträdet avslutas; händelserna bevaras."

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    version = models.PositiveIntegerField()
    shown = models.JSONField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting"], name="public_screen_once")]


class Presence(OwnedModel):
    """Somebody at the meeting: the seats as a fair copy of the events, and others as written."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "den som var närvarande",
        "name": "namnet i närvarolistan",
        "party": "parti; uppgift som röjer politisk åsikt, offentlig genom uppdraget",
    }
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, db_constraint=False, related_name="presence"
    )
    position = models.PositiveSmallIntegerField()
    person_id = models.BigIntegerField(null=True)
    municipality_id = models.BigIntegerField(null=True)
    municipality = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=150)
    party = models.CharField(max_length=20, blank=True)
    present_as = models.CharField(max_length=20)
    office = models.CharField(max_length=100, blank=True)
    serving = models.BooleanField(default=False)
    chair = models.BooleanField(default=False)
    is_present = models.BooleanField(default=True)  # in the room now; who has left stays on the list
    arrived_at = models.TimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(present_as__in=[one.value for one in PresentAs]), name="presence_as_known"
            ),
            models.UniqueConstraint(
                fields=["meeting", "municipality_id"],
                condition=Q(serving=True),
                name="one_serving_seat_a_municipality",
            ),
            models.UniqueConstraint(fields=["meeting", "person_id"], name="present_once"),
        ]


class Approver(OwnedModel):
    """Who approves the minutes together with the chair."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "justeraren",
        "name": "justerarens namn",
        "party": "justerarens parti, offentligt genom uppdraget",
    }
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, db_constraint=False, related_name="approvers"
    )
    person_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=150)
    party = models.CharField(max_length=20, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class Assignment(OwnedModel):
    """Something that a decision asks somebody to do, by a day, perhaps not before another."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "owner": "den som ska göra det",
        "text": "kan nämna personer",
        "status": "kan nämna personer",
    }
    DISPOSAL: ClassVar[str] = KEPT

    item = models.ForeignKey(Item, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    text = models.CharField(max_length=500)
    owner = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    earliest_on = models.DateField(null=True)
    condition = models.CharField(max_length=300, blank=True)  # why not before that day
    of_councils = models.BooleanField(default=False)  # valid when every party's council has approved it
    status = models.TextField(blank=True)
    status_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    early_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest_on__isnull=True) | ~Q(condition=""),
                name="assignment_says_why_not_before",
            )
        ]


class CouncilDecision(OwnedModel):
    """What a municipality's council decided about what the committee sent it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = NO_PERSONAL_DATA
    DISPOSAL: ClassVar[str] = KEPT

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, db_constraint=False, related_name="councils"
    )
    municipality_id = models.BigIntegerField()
    municipality = models.CharField(max_length=100)
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=60, blank=True)
    approves = models.BooleanField()
    legal_force_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "municipality_id"], name="council_decides_once")
        ]


PUBLISHED_WITH_A_MEETING: tuple[tuple[Any, str], ...] = (
    (Item, "meeting"),
    (ItemBasis, "item__meeting"),
    (ItemRecipient, "item__meeting"),
    (Presence, "meeting"),
    (Approver, "meeting"),
)
