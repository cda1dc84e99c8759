"""Which channel carries a message, and how channels are set up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts import journal
from amarre.accounts.models import User
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Channel
from amarre.channels.outbox.flow import start, stop
from amarre.channels.outbox.prepare import Recipient, Words, freeze, prepare
from amarre.channels.outbox.sending import send_chunk
from amarre.lib.errors import NotFound
from amarre.tasks.processes import Process


def default_channel(kind: str | None = None, *, is_drill: bool = False) -> Channel:
    """The open channel used unless another is chosen, or the one of a kind.

    With no channel yet: e-mail when the environment names an SMTP server, else the tray. Asked for e-mail where there
    is none, it is the tray: nothing leaves an installation that was not told where to. Raises NotFound for other kinds.
    A drill has channels of its own (the one that its server listens to, then a tray) and never gets another.
    """
    if is_drill:
        return _of_drill(kind)
    opened = Channel.objects.filter(is_enabled=True, is_drill=False).order_by("-is_default", "id")
    if kind is not None:
        KINDS.get(kind)
        wanted = opened.filter(kind=kind).first()
        if wanted is not None:
            return wanted
        if kind == "email":
            return _from_environment() or _tray()
        if kind == "tray":
            return _tray()
        raise NotFound(_("There is no open channel of this kind."))
    chosen = opened.filter(is_default=True).first()
    return chosen or _from_environment() or opened.filter(kind__in=_sending_kinds()).first() or _tray()


def _of_drill(kind: str | None) -> Channel:
    """The open channel of the drill under way; with none, the drills' tray."""
    opened = Channel.objects.filter(is_enabled=True, is_drill=True, kind__in=_sending_kinds()).order_by("-id")
    chosen = opened.filter(kind=kind).first() or opened.exclude(kind="tray").first() or opened.first()
    return chosen or Channel.objects.create(kind="tray", name=_("Drill tray"), is_drill=True)


def _sending_kinds() -> list[str]:
    return [slug for slug, kind in KINDS.items() if kind.send is not None]


def _from_environment() -> Channel | None:
    if not settings.SMTP_HOST:
        return None
    first = not Channel.objects.filter(is_default=True).exists()
    known = Channel.objects.filter(kind="email", config={}, is_drill=False).first()
    if known is not None:
        return known if known.is_enabled else None
    return Channel.objects.create(kind="email", name=_("E-mail"), is_default=first)


def _tray() -> Channel:
    first = not Channel.objects.filter(is_default=True).exists()
    known = Channel.objects.filter(kind="tray", is_drill=False).order_by("-is_enabled", "id").first()
    return known or Channel.objects.create(kind="tray", name=_("Tray"), is_default=first)


@transaction.atomic
def add_channel(
    *,
    kind: str,
    name: str,
    config: Mapping[str, Any],
    is_default: bool = False,
    is_drill: bool = False,
    by: User | None,
    at: datetime,
) -> Channel:
    """Open a channel. Raises UnknownKey for a kind that does not exist."""
    KINDS.get(kind)
    channel = Channel.objects.create(
        kind=kind, name=name, config=dict(config), is_default=is_default, is_drill=is_drill
    )
    if is_default:
        Channel.objects.exclude(pk=channel.pk).update(is_default=False)
    journal.record("channel.add", by=by, at=at, subject=channel, name=name)
    return channel


@transaction.atomic
def change_channel(
    channel: Channel, *, is_enabled: bool | None = None, is_default: bool | None = None, by: User, at: datetime
) -> Channel:
    """Open or close a channel, or make it the one used unless another is chosen."""
    if is_enabled is not None:
        channel.is_enabled = is_enabled
    if is_default:
        Channel.objects.exclude(pk=channel.pk).update(is_default=False)
        channel.is_default = channel.is_enabled = True
    channel.save(update_fields=["is_enabled", "is_default"])
    verb = "channel.open" if channel.is_enabled else "channel.close"
    journal.record("channel.default" if is_default else verb, by=by, at=at, subject=channel, name=channel.name)
    return channel


def send_test(channel: Channel, *, address: str, by: User, at: datetime) -> Batch:
    """Send one message through a channel, here and now, by the same way as all others; returns its batch."""
    text = _("If you can read this, the channel “%(name)s” of amarre works.") % {"name": channel.name}
    words = [Words(by.language, _("Test of the channel “%(name)s”") % {"name": channel.name}, text)]
    label = _("Test: %(name)s") % {"name": channel.name}
    batch = prepare(channel=channel, label=label, occasion="answer", words=words, by=by, at=at)
    freeze(batch, [Recipient(None, address, by.language, {})], at=at)
    batch = start(batch, by=by, at=at)
    send_chunk(batch.pk, worker=str(Process.current()), clock=lambda: at)
    batch.refresh_from_db()
    if batch.state == Batch.State.SENDING:
        batch = stop(batch, by=by, at=at, why=batch.state_reason)
    return batch
