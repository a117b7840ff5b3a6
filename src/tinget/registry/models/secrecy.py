"""The tables of secrecy: who marked what by which provision, and the values that others cannot read."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.registry.models.cases import Case
from tinget.registry.models.records import Record
from tinget.registry.rules import REASON_LENGTH

ONE_OBJECT = Q(case__isnull=False, record__isnull=True) | Q(case__isnull=True, record__isnull=False)


class SecrecyMarking(OwnedModel):
    """A mark that a case or record may be secret: a warning that is tested anew each time (OSL 5:5)."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "marked_by": "den som satte markeringen",
        "lifted_reason": "kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = "Följer ärendet eller handlingen."

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, db_constraint=False, related_name="markings"
    )
    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, db_constraint=False, related_name="markings"
    )
    provision = models.CharField(max_length=120)
    marking_authority = models.CharField(max_length=200)
    marked_on = models.DateField()
    marked_by = models.CharField(max_length=200)
    lifted_on = models.DateField(null=True)
    lifted_reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    covers_records = models.BooleanField(default=False)  # also those that come later
    restriction_number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_OBJECT, name="marking_of_one_object"),
            models.CheckConstraint(condition=~Q(provision=""), name="marking_has_provision"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(lifted_on__isnull=True), name="case_marked_once"
            ),
            models.UniqueConstraint(
                fields=["record"], condition=Q(lifted_on__isnull=True), name="record_marked_once"
            ),
        ]


class Withheld(OwnedModel):
    """The values of a secret case or record that its public entry leaves out, by field."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"values": "det som är sekretess: rubrik, motpart, anteckning"}
    DISPOSAL: ClassVar[str] = "Återförs när markeringen hävs, annars som ärendet eller handlingen."

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, db_constraint=False, related_name="withheld"
    )
    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, db_constraint=False, related_name="withheld"
    )
    values = models.JSONField()
    restriction_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_OBJECT, name="withheld_of_one_object"),
            models.UniqueConstraint(fields=["case"], name="case_withheld_once"),
            models.UniqueConstraint(fields=["record"], name="record_withheld_once"),
        ]


class Look(OwnedModel):
    """One look at what a marking withholds: who, when, and whether at the values, a file or its pages."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "den som tittade",
        "name": "den som tittade",
        "acting_as": "i vilken roll",
    }
    DISPOSAL: ClassVar[str] = "Två år efter att markeringen hävts, annars som ärendet eller handlingen."

    marking = models.ForeignKey(
        SecrecyMarking, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="looks"
    )
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    acting_as = models.CharField(max_length=200)
    what = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["values", "file", "page"]), name="look_at_something_known"
            )
        ]
        indexes = [
            models.Index(fields=["marking", "id"], name="look_at_marked"),
            models.Index(fields=["authority_id", "person_id", "id"], name="look_of_person"),
            models.Index(fields=["authority_id", "id"], name="look_newest"),
        ]
