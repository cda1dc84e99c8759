"""Tables of colleagues, tokens, the company's card and the journal."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from amarre.accounts.permissions import role_has


class Role(models.TextChoices):
    NONE = "none", _("No access")
    AGENT = "agent", _("Answers customers")
    WRITER = "writer", _("Writes and publishes")
    LEAD = "lead", _("Leads the cell and approves")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)  # None gives an unusable password: sign in by link
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A colleague. One role each: in a small team a writer also answers, a lead also writes."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.NONE)
    language = models.CharField(_("language"), max_length=5, default="fr")
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def may(self, permission: str) -> bool:
        """Whether this colleague holds the permission. Raises KeyError for one that does not exist."""
        return self.is_active and role_has(self.role, permission)


class SignInLink(models.Model):
    """A link that signs its owner in once. Only a hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signin_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class ApiToken(models.Model):
    """A key for another program. It acts as its owner, with its owner's permissions. Only a hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("used by"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Company(models.Model):
    """The company's own card: one row. What customers see at the top and the foot of everything."""

    name = models.CharField(_("name"), max_length=120, default="", blank=True)
    signature = models.CharField(_("signature"), max_length=200, default="", blank=True)
    contact = models.CharField(_("how to reach us"), max_length=300, default="", blank=True)
    website = models.URLField(_("website"), default="", blank=True)
    language = models.CharField(_("main language"), max_length=5, default="fr")
    languages = models.JSONField(default=list)
    country = models.CharField(_("country"), max_length=2, default="FR")
    primary_colour = models.CharField(_("main colour"), max_length=7, default="#17324d")
    reply_address = models.EmailField(_("reply address"), default="", blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_company")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def card(cls, *, is_drill: bool = False) -> Company:
        """The one row, made on first use. A drill in a house that has no name yet gets an invented one, never saved."""
        card, _created = cls.objects.get_or_create(pk=1, defaults={"languages": ["fr", "en"]})
        if is_drill and not card.name:
            # 01 99 00 is kept for fiction in the French numbering plan.
            return cls(name="Maison Lina", signature="Maison Lina", contact="01 99 00 12 34", languages=["fr", "en"])
        return card


class JournalEntry(models.Model):
    """Who did what, when, to what. Rows are only ever added; erasing a person blanks their words in `data`."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(max_length=120)  # kept when the colleague's account is gone; "amarre" for the machine
    verb = models.CharField(max_length=60, db_index=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    crisis_id = models.BigIntegerField(null=True, db_index=True)  # no foreign key: situation lies above
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb}"
