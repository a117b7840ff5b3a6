"""When a signed certificate was drawn up: what it tells is of then, however late it was signed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0010_summonses")]

    operations = [
        migrations.AddField("notice", "certificate_drawn_up_at", models.DateTimeField(null=True)),
        migrations.AddField("forcecertificate", "drawn_up_at", models.DateTimeField(null=True)),
    ]
