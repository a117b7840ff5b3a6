"""Pointing Django's connections at a database that was made after the settings were read."""

import os

from django.db import connections


def point_at(app_url: str, owner_url: str) -> None:
    """Let both connections lead to this database from now on, in every thread and child process."""
    from tinget.site.settings import APP_LIMITS, OWNER_LIMITS, database

    os.environ["DATABASE_URL_APP"], os.environ["DATABASE_URL_OWNER"] = app_url, owner_url
    for alias, values in (
        ("default", database(app_url, APP_LIMITS)),
        ("owner", database(owner_url, OWNER_LIMITS)),
    ):
        connections[alias].close()
        connections[alias].settings_dict.update(values)
