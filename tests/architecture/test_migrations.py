"""A new migration leaves the version before it able to work: it adds, and takes nothing away or by surprise.

What the version in use does not know of must be possible to leave out: see Migrations in DEVELOPING.md.
"""

import re

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

# The last of each module's migrations from before this was looked at; they are installed everywhere.
LINE = {
    "delegation": "0002_own_minutes",
    "disposal": "0001_disposal",
    "documents": "0003_renditions_and_writing",
    "economy": "0015_answers_and_settlements",
    "foundation": "0013_written",
    "meetings": "0013_late_call",
    "tinget_messages": "0001_messages",
    "noticeboard": "0008_hooks",
    "organisation": "0006_invitations",
    "preparation": "0003_restricted_with_its_case",
    "registry": "0012_web_words",
    "release": "0001_release",
    "signatures": "0005_e_identities",
    "solutions": "0001_solutions",
    "summons": "0005_record",
    "workflows": "0012_alarms",
}
# What takes away: the migration, and the version that was the last to use it.
CONTRACTS: dict[str, str] = {}
# Migrations whose words are more than they do, with the reason.
HARMLESS: dict[str, str] = {
    "foundation.0014_ledger_in_parts": "a table gives its name to parts with the same columns (0089)",
}
TAKES_AWAY = re.compile(
    r"\b(DROP\s+(TABLE|COLUMN|VIEW)|RENAME\b|SET\s+NOT\s+NULL|ALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE)",
    re.IGNORECASE,
)


def ours():
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {key: one for key, one in found.items() if type(one).__module__.startswith("tinget.")}


def is_new(app: str, name: str) -> bool:
    return name[:4] > LINE.get(app, "")[:4]


def faults(operation, made: set[str]) -> list[str]:
    """Name what the version in use could not live with; what is new itself (`made`, model names) is free."""
    match operation:
        case migrations.SeparateDatabaseAndState():
            return [fault for one in operation.database_operations for fault in faults(one, made)]
        case migrations.DeleteModel() | migrations.RenameModel() | migrations.AlterModelTable():
            return [f"{type(operation).__name__} {getattr(operation, 'name', operation)}"]
        case migrations.RemoveField() | migrations.RenameField() if operation.model_name.lower() not in made:
            return [f"{type(operation).__name__} on {operation.model_name}"]
        case migrations.AddField() | migrations.AlterField() if operation.model_name.lower() not in made:
            return [f"{operation.name} must be filled"] if must_be_filled(operation) else []
        case migrations.RunSQL():
            return [f"SQL: {hit[0]}" for hit in TAKES_AWAY.finditer(sql_of(operation))]
        case _:
            return []


def may_be_left_out(field: models.Field) -> bool:
    return field.null or field.many_to_many or field.db_default is not NOT_PROVIDED or field.generated


def must_be_filled(operation) -> bool:
    """Tell whether writing without the field fails; an altered one was asked a value for what was empty."""
    is_new = isinstance(operation, migrations.AddField) or not operation.preserve_default
    return is_new and not may_be_left_out(operation.field)


def sql_of(operation: migrations.RunSQL) -> str:
    parts = operation.sql if isinstance(operation.sql, (list, tuple)) else [operation.sql]
    text = "\n".join(part if isinstance(part, str) else part[0] for part in parts)
    return re.sub(r"--[^\n]*", "", text)


def faults_of(migration) -> list[str]:
    made = {one.name.lower() for one in migration.operations if isinstance(one, migrations.CreateModel)}
    return [fault for one in migration.operations for fault in faults(one, made)]


def test_a_new_migration_takes_nothing_away_from_the_version_in_use():
    found = {
        f"{app}.{name}": told
        for (app, name), one in ours().items()
        if is_new(app, name) and f"{app}.{name}" not in CONTRACTS | HARMLESS and (told := faults_of(one))
    }
    assert found == {}


def test_the_line_is_one_of_migrations_that_are_there():
    there = {f"{app}.{name}" for app, name in ours()}
    assert {f"{app}.{name}" for app, name in LINE.items()} <= there
    assert {*CONTRACTS, *HARMLESS} <= there


@pytest.mark.parametrize(
    ("operation", "is_wrong"),
    [
        (migrations.RemoveField("case", "title"), True),
        (migrations.RenameField("case", "title", "name"), True),
        (migrations.RenameModel("Case", "Matter"), True),
        (migrations.DeleteModel("Case"), True),
        (migrations.AddField("case", "noted", models.TextField(default="")), True),
        (migrations.AddField("case", "noted", models.TextField(db_default="")), False),
        (migrations.AddField("case", "noted", models.TextField(null=True)), False),
        (migrations.AddField("fresh", "noted", models.TextField()), False),
        (migrations.AlterField("case", "noted", models.TextField(default=""), preserve_default=False), True),
        (migrations.AlterField("case", "noted", models.CharField(max_length=300)), False),
        (migrations.RunSQL("ALTER TABLE registry_case DROP COLUMN title"), True),
        (migrations.RunSQL([("ALTER TABLE a ALTER COLUMN b SET NOT NULL", None)]), True),
        (migrations.RunSQL("-- nothing is renamed: RENAME\nCREATE INDEX a ON b (c)"), False),
        (migrations.SeparateDatabaseAndState([migrations.RemoveField("case", "title")]), True),
        (migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Case")]), False),
    ],
)
def test_what_is_wrong_is_seen(operation, is_wrong):
    assert bool(faults(operation, {"fresh"})) == is_wrong
