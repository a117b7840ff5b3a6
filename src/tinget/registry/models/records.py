"""The table of records, and the Swedish words for how they came, their state and media."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinget.foundation.models import OwnedModel
from tinget.registry.models.cases import PUBLISHED, Case
from tinget.registry.rules import (
    AS_PRINTED_LENGTH,
    COUNTERPART_LENGTH,
    KIND_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    Direction,
    MadeOfficial,
    Media,
    RecordState,
)

DIRECTIONS = [direction.value for direction in Direction]
RECORD_STATES = [state.value for state in RecordState]
MEDIA = [media.value for media in Media]

DIRECTION_TEXTS: dict[Direction, str | Promise] = {
    Direction.RECEIVED: _("inkommen"),
    Direction.DRAWN_UP: _("upprättad"),
    Direction.DISPATCHED: _("expedierad"),
    Direction.UNKNOWN: _("uppgift saknas"),
}
RECORD_STATE_TEXTS: dict[RecordState, str | Promise] = {
    RecordState.DRAFT: _("utkast"),
    RecordState.OFFICIAL: _("allmän handling"),
    RecordState.VOIDED: _("makulerad"),
}
MEDIA_TEXTS: dict[Media, str | Promise] = {
    Media.DIGITAL: _("digital"),
    Media.PAPER: _("på papper"),
    Media.OTHER: _("annat slag"),
    Media.UNKNOWN: _("uppgift saknas"),
}
MADE_OFFICIAL_TEXTS: dict[MadeOfficial, str | Promise] = {
    MadeOfficial.DISPATCHED: _("den har skickats"),
    MadeOfficial.CASE_SETTLED: _("ärendet är slutbehandlat"),
    MadeOfficial.APPROVED: _("den har justerats"),
    MadeOfficial.FINISHED: _("den har färdigställts"),
}


class Record(OwnedModel):
    """A record (handling), in a case or by itself; its id is kept as printed where others gave it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "title": "kan nämna den som handlingen rör",
        "counterpart": "avsändare eller mottagare",
        "void_reason": "kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = (
        "Enligt informationshanteringsplanen; nummer, dag, klass och slag bevaras i diariet."
    )

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, db_constraint=False, db_index=False, related_name="records"
    )
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    as_printed = models.CharField(max_length=AS_PRINTED_LENGTH, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    direction = models.CharField(max_length=10)
    dated_on = models.DateField(null=True)
    counterpart = models.CharField(max_length=COUNTERPART_LENGTH, blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    registered_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default=RecordState.OFFICIAL.value)
    kind = models.CharField(max_length=KIND_LENGTH, blank=True)
    media = models.CharField(max_length=10, default=Media.UNKNOWN.value)
    void_reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    is_secret = models.BooleanField(default=False)
    shows_counterpart = models.BooleanField(default=False, db_default=False)  # to visitors too
    disposed_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)
    is_published_fact = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    submission = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "submission"], name="record_submitted_once"),
            # What was printed before us may carry the same id twice; what we number never does.
            models.UniqueConstraint(
                fields=["authority_id", "year", "serial"],
                name="record_number_once",
                condition=Q(is_published_fact=False),
            ),
            models.CheckConstraint(condition=Q(direction__in=DIRECTIONS), name="record_direction_known"),
            models.CheckConstraint(condition=~Q(title=""), name="record_has_title"),
            models.CheckConstraint(
                condition=Q(is_published_fact=True)
                | Q(state=RecordState.DRAFT.value)
                | (Q(registered_on__isnull=False) & (Q(serial__isnull=False) | ~Q(as_printed=""))),
                name="record_has_number_and_day",
            ),
            models.CheckConstraint(condition=Q(state__in=RECORD_STATES), name="record_state_known"),
            models.CheckConstraint(condition=Q(media__in=MEDIA), name="record_media_known"),
            models.CheckConstraint(
                condition=~Q(state=RecordState.DRAFT.value) | Q(published_at__isnull=True),
                name="record_draft_is_not_public",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecordState.VOIDED.value) | ~Q(void_reason=""),
                name="record_voided_for_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_secret=False) | Q(shows_counterpart=False),
                name="record_secret_hides_counterpart",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="record_of_case"),
            models.Index(fields=["authority_id", "as_printed"], name="record_as_printed"),
            models.Index(fields=["authority_id", "id"], name="record_published", condition=PUBLISHED),
            models.Index(fields=["authority_id", "registered_on", "id"], name="record_by_day"),
            models.Index(fields=["authority_id", "year", "serial", "id"], name="record_by_year"),
            models.Index(fields=["authority_id", "direction", "id"], name="record_by_direction"),
            models.Index(fields=["authority_id", "kind", "id"], name="record_by_kind"),
            models.Index(fields=["authority_id", "counterpart"], name="record_by_counterpart"),
            models.Index(fields=["authority_id", "state", "id"], name="record_by_state"),
            models.Index(
                fields=["authority_id", "id"],
                name="record_to_sort",
                condition=Q(case__isnull=True, state=RecordState.OFFICIAL.value, is_published_fact=False),
            ),
        ]
