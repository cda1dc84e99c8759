"""Approve again what has become untrue on its way: with the new facts, or as it stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from amarre.broadcasts import actions
from amarre.broadcasts.forms import ConfirmForm, RestForm
from amarre.broadcasts.models import Message
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.views.getting import message_for
from amarre.lib.asking import confirm
from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.lib.ui import numbers
from amarre.situation.models import Crisis


@require_http_methods(["GET", "HEAD", "POST"])
def rest(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Approve the words with the facts as they are now, for those not yet reached."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    form = RestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            again = actions.approve_rest(message, by=user, at=now(), comment=form.cleaned_data["comment"])
            return redirect("broadcasts:message", crisis_id, again.pk)
        except DomainError as problem:
            form.show(problem)
    count = _waiting(message)
    words = ngettext(
        "%(count)s person has not been reached yet: the new words leave for them at once.",
        "%(count)s people have not been reached yet: the new words leave for them at once.",
        count,
    )
    lines = [
        words % {"count": numbers.grouped(count)},
        _("The old send is stopped. Nobody gets both."),
        _("Those already reached are told by a correction, which is another message."),
    ]
    question = _("Approve “%(title)s” with the facts as they are now?") % {"title": message.title}
    return _page(request, crisis, message, form, question, lines, _("Approve and send to the rest"), irreversible=True)


@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Say that the old words still hold, and why."""
    crisis, message = message_for(request.user, crisis_id, message_id)
    user: Any = request.user
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_words(message, by=user, at=now(), why=form.cleaned_data["why"])
            return redirect("broadcasts:message", crisis_id, message_id)
        except DomainError as problem:
            form.show(problem)
    lines = [
        *(batch.hold for batch in actions.held_batches(message)),
        *([message.send_trouble] if message.send_trouble else []),
        _("The send goes on where it was, with the words as they were approved. Nobody gets them twice."),
    ]
    question = _("Do the words of “%(title)s” still hold?") % {"title": message.title}
    return _page(request, crisis, message, form, question, lines, _("They hold: go on"), irreversible=True)


def _waiting(message: Message) -> int:
    return deliveries_of(message).filter(state="queued").values("person_ref").distinct().count()


def _page(
    request: HttpRequest, crisis: Crisis, message: Message, form: Any, question: str, lines: list[str], label: str,
    irreversible: bool = False,
) -> HttpResponse:  # fmt: skip
    back = reverse("broadcasts:message", args=[crisis.pk, message.pk])
    return confirm(
        request, question, label, back=back, consequences=lines, form=form, irreversible=irreversible, crisis=crisis
    )
