"""The tables of summons: what was sent to whom, the answers and calls, and readers' own notes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.summons.rules.replies import Answer
from tinget.summons.rules.summoning import CalledBy, Kind

KEPT = "Bevaras, med sammanträdets handlingar."


class Summons(OwnedModel):
    """A summons, or a later one with what has changed; its one PDF lies in the file store as it was sent."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "content": "kan nämna den som föredrar eller den ett ärende gäller",
        "changes": "kan nämna den ett ärende gäller",
        "message": "kan nämna personer",
        "reason": "kan nämna personer",
        "sent_by": "den som skickade",
    }
    DISPOSAL: ClassVar[str] = KEPT

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    called_by = models.CharField(max_length=10)
    content = models.JSONField()
    changes = models.JSONField(default=list)
    message = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)  # for every departure from a rule
    departures = models.JSONField(default=list)  # the sentences that the reason answers
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    record = models.ForeignKey(
        "registry.Record", on_delete=models.PROTECT, db_constraint=False, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="summons_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="summons_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(called_by__in=[one.value for one in CalledBy]), name="summons_called_by_known"
            ),
            models.CheckConstraint(
                condition=Q(departures=[]) | ~Q(reason=""), name="summons_departs_with_reason"
            ),
        ]


class Recipient(OwnedModel):
    """Somebody a summons went to: by e-mail, or on paper where no address is known."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "den som kallades",
        "name": "namnet på den som kallades",
        "email": "adressen som kallelsen gick till",
        "called_as": "uppdraget",
    }
    DISPOSAL: ClassVar[str] = KEPT

    summons = models.ForeignKey(
        Summons, on_delete=models.PROTECT, db_constraint=False, related_name="recipients"
    )
    person_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=150)
    municipality_id = models.BigIntegerField(null=True)
    municipality = models.CharField(max_length=100, blank=True)
    called_as = models.CharField(max_length=20)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["summons", "person_id"], name="summoned_once")]


class Reply(OwnedModel):
    """An answer to a summons; written once, the latest counts."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "den som svarade",
        "answer": "om personen kommer; varför någon har förhinder frågas det inte efter",
        "by_name": "den som förde in svaret",
    }
    DISPOSAL: ClassVar[str] = "Två år efter sammanträdet; närvaron står i protokollet."

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    person_id = models.BigIntegerField()
    answer = models.CharField(max_length=10)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=[one.value for one in Answer]), name="summons_answer_known"
            )
        ]


class RemoteLeave(OwnedModel):
    """The chair's decision on somebody's taking part from elsewhere; the latest counts (KL 6:24)."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "den som vill delta på distans",
        "by_name": "den som förde in ordförandens beslut",
    }
    DISPOSAL: ClassVar[str] = "Två år efter sammanträdet; närvaron står i protokollet."

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    person_id = models.BigIntegerField()
    is_given = models.BooleanField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["id"]


class SubstituteCall(OwnedModel):
    """A substitute called in the place of a hindered member, and released if the member comes after all."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"for_name": "den ledamot som har förhinder"}
    DISPOSAL: ClassVar[str] = "Två år efter sammanträdet; närvaron står i protokollet."

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    municipality_id = models.BigIntegerField()
    for_name = models.CharField(max_length=150)
    called_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "municipality_id"],
                condition=Q(released_at__isnull=True),
                name="substitute_called_once",
            )
        ]


class Note(OwnedModel):
    """What a reader notes at an item, with the words of a paper that it is about; nobody else can read it.

    The database holds that, also against administrators: `summons/migrations/0003_note.py`.
    """

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person_id": "den vars anteckning det är",
        "text": "vad läsaren har antecknat för sig själv",
        "quote": "ord ur en handling som läsaren har strukit för",
    }
    DISPOSAL: ClassVar[str] = "Tas bort av den som äger den."

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    item_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    quote = models.TextField(blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["authority_id", "person_id", "meeting"], name="note_of_reader")]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | ~Q(quote=""), name="note_says_something")
        ]


class CalendarFeed(OwnedModel):
    """Somebody's own calendar; of its secret address only the digest is kept."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"person_id": "den vars kalender det är"}
    DISPOSAL: ClassVar[str] = "Tas bort av den som äger den."

    person_id = models.BigIntegerField()
    token_sha256 = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "person_id"], name="calendar_feed_once")
        ]
