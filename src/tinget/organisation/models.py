"""The tables of the organisation; shared by all authorities, since they are read before a scope is known."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from tinget.foundation.models import OwnedModel
from tinget.organisation.rules.assignments import AssignmentKind
from tinget.organisation.rules.offices import AuthorityKind, SizeClass
from tinget.organisation.rules.roles import EVERY_PERSON, Role

KINDS = [kind.value for kind in AuthorityKind]
OF_A_BOARD = Q(role=Role.BOARD_REGISTRAR.value)
ROLES_OF_PEOPLE = sorted(role.value for role in EVERY_PERSON)

PUBLIC_OFFICE = "Bevaras: vilka som haft uppdrag i en myndighet är allmän kunskap."
NO_PERSONAL_DATA: dict[str, str] = {}


class Municipality(models.Model):
    """A municipality; size_class shares costs and places in groups."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = NO_PERSONAL_DATA
    DISPOSAL: ClassVar[str] = "Bevaras."

    number = models.PositiveSmallIntegerField(unique=True)  # the order of Swedish lists: å, ä and ö last
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    org_name = models.CharField(max_length=200, unique=True)
    org_number = models.CharField(max_length=11, blank=True)
    size_class = models.CharField(max_length=20)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size_class__in=[size.value for size in SizeClass]),
                name="municipality_size_class_known",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """Inhabitants of a municipality on a day."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = NO_PERSONAL_DATA
    DISPOSAL: ClassVar[str] = "Bevaras."

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="populations")
    as_of = models.DateField()
    inhabitants = models.PositiveIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["as_of", "municipality__number"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "as_of"], name="population_once_a_day"),
            models.CheckConstraint(condition=Q(inhabitants__gt=0), name="population_above_zero"),
        ]


class Authority(models.Model):
    """A committee that is its own authority, with its own register; its host employs its staff."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = NO_PERSONAL_DATA
    DISPOSAL: ClassVar[str] = "Bevaras."

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30)
    host = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="hosted_authorities")
    case_number_pattern = models.CharField(max_length=60, default="{year}/{serial}-{class_code}")
    record_id_prefix = models.CharField(max_length=30, blank=True)
    record_id_label = models.CharField(max_length=30, default="Hid")
    accent = models.CharField(max_length=20, blank=True)
    web_diary_months = models.PositiveSmallIntegerField(null=True)  # null: until somebody takes it away
    second_step_roles = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="authority_kind_known"),
            models.CheckConstraint(
                condition=Q(web_diary_months__gt=0), name="authority_web_diary_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyMunicipality(models.Model):
    """A municipality that is party to a joint committee, from and to; null is unknown."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = NO_PERSONAL_DATA
    DISPOSAL: ClassVar[str] = "Bevaras."

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="parties")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "party municipalities"
        constraints = [
            models.CheckConstraint(
                condition=Q(first__isnull=True) | Q(last__isnull=True) | Q(first__lte=F("last")),
                name="party_first_before_last",
            )
        ]


class Person(models.Model):
    """Somebody with an office or assignment; `key` is the word by which the facts name them."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "name": "namn på den som har eller har haft ett uppdrag",
        "party": "parti; uppgift som röjer politisk åsikt, offentlig genom uppdraget",
        "key": "namnet utan accenter, som nyckel",
    }
    DISPOSAL: ClassVar[str] = PUBLIC_OFFICE

    key = models.SlugField(max_length=150, unique=True)
    name = models.CharField(max_length=150)
    party = models.CharField(max_length=20, blank=True)
    is_demonstration = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the address is kept in lower case, since people type it both ways."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "Account":
        """Make an account; without a password nobody can sign in with one."""
        account = self.model(email=email.lower(), **more)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Find the account whose address was typed, in whatever case."""
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """A way to sign in; what its person may do is said by mandates, never here."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "email": "e-postadress för inloggning",
        "password": "lösenordets avtryck",
        "last_login": "senaste inloggning",
    }
    DISPOSAL: ClassVar[str] = "Gallras två år efter att personens sista uppdrag upphört."

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["person"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="account_email_lower_case")
        ]

    def __str__(self) -> str:
        return self.email


class Invitation(models.Model):
    """The newest link by which a person opens their account; the link itself is not kept."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "account": "det konto som inbjudan öppnar",
        "expires_at": "när inbjudan slutar gälla",
        "used_at": "när personen öppnade kontot",
    }
    DISPOSAL: ClassVar[str] = "Gallras med kontot."

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="invitation")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)  # a new one makes another link
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class AddressChange(models.Model):
    """An account's new address, until a link confirms it, another stops it, or its time is out."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "account": "det konto som ska få en annan adress",
        "email": "den nya adressen",
    }
    DISPOSAL: ClassVar[str] = "Gallras när bytet är bekräftat, stoppat eller ersatt, annars med kontot."

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="address_change")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True)
    stop_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Mandates by what is known of their time."""

    def possible_on(self, day: Any) -> Self:
        """Those that nothing known rules out on the day: an unknown bound is open."""
        begun = Q(first__isnull=True) | Q(first__lte=day)
        return self.filter(begun, Q(last__isnull=True) | Q(last__gte=day))


class Mandate(models.Model):
    """An office or assignment, for an authority or for a municipality's noticeboard; null is unknown."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "person": "den som har uppdraget",
        "role": "uppdraget",
        "note": "anteckning om uppdraget, enligt källan",
        "ended_reason": "varför uppdraget upphörde i förtid, enligt beslutet",
    }
    DISPOSAL: ClassVar[str] = PUBLIC_OFFICE

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=30)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="mandates", null=True, blank=True
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="mandates", null=True, blank=True
    )
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    until_further_notice = models.BooleanField(default=False)  # an open end that is known to be open
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    ended_decision = models.CharField(max_length=200, blank=True)  # by which it ended before its time

    objects: ClassVar[Any] = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES_OF_PEOPLE), name="mandate_role_known"),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | Q(last__isnull=True) | Q(first__lte=F("last")),
                name="mandate_first_before_last",
            ),
            models.CheckConstraint(
                condition=Q(until_further_notice=False) | Q(first__isnull=False, last__isnull=True),
                name="mandate_open_end_has_beginning",
            ),
            models.CheckConstraint(
                condition=(OF_A_BOARD & Q(authority__isnull=True, municipality__isnull=False))
                | (~OF_A_BOARD & Q(authority__isnull=False)),
                name="mandate_has_its_place",
            ),
        ]


class MandateEvidence(models.Model):
    """A document that names the person in the office on a day."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "mandate": "det uppdrag som handlingen belägger",
        "as_printed": "funktionen som handlingen anger den",
    }
    DISPOSAL: ClassVar[str] = PUBLIC_OFFICE

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="evidence")
    on = models.DateField()
    as_printed = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["on", "id"]
        verbose_name_plural = "mandate evidence"
        constraints = [
            models.UniqueConstraint(fields=["mandate", "on", "source"], name="evidence_once_a_source")
        ]


class Assignment(OwnedModel):
    """A working group or a function: no mandate, and it gives no rights here."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "held_by": "den eller de som har uppgiften",
        "task": "kan nämna personer",
        "ended_early": "kan nämna personer",
    }
    DISPOSAL: ClassVar[str] = PUBLIC_OFFICE

    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=200, blank=True)  # of a working group
    held_by = models.CharField(max_length=500, blank=True)
    task = models.TextField(blank=True)
    decision = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField(null=True)
    ended_early = models.CharField(max_length=300, blank=True)
    is_demonstration = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "-first", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="assignment_forwards"
            ),
            models.CheckConstraint(
                condition=~Q(kind=AssignmentKind.WORKING_GROUP.value)
                | (Q(last__isnull=False) & ~Q(name="") & ~Q(task="")),
                name="working_group_has_task_and_end",
            ),
        ]
