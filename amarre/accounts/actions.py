"""The only writer of colleagues, sign-in links, tokens and the company's card."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import ApiToken, Company, Role, SignInLink, User
from amarre.lib.errors import Conflict, Invalid, NotFound

LINK_LIVES = timedelta(hours=24)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, email: str, name: str, role: str, language: str, by: User | None, at: datetime) -> User:
    """Give somebody access. Raises Invalid for an address or role that cannot be, Conflict when they have access."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(
            _("This e-mail address cannot be read."), fields={"email": _("Write it as name@example.org.")}
        ) from error
    if role not in Role.values:
        raise Invalid(_("This role does not exist."), fields={"role": _("Choose one from the list.")})
    if User.objects.filter(email=email).exists():
        raise Conflict(_("This colleague already has access."), hint=_("Change their role in the list instead."))
    user = User.objects.create_user(email, name=name.strip() or email, role=role, language=language)
    record("colleague.invite", by=by, at=at, subject=user, name=user.name, email=email, role=str(Role(role).label))
    return user


@transaction.atomic
def change_access(user: User, *, role: str, is_active: bool, by: User, at: datetime) -> User:
    """Change a colleague's role or close their access. The last active lead cannot be taken away."""
    if role not in Role.values:
        raise Invalid(_("This role does not exist."), fields={"role": _("Choose one from the list.")})
    others = User.objects.filter(role=Role.LEAD, is_active=True).exclude(pk=user.pk)
    if user.role == Role.LEAD and (role != Role.LEAD or not is_active) and not others.exists():
        raise Conflict(
            _("Nobody would be left to lead."),
            hint=_("Give somebody else the role “Leads the cell and approves” first."),
        )
    user.role, user.is_active = role, is_active
    user.save(update_fields=["role", "is_active"])
    record("colleague.change", by=by, at=at, subject=user, name=user.name, role=str(Role(role).label))
    return user


@transaction.atomic
def make_signin_link(user: User, *, by: User | None, at: datetime) -> str:
    """A token that signs `user` in once within 24 hours. Only its hash is kept."""
    token = secrets.token_urlsafe(24)
    SignInLink.objects.create(user=user, token_hash=_hash(token), created_at=at, expires_at=at + LINK_LIVES)
    record("colleague.signin_link", by=by, at=at, subject=user, name=user.name)
    return token


def find_signin_link(token: str, *, at: datetime) -> SignInLink:
    """The live link of a token. Raises NotFound when it is unknown, used or too old. Changes nothing."""
    link = SignInLink.objects.select_related("user").filter(token_hash=_hash(token)).first()
    if link is None or link.used_at or link.expires_at < at or not link.user.is_active:
        raise NotFound(_("This sign-in link has been used or is too old."))
    return link


@transaction.atomic
def use_signin_link(token: str, *, at: datetime) -> User:
    """The user of a link, which is then spent; of two who press at once, one wins. Raises NotFound as above."""
    link = find_signin_link(token, at=at)
    if not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        raise NotFound(_("This sign-in link has been used or is too old."))
    return link.user


@transaction.atomic
def create_token(
    user: User, *, name: str, by: User, at: datetime, lives: timedelta | None = None
) -> tuple[ApiToken, str]:
    """An API token that acts as `user`; the second value is shown once and never kept."""
    secret = f"amarre_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        user=user,
        name=name.strip() or "API",
        token_hash=_hash(secret),
        created_at=at,
        expires_at=at + lives if lives else None,
    )
    record("token.create", by=by, at=at, subject=token, name=token.name)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User, at: datetime) -> None:
    """The token stops working at once."""
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record("token.revoke", by=by, at=at, subject=token, name=token.name)


def user_of_token(secret: str, *, at: datetime) -> User | None:
    """Whom a token acts as, or None when it is unknown, revoked, too old, or its owner may not sign in."""
    token = ApiToken.objects.select_related("user").filter(token_hash=_hash(secret), revoked_at=None).first()
    if token is None or (token.expires_at and token.expires_at < at) or not token.user.is_active:
        return None
    if token.last_used_at is None or at - token.last_used_at > timedelta(minutes=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
    return token.user


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@transaction.atomic
def change_company(*, values: Mapping[str, str], by: User | None, at: datetime) -> Company:
    """Change the company's card. `values`: any of name, signature, contact, website, primary_colour, reply_address,
    language. Raises Invalid with the field's reason."""
    card = Company.card()
    colour = values.get("primary_colour", card.primary_colour)
    if not _COLOUR.fullmatch(colour):
        raise Invalid(_("This colour cannot be read."), fields={"primary_colour": _("Write it as #17324d.")})
    for field, value in values.items():
        setattr(card, field, value.strip())
    try:
        card.full_clean()
    except ValidationError as error:
        fields = {name: " ".join(words) for name, words in error.message_dict.items()}
        raise Invalid(_("Some of the company's card cannot be read."), fields=fields) from error
    card.save()
    record("company.change", by=by, at=at, subject=card)
    return card


def choose_own_language(user: User, language: str) -> None:
    """A colleague's own language; not a domain act, so not journalled."""
    user.language = language
    user.save(update_fields=["language"])
