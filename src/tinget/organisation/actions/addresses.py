"""An account's new address: asked for, confirmed by a letter to it, stopped by a letter to the old one."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation import ledger, mail
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import scoped, widened
from tinget.foundation.ui.words import moment_words
from tinget.organisation import models, queries
from tinget.organisation.actions.accounts import person_in
from tinget.organisation.permissions import KEEP_ACCOUNTS, require
from tinget.organisation.rules.accounts import ADDRESS_LASTS, AddressAsked
from tinget.organisation.rules.roles import Actor

TO_THE_NEW = (
    "Hej %(name)s,\n\n"
    "den här adressen ska bli din i Tinget, i stället för %(before)s.\n"
    "Öppna länken och bekräfta:\n\n%(link)s\n\n"
    "Länken gäller till och med %(until)s. Innan dess loggar du in med den tidigare adressen.\n"
    "Väntade du inget sådant brev? Då kan du låta det vara.\n"
)
TO_THE_OLD = (
    "Hej %(name)s,\n\n"
    "din adress i Tinget ska bytas från den här till %(email)s.\n"
    "Det sker när någon har bekräftat det i ett brev till den nya adressen.\n\n"
    "Ska den inte bytas? Öppna länken och stoppa bytet:\n\n%(link)s\n"
)
IT_IS_DONE = (
    "Hej %(name)s,\n\n"
    "din adress i Tinget är nu %(email)s. Den här adressen används inte längre.\n"
    "Är det fel? Säg till nämndens administratör genast.\n"
)


def ask_for_own_address(actor: Actor, *, email: str, at: dt.datetime) -> None:
    """Ask to change one's own address; nothing changes until the new one is confirmed."""
    authority = queries.home_of(actor.person_id, on=at.date()) if actor.person_id is not None else None
    account = models.Account.objects.select_for_update().filter(person=actor.person_id).first()
    if authority is None or account is None or actor.is_demonstration:
        raise NotPossible(_("Påhittade personer har inga egna konton. Rollen väljs på sidan Logga in."))
    with scoped(widened(authority)):  # one's own address alone, told in the register where one has an office
        _ask(actor, authority, account, email=email, at=at)


def ask_for_address(actor: Actor, *, authority: int, person_id: int, email: str, at: dt.datetime) -> None:
    """Ask to change the address of somebody whom the authority has to itself."""
    require(actor, KEEP_ACCOUNTS, authority=authority)
    person = person_in(authority, person_id, today=at.date())
    if queries.is_elsewhere(authority, person.pk, on=at.date()):
        raise NotPossible(
            _("%(name)s har uppdrag i en annan nämnd också, och byter sin adress själv.")
            % {"name": person.name}
        )
    account = models.Account.objects.select_for_update().filter(person=person).first()
    if account is None or not queries.is_opened(account):
        raise NotPossible(_("Kontot är inte öppnat ännu. Skicka en ny inbjudan till rätt adress."))
    _ask(actor, authority, account, email=email, at=at)


def _ask(actor: Actor, authority: int, account: models.Account, *, email: str, at: dt.datetime) -> None:
    new = email.strip().lower()
    if new == account.email:
        raise NotPossible(_("Det är redan adressen."))
    if models.Account.objects.filter(email=new).exists():
        raise NotPossible(_("Adressen hör till någon annans konto. Ange en annan."))
    models.AddressChange.objects.filter(account=account).delete()  # an earlier question ends
    row = models.AddressChange(
        account=account, authority_id=authority, email=new, expires_at=at + ADDRESS_LASTS
    )
    row.digest = queries.digest(queries.address_token(row, queries.TO_CONFIRM))
    row.stop_digest = queries.digest(queries.address_token(row, queries.TO_STOP))
    row.save()
    told = {
        "name": account.person.name,
        "before": account.email,
        "email": new,
        "link": mail.LINK,
        "until": moment_words(row.expires_at),
    }
    letters = {queries.TO_CONFIRM: (new, TO_THE_NEW), queries.TO_STOP: (account.email, TO_THE_OLD)}
    for way, (to, words) in letters.items():
        mail.send_later(
            authority=authority, to=to, subject=_("Byte av adress i Tinget"), body=_(words) % told,
            about=f"{way}:{row.pk}",
        )  # fmt: skip
    changes = {"person": account.person_id, "name": account.person.name}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "ask_for_address", on=on, authority=authority, changes=changes)


def answer_address(*, token: str, at: dt.datetime) -> AddressAsked:
    """Change the address, or stop the change, by the link that says which; either way it is used up.

    Whoever has the link acts as the person whose address it is.
    """
    found = queries.address_asked(token, at=at)
    rows = models.AddressChange.objects.select_for_update(of=("self",)).select_related("account__person")
    row = rows.filter(pk=found.id).first() if found else None
    if found is None or row is None:
        raise NotPossible(_("Länken gäller inte längre. Be om ett nytt byte."))
    account, authority = row.account, row.authority_id
    if not found.stops and models.Account.objects.filter(email=row.email).exists():
        raise NotPossible(_("Adressen hör till någon annans konto. Ange en annan."))
    row.delete()
    actor = Actor(person_id=account.person_id, name=account.person.name, role=None)
    with scoped(widened(authority)):  # the link proves the right to exactly this
        if not found.stops:
            account.email = found.email
            account.save(update_fields=["email"])
            told = {"name": account.person.name, "email": found.email}
            subject = _("Din adress i Tinget är bytt")
            mail.send_later(authority=authority, to=found.before, subject=subject, body=_(IT_IS_DONE) % told)
        action = "stop_address" if found.stops else "change_address"
        on, changes = f"organisation.authority:{authority}", {"person": account.person_id}
        ledger.append(actor, action, on=on, authority=authority, changes=changes)
    return found
