"""Tables of the noticeboard: the notice, each board's task, times and looks, the appeals, the summons."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tinget.foundation.models import OwnedModel
from tinget.noticeboard.rules.force_certificates import Outdating
from tinget.noticeboard.rules.hooks import Told
from tinget.noticeboard.rules.observing import Seen
from tinget.noticeboard.rules.paragraphs import Ruling
from tinget.noticeboard.rules.summonses import Called

PLACE_LENGTH, REFERENCE_LENGTH, ADDRESS_LENGTH = 100, 100, 500
DECISION_LENGTH = 200


class Notice(OwnedModel):
    """A notice that minutes are approved; `about` names the thing as text ("meetings.meeting:5")."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras med protokollet, som bevis om tillkännagivandet."

    about = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    meeting_date = models.DateField()
    paragraphs = models.CharField(max_length=100)
    approved_on = models.DateField(null=True)  # null: the source does not say
    minutes_url = models.CharField(max_length=300)
    kept_at = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)
    is_published_fact = models.BooleanField(default=False)
    printed_up_on = models.DateField(null=True)  # as published minutes print it, for no board in particular
    printed_down_on = models.DateField(null=True)
    certificate_document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True
    )
    certificate_drawn_up_at = models.DateTimeField(null=True)  # of the signed file: what it tells is of then
    court_answer_on = models.DateField(null=True)  # no appeal was left to try; the newest answer
    court_answer_reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "about", "kind"], name="notice_once_about"),
        ]


class CalledMeeting(OwnedModel):
    """What the notice of a summons tells besides its day: the meeting, its hours and place, until when."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras med sammanträdets handlingar."

    notice = models.OneToOneField(
        Notice, on_delete=models.PROTECT, related_name="called_meeting", db_constraint=False
    )
    meeting = models.CharField(max_length=100)  # as text: "meetings.meeting:5"
    called = models.CharField(max_length=10)
    hours = models.CharField(max_length=40)
    place = models.CharField(max_length=200)
    agenda_url = models.CharField(max_length=300)
    is_open = models.BooleanField()
    completed_on = models.DateField(null=True)
    replaced_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority_id", "meeting"], name="called_meeting_of")]
        constraints = [
            models.CheckConstraint(condition=Q(called__in=list(Called)), name="called_meeting_known"),
        ]


class SummonsChoice(OwnedModel):
    """What the authority has chosen about notices of its summonses; the latest counts."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras."

    is_noticed = models.BooleanField()
    is_open = models.BooleanField()  # the meetings are open to the public, as the committee has decided
    decision = models.CharField(max_length=DECISION_LENGTH, blank=True)
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]


class Posting(OwnedModel):
    """One municipality's task to put the notice on its board, and the secret link that reports on it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"email": "registratorns e-postadress"}
    DISPOSAL: ClassVar[str] = "E-postadressen töms ett år efter att anslaget tagits ned; resten bevaras."

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="postings", db_constraint=False)
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    municipality_name = models.CharField(max_length=100)  # as it was called then
    email = models.EmailField(blank=True)  # empty: no address is known
    token_sha256 = models.CharField(max_length=64, unique=True)
    link_number = models.PositiveSmallIntegerField(default=1)  # the link is derived from it
    sent_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "municipality"], name="posting_once_a_board"),
        ]


class Display(OwnedModel):
    """A time that the notice was up on one board; who told so stands in the ledger.

    One that was told wrongly stays as it was told, `corrected_at` set, and another may stand in its place.
    """

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "up_note": "kan nämna den som lämnat uppgiften",
        "down_note": "kan nämna den som lämnat uppgiften",
        "corrected_note": "kan nämna den som lämnat uppgiften",
    }
    DISPOSAL: ClassVar[str] = "Bevaras med protokollet, som bevis om tillkännagivandet."

    posting = models.ForeignKey(
        Posting, on_delete=models.PROTECT, related_name="displays", db_constraint=False
    )
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    up_on = models.DateField()
    up_recorded_at = models.DateTimeField()
    up_by = models.CharField(max_length=120)  # the role, never a name: "Registrator, Kiruna"
    up_note = models.TextField(blank=True)
    down_on = models.DateField(null=True)
    down_recorded_at = models.DateTimeField(null=True)
    down_by = models.CharField(max_length=120, blank=True)
    down_note = models.TextField(blank=True)
    corrected_at = models.DateTimeField(null=True)
    corrected_note = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["up_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting"],
                condition=Q(down_on__isnull=True, corrected_at__isnull=True),
                name="display_one_up_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(down_on__isnull=True) | Q(down_on__gte=F("up_on")), name="display_up_before_down"
            ),
        ]


class Appeal(OwnedModel):
    """An appeal as it came in: where, when and about which paragraphs; never who appealed."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras med protokollet, som bevis om när beslutet fick laga kraft."

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="appeals", db_constraint=False)
    received_on = models.DateField()
    received_at = models.CharField(
        max_length=PLACE_LENGTH
    )  # the court, or any of the municipalities (KL 13:6)
    paragraphs = models.CharField(max_length=100)
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    recorded_at = models.DateTimeField()
    resolved_on = models.DateField(null=True)
    ruling = models.CharField(max_length=20, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True, ruling="")
                | Q(resolved_on__gte=F("received_on"), ruling__in=list(Ruling)),
                name="appeal_ends_with_a_ruling",
            )
        ]


class ForceCertificate(OwnedModel):
    """A certificate that some of a notice's paragraphs have legal force; which, and the document."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras med protokollet."

    notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, related_name="force_certificates", db_constraint=False
    )
    paragraphs = models.CharField(max_length=100)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    published_at = models.DateTimeField(null=True)
    drawn_up_at = models.DateTimeField(null=True)  # of the signed file: what it tells is of then
    outdated_at = models.DateTimeField(null=True)  # what it rests on changed then; drawn up later it holds
    outdated_by = models.CharField(max_length=10, blank=True, db_default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outdated_by__in=["", *(one.value for one in Outdating)]),
                name="force_certificate_outdated_by_known",
            ),
        ]


class Award(OwnedModel):
    """An award of a contract in one paragraph: its standstill, its review, and the contract."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras med protokollet."

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="awards", db_constraint=False)
    paragraph = models.CharField(max_length=20)
    subject = models.CharField(max_length=200)  # what is bought, never from whom
    sent_on = models.DateField()
    electronic = models.BooleanField()
    stated_until = models.DateField(null=True)
    review_on = models.DateField(null=True)
    review_decided_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_decided_on__isnull=True) | Q(review_decided_on__gte=F("review_on")),
                name="award_review_before_its_decision",
            )
        ]


class BoardAddress(OwnedModel):
    """Where a municipality's official noticeboard is on its own website, for looking at it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Ersätts när adressen ändras; liggaren visar den tidigare."

    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    address = models.URLField(max_length=ADDRESS_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "municipality"], name="board_address_once")
        ]


class Observation(OwnedModel):
    """One look at a board for one notice; the page itself is kept when what it shows has changed."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras med protokollet, som bevis om tillkännagivandet."

    posting = models.ForeignKey(
        Posting, on_delete=models.PROTECT, related_name="observations", db_constraint=False
    )
    at = models.DateTimeField()
    seen = models.CharField(max_length=12)
    address = models.CharField(max_length=ADDRESS_LENGTH)
    status = models.PositiveSmallIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of the whole page as it was answered
    is_kept = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["posting", "at"], name="observation_of_posting")]
        constraints = [
            models.CheckConstraint(condition=Q(seen__in=list(Seen)), name="observation_seen_known")
        ]


class BoardHook(OwnedModel):
    """Where a municipality's own system takes in what its board is to carry; an empty address: nowhere.

    The secret is derived, and a new `secret_number` makes a new one. `told` is what was last told.
    """

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Adressen töms när aviseringen stängs av; liggaren visar den tidigare."

    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    address = models.URLField(max_length=ADDRESS_LENGTH, blank=True)
    secret_number = models.PositiveSmallIntegerField(default=1)
    told = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "municipality"], name="board_hook_once")
        ]


class HookMessage(OwnedModel):
    """One message to a municipality's system, as it is sent each time, and what became of it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Gallras ett år efter att det skrevs."

    hook = models.ForeignKey(
        BoardHook, on_delete=models.PROTECT, related_name="messages", db_constraint=False
    )
    key = models.CharField(max_length=40, unique=True)
    told = models.CharField(max_length=20)
    paragraphs = models.CharField(max_length=100, blank=True)
    body = models.TextField()
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)  # what went wrong the last time

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(told__in=list(Told)), name="hook_message_known")]
