"""The report of a file in plain text: items found, fields filled, findings and doubts with their lines."""

from collections.abc import Mapping
from typing import Any

MEETING = ("date", "place", "chair", "secretary", "approvers", "attendance", "notices", "signatures")
ITEM = ("title", "case_number", "decision", "summary", "procedure", "basis", "recipients")


def report(printed: Mapping[str, Any]) -> str:
    """Tell what was read of a file."""
    meeting, items = printed["meeting"], printed["items"]
    filled = [name for name in MEETING if meeting[name]]
    lines = [
        f"{printed['file']}",
        f"  Sammanträde: {meeting['date'] or 'okänd dag'}; {len(filled)} av {len(MEETING)} uppgifter funna",
        f"  Paragrafer: {len(items)}{_range(items)}",
    ]
    lines += [
        f"    {name}: {sum(bool(item[name]) for item in items)} av {len(items)}" for name in ITEM if items
    ]
    lines += [f"  Fel, rad {one['line']}: {one['text']}" for one in printed["findings"]]
    lines += [f"  Osäkert, rad {one['line']}, {one['field']}: {one['why']}" for one in printed["doubts"]]
    return "\n".join(lines)


def _range(items: list[Mapping[str, Any]]) -> str:
    return f" (§§ {items[0]['paragraph']}–{items[-1]['paragraph']})" if items else ""
