"""The municipalities' own sign-ins, as their file tells them; read before Django is ready."""

import json
from pathlib import Path
from typing import Any

KEYS = {"id", "name", "server", "client_id", "secret", "municipality", "domains", "groups", "groups_claim"}
NEEDED = {"id", "name", "server", "client_id", "municipality", "domains"}
GROUP_KEYS = {"group", "role", "authority"}
BY_GROUP = {"secretary", "coordinator", "officer", "archivist", "board_registrar"}


def apps_in(path: str) -> list[dict[str, Any]]:
    """Return the sign-ins of the file as allauth has them; ValueError names what is wrong in it."""
    if not path:
        return []
    return [_app(one) for one in json.loads(Path(path).read_text("utf-8"))]


def _app(told: dict[str, Any]) -> dict[str, Any]:
    if missing := NEEDED - set(told):
        raise ValueError(f"TINGET_SIGN_IN: {told.get('id', '?')} lacks {', '.join(sorted(missing))}")
    groups = told.get("groups", [])
    unknown = set(told) - KEYS
    unknown |= {key for one in groups for key in set(one) ^ GROUP_KEYS}
    unknown |= {str(one.get("role")) for one in groups if one.get("role") not in BY_GROUP}
    if unknown or not told["domains"]:
        raise ValueError(f"TINGET_SIGN_IN: {told['id']}: {', '.join(sorted(map(str, unknown))) or 'domains'}")
    return {
        "provider_id": told["id"],
        "name": told["name"],
        "client_id": told["client_id"],
        "secret": told.get("secret", ""),
        "settings": {
            "server_url": told["server"],
            "fetch_userinfo": False,  # what is believed stands in the signed token
            "municipality": told["municipality"],
            "domains": [domain.lower() for domain in told["domains"]],
            "groups": groups,
            "groups_claim": told.get("groups_claim", "groups"),
        },
    }
