"""Records with their kind, media, state and voiding."""

from django.db import migrations, models

OPERATIONS = [
    migrations.RemoveConstraint(
        model_name="record",
        name="record_has_number_and_day",
    ),
    migrations.AddField(
        model_name="record",
        name="is_secret",
        field=models.BooleanField(default=False),
    ),
    migrations.AddField(
        model_name="record",
        name="kind",
        field=models.CharField(blank=True, max_length=60),
    ),
    migrations.AddField(
        model_name="record",
        name="media",
        field=models.CharField(default="unknown", max_length=10),
    ),
    migrations.AddField(
        model_name="record",
        name="state",
        field=models.CharField(default="official", max_length=10),
    ),
    migrations.AddField(
        model_name="record",
        name="void_reason",
        field=models.CharField(blank=True, max_length=300),
    ),
    migrations.AddIndex(
        model_name="record",
        index=models.Index(fields=["authority_id", "registered_on", "id"], name="record_by_day"),
    ),
    migrations.AddIndex(
        model_name="record",
        index=models.Index(
            condition=models.Q(("case__isnull", True), ("is_published_fact", False), ("state", "official")),
            fields=["authority_id", "id"],
            name="record_to_sort",
        ),
    ),
    migrations.AddConstraint(
        model_name="record",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("is_published_fact", True),
                ("state", "draft"),
                models.Q(("registered_on__isnull", False), ("serial__isnull", False)),
                _connector="OR",
            ),
            name="record_has_number_and_day",
        ),
    ),
    migrations.AddConstraint(
        model_name="record",
        constraint=models.CheckConstraint(
            condition=models.Q(("state__in", ["draft", "official", "voided"])), name="record_state_known"
        ),
    ),
    migrations.AddConstraint(
        model_name="record",
        constraint=models.CheckConstraint(
            condition=models.Q(("media__in", ["digital", "paper", "other", "unknown"])),
            name="record_media_known",
        ),
    ),
    migrations.AddConstraint(
        model_name="record",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("state", "draft"), _negated=True),
                ("published_at__isnull", True),
                _connector="OR",
            ),
            name="record_draft_is_not_public",
        ),
    ),
    migrations.AddConstraint(
        model_name="record",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("state", "voided"), _negated=True),
                models.Q(("void_reason", ""), _negated=True),
                _connector="OR",
            ),
            name="record_voided_for_reason",
        ),
    ),
]
