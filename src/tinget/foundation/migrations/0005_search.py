"""What is searched in: entries, the words learnt from them, and the functions that search within a scope."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0004_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("on", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
                ("number", models.CharField(blank=True, max_length=80)),
                ("title", models.TextField()),
                ("title_forms", models.TextField(blank=True)),
                ("title_parts", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("body_parts", models.TextField(blank=True)),
                ("insiders", models.TextField(blank=True)),
                ("insiders_parts", models.TextField(blank=True)),
                (
                    "lexemes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("day", models.DateField(null=True)),
                ("sorted_on", models.DateField()),
                ("url", models.CharField(max_length=300)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("published_at", models.DateTimeField(null=True)),
                ("restriction_id", models.BigIntegerField(null=True)),
                ("added_at", models.DateTimeField()),
                ("indexed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["authority_id", "indexed_at"], name="search_entry_indexed")],
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "on"), name="search_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("restriction_id__isnull", True), ("published_at__isnull", True), _connector="OR"
                        ),
                        name="search_restricted_is_not_public",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("noun", models.CharField(max_length=40)),
                ("last", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "noun"), name="search_progress_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("word", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "word"), name="search_word_once")
                ],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
