"""Which mailboxes there are: TINGET_MAILBOXES, one address for each, read without touching anything."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

SECURITIES = {"imaps": ("tls", 993), "imap+tls": ("starttls", 143), "imap": ("none", 143)}
KNOWN = {"move", "since", "password_file", "address"}


@dataclass(frozen=True, slots=True)
class MailboxSetting:
    """A mailbox of an authority, named by its slug; `name` is what people are shown, without the password."""

    authority: str
    name: str
    host: str
    port: int
    security: str
    user: str
    password: str
    password_file: str
    folder: str
    move_to: str
    since: dt.date | None
    address: str


@dataclass(frozen=True, slots=True)
class SettingWrong:
    """An entry of the setting that cannot be used; never repeated, since it may hold a password."""

    number: int
    authority: str
    why: str


def read_mailboxes(text: str) -> tuple[list[MailboxSetting], list[SettingWrong]]:
    """Read `slug=imaps://user:password@host:993/FOLDER?move=…` entries with white space between."""
    found, wrong = [], []
    for number, entry in enumerate(text.split(), start=1):
        authority, _equals, address = entry.partition("=")
        try:
            found.append(_mailbox(authority, address))
        except ValueError as error:
            wrong.append(SettingWrong(number, authority[:60] if _equals else "", str(error)))
    return found, wrong


def _mailbox(authority: str, address: str) -> MailboxSetting:
    if not authority or "://" not in address:
        raise ValueError("Skriv den som myndighet=imaps://användare:lösenord@värd/mapp.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError(
            "Adressen kan inte läsas. Tecken som @ och / i lösenordet skrivs %40 och %2F."
        ) from error
    if parts.scheme not in SECURITIES:
        raise ValueError("Adressen ska börja med imaps://, imap+tls:// eller imap://.")
    if not parts.hostname or not parts.username:
        raise ValueError("Värden eller användaren saknas.")
    security, usual = SECURITIES[parts.scheme]
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if unknown := sorted(set(asked) - KNOWN):
        raise ValueError(f"Det finns ingen inställning som heter {unknown[0]}.")
    user, folder = unquote(parts.username), unquote(parts.path.lstrip("/")) or "INBOX"
    return MailboxSetting(
        authority=authority,
        name=f"{user} på {parts.hostname}, {folder}"[:200],
        host=parts.hostname,
        port=port or usual,
        security=security,
        user=user,
        password=unquote(parts.password or ""),
        password_file=asked.get("password_file", ""),
        folder=folder,
        move_to=asked.get("move", ""),
        since=_day(asked.get("since", "")),
        address=asked.get("address", user if "@" in user else ""),
    )


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("Dagen efter since skrivs som 2026-11-20.") from error
