"""Reads of accounts: who has one in an authority, and whom an invitation's link lets in."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from tinget.organisation import models
from tinget.organisation.queries.offices import office_of, person_of
from tinget.organisation.rules.accounts import ENDED_HERE, AccountLine, AccountState, Invitation, Opening
from tinget.organisation.rules.offices import Office
from tinget.organisation.rules.roles import Role

PURPOSE = "tinget.organisation.invitation"
INVITED = "organisation.invitation"
RENEWAL = "organisation.account"
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # spare codes are no step of their own


class PersonNotFound(Http404):
    """Nobody with that number holds, or will hold, an office in the authority."""


def account_lines(authority: int, *, at: datetime, on: date, demonstration: bool) -> list[AccountLine]:
    """List those with an office in the authority, now or to come, by name, each with their account."""
    offices: dict[int, list[Office]] = defaultdict(list)
    for row in mandates_in(authority, on=on).filter(person__is_demonstration=demonstration):
        offices[row.person_id].append(office_of(row, on))
    people = models.Person.objects.filter(pk__in=offices).select_related("account__invitation")
    with_steps = _with_steps(offices)
    return [
        _line(person, tuple(offices[person.pk]), at, has_steps=person.pk in with_steps) for person in people
    ]


def account_line(authority: int, person: int, *, at: datetime, on: date) -> AccountLine:
    """Find one of them, or PersonNotFound."""
    rows = list(mandates_in(authority, on=on).filter(person=person))
    if not rows:
        raise PersonNotFound(str(person))
    found = models.Person.objects.select_related("account__invitation").get(pk=person)
    return _line(
        found, tuple(office_of(row, on) for row in rows), at, has_steps=person in _with_steps([person])
    )


def office_to_end(authority: int, mandate: int, *, at: datetime, on: date) -> tuple[AccountLine, Office]:
    """Find an office that can be ended here, with whose it is, or PersonNotFound."""
    row = (
        mandates_in(authority, on=on).filter(pk=mandate, role__in=[role.value for role in ENDED_HERE]).first()
    )
    if row is None:
        raise PersonNotFound(str(mandate))
    return account_line(authority, row.person_id, at=at, on=on), office_of(row, on)


def mandates_in(authority: int, *, on: date) -> "QuerySet[models.Mandate]":
    """Find the mandates in an authority, and of its parties' registrars, that are not over on the day."""
    parties = models.PartyMunicipality.objects.filter(authority=authority).values("municipality")
    here = Q(authority=authority) | Q(role=Role.BOARD_REGISTRAR.value, municipality__in=parties)
    found: QuerySet[models.Mandate] = (
        models.Mandate.objects.filter(here)
        .exclude(last__lt=on)
        .select_related("person", "municipality", "authority")
        .prefetch_related("evidence")
        .order_by("role", "pk")
    )
    return found


def is_elsewhere(authority: int, person: int, *, on: date) -> bool:
    """Whether a person has an office in another authority too, so that their account is not ours alone."""
    held = models.Mandate.objects.filter(person=person).exclude(last__lt=on)
    return held.exclude(pk__in=mandates_in(authority, on=on).order_by().values("pk")).exists()


def home_of(person: int, *, on: date) -> int | None:
    """Tell an authority where the person has an office on the day; a registrar's is one that posts there."""
    held = models.Mandate.objects.possible_on(on).filter(person=person)
    own: int | None = held.filter(authority__isnull=False).values_list("authority", flat=True).first()
    if own is not None:
        return own
    parties = models.PartyMunicipality.objects.filter(municipality__in=held.values("municipality"))
    return parties.order_by("authority").values_list("authority", flat=True).first()


def is_opened(account: models.Account) -> bool:
    """Whether its person has ever come in by it."""
    return account.has_usable_password() or account.last_login is not None


def invitation(token: str, *, at: datetime) -> Invitation | None:
    """Find the invitation whose link this is; None when it is used, too old, withdrawn or never was."""
    rows = models.Invitation.objects.select_related("account__person")
    row = rows.filter(digest=digest(token), used_at=None, expires_at__gt=at, account__is_active=True).first()
    if row is None:
        return None
    return Invitation(
        id=row.pk,
        authority=row.authority_id,
        person=person_of(row.account.person),
        email=row.account.email,
        expires_at=row.expires_at,
    )


def token_of(row: models.Invitation) -> str:
    """Return the secret of an invitation's link; a new `number` makes a new one."""
    what = f"{row.account_id}:{row.number}:{row.expires_at.timestamp():.0f}"
    secret = salted_hmac(PURPOSE, what, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def digest(token: str) -> str:
    """Return what is stored of a secret link."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def link_of_invitation(about: str) -> str:
    """Return the link that a letter ("organisation.invitation:5") carries when it is handed over."""
    row = models.Invitation.objects.get(pk=int(about.removeprefix(f"{INVITED}:")))
    return f"{settings.TINGET_ADDRESS}/valkommen/{token_of(row)}/"


def steps_of(account_id: int | None) -> set[int]:
    """Return the numbers of the second steps that an account has; none without an account."""
    own = Authenticator.objects.filter(user=account_id, type__in=STEPS)
    return set(own.values_list("pk", flat=True))


def _with_steps(people: Iterable[int]) -> set[int]:
    """Return those of the people who have a second step."""
    found = Authenticator.objects.filter(user__person__in=people, type__in=STEPS)
    return set(found.values_list("user__person_id", flat=True))


def _line(
    person: models.Person, offices: tuple[Office, ...], at: datetime, *, has_steps: bool
) -> AccountLine:
    account = getattr(person, "account", None)
    asked = getattr(account, "invitation", None)
    until = asked.expires_at if asked is not None and asked.used_at is None else None
    state = AccountState.NONE
    if account is not None:
        opened = person.is_demonstration or is_opened(
            account
        )  # a role of the demonstration is chosen, not opened
        state = Opening(account.is_active, opened, until).state_at(at)
    return AccountLine(
        person=person_of(person),
        email=account.email if account else "",
        state=state,
        last_login=account.last_login if account else None,
        invited_until=until,
        offices=offices,
        has_steps=has_steps,
    )
