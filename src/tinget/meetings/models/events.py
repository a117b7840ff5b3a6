"""What happened at a meeting, and what visitors see of it while it goes on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.meetings.models.items import Item
from tinget.meetings.models.meeting import KEPT, Meeting


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


class LateEntry(OwnedModel):
    """That an event was written down afterwards, and when; beside the event, which never changes."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    event = models.OneToOneField(
        MeetingEvent, on_delete=models.PROTECT, db_constraint=False, related_name="late_entry"
    )
    at = models.DateTimeField()


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
