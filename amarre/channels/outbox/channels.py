"""Which channel carries a message, and how channels are set up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, When
from django.utils.translation import gettext as _

from amarre.accounts import journal
from amarre.accounts.models import User
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Channel
from amarre.channels.outbox.flow import start, stop
from amarre.channels.outbox.prepare import Recipient, Words, freeze, prepare
from amarre.channels.outbox.sending import send_chunk
from amarre.engine.pace import Pace
from amarre.lib.errors import NotFound
from amarre.lib.secrets import Secret
from amarre.tasks.processes import Process

# What rings or buzzes is silent at night, unless somebody decides otherwise.
DISTURBING_PACE = {"quiet_from": "20:00", "quiet_until": "08:00"}


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
    # Each kind may have its own; asked for none in particular, it is mail (or the tray that stands in for it).
    chosen = opened.filter(is_default=True).order_by(Case(When(kind__in=_MAIL, then=0), default=1), "id").first()
    return chosen or _from_environment() or opened.filter(kind__in=_sending_kinds()).first() or _tray()


# The tray stands in for mail: of the two, one channel is used unless another is chosen.
_MAIL = ("email", "tray")


def _rivals(kind: str) -> tuple[str, ...]:
    """The kinds among whose channels one is used unless another is chosen."""
    return _MAIL if kind in _MAIL else (kind,)


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
    first = not Channel.objects.filter(is_default=True, kind__in=_MAIL).exists()
    known = Channel.objects.filter(kind="email", config={}, is_drill=False).first()
    if known is not None:
        return known if known.is_enabled else None
    return Channel.objects.create(kind="email", name=_("E-mail"), is_default=first)


def _tray() -> Channel:
    first = not Channel.objects.filter(is_default=True, kind__in=_MAIL).exists()
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
    pace = DISTURBING_PACE if KINDS.get(kind).disturbs and not is_drill else {}
    channel = Channel.objects.create(
        kind=kind, name=name, config=_with_secrets(kind, config), is_default=is_default, is_drill=is_drill, pace=pace
    )
    if is_default:
        _is_the_usual(channel)
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
        _is_the_usual(channel)
        channel.is_default = channel.is_enabled = True
    channel.save(update_fields=["is_enabled", "is_default"])
    verb = "channel.open" if channel.is_enabled else "channel.close"
    journal.record("channel.default" if is_default else verb, by=by, at=at, subject=channel, name=channel.name)
    return channel


def _is_the_usual(channel: Channel) -> None:
    others = Channel.objects.filter(kind__in=_rivals(channel.kind), is_drill=channel.is_drill)
    others.exclude(pk=channel.pk).update(is_default=False)


def _with_secrets(kind: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """The settings with those that are secret marked as such: they are encrypted when they are stored."""
    secret = {one.name for one in KINDS.get(kind).settings if one.type == "secret"} | {"password"}
    return {
        name: Secret(value) if name in secret and isinstance(value, str) and value else value
        for name, value in config.items()
    }


@transaction.atomic
def set_up(channel: Channel, *, name: str, config: Mapping[str, Any], by: User, at: datetime) -> Channel:
    """Change the name and the settings of a channel. What leaves from now on leaves by the new ones."""
    channel.name, channel.config = name, _with_secrets(channel.kind, config)
    channel.save(update_fields=["name", "config"])
    journal.record("channel.change", by=by, at=at, subject=channel, name=name)
    return channel


@transaction.atomic
def set_pace(channel: Channel, *, pace: Mapping[str, Any], by: User, at: datetime) -> Channel:
    """Change how fast a channel speaks and when it is silent; also for what is being sent."""
    channel.pace = Pace.from_data(pace).to_data()
    channel.save(update_fields=["pace"])
    journal.record("channel.pace", by=by, at=at, subject=channel, name=channel.name)
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
