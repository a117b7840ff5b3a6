"""What the clock asks for: reading each mailbox, each message in a transaction of its own."""

import logging
from pathlib import Path

from django.utils.translation import gettext as _

from tinget.foundation import clock, imap, jobs
from tinget.foundation.scoping import Scope, scoped
from tinget.messages import actions, queries
from tinget.messages.actions import Round
from tinget.messages.rules.mailboxes import MailboxSetting
from tinget.organisation.api import Actor, authorities, system_actor

LOOK, FETCH = "messages.look_for_mail", "messages.fetch_mailbox"
LIMIT = 50_000_000  # bytes; a larger message stays in the mailbox, and its head is told of
AT_ONCE = 200  # messages of a round; the rest come with the next minute
log = logging.getLogger(__name__)


class NotTakenIn(Exception):
    """A message could not be stored; it stays in the mailbox."""


@jobs.each_minute(LOOK)
def look_for_mail() -> None:
    """Ask for each mailbox to be read."""
    configured, _wrong = queries.configuration()
    for setting in configured:
        jobs.ask_once(
            FETCH, key=f"{setting.authority} {setting.name}", place=setting.authority, mailbox=setting.name
        )


@jobs.chore(FETCH)
def fetch_mailbox(*, place: str, mailbox: str) -> None:
    """Read one mailbox; one that is no longer set up is left alone."""
    configured, _wrong = queries.configuration()
    setting = next((one for one in configured if (one.authority, one.name) == (place, mailbox)), None)
    owner = next((one for one in authorities() if one.slug == place), None)
    if setting is None or owner is None:
        return
    actor, inside = system_actor(owner.id, place=owner.slug), Scope(authorities=frozenset({owner.id}))
    with scoped(inside):
        begun = actions.begin_round(actor, authority=owner.id, name=setting.name, at=clock.now())
    if begun is None:
        return
    why = _read(actor, begun, setting, inside)
    with scoped(inside):
        if why:
            actions.note_trouble(actor, begun, why=why, at=clock.now())
        else:
            actions.end_round(actor, begun, at=clock.now())


def _read(actor: Actor, begun: Round, setting: MailboxSetting, inside: Scope) -> str:
    """Read what is new; return what went wrong as a sentence, empty when nothing did."""
    try:
        with imap.opened(_place(setting)) as line:
            with scoped(inside):
                begun = actions.follow_validity(actor, begun, uid_validity=line.uid_validity)
                left = actions.unsettled(actor, begun)
            for uid in left:  # stored, but the process ended before the mailbox was told
                _settle(actor, begun, line, setting, inside, uid)
            for uid in line.uids_after(begun.last_uid, since=setting.since)[:AT_ONCE]:
                fetched = line.fetch(uid, limit=LIMIT)
                if fetched is None:
                    continue
                _take_in(actor, begun, inside, uid=uid, fetched=fetched)
                if fetched.is_whole:
                    _settle(actor, begun, line, setting, inside, uid)
    except NotTakenIn as trouble:
        return _("Ett meddelande kunde inte sparas (%(why)s). Det ligger kvar i brevlådan.") % {
            "why": trouble
        }
    except imap.MailboxRefused:
        return _(
            "Brevlådan godtar inte användaren eller lösenordet. Rätta dem i TINGET_MAILBOXES och starta om."
        )
    except imap.FolderMissing:
        return _("Mappen finns inte i brevlådan. Skapa den, eller rätta TINGET_MAILBOXES och starta om.")
    except imap.MailboxUnreachable:
        return _("Brevlådans server svarar inte, eller bröt förbindelsen. Inget har gått förlorat.")
    except OSError:
        return _("Filen med lösenordet kan inte läsas. Rätta password_file i TINGET_MAILBOXES.")
    return ""


def _take_in(actor: Actor, begun: Round, inside: Scope, *, uid: int, fetched: imap.Fetched) -> None:
    """Store and commit; where that fails, at least the original; where that fails too, NotTakenIn."""
    for apart in (True, False):
        try:
            with scoped(inside):
                actions.take_in(actor, begun, uid=uid, fetched=fetched, at=clock.now(), apart=apart)
        except Exception as error:
            log.exception("message %s of mailbox %s", uid, begun.mailbox_id)
            if not apart:
                raise NotTakenIn(type(error).__name__) from error
        else:
            return


def _settle(
    actor: Actor, begun: Round, line: imap.Line, setting: MailboxSetting, inside: Scope, uid: int
) -> None:
    line.settle(uid, move_to=setting.move_to)
    with scoped(inside):
        actions.mark_settled(actor, begun, uid=uid)


def _place(setting: MailboxSetting) -> imap.Place:
    password = setting.password
    if setting.password_file:
        password = Path(setting.password_file).read_text(encoding="utf-8").strip("\r\n")
    return imap.Place(
        host=setting.host,
        port=setting.port,
        security=setting.security,
        user=setting.user,
        password=password,
        folder=setting.folder,
    )
