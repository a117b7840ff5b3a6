"""What agreements say of indexes, and where what was used is another one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tinget.economy import models
from tinget.economy.rules.indexing import AgreedIndex, not_as_agreed


def agreed_indexes(authority: int) -> list[AgreedIndex]:
    """Return what agreements say of the index of each service."""
    return [
        AgreedIndex(row.service, row.name, row.month, row.first, row.last, row.text, row.source)
        for row in models.AgreedIndex.objects.filter(authority_id=authority)
    ]


def index_told(
    authority: int, *, services: Iterable[str], year: int, name: str, month: str = ""
) -> list[str]:
    """Say of each service how the index differs from the one agreed for the year, if it does."""
    agreed = agreed_indexes(authority) if name else []
    return [
        _("%(service)s: %(agreed)s (%(source)s). Här används %(used)s.")
        % {
            "service": service,
            "agreed": one.text,
            "source": one.source,
            "used": f"{name} {month}".strip(),
        }
        for service in services
        for one in agreed
        if one.holds_for(service, year) and not_as_agreed(name, month, one)
    ]
