"""PostgreSQL for one data folder: start, stop, roles, and a database for the tests."""

from tinget.foundation.postgres.embedded import Server, answers, running, start, stop
from tinget.foundation.postgres.errors import DatabaseUnavailable, RoleTooStrong
from tinget.foundation.postgres.roles import Urls, prepare
from tinget.foundation.postgres.testing import for_tests, kept_for_tests

__all__ = [
    "DatabaseUnavailable",
    "RoleTooStrong",
    "Server",
    "Urls",
    "answers",
    "for_tests",
    "kept_for_tests",
    "prepare",
    "running",
    "start",
    "stop",
]
