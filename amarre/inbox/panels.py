"""What a person's page shows of their requests."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from amarre.accounts.models import User
from amarre.inbox.reading import requests_visible_to
from amarre.people.models import Person
from amarre.people.panels import register

_LATEST = 10


def requests_from(person: Person, user: User) -> dict[str, Any]:
    """Their latest requests, of the crises that `user` may see; each opens beside its crisis."""
    found = requests_visible_to(user).filter(person=person, crisis__isnull=False).order_by("-last_received_at")
    rows = list(found[: _LATEST + 1])
    return {"requests": rows[:_LATEST], "has_more": len(rows) > _LATEST}


register("requests", _("Their requests"), "inbox/person_panel.html", requests_from, may="inbox.read")
