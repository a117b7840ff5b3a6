"""Accounts: inviting somebody to theirs, opening it by the link, and switching it off and on."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation import ledger, mail
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import scoped, widened
from tinget.foundation.ui.words import moment_words
from tinget.organisation import models, queries
from tinget.organisation.permissions import KEEP_ACCOUNTS, require
from tinget.organisation.rules.accounts import INVITATION_LASTS
from tinget.organisation.rules.roles import Actor

RENEWAL_LETTER = (
    "Hej %(name)s,\n\n"
    "någon, förhoppningsvis du, har bett om ett nytt lösenord i Tinget.\n"
    "Öppna länken och välj det:\n\n%(link)s\n\n"
    "Länken gäller en gång, i två timmar.\n"
    "Var det inte du? Då kan du låta brevet vara. Ditt lösenord är oförändrat.\n"
)


class InvitationLapsed(NotPossible):
    """The link is used, too old, withdrawn, or never was."""


def invite(actor: Actor, *, authority: int, person_id: int, email: str, at: dt.datetime) -> models.Invitation:
    """Send somebody with an office a link by which they open their account; an earlier link ends.

    The address may be another than before for as long as nobody has come in by the account.
    """
    require(actor, KEEP_ACCOUNTS, authority=authority)
    person = person_in(authority, person_id, today=at.date())
    account = _account_at(authority, person, email.strip().lower(), today=at.date())
    row = models.Invitation.objects.filter(account=account).first() or models.Invitation(
        account=account, number=0
    )
    row.authority_id, row.number = authority, row.number + 1
    row.expires_at, row.used_at = at + INVITATION_LASTS, None
    row.digest = queries.digest(queries.token_of(row))
    row.save()
    owner = models.Authority.objects.get(pk=authority)
    mail.send_later(
        authority=authority,
        to=account.email,
        subject=_("Ditt konto i Tinget för %(name)s") % {"name": owner.name},
        body=_letter(person, owner, row),
        about=f"{queries.INVITED}:{row.pk}",
    )
    changes = {"person": person.pk, "name": person.name, "until": row.expires_at}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "invite", on=on, authority=authority, changes=changes)
    return row


def open_account(*, token: str, password: str, at: dt.datetime) -> models.Account:
    """Open the account that the link is for, with a password; the link is used up by it.

    Whoever has the link acts as the person it was sent to.
    """
    found = queries.invitation(token, at=at)
    rows = models.Invitation.objects.select_for_update(of=("self",)).select_related("account__person")
    row = rows.filter(pk=found.id, used_at=None).first() if found else None
    if row is None:
        raise InvitationLapsed(_("Länken gäller inte längre. Be om en ny inbjudan."))
    account = row.account
    account.set_password(password)
    account.save(update_fields=["password"])
    row.used_at = at
    row.save(update_fields=["used_at"])
    actor = Actor(person_id=account.person_id, name=account.person.name, role=None)
    with scoped(widened(row.authority_id)):  # the link proves the right to exactly this
        on, changes = f"organisation.authority:{row.authority_id}", {"person": account.person_id}
        ledger.append(actor, "open_account", on=on, authority=row.authority_id, changes=changes)
    return account


def send_password_link(*, account_id: int, at: dt.datetime) -> None:
    """Send the person a link for a new password, from an authority where they have an office.

    Whoever has no office any more gets none, and whoever asked is told no difference.
    """
    account = models.Account.objects.select_related("person").get(pk=account_id)
    authority = queries.home_of(account.person_id, on=at.date())
    if authority is None or account.person.is_demonstration:
        return
    actor = Actor(person_id=account.person_id, name=account.person.name, role=None)
    with scoped(widened(authority)):  # nothing is told but to the account's own address
        mail.send_later(
            authority=authority,
            to=account.email,
            subject=_("Nytt lösenord i Tinget"),
            body=_(RENEWAL_LETTER) % {"name": account.person.name, "link": mail.LINK},
            about=f"{queries.RENEWAL}:{account.pk}",
        )
        on, changes = f"organisation.authority:{authority}", {"person": account.person_id}
        ledger.append(actor, "send_password_link", on=on, authority=authority, changes=changes)


def close_account(actor: Actor, *, authority: int, person_id: int, at: dt.datetime) -> None:
    """Switch an account off at once, in whatever sessions it is used; offices stay as they are."""
    require(actor, KEEP_ACCOUNTS, authority=authority)
    if person_id == actor.person_id:
        raise NotPossible(_("Du kan inte stänga av ditt eget konto. Be någon annan."))
    _switch(actor, authority, person_id, today=at.date(), on=False)


def reopen_account(actor: Actor, *, authority: int, person_id: int, at: dt.datetime) -> None:
    """Switch an account on again."""
    require(actor, KEEP_ACCOUNTS, authority=authority)
    _switch(actor, authority, person_id, today=at.date(), on=True)


def _switch(actor: Actor, authority: int, person_id: int, *, today: dt.date, on: bool) -> None:
    person = person_in(authority, person_id, today=today)
    if queries.is_elsewhere(authority, person.pk, on=today):
        raise NotPossible(
            _("%(name)s har uppdrag i en annan nämnd också. Avsluta uppdraget här i stället.")
            % {"name": person.name}
        )
    account = models.Account.objects.select_for_update().filter(person=person).exclude(is_active=on).first()
    if account is None:
        raise NotPossible(_("Kontot är redan så. Ladda om sidan."))
    account.is_active = on
    account.save(update_fields=["is_active"])
    action = "reopen_account" if on else "close_account"
    changes = {"person": person.pk, "name": person.name}
    ledger.append(
        actor, action, on=f"organisation.authority:{authority}", authority=authority, changes=changes
    )


def person_in(authority: int, person_id: int, *, today: dt.date) -> models.Person:
    """Find a real person with an office in the authority, or say why their account is not ours to keep."""
    mandate = queries.mandates_in(authority, on=today).filter(person=person_id).first()
    if mandate is None:
        raise queries.PersonNotFound(str(person_id))
    if mandate.person.is_demonstration:
        raise NotPossible(_("Påhittade personer har inga egna konton. Rollen väljs på sidan Logga in."))
    return mandate.person


def _account_at(authority: int, person: models.Person, email: str, *, today: dt.date) -> models.Account:
    """Find or make the person's account, at the address; nobody else may have that."""
    account = models.Account.objects.select_for_update().filter(person=person).first()
    if models.Account.objects.filter(email=email).exclude(person=person).exists():
        raise NotPossible(_("Adressen hör till någon annans konto. Ange en annan."))
    if account is None:
        return models.Account.objects.create_user(email, person=person)
    if queries.is_opened(account):
        raise NotPossible(
            _("%(name)s har redan öppnat sitt konto. Ett glömt lösenord byts på sidan Logga in.")
            % {"name": person.name}
        )
    if account.email != email:
        if queries.is_elsewhere(authority, person.pk, on=today):
            raise NotPossible(_("Kontot hör till en annan nämnd också, som har angett en annan adress."))
        account.email = email
        account.save(update_fields=["email"])
    return account


def _letter(person: models.Person, owner: models.Authority, row: models.Invitation) -> str:
    return _(
        "Hej %(name)s,\n\n"
        "du har fått uppdrag i %(authority)s och därmed ett konto i Tinget.\n"
        "Öppna länken och välj ett lösenord:\n\n%(link)s\n\n"
        "Länken gäller en gång, till och med %(until)s. Är den för gammal skickar nämnden en ny.\n"
        "Väntade du inget sådant brev? Då kan du låta det vara.\n"
    ) % {
        "name": person.name,
        "authority": owner.name,
        "link": mail.LINK,
        "until": moment_words(row.expires_at),
    }
