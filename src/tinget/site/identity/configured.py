"""The municipalities' own sign-ins, as their file tells them; read before Django is ready."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

OIDC, SAML = "openid_connect", "saml"
KINDS = {"oidc": OIDC, "saml": SAML}
COMMON = {"id", "name", "municipality", "domains"}
NEEDED = {OIDC: COMMON | {"server", "client_id"}, SAML: COMMON | {"metadata"}}
MORE = {
    OIDC: {"kind", "groups", "second_step", "secret", "groups_claim"},
    SAML: {"kind", "groups", "second_step", "entity", "attributes", "certificate", "key"},
}
GROUP_KEYS = {"group", "role", "authority"}
ATTRIBUTES = {"number", "address", "groups"}
BY_GROUP = {"secretary", "coordinator", "officer", "archivist", "board_registrar"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def providers_in(path: str) -> dict[str, dict[str, Any]]:
    """Return the sign-ins of the file as allauth has them, by kind; ValueError names what is wrong in it."""
    apps: dict[str, list[dict[str, Any]]] = {OIDC: [], SAML: []}
    for told in json.loads(Path(path).read_text("utf-8")) if path else []:
        kind = KINDS.get(str(told.get("kind", "oidc")))
        if kind is None or any(
            told.get("id") == one["provider_id"] for many in apps.values() for one in many
        ):
            raise ValueError(f"TINGET_SIGN_IN: {told.get('id', '?')}: kind or id")
        _check(told, kind)
        apps[kind].append(_oidc(told) if kind == OIDC else _saml(told))
    return {OIDC: {"APPS": apps[OIDC], "OAUTH_PKCE_ENABLED": True}, SAML: {"APPS": apps[SAML]}}


def _check(told: dict[str, Any], kind: str) -> None:
    if missing := NEEDED[kind] - set(told):
        raise ValueError(f"TINGET_SIGN_IN: {told.get('id', '?')} lacks {', '.join(sorted(missing))}")
    groups = told.get("groups", [])
    unknown = set(told) - NEEDED[kind] - MORE[kind]
    unknown |= {key for one in groups for key in set(one) ^ GROUP_KEYS}
    unknown |= {str(one.get("role")) for one in groups if one.get("role") not in BY_GROUP}
    unknown |= set(told.get("attributes", {})) - ATTRIBUTES
    if not told["domains"]:
        unknown.add("domains")
    if not _is_a_strength(told.get("second_step", False)):
        unknown.add("second_step")
    if ("certificate" in told) != ("key" in told):
        unknown.add("certificate, key")
    address = urlsplit(str(told.get("metadata", "")))
    if address.scheme == "http" and address.hostname not in LOOPBACK:
        unknown.add("metadata")
    if unknown:
        raise ValueError(f"TINGET_SIGN_IN: {told['id']}: {', '.join(sorted(map(str, unknown)))}")


def levels_that_count(settings: dict[str, Any]) -> set[str]:
    """Return the words of this sign-in that mean two steps; empty where all of its sign-ins do, or none."""
    told = settings["second_step"]
    return set(told) if isinstance(told, list) else set()


def _is_a_strength(told: object) -> bool:
    """Whether it is yes, no, or some words by which the sign-in tells that it took two steps."""
    if isinstance(told, list):
        return bool(told) and all(isinstance(one, str) and one for one in told)
    return isinstance(told, bool)


def _common(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "municipality": told["municipality"],
        "domains": [domain.lower() for domain in told["domains"]],
        "groups": told.get("groups", []),
        "second_step": told.get("second_step", False),
    }


def _oidc(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider_id": told["id"],
        "name": told["name"],
        "client_id": told["client_id"],
        "secret": told.get("secret", ""),
        "settings": _common(told)
        | {
            "server_url": told["server"],
            "fetch_userinfo": False,  # what is believed stands in the signed token
            "groups_claim": told.get("groups_claim", "groups"),
        },
    }


def _saml(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider_id": told["id"],
        "name": told["name"],
        "client_id": told["id"],
        "settings": _common(told)
        | {
            "metadata": told["metadata"],
            "entity": told.get("entity"),
            "attributes": told.get("attributes", {}),
            "certificate": told.get("certificate", ""),
            "key": told.get("key", ""),
        },
    }
