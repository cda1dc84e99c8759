"""Declare a crisis, move it through its phases, close it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.lib.errors import Conflict, Invalid
from amarre.lib.words import pick
from amarre.plan.bare import BARE_BODY, BARE_KIND
from amarre.plan.models import Playbook
from amarre.situation import hooks
from amarre.situation.clocks import FIRST_WORD, FIRST_WORD_WITHIN
from amarre.situation.models import Action, Clock, Crisis, Fact, Phase, Seat, Workstream


@transaction.atomic
def declare(
    playbook: Playbook | None,
    *,
    title: str,
    language: str,
    languages: Sequence[str],
    by: User | None,
    at: datetime,
    is_drill: bool = False,
    is_restricted: bool = False,
    harm: bool | None = None,
) -> Crisis:
    """Open a crisis: its playbook is copied into it, the 48-hour clock starts, the rooms above are told.

    Without a playbook, it gets the five phases, the four workstreams and the few facts that every first word needs.
    `harm` (people may be hurt) comes from the playbook unless it is given. Raises Invalid at title or languages.
    """
    _check(title, language, languages)
    crisis = Crisis.objects.create(
        title=title.strip(),
        slug=_free_slug(title, is_restricted=is_restricted),
        kind=playbook.kind if playbook else BARE_KIND,
        playbook=playbook,
        language=language,
        languages=list(languages),
        harm=harm if harm is not None else bool(playbook and playbook.harm),
        declared_at=at,
        declared_by=by,
        is_drill=is_drill,
        is_restricted=is_restricted,
    )
    if is_restricted and by is not None:
        crisis.members.add(by)
    _copy(crisis, playbook.body if playbook else BARE_BODY, at)
    Clock.objects.create(crisis=crisis, code=FIRST_WORD, due_at=at + FIRST_WORD_WITHIN)
    record("crisis.declare", by=by, at=at, subject=crisis, crisis_id=crisis.pk, title=crisis.title)
    hooks.after_declare(crisis, by=by, at=at)
    return crisis


def _check(title: str, language: str, languages: Sequence[str]) -> None:
    fields: dict[str, Any] = {}
    if not title.strip():
        fields["title"] = _("Give the crisis a name that everybody will recognise.")
    if not languages or set(languages) - set(dict(settings.LANGUAGES)):
        fields["languages"] = _("Choose at least one of the languages of the list.")
    elif language not in languages:
        fields["language"] = _("The main language is one of the languages of the crisis.")
    if fields:
        raise Invalid(_("The crisis cannot be declared yet."), fields=fields)


def _free_slug(title: str, *, is_restricted: bool) -> str:
    """A slug that nobody has; that of a restricted crisis says nothing, since it may show in an address."""
    base = "" if is_restricted else slugify(title)[:60]
    slug = base or f"crisis-{secrets.token_hex(4)}"
    number = 2
    while Crisis.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


def _copy(crisis: Crisis, body: Mapping[str, Any], at: datetime) -> None:
    """Rows of this crisis from the playbook's body, which stays as it is for the next one."""
    phases = [
        Phase(crisis=crisis, order=order, slug=row["slug"], title=row["title"], aim=row["aim"])
        for order, row in enumerate(body["phases"])
    ]
    phases[0].entered_at = at
    Phase.objects.bulk_create(phases)
    crisis.phase = crisis.phases.first()
    crisis.save(update_fields=["phase"])
    Seat.objects.bulk_create(
        Seat(
            crisis=crisis,
            order=order,
            **{name: row[name] for name in ("function", "title", "cell_role", "responsibility")},
        )
        for order, row in enumerate(body["seats"])
    )
    Fact.objects.bulk_create(_fact(crisis, order, row) for order, row in enumerate(body["facts"]))
    for order, row in enumerate(body["workstreams"]):
        workstream = Workstream.objects.create(crisis=crisis, order=order, title=row["title"], aim=row["aim"])
        Action.objects.bulk_create(
            _action(workstream, place, planned, at) for place, planned in enumerate(row["actions"])
        )


def _fact(crisis: Crisis, order: int, row: Mapping[str, Any]) -> Fact:
    return Fact(
        crisis=crisis,
        order=order,
        key=row["key"],
        topic=pick(row["topic"], crisis.language),
        question=row["question"],
        hint=row["hint"],
        visibility=row["visibility"],
        is_needed_first=row["first_word"],
    )


def _action(workstream: Workstream, order: int, row: Mapping[str, Any], at: datetime) -> Action:
    return Action(
        workstream=workstream,
        order=order,
        title=row["title"],
        cell_role=row["role"],
        due_at=at + timedelta(hours=row["due_hours"]),
        raci=row.get("raci") or {},
    )


@transaction.atomic
def change_phase(crisis: Crisis, phase: Phase, *, by: User | None, at: datetime) -> Crisis:
    """Move to another phase, forward or back. Raises Conflict when the crisis is closed or already in it."""
    refuse_closed(crisis)
    if phase.crisis_id != crisis.pk:
        raise Invalid(_("This phase belongs to another crisis."))
    if crisis.phase_id == phase.pk:
        raise Conflict(_("The crisis is already in this phase."))
    phase.entered_at = at
    phase.save(update_fields=["entered_at"])
    crisis.phase = phase
    crisis.save(update_fields=["phase"])
    record("crisis.phase", by=by, at=at, subject=crisis, crisis_id=crisis.pk, phase=pick(phase.title, crisis.language))
    return crisis


@transaction.atomic
def close(crisis: Crisis, *, note: str, by: User | None, at: datetime) -> Crisis:
    """End the crisis: it stays readable, its clocks stop counting. Raises Conflict when it is closed already."""
    refuse_closed(crisis)
    crisis.closed_at, crisis.closing_note = at, note.strip()
    crisis.save(update_fields=["closed_at", "closing_note"])
    record("crisis.close", by=by, at=at, subject=crisis, crisis_id=crisis.pk, note=crisis.closing_note or "-")
    return crisis


@transaction.atomic
def reopen(crisis: Crisis, *, why: str, by: User | None, at: datetime) -> Crisis:
    """Take up a closed crisis again. Raises Conflict when it is open, Invalid when no reason is given."""
    if crisis.is_open:
        raise Conflict(_("This crisis is open."))
    if not why.strip():
        raise Invalid(_("Say why the crisis is opened again."), fields={"why": _("Write the reason.")})
    crisis.closed_at = None
    crisis.save(update_fields=["closed_at"])
    record("crisis.reopen", by=by, at=at, subject=crisis, crisis_id=crisis.pk, why=why.strip())
    return crisis


def refuse_closed(crisis: Crisis) -> None:
    """Raise Conflict when the crisis is closed: what is past is read, not written."""
    if not crisis.is_open:
        raise Conflict(_("This crisis is closed."), hint=_("Open it again to change it."))
