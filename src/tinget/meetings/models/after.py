"""What follows a meeting: what its decisions ask for, and what is put right in its minutes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.meetings.models.items import Item
from tinget.meetings.models.meeting import KEPT, Meeting
from tinget.meetings.rules.addenda import AddendumKind

NO_PERSONAL_DATA: dict[str, str] = {}


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
    of_award = models.BooleanField(default=False)  # not before the standstill is over, as it is reckoned
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


class Addendum(OwnedModel):
    """A correction or supplement of approved minutes, beside the signed file; public when it is signed."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "text": "kan nämna personer",
        "stated": "kan nämna personer",
        "reason": "kan nämna personer",
        "by_id": "den som rättar eller kompletterar",
        "by_name": "namnet på den som rättar eller kompletterar",
    }
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    stated = models.TextField(blank=True)  # the words that are put right
    text = models.TextField()
    reason = models.CharField(max_length=500)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=150)
    capacity = models.CharField(max_length=40)
    drawn_up_at = models.DateTimeField()
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in AddendumKind]), name="addendum_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=AddendumKind.SUPPLEMENT.value) | ~Q(stated=""),
                name="correction_says_of_what",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(signed_at__isnull=False),
                name="addendum_public_when_signed",
            ),
        ]
