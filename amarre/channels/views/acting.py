"""What can be done to a send: pause, resume, stop, try the failed again, send the unsure again; and to all of them.

Each page that asks says exactly what will happen, to how many, before the press.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amarre.accounts.models import User
from amarre.channels import ledger, outbox, planned, watching
from amarre.channels.models import Batch, Delivery
from amarre.channels.outbox.flow import STOPPABLE
from amarre.channels.reading import batches_visible_to
from amarre.channels.views.sends import batch_for, to_batch
from amarre.lib.asking import confirm
from amarre.lib.time import now
from amarre.lib.ui.numbers import grouped


@require_POST
def change(request: HttpRequest, batch_id: int, act: str) -> HttpResponse:
    """Pause or resume: both can be undone, so one press does it."""
    shown = batch_for(request, batch_id)
    acts: dict[str, Callable[..., object]] = {"pause": outbox.pause, "resume": outbox.resume}
    if act not in acts:
        raise Http404
    acts[act](shown, by=request.user, at=now())
    return to_batch(shown)


def stop(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Ask once before a send is ended for good."""
    shown = batch_for(request, batch_id)
    if request.method == "POST":
        outbox.stop(shown, by=request.user, at=now())  # type: ignore[arg-type]
        return to_batch(shown)
    progress = outbox.progress(shown)
    words = ngettext("%(count)s person will not receive it.", "%(count)s people will not receive it.", progress.queued)
    consequences = [words % {"count": grouped(progress.queued)}]
    gone = progress.done - progress.stopped
    if gone:
        words = ngettext(
            "%(count)s person has already been written to: that cannot be called back.",
            "%(count)s people have already been written to: that cannot be called back.",
            gone,
        )
        consequences.append(words % {"count": grouped(gone)})
    if progress.sending:
        words = ngettext(
            "%(count)s message is leaving at this moment and may still arrive.",
            "%(count)s messages are leaving at this moment and may still arrive.",
            progress.sending,
        )
        consequences.append(words % {"count": grouped(progress.sending)})
    others = [one for one in watching.siblings(shown) if one.pk != shown.pk and one.state in STOPPABLE]
    if others:
        words = ngettext(
            "Another part of the same message is not stopped by this: %(names)s.",
            "Other parts of the same message are not stopped by this: %(names)s.",
            len(others),
        )
        consequences.append(words % {"names": ", ".join(one.channel.name for one in others)})
    question = _("Stop the send “%(label)s”?") % {"label": shown.label}
    back = reverse("channels:batch", args=[shown.pk])
    return confirm(
        request, question, _("Stop this send"), back=back, consequences=consequences, danger=True, irreversible=True
    )


def retry(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Try the failed again, and nobody else: how many, and why they failed."""
    shown = batch_for(request, batch_id)
    if request.method == "POST":
        count = outbox.retry_failed(shown, by=request.user, at=now())  # type: ignore[arg-type]
        words = ngettext("%(count)s message is tried again.", "%(count)s messages are tried again.", count)
        messages.success(request, words % {"count": grouped(count)})
        return to_batch(shown)
    progress, causes = outbox.progress_and_causes(shown)
    failed = watching.in_words([cause for cause in causes if cause.state == Delivery.State.FAILED], shown.channel.kind)
    count = progress.failed
    if not count:
        return to_batch(shown)
    question = ngettext("Try %(count)s failed message again?", "Try %(count)s failed messages again?", count)
    label = ngettext("Try %(count)s message again", "Try %(count)s messages again", count)
    context = {
        "question": question % {"count": grouped(count)},
        "consequences": [
            _("Only those that failed are tried: nobody who has received it is written to again."),
            _("Before each leaves, consent and the suppression list are looked at again."),
        ],
        "causes": failed,
        "rows_url": reverse("channels:batch", args=[shown.pk]) + "?state=failed#ledger",
        "action_label": label % {"count": grouped(count)},
        "cancel_url": reverse("channels:batch", args=[shown.pk]),
    }
    return render(request, "channels/again.html", context)


def resend(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Send the unsure again: who they are, and that some of them may get it twice."""
    shown = batch_for(request, batch_id)
    if request.method == "POST":
        count = outbox.resend_unsure(shown, by=request.user, at=now())  # type: ignore[arg-type]
        words = ngettext("%(count)s message is sent again.", "%(count)s messages are sent again.", count)
        messages.success(request, words % {"count": grouped(count)})
        return to_batch(shown)
    progress, causes = outbox.progress_and_causes(shown)
    count = progress.unsure
    if not count:
        return to_batch(shown)
    if watching.tells_doubles(shown):
        warning = _("The next server drops doubles: nobody will receive it twice.")
    else:
        words = ngettext(
            "%(count)s person may receive it twice: nobody knows whether the first one arrived.",
            "Up to %(count)s people may receive it twice: nobody knows whose first one arrived.",
            count,
        )
        warning = words % {"count": grouped(count)}
    question = ngettext("Send %(count)s unsure message again?", "Send %(count)s unsure messages again?", count)
    label = ngettext("Send %(count)s message again", "Send %(count)s messages again", count)
    context = {
        "question": question % {"count": grouped(count)},
        "consequences": [warning, _("A receipt may still settle some of them: those are not sent again.")],
        "causes": watching.in_words(
            [cause for cause in causes if cause.state == Delivery.State.UNSURE], shown.channel.kind
        ),
        "who": ledger.page([shown], ledger.Wanted(state="unsure"), size=20).rows,
        "rows_url": reverse("channels:batch", args=[shown.pk]) + "?state=unsure#ledger",
        "action_label": label % {"count": grouped(count)},
        "cancel_url": reverse("channels:batch", args=[shown.pk]),
    }
    return render(request, "channels/again.html", context)


def stop_everything(request: HttpRequest) -> HttpResponse:
    """What 'stop everything' would stop, exactly; one press does it."""
    user: User = request.user  # type: ignore[assignment]
    if request.method == "POST":
        later = planned.waiting()
        count = outbox.stop_everything(by=user, at=now())
        words = ngettext("%(count)s send was stopped.", "%(count)s sends were stopped.", count)
        messages.success(request, " ".join([words % {"count": count}, *later]))
        return redirect("channels:stop_everything")
    known = set(batches_visible_to(user).values_list("pk", flat=True))
    leaving = [Leaving(one, outbox.progress(one).queued, one.pk in known) for one in outbox.stoppable()]
    context = {"leaving": leaving, "people": sum(one.left for one in leaving), "planned": planned.waiting()}
    return render(request, "channels/stop_everything.html", context)


@dataclass(frozen=True)
class Leaving:
    """A send that would be stopped: how many would not receive it, and whether this colleague may know its name."""

    batch: Batch
    left: int
    named: bool
