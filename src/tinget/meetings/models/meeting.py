"""The meeting itself, who was there, and who approves its minutes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.states import MeetingState

KEPT = "Bevaras, som protokollet."


class Meeting(OwnedModel):
    """A meeting (sammanträde) of a committee; null is unknown or not yet."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "chair_name": "den som ledde sammanträdet",
        "chair_party": "ordförandens parti, offentligt genom uppdraget",
        "secretary_name": "den som förde protokollet",
        "late_call_reason": "kan nämna personer",
        "asked_by": "de kommuner vars ledamöter begärde sammanträdet",
        "ground_reason": "kan nämna personer",
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
    ground = models.CharField(max_length=10, blank=True, db_default="")  # who wants it; empty is not known
    asked_by = models.JSONField(null=True)  # the municipalities whose members asked for it
    ground_reason = models.CharField(max_length=500, blank=True, db_default="")  # why though too few did
    chair_id = models.BigIntegerField(null=True)
    chair_name = models.CharField(max_length=150, blank=True)
    chair_party = models.CharField(max_length=20, blank=True)
    secretary_id = models.BigIntegerField(null=True)
    secretary_name = models.CharField(max_length=150, blank=True)
    called_at = models.DateTimeField(null=True)  # the summons to the day, time and place it has
    late_call_reason = models.CharField(max_length=500, blank=True)  # why that departed from the rules
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    changes = models.PositiveSmallIntegerField(default=0)  # of day, time or place, or that it is cancelled
    changed_at = models.DateTimeField(null=True)  # the last of them
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
        "hindered_reason": "varför justeraren fick förhinder",
    }
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, db_constraint=False, related_name="approvers"
    )
    person_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=150)
    party = models.CharField(max_length=20, blank=True)
    is_reserve = models.BooleanField(default=False)  # approves if the chosen one is hindered
    hindered_reason = models.TextField(blank=True)  # why they do not approve after all
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
