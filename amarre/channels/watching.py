"""What people see of a send: how far it is, what it waits for, why some of it did not get through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amarre.channels import calls, outbox, printing
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Channel, Delivery
from amarre.channels.outbox import Cause, Progress
from amarre.channels.reasons import Reason, explain, family, of_send
from amarre.engine.pace import Pace
from amarre.lib.ui.numbers import grouped
from amarre.tasks.workers import somebody_works

State = Batch.State
_GREATEST_LIST = 30
_A_WHILE = timedelta(minutes=5)


@dataclass(frozen=True)
class Why:
    """Rows of one state with the same cause, in words. `key` is what the ledger is filtered by."""

    state: str
    key: str
    why: str
    then: str
    count: int
    due: datetime | None = None


@dataclass(frozen=True)
class Wait:
    """One thing that a send waits for. `needs` somebody, or passes by itself."""

    what: str
    then: str = ""
    needs: bool = False
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Part:
    """One batch of a send."""

    batch: Batch
    progress: Progress


@dataclass(frozen=True)
class Sight:
    """A send as it stands: one batch, or all those of one message."""

    parts: tuple[Part, ...]
    progress: Progress
    causes: tuple[Why, ...]
    waits: tuple[Wait, ...]

    @property
    def is_live(self) -> bool:
        return any(part.batch.state in (State.SENDING, State.PREPARING) for part in self.parts)

    @property
    def mark(self) -> str:
        """Changes when a page that shows it must be drawn again, and not only its figures."""
        seen = ((one.batch.state, bool(one.progress.failed), bool(one.progress.unsure)) for one in self.parts)
        return "-".join(f"{state}.{failed:d}{unsure:d}" for state, failed, unsure in seen)


def sight(batches: Sequence[Batch], *, at: datetime) -> Sight:
    """Look at these batches (at least one) now."""
    looked = [(batch, *outbox.progress_and_causes(batch)) for batch in batches]
    parts = tuple(Part(batch, progress) for batch, progress, _causes in looked)
    total = outbox.added(part.progress for part in parts)
    if total is None:
        raise ValueError("a send has at least one batch")
    found = [cause for _batch, _progress, causes in looked for cause in causes]
    troubled = [
        (batch.channel.kind, cause)
        for batch, _progress, causes in looked
        for cause in causes
        if cause.state != Delivery.State.QUEUED
    ]
    waits = [wait for batch, progress, causes in looked for wait in waits_of(batch, progress, causes, at=at)]
    return Sight(parts, _not_before(total, found, at), _in_words(troubled), tuple(dict.fromkeys(waits)))


def _not_before(progress: Progress, causes: Sequence[Cause], at: datetime) -> Progress:
    """The time left is no shorter than the wait of those who are put off until later."""
    dues = [cause.due for cause in causes if cause.state == Delivery.State.QUEUED and cause.due]
    longest = (max(dues) - at).total_seconds() if dues else 0
    if progress.eta is None or progress.eta > longest:
        return progress
    return replace(progress, eta=longest)


def in_words(causes: Sequence[Cause], kind: str) -> tuple[Why, ...]:
    """Causes of a send by this kind of channel, put together by what they have in common, the most frequent first."""
    return _in_words([(kind, cause) for cause in causes])


def _in_words(causes: Sequence[tuple[str, Cause]]) -> tuple[Why, ...]:
    """The same of several kinds: one slug may be read otherwise of an SMS than of a mail."""
    together: dict[tuple[str, str, Reason], list[Cause]] = {}
    for kind, cause in causes:
        key = family(cause.reason)
        together.setdefault((cause.state, key, explain(cause.state, key, kind)), []).append(cause)
    found = []
    for (state, key, explained), members in together.items():
        dues = [member.due for member in members if member.due]
        count = sum(member.count for member in members)
        why = explained.why or _("No reason was given.")
        found.append(Why(state, key, why, explained.then, count, min(dues, default=None)))
    return tuple(sorted(found, key=lambda one: -one.count)[:_GREATEST_LIST])


def waits_of(batch: Batch, progress: Progress, causes: Sequence[Cause], *, at: datetime) -> list[Wait]:
    """What the batch waits for, what needs somebody first."""
    waits = []
    if batch.hold:
        waits.append(_hold(batch))
    if batch.state == State.SENDING and progress.left:
        if not somebody_works(at=at):
            waits.append(no_worker())
        if batch.troubles and batch.next_at and batch.next_at > at:
            waits.append(_away(batch))
        waits += [_later(why) for why in _queued(causes, batch)]
        waits += _pace(batch, at)
    if batch.state == State.PAUSED and not batch.hold:
        waits.append(Wait(_("It is paused."), _paused_because(batch), needs=True))
    return waits + _by_hand(batch)


def _queued(causes: Sequence[Cause], batch: Batch) -> tuple[Why, ...]:
    return in_words([one for one in causes if one.state == Delivery.State.QUEUED], batch.channel.kind)


def _by_hand(batch: Batch) -> list[Wait]:
    """What colleagues still have to do for what has been handed over: post letters, telephone."""
    if batch.channel.kind == "letter" and (count := printing.to_post(batch)):
        words = ngettext("%(count)s letter is to be posted.", "%(count)s letters are to be posted.", count)
        url, link = reverse("channels:letters"), _("Open the print files")
    elif batch.channel.kind == calls.KIND and (count := calls.to_call(batch)):
        words = ngettext("%(count)s person is still to be called.", "%(count)s people are still to be called.", count)
        url, link = reverse("channels:calls"), _("Open the calls")
    else:
        return []
    return [Wait(words % {"count": grouped(count)}, needs=True, url=url, link=link)]


def no_worker() -> Wait:
    """Nobody does the background work: nothing leaves."""
    then = _("Start one on the server: “amarre work”, or “amarre up” for everything at once.")
    return Wait(_("Nothing leaves: no worker is running."), then, needs=True)


def _paused_because(batch: Batch) -> str:
    if not batch.state_reason:
        return _("Nobody is lost: whoever still waits is written to once it is resumed.")
    return _("Because: %(why)s. Once that is put right, resume it: nobody is lost.") % {
        "why": of_send(batch.state_reason).rstrip(".")
    }


def _hold(batch: Batch) -> Wait:
    then = _("%(why)s. It goes on once somebody has read it again and approved it.") % {"why": batch.hold.rstrip(".")}
    url = place_of(batch)
    what = _("What it says has changed: it needs a fresh approval.")
    return Wait(what, then, True, url, _("Open the message") if url else "")


def _away(batch: Batch) -> Wait:
    assert batch.next_at is not None
    last = batch.deliveries.filter(state=Delivery.State.SENT).order_by("-pk").values_list("sent_at", flat=True).first()
    at = {"retry": clock(batch.next_at), "since": clock(last) if last else ""}
    if last:
        what = _("The next server does not answer; the last message left at %(since)s. Tried again at %(retry)s.") % at
    else:
        what = _("The next server does not answer. Tried again at %(retry)s.") % at
    return Wait(what, _("It said: %(words)s") % {"words": batch.state_reason} if batch.state_reason else "")


def _later(why: Why) -> Wait:
    words = ngettext("%(count)s message waits until %(due)s", "%(count)s messages wait until %(due)s", why.count)
    due = clock(why.due) if why.due else _("unknown")
    what = words % {"count": grouped(why.count), "due": due}
    return Wait(what, why.why)


def _pace(batch: Batch, at: datetime) -> list[Wait]:
    """What the channel's own pace does to this send, said before somebody wonders."""
    pace = Pace.from_data(batch.channel.pace)
    if batch.state_reason == "pace" and batch.next_at and batch.next_at - at > _A_WHILE:
        what = _("The channel is new and has sent what you allow it in a day. It goes on at %(due)s.")
        return [Wait(what % {"due": clock(batch.next_at)})]
    if not pace.per_minute:
        return []
    words = ngettext(
        "The channel sends %(count)s message a minute at most.",
        "The channel sends %(count)s messages a minute at most.",
        pace.per_minute,
    )
    return [Wait(words % {"count": grouped(pace.per_minute)})]


def pace_in_words(channel: Channel) -> list[str]:
    """The limits of a channel, one sentence each."""
    pace = Pace.from_data(channel.pace)
    found = []
    if pace.per_minute:
        words = ngettext("%(count)s message a minute at most", "%(count)s messages a minute at most", pace.per_minute)
        found.append(words % {"count": grouped(pace.per_minute)})
    if pace.per_domain_per_minute:
        count = pace.per_domain_per_minute
        words = ngettext(
            "%(count)s message a minute at most to one domain",
            "%(count)s messages a minute at most to one domain",
            count,
        )
        found.append(words % {"count": grouped(count)})
    if pace.quiet_from and pace.quiet_until:
        hours = {"since": pace.quiet_from, "until": pace.quiet_until}
        found.append(_("silent from %(since)s to %(until)s, in the person’s own time") % hours)
    if pace.warm_up:
        found.append(_("%(count)s on the first day, doubled each day") % {"count": grouped(pace.warm_up)})
    if pace.stop_at_error_percent:
        found.append(_("pauses when %(percent)s %% come back") % {"percent": pace.stop_at_error_percent})
    return found


def clock(moment: datetime) -> str:
    """'14:05' today, with its day otherwise."""
    local = timezone.localtime(moment)
    hour = formats.date_format(local, _("H:i"))
    if local.date() == timezone.localdate():
        return hour
    return _("%(day)s, %(time)s") % {"day": formats.date_format(local, _("l j F")), "time": hour}


def place_of(batch: Batch) -> str:
    """The page of what asked for this send ("broadcasts.message:12"), which lies above; empty without one."""
    kind, _colon, number = batch.origin.partition(":")
    name = settings.ORIGINS.get(kind)
    if not name or not number.isdigit() or batch.crisis_id is None:
        return ""
    return reverse(name, args=[batch.crisis_id, int(number)])


def siblings(batch: Batch) -> list[Batch]:
    """The batches of the same message, this one included, the oldest first."""
    if not batch.origin or batch.occasion == "answer":
        return [batch]
    return list(Batch.objects.filter(origin=batch.origin).select_related("channel").order_by("pk"))


def tells_doubles(batch: Batch) -> bool:
    """Whether the next hop would drop a second copy."""
    return KINDS.get(batch.channel.kind).tells_doubles
