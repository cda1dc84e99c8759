"""A fact has changed: who was told the old words, and telling them the new ones in two clicks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amarre.broadcasts import actions
from amarre.broadcasts.audience import pending_correction, told_old, told_old_refs
from amarre.broadcasts.models import Message
from amarre.broadcasts.views.getting import fact_for
from amarre.lib.errors import Conflict, Invalid
from amarre.lib.time import now


@require_safe
def told(request: HttpRequest, crisis_id: int, fact_id: int) -> HttpResponse:
    """The messages that told the old words, how many people believe them still, and one button."""
    crisis, fact = fact_for(request.user, crisis_id, fact_id)
    rows = told_old(fact)
    context = {
        "crisis": crisis,
        "fact": fact,
        "rows": rows,
        "people": told_old_refs(fact).distinct().count() if rows else 0,
        "correction": pending_correction(fact),
    }
    return render(request, "broadcasts/told.html", context)


@require_POST
def correct(request: HttpRequest, crisis_id: int, fact_id: int) -> HttpResponse:
    """First click: the correction is written and, when nothing stands in its way, waits for the second person."""
    _crisis, fact = fact_for(request.user, crisis_id, fact_id)
    user: Any = request.user
    rows = told_old(fact)
    if not rows:
        raise Conflict(_("Everybody who was told the old words has been told better."))
    message = actions.write_correction(rows[0].version, by=user, at=now())
    if message.state == Message.State.DRAFT:
        try:
            actions.ask_approval(message, by=user, at=now())
        except Invalid:
            # Its page says what stands in the way.
            return redirect("broadcasts:message", crisis_id, message.pk)
    return redirect("broadcasts:message", crisis_id, message.pk)
