"""The list of calls: one person at a time, what to say to them, and what came of it. Works on a telephone, and without
JavaScript."""

from __future__ import annotations

from typing import Any

import phonenumbers
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amarre.channels import calls
from amarre.channels.addresses import is_phone
from amarre.channels.desk import desk
from amarre.channels.forms_of_post import OutcomeForm
from amarre.channels.models import CallTask
from amarre.channels.outbox import rendered
from amarre.channels.reading import batches_visible_to
from amarre.lib.asking import confirm
from amarre.lib.errors import DomainError
from amarre.lib.time import now


def show(request: HttpRequest) -> HttpResponse:
    """The person being called, or the button that gives the next one; how many are left."""
    user: Any = request.user
    at = now()
    task = calls.current(user, at=at)
    latest = calls.latest(user, at=at) if task is None else None
    context = {
        "left": calls.left(user, at=at),
        "call": _described(task, at=at) if task is not None else None,
        "form": OutcomeForm(),
        "latest": {"task": latest, "name": _name(latest)} if latest is not None else None,
        "lists": [{"batch": batch, "count": count} for batch, count in calls.counted(user)],
    }
    return render(request, "channels/calls.html", context)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """The next person, in this colleague's hands."""
    if calls.take(request.user, at=now()) is None:  # type: ignore[arg-type]
        messages.info(request, _("There is nobody to call just now."))
    return redirect("channels:calls")


@require_POST
def record(request: HttpRequest, task_id: int) -> HttpResponse:
    """Write down what came of the call."""
    task = _task(request, task_id)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what came of the call."))
        return redirect("channels:calls")
    try:
        calls.record(task, **form.cleaned_data, by=request.user, at=now())  # type: ignore[arg-type]
    except DomainError as problem:
        messages.error(request, str(problem))
    return redirect("channels:calls")


@require_POST
def skip(request: HttpRequest, task_id: int) -> HttpResponse:
    """Leave this person to a colleague, or to later."""
    try:
        calls.skip(_task(request, task_id), by=request.user, at=now())  # type: ignore[arg-type]
    except DomainError as problem:
        messages.error(request, str(problem))
    return redirect("channels:calls")


@require_POST
def undo(request: HttpRequest, task_id: int) -> HttpResponse:
    """The wrong button was pressed."""
    try:
        calls.undo(_task(request, task_id), by=request.user, at=now())  # type: ignore[arg-type]
    except DomainError as problem:
        messages.error(request, str(problem))
    return redirect("channels:calls")


def stop(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Ask once before a list is no longer called."""
    batch = batches_visible_to(request.user).filter(pk=batch_id, channel__kind=calls.KIND).first()  # type: ignore[arg-type]
    if batch is None:
        raise Http404
    if request.method == "POST":
        count = calls.stop_list(batch, by=request.user, at=now())  # type: ignore[arg-type]
        words = ngettext("%(count)s person will not be called.", "%(count)s people will not be called.", count)
        messages.success(request, words % {"count": count})
        return redirect("channels:calls")
    left = dict(calls.counted(request.user)).get(batch, 0)  # type: ignore[arg-type]
    words = ngettext("%(count)s person will not be called.", "%(count)s people will not be called.", left)
    question = _("Stop the list of calls “%(label)s”?") % {"label": batch.label}
    lines = [words % {"count": left}, _("What was said on the telephone stays as it is.")]
    back = reverse("channels:calls")
    return confirm(
        request, question, _("Stop this list"), back=back, consequences=lines, danger=True, irreversible=True
    )


def _task(request: HttpRequest, task_id: int) -> CallTask:
    visible = batches_visible_to(request.user).values("pk")  # type: ignore[arg-type]
    tasks = CallTask.objects.filter(delivery__batch__in=visible).select_related("delivery__batch__channel")
    task = tasks.filter(pk=task_id).first()
    if task is None:
        raise Http404
    return task


def _described(task: CallTask, *, at: Any) -> dict[str, Any]:
    delivery = task.delivery
    zone = calls.zone_of(delivery, at=at)
    local = at.astimezone(zone)
    return {
        "task": task,
        "name": _name(task),
        "number": delivery.address if is_phone(delivery.address) else "",
        "shown": _number(delivery.address),
        "words": rendered(delivery),
        "local": f"{local:%H:%M}",
        "elsewhere": local.utcoffset() != at.astimezone(calls.house_zone()).utcoffset(),
        "zone": zone.key,
    }


def _name(task: CallTask) -> str:
    ref = task.delivery.person_ref
    return desk().name_of([ref]).get(ref, "") if ref is not None else ""


def _number(address: str) -> str:
    """The number as people of its country write it; as it is when it cannot be read."""
    if not is_phone(address):
        return address
    number = phonenumbers.parse(address, None)
    home = number.country_code == phonenumbers.country_code_for_region("FR")
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
