"""What is written of alarms."""

from collections.abc import Sequence
from typing import TypedDict

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.workflows.models import Alarm
from tinget.workflows.operations.lines import Line


class Letter(TypedDict):
    """A plain-text message."""

    subject: str
    body: str


def broken(lines: Sequence[Line]) -> Letter:
    """Write what has stopped working, and what to do about it."""
    told = "\n\n".join(f"{line.what}: {line.text}\n{line.advice}" for line in lines)
    subject = _("Tinget: %(what)s fungerar inte") % {"what": ", ".join(line.what for line in lines)}
    return Letter(subject=subject[:200], body=f"{told}\n\n{settings.TINGET_ADDRESS}/\n")


def mended(alarms: Sequence[Alarm]) -> Letter:
    """Write what works again."""
    what = ", ".join(one.what for one in alarms)
    subject = _("Tinget: %(what)s fungerar igen") % {"what": what}
    return Letter(subject=subject[:200], body=_("Det här fungerar igen: %(what)s.") % {"what": what} + "\n")
