"""Tables of preparation: the matter, its stays in the steps, the answers, and the group's meetings."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.preparation.rules.steps import Step
from tinget.preparation.rules.wheel import WEEKS_AHEAD

KEPT = "Bevaras med ärendet: visar hur förslaget kom till."


class Preparation(OwnedModel):
    """A matter that is prepared; it is an idea until the case is registered."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "title": "kan nämna den som ärendet gäller",
        "background": "kan nämna personer",
        "points": "kan nämna personer",
        "rapporteur": "den som föredrar",
    }
    DISPOSAL: ClassVar[str] = KEPT

    title = models.CharField(max_length=300)
    class_code = models.CharField(max_length=30, blank=True)
    case = models.ForeignKey(
        "registry.Case", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    step = models.CharField(max_length=20)  # a fair copy of the newest stay
    background = models.TextField(blank=True)
    rapporteur = models.CharField(max_length=200, blank=True)
    lead = models.CharField(max_length=500, blank=True)
    points = models.JSONField(default=list)
    is_demonstration = models.BooleanField(default=False)
    submission = models.UUIDField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "submission"], name="preparation_submitted_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(step__in=[Step.ON_AGENDA.value, Step.ENDED.value]),
                name="preparation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(step__in=[step.value for step in Step]), name="preparation_step_known"
            ),
        ]


class Stay(OwnedModel):
    """A preparation's stay in a step; never changed but for the moment it was left."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "by_id": "den som förde ärendet dit",
        "by_name": "namnet på den som förde ärendet dit",
        "reason": "kan nämna personer",
        "question": "kan nämna personer",
    }
    DISPOSAL: ClassVar[str] = KEPT

    preparation = models.ForeignKey(
        Preparation, on_delete=models.PROTECT, db_constraint=False, related_name="stays"
    )
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=20)
    way = models.CharField(max_length=20)
    reason = models.CharField(max_length=500, blank=True)
    skipped = models.JSONField(default=list)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    acting_as = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    question = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["preparation", "number"], name="stay_numbered_once"),
            models.UniqueConstraint(
                fields=["preparation"], condition=Q(left_at__isnull=True), name="stay_one_at_a_time"
            ),
        ]


class Opinion(OwnedModel):
    """What a municipality that is asked answers during a stay; the latest, earlier ones are records."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "text": "kan nämna personer",
        "by_id": "den som svarade",
        "by_name": "namnet på den som svarade",
    }
    DISPOSAL: ClassVar[str] = KEPT

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, db_constraint=False, related_name="opinions")
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    reminded = models.CharField(max_length=20, blank=True)  # the last reminder that was sent

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay", "municipality"], name="opinion_once_a_stay"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(stance=""), name="opinion_says_something"
            ),
        ]


class GroupMeeting(OwnedModel):
    """A meeting of the preparatory group, which decides nothing and has notes instead of minutes."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"notes": "kan nämna personer"}
    DISPOSAL: ClassVar[str] = KEPT

    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-held_on", "-id"]


class GroupAttendance(OwnedModel):
    """Whether a municipality's official was at the group's meeting."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(
        GroupMeeting, on_delete=models.PROTECT, db_constraint=False, related_name="attendance"
    )
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "municipality"], name="group_attendance_once"),
        ]


class GroupMatter(OwnedModel):
    """What the group said of a matter at a meeting."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"text": "kan nämna personer"}
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(
        GroupMeeting, on_delete=models.PROTECT, db_constraint=False, related_name="matters"
    )
    preparation = models.ForeignKey(
        Preparation, on_delete=models.PROTECT, db_constraint=False, related_name="group_matters"
    )
    text = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "preparation"], name="group_matter_once"),
        ]


class WheelMatter(OwnedModel):
    """A matter that comes back each year in a month."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Gallras när den inte längre används."

    month = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    class_code = models.CharField(max_length=30, blank=True)
    weeks_ahead = models.PositiveSmallIntegerField(default=WEEKS_AHEAD)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)  # empty: put in here
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "month", "title"], name="wheel_matter_once_a_month"
            ),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="wheel_month_of_the_year"),
        ]


class WheelDraft(OwnedModel):
    """That a matter has become a preparation in a year: once."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    matter = models.ForeignKey(
        WheelMatter, on_delete=models.PROTECT, db_constraint=False, related_name="drafts"
    )
    year = models.PositiveSmallIntegerField()
    preparation = models.ForeignKey(
        Preparation, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "year"], name="wheel_draft_once_a_year")]


class YearPlan(OwnedModel):
    """A year's plan of meetings: proposed days, until the committee has decided them."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    year = models.PositiveSmallIntegerField()
    days = models.JSONField(default=list)  # [day, start or null, end or null, place]
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=100, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "year", "is_demonstration"], name="year_plan_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | ~Q(decision=""), name="year_plan_names_its_decision"
            ),
        ]
