"""Ask, approve, send back, send, throw away: one decision a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages as notices
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from amarre.broadcasts import actions
from amarre.broadcasts.audience import Reach, reach
from amarre.broadcasts.forms import ApproveForm, RefuseForm
from amarre.broadcasts.models import Message
from amarre.broadcasts.reviewing import review_message
from amarre.broadcasts.tasks import send_soon
from amarre.broadcasts.views.getting import message_for
from amarre.broadcasts.views.reading import show_message
from amarre.channels import outbox
from amarre.channels.models import Batch
from amarre.lib.errors import Conflict, DomainError, Invalid
from amarre.lib.time import now
from amarre.lib.ui import numbers, times


@require_POST
def ask(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Hand the draft to a second person."""
    _crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    try:
        actions.ask_approval(message, by=user, at=now())
    except Invalid as problem:
        notices.error(request, f"{problem.message} {problem.hint}")
    return redirect("broadcasts:message", crisis_id, message_id)


@require_POST
def again(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Take up a stopped sending: the same words, to be read again, for those who had not been reached."""
    _crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    draft = actions.write_again(message, by=user, at=now())
    return redirect("broadcasts:message", crisis_id, draft.pk)


@require_POST
def approve(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Approve these words and, with the second button, send them at once."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    at = now()
    found = any(reviewed.all for reviewed in review_message(message, at=at))
    form = ApproveForm(request.POST, needs_reason=found)
    if form.is_valid() and found and not form.cleaned_data["comment"].strip():
        form.add_error("comment", _("The review found something: say why these words may stand."))
    if not form.is_valid():
        return show_message(request, crisis, message, approval=form, status=422)
    also_send = request.POST.get("then") == "send" and user.may("messages.send")
    try:
        with transaction.atomic():
            approved = actions.approve(message, by=user, at=at, comment=form.cleaned_data["comment"])
            if also_send:
                send_soon(approved, by=user, at=at)
    except DomainError as problem:
        form.show(problem)
        return show_message(request, crisis, message, approval=form, status=problem.status)
    return redirect("broadcasts:message", crisis_id, message_id)


@require_POST
def refuse(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Send the words back, with a reason."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return show_message(request, crisis, message, refusal=form, status=422)
    actions.refuse(message, by=user, at=now(), comment=form.cleaned_data["comment"])
    return redirect("broadcasts:message", crisis_id, message_id)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Say exactly what will happen; the button repeats it."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    at = now()
    if request.method == "POST":
        send_soon(message, by=user, at=at)
        return redirect("broadcasts:message", crisis_id, message_id)
    if message.state != Message.State.APPROVED:
        return redirect("broadcasts:message", crisis_id, message_id)
    figures = reach(message, at=at)
    label = to_how_many(figures.reachable)
    context = {
        "crisis": crisis,
        "question": _("“%(title)s”: %(label)s?") % {"title": message.title, "label": label},
        "consequences": consequences(message, figures),
        "action_label": label,
        "cancel_url": reverse("broadcasts:message", args=[crisis_id, message_id]),
        "irreversible": True,
        "danger": False,
    }
    return render(request, "confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Throw a draft away, after asking once."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    if request.method == "POST":
        actions.discard(message, by=user, at=now())
        return redirect("broadcasts:messages", crisis_id)
    if message.state != Message.State.DRAFT:
        raise Conflict(_("Only a draft can be thrown away."))
    context = {
        "crisis": crisis,
        "question": _("Throw away the draft “%(title)s”?") % {"title": message.title},
        "consequences": [_("Its words are lost. Nobody has received them.")],
        "action_label": _("Throw away the draft"),
        "cancel_url": reverse("broadcasts:message", args=[crisis_id, message_id]),
        "irreversible": True,
        "danger": True,
    }
    return render(request, "confirm.html", context)


def to_how_many(people: int) -> str:
    """What the button says: « Envoyer à 4 210 personnes »."""
    words = ngettext("Send to %(count)s person", "Send to %(count)s people", people)
    return words % {"count": numbers.grouped(people)}


def consequences(message: Message, figures: Reach) -> list[str]:
    """Who receives it and who does not, by what, until when, at what cost, and who approved it: one sentence each."""
    lines = [_by_what(message)]
    if figures.without_address:
        words = ngettext(
            "%(count)s person has no address there and will not be written to.",
            "%(count)s people have no address there and will not be written to.",
            figures.without_address,
        )
        lines.append(words % {"count": numbers.grouped(figures.without_address)})
    if figures.refused:
        words = ngettext(
            "%(count)s person refused to be written to, and will not be.",
            "%(count)s people refused to be written to, and will not be.",
            figures.refused,
        )
        lines.append(words % {"count": numbers.grouped(figures.refused)})
    lines.append(_("Addresses on the suppression list, and the same address twice, are left out and counted."))
    lines.append(_how_long(message, figures))
    approval = message.approvals.filter(is_approved=True, is_void=False).select_related("by").first()
    if approval is not None:
        lines.append(_approved(message, str(approval.by or ""), approval.at))
    return lines


def _by_what(message: Message) -> str:
    channel = message.channel
    if channel is None or channel.kind == "tray":
        return _("By the tray: nothing leaves the house, every message can be read there.")
    return _("By “%(channel)s”. An e-mail costs nothing more.") % {"channel": channel.name}


def _how_long(message: Message, figures: Reach) -> str:
    """An estimate, from the last send by the same channel; said to be unknown when there was none."""
    last = Batch.objects.filter(channel=message.channel, state=Batch.State.FINISHED).order_by("-finished_at").first()
    rate = outbox.progress(last).rate if last else None
    if not rate:
        return _("How long it takes is not known before the first send; the page will say.")
    words = times.duration(figures.reachable / rate)
    return _("It takes about %(duration)s, an estimate from the last send.") % {"duration": words}


def _approved(message: Message, approver: str, at: datetime) -> str:
    return _("Written by %(author)s, approved by %(approver)s on %(when)s.") % {
        "author": str(message.author or "amarre"),
        "approver": approver,
        "when": times.exact(at),
    }
