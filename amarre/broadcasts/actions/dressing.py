"""Keep the layouts of mail: each is checked as it would be used before it is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import Company, User
from amarre.broadcasts.actions.locking import locked, void_approvals
from amarre.broadcasts.layouts import Card, check
from amarre.broadcasts.models import Layout, Message
from amarre.engine.render import parse
from amarre.lib.errors import Conflict, Invalid


@transaction.atomic
def save_layout(layout: Layout | None, *, name: str, mjml: str, is_default: bool, by: User, at: datetime) -> Layout:
    """A layout, new or changed. What was approved with the one before must be approved again.

    Raises Invalid, with the line, for MJML that cannot be made or would harm, or a name that is taken.
    """
    name, mjml = name.strip(), mjml.replace("\r\n", "\n")
    others = Layout.objects.exclude(pk=layout.pk) if layout else Layout.objects.all()
    problems = {"mjml": " ".join(found)} if (found := _problems(mjml)) else {}
    if not name:
        problems["name"] = _("Give it a name.")
    elif others.filter(name__iexact=name).exists():
        problems["name"] = _("Another layout has this name.")
    if problems:
        raise Invalid(_("The layout cannot be kept yet."), fields=problems)
    was_default = layout is not None and layout.is_default
    if is_default:
        others.filter(is_default=True).update(is_default=False)
    kept = layout or Layout()
    kept.name, kept.mjml, kept.is_default = name, mjml, is_default
    kept.save()
    _read_again(kept, also_unchosen=was_default or is_default)
    record("layout.save", by=by, at=at, subject=kept, name=kept.name)
    return kept


@transaction.atomic
def remove_layout(layout: Layout, *, by: User, at: datetime) -> None:
    """Throw a layout away. Raises Conflict while a message is written for it."""
    if Message.objects.filter(layout=layout).exists():
        raise Conflict(_("A message uses this layout."), hint=_("Choose another one there first."))
    record("layout.remove", by=by, at=at, subject=layout, name=layout.name)
    layout.delete()


def _read_again(layout: Layout, *, also_unchosen: bool) -> None:
    """Messages that would look otherwise than when they were approved are drafts again."""
    chosen = Q(layout=layout) | Q(layout=None) if also_unchosen else Q(layout=layout)
    for message in Message.objects.filter(chosen, state__in=(Message.State.IN_REVIEW, Message.State.APPROVED)):
        fresh = locked(message)
        void_approvals(fresh)
        fresh.state = Message.State.DRAFT
        fresh.save(update_fields=["state"])


def _problems(mjml: str) -> tuple[str, ...]:
    return check(mjml, Card.of(Company.card(), "en", parse(""))).problems
