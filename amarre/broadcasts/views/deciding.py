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
from amarre.broadcasts.estimating import Estimate, estimate, fallbacks
from amarre.broadcasts.forms import ApproveForm, RefuseForm, WhenForm
from amarre.broadcasts.models import Message
from amarre.broadcasts.reviewing import review_message
from amarre.broadcasts.tasks import send_soon
from amarre.broadcasts.views.deciding_words import consequences, to_how_many
from amarre.broadcasts.views.getting import message_for
from amarre.broadcasts.views.reading import show_message
from amarre.lib.asking import confirm
from amarre.lib.errors import Conflict, DomainError, Invalid
from amarre.lib.time import now
from amarre.lib.ui import numbers


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
        if also_send:
            must_fit(estimate(message, at=at))
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
    if message.state != Message.State.APPROVED and request.method != "POST":
        return redirect("broadcasts:message", crisis_id, message_id)
    expected = estimate(message, at=at)
    if request.method == "POST":
        must_fit(expected)
        send_soon(message, by=user, at=at)
        return redirect("broadcasts:message", crisis_id, message_id)
    label = to_how_many(expected.people)
    context = _asked(message, expected, at) | {
        "crisis": crisis,
        "question": _("“%(title)s”: %(label)s?") % {"title": message.title, "label": label},
        "action_label": label,
        "irreversible": True,
        "may_send": not expected.problems,
        "later_url": reverse("broadcasts:send_later", args=[crisis_id, message_id]),
    }
    return render(request, "broadcasts/send.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def send_later(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Choose when it leaves by itself."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    at = now()
    if message.state != Message.State.APPROVED:
        return redirect("broadcasts:message", crisis_id, message_id)
    expected = estimate(message, at=at)
    form = WhenForm(request.POST or None, initial={"send_at": message.send_at})
    if request.method == "POST" and form.is_valid():
        try:
            must_fit(expected)
            actions.schedule(message, send_at=form.cleaned_data["send_at"], by=user, at=at)
        except Invalid as problem:
            form.show(problem)
        else:
            return redirect("broadcasts:message", crisis_id, message_id)
    count = numbers.grouped(expected.people)
    words = ngettext(
        "Have it leave by itself for %(count)s person", "Have it leave by itself for %(count)s people", expected.people
    )
    context = _asked(message, expected, at) | {
        "crisis": crisis,
        "question": _("“%(title)s”: when is it to leave?") % {"title": message.title},
        "action_label": words % {"count": count},
        "irreversible": False,
        "form": form,
        "may_send": not expected.problems,
    }
    return render(request, "broadcasts/send.html", context, status=422 if form.errors else 200)


@require_POST
def unschedule(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """It does not leave by itself any more."""
    _crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    actions.unschedule(message, by=user, at=now())
    notices.success(request, _("It waits for somebody to send it."))
    return redirect("broadcasts:message", crisis_id, message_id)


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
    question = _("Throw away the draft “%(title)s”?") % {"title": message.title}
    lines = [_("Its words are lost. Nobody has received them.")]
    back = reverse("broadcasts:message", args=[crisis_id, message_id])
    return confirm(
        request, question, _("Throw away the draft"), back=back, consequences=lines, danger=True, irreversible=True,
        crisis=crisis,
    )  # fmt: skip


def must_fit(expected: Estimate) -> None:
    """Raises Invalid when a channel cannot take these words (too long, empty)."""
    if expected.problems:
        raise Invalid(_("These words cannot leave by one of the channels."), hint=" ".join(expected.problems))


def _asked(message: Message, expected: Estimate, at: datetime) -> dict[str, Any]:
    return {
        "message": message,
        "consequences": consequences(message, expected, fallbacks(message, at=at)),
        "problems": expected.problems,
        "cancel_url": reverse("broadcasts:message", args=[message.crisis_id, message.pk]),
        "danger": False,
    }
