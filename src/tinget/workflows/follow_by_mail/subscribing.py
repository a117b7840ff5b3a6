"""Subscriptions of visitors: asked for, confirmed and ended by links; the address goes with the end."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation import ledger, mail
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import scoped, widened
from tinget.messages import api as messages
from tinget.organisation import api as organisation
from tinget.workflows.follow_by_mail.rules import DAY, MOST_ASKED_AN_HOUR, WAITS, may_ask_again
from tinget.workflows.models import Subscription

WAITING, FOLLOWED = "follow_by_mail.waiting", "follow_by_mail.subscription"
CONFIRM, END = Signer(salt="follow_by_mail.confirm"), Signer(salt="follow_by_mail.end")


class NotSubscribed(Http404):
    """The link is none of ours, or what it was about has ended."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks, or has the link in a letter: nothing more is known, or told, of them."""

    who: str = "en besökare"
    acting_as: str = "innehavare av en e-postadress"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants letters about; no municipality: the whole authority."""

    meetings: bool
    decisions: bool
    municipality_id: int | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A subscription as its pages and letters know it."""

    id: int
    authority: int
    email: str
    wanted: Wanted
    is_confirmed: bool
    told_until: dt.date | None


def ask(*, authority: int, email: str, wanted: Wanted, at: dt.datetime) -> None:
    """Write to an address with a link to confirm by; what is confirmed already stays until then."""
    with scoped(widened(authority)):  # a visitor is nobody: only this authority, for this one act
        rows = Subscription.objects.filter(authority_id=authority, confirmed_at=None)
        if rows.filter(asked_at__gt=at - dt.timedelta(hours=1)).count() >= MOST_ASKED_AN_HOUR:
            raise NotPossible(_("Det är många som anmäler sig just nu. Försök igen om en timme."))
        row = rows.select_for_update().filter(email=email).first()
        if row is not None and not may_ask_again(row.asked_at, at):
            return
        row = row or Subscription(authority_id=authority, email=email)
        row.meetings, row.decisions, row.municipality_id = (
            wanted.meetings, wanted.decisions, wanted.municipality_id,
        )  # fmt: skip
        row.asked_at = at
        row.save()
        _write(row)
        _tell("ask_for_letters", row)


def by_link(authority: int, token: str, signer: Signer) -> Followed:
    """Find what a link is about, or NotSubscribed."""
    try:
        about, number = signer.unsign_object(token)
    except (BadSignature, ValueError) as wrong:
        raise NotSubscribed from wrong
    with scoped(widened(authority)):
        row = Subscription.objects.filter(authority_id=authority, pk=number).first()
    if row is None or about != authority:
        raise NotSubscribed
    return _followed(row)


def confirm(authority: int, token: str, *, at: dt.datetime, today: dt.date) -> None:
    """Begin the letters, from today on; an earlier subscription of the same address and place ends."""
    found = by_link(authority, token, CONFIRM)
    with scoped(widened(authority)):
        row = Subscription.objects.select_for_update().get(pk=found.id)
        if row.confirmed_at is not None:
            return
        same = Subscription.objects.filter(authority_id=authority, email=row.email).exclude(pk=row.pk)
        for other in same:
            if other.municipality_id == row.municipality_id:
                _end(other)
        row.confirmed_at, row.told_until = at, today - DAY
        row.save(update_fields=["confirmed_at", "told_until"])
        _tell("confirm_letters", row)


def end(authority: int, token: str) -> None:
    """End the letters and forget the address; a second time does nothing."""
    try:
        found = by_link(authority, token, END)
    except NotSubscribed:
        return
    with scoped(widened(authority)):
        _end(Subscription.objects.select_for_update().get(pk=found.id))


def follow_return(event: messages.MailReturned) -> None:
    """End a subscription whose letters come back: nobody reads them."""
    kind, _colon, number = event.about.partition(":")
    if kind in (WAITING, FOLLOWED):
        row = Subscription.objects.filter(authority_id=event.authority, pk=int(number)).first()
        if row is not None:
            _end(row)


def to_tell(authority: int, *, today: dt.date) -> list[int]:
    """List the confirmed subscriptions that have not been told of yesterday."""
    rows = Subscription.objects.filter(authority_id=authority, told_until__lt=today - DAY)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def followed(subscription_id: int) -> Followed | None:
    """Return a subscription, or None where it has ended."""
    row = Subscription.objects.filter(pk=subscription_id).first()
    return _followed(row) if row else None


def told(subscription_id: int, *, until: dt.date) -> None:
    """Remember the last day that a subscription has been told of."""
    Subscription.objects.filter(pk=subscription_id).update(told_until=until)


def forget_unconfirmed(authority: int, *, at: dt.datetime) -> None:
    """Let go of addresses that were never confirmed, a week after they were asked."""
    rows = Subscription.objects.filter(authority_id=authority, confirmed_at=None, asked_at__lt=at - WAITS)
    for row in rows:
        _end(row)


def link_to_confirm(about: str) -> str:
    """Return the link of the letter that asks an address to confirm."""
    return _link("follow_by_mail:confirm", about, CONFIRM)


def link_to_end(about: str) -> str:
    """Return the link that ends the letters."""
    return _link("follow_by_mail:end", about, END)


def _link(name: str, about: str, signer: Signer) -> str:
    row = Subscription.objects.get(pk=int(about.partition(":")[2]))
    token = signer.sign_object([row.authority_id, row.pk])
    slug = organisation.authority_by_id(row.authority_id).slug
    return f"{settings.TINGET_ADDRESS}{reverse(name, args=[slug, token])}"


def _write(row: Subscription) -> None:
    name = organisation.authority_by_id(row.authority_id).name
    body = [
        _("Någon har bett om brev från %(name)s till den här adressen. Var det du? Öppna då länken:")
        % {"name": name},
        "",
        mail.LINK,
        "",
        _("Var det inte du behöver du inte göra något. Då kommer inga brev, och adressen tas bort."),
        "",
    ]
    subject = _("Bekräfta att du vill ha brev från %(name)s") % {"name": name}
    mail.send_later(
        authority=row.authority_id,
        to=row.email,
        subject=subject,
        body="\n".join(body),
        about=f"{WAITING}:{row.pk}",
    )


def _end(row: Subscription) -> None:
    mail.forget(row.authority_id, f"{WAITING}:{row.pk}", f"{FOLLOWED}:{row.pk}")
    _tell("end_letters", row)
    row.delete()


def _tell(action: str, row: Subscription) -> None:
    """Say that it was done; whose address it is, is nobody's business."""
    ledger.append(Visitor(), action, on=f"{FOLLOWED}:{row.pk}", authority=row.authority_id)


def _followed(row: Subscription) -> Followed:
    return Followed(
        id=row.pk,
        authority=row.authority_id,
        email=row.email,
        wanted=Wanted(row.meetings, row.decisions, row.municipality_id),
        is_confirmed=row.confirmed_at is not None,
        told_until=row.told_until,
    )
