"""Prepare a drill, watch it, take it over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amarre.drill import actions
from amarre.drill.forms import SCENARIO_NAMES, DrillForm
from amarre.drill.models import Drill
from amarre.drill.tasks import play_drill
from amarre.lib.errors import DomainError
from amarre.lib.time import now

SUMS = (
    ("people", gettext_lazy("People")),
    ("delivered", gettext_lazy("Reached")),
    ("bounced", gettext_lazy("Came back")),
    ("suppressed", gettext_lazy("Not written to, on purpose")),
    ("unsure", gettext_lazy("Unsure")),
    ("doubles", gettext_lazy("Reached twice")),
    ("inbound", gettext_lazy("Words that came in")),
    ("to_conversations", gettext_lazy("Requests")),
    ("bounces_in", gettext_lazy("Returned mails")),
    ("reports_in", gettext_lazy("Complaint reports")),
    ("auto_replies_in", gettext_lazy("Automatic replies")),
    ("spam_in", gettext_lazy("Spam")),
    ("answered", gettext_lazy("Answered")),
    ("corrected", gettext_lazy("Told better")),
)


def drills(request: HttpRequest) -> HttpResponse:
    """Choose a drill and start it; those played before."""
    form = DrillForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            drill = actions.prepare(**form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            play_drill.enqueue(drill.pk)
            return redirect("drill:drill", drill.pk)
    played = [(one, _scenario_name(one)) for one in Drill.objects.select_related("crisis", "started_by")[:20]]
    return render(request, "drill/drills.html", {"form": form, "played": played})


def drill(request: HttpRequest, drill_id: int) -> HttpResponse:
    """Watch: what has happened so far, scene by scene; the same page is its own fragment."""
    one = get_object_or_404(Drill.objects.select_related("crisis"), pk=drill_id)
    context = {
        "drill": one,
        "scenario": _scenario_name(one),
        "entries": [_scene(row) for row in reversed(one.log)],
        "sums": [(label, one.sums[key]) for key, label in SUMS if key in one.sums],
        "is_live": one.state in (Drill.State.READY, Drill.State.RUNNING),
    }
    template = "drill/_drill.html" if request.htmx else "drill/drill.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_POST
def take_over(request: HttpRequest, drill_id: int) -> HttpResponse:
    """From here on people play."""
    one = actions.take_over(get_object_or_404(Drill, pk=drill_id), by=_me(request), at=now())
    messages.success(request, _("The drill is yours: the invented customers wait for you."))
    if one.crisis_id is None:
        return redirect("drill:drill", one.pk)
    return redirect("review:board", one.crisis_id)


def _scene(row: dict[str, Any]) -> dict[str, Any]:
    """A line of the log as the timeline component reads it."""
    return {"at": parse_datetime(row["at"]), "what": row["words"], "by": _("day %(day)s") % {"day": row["day"]}}


def _scenario_name(one: Drill) -> str:
    return str(dict(SCENARIO_NAMES).get(one.scenario, one.scenario))


def _me(request: HttpRequest) -> Any:
    """The signed-in colleague: routes here are guarded, so it is a User."""
    return request.user
