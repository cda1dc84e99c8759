"""Panels that the rooms above put on a person's page (their messages, their requests), without people knowing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from amarre.accounts.models import User
from amarre.lib.registry import Registry
from amarre.people.models import Person

Context = Callable[[Person, User], dict[str, Any]]


@dataclass(frozen=True)
class Panel:
    """`context(person, user)` gives what `template` needs; it must show nothing that `user` may not see.

    `may` is the permission without which the panel is not shown at all.
    """

    title: str | Promise
    template: str
    context: Context
    may: str = "people.read"


PANELS: Registry[Panel] = Registry("person panel")


def register(slug: str, title: str | Promise, template: str, context: Context, *, may: str = "people.read") -> None:
    """Add a panel, at import time of the app's `panels.py` (from its `AppConfig.ready`)."""
    PANELS.add(slug, Panel(title, template, context, may))


def panels_for(person: Person, user: User) -> list[dict[str, Any]]:
    """What the page shows: title, template and context of each panel, in the order they were registered."""
    return [
        {"slug": slug, "title": panel.title, "template": panel.template, **panel.context(person, user)}
        for slug, panel in PANELS.items()
        if user.may(panel.may)
    ]
