"""What a ledger entry says beside its heading: numbers, what was changed from what to what, why."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tinget.foundation.ui.words import short_date
from tinget.registry.models import DIRECTION_TEXTS, MADE_OFFICIAL_TEXTS, MEDIA_TEXTS
from tinget.registry.rules import Direction, MadeOfficial, Media

FIELDS = {
    "title": gettext_noop("Rubrik"),
    "class_code": gettext_noop("Klass"),
    "officer": gettext_noop("Handläggare"),
    "unit": gettext_noop("Enhet"),
    "deadline_on": gettext_noop("Ska vara klart"),
    "tags": gettext_noop("Etiketter"),
    "direction": gettext_noop("Handlingen är"),
    "dated_on": gettext_noop("Datum"),
    "counterpart": gettext_noop("Avsändare eller mottagare"),
    "kind": gettext_noop("Handlingstyp"),
    "media": gettext_noop("Förvaras"),
}


def detail_of(changes: Mapping[str, Any]) -> str:
    """Put an entry's values into one line of words."""
    return ". ".join(part for part in (_first(changes), *_changed(changes), *_why(changes)) if part)


def _first(changes: Mapping[str, Any]) -> str:
    number = changes.get("number") or changes.get("as_printed") or ""
    if changes.get("paragraph"):
        number = f"§ {changes['paragraph']}"
    told = (
        changes.get(name)
        for name in ("title", "name", "part", "due_on", "text")
        if name != "text" or "follow_up" in changes
    )
    words = [_word(one) for one in told if one and not isinstance(one, Mapping)]
    related = changes.get("related")
    words += [str(one) for one in related] if isinstance(related, list) else []
    return " ".join(str(part) for part in (number, ", ".join(words)) if part)


def _changed(changes: Mapping[str, Any]) -> Iterator[str]:
    for field, text in FIELDS.items():
        change = changes.get(field)
        if isinstance(change, Mapping) and set(change) == {"from", "to"}:
            before, after = (_value(field, change[side]) for side in ("from", "to"))
            yield _("%(field)s: %(before)s blev %(after)s") % {
                "field": _(text),
                "before": before,
                "after": after,
            }


def _why(changes: Mapping[str, Any]) -> Iterator[str]:
    if changes.get("why") in set(MadeOfficial):
        yield str(MADE_OFFICIAL_TEXTS[MadeOfficial(changes["why"])])
    if changes.get("finding") == "class_not_in_scheme":
        yield _("Klassen finns inte i %(scheme)s") % {"scheme": changes.get("scheme", "")}
    if changes.get("reason"):
        yield _("Skäl: %(reason)s") % {"reason": changes["reason"]}


def _value(field: str, value: Any) -> str:
    if value in (None, ""):
        return _("inget")
    if field == "direction":
        return str(DIRECTION_TEXTS[Direction(value)])
    if field == "media":
        return str(MEDIA_TEXTS[Media(value)])
    return f"”{_word(value)}”"


def _word(value: Any) -> str:
    """Write a day in words and anything else as it is."""
    try:
        return short_date(dt.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
