"""Segments: kept as the data of a rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.engine.rules import RuleError, sentence
from amarre.lib.errors import Conflict, Invalid
from amarre.people.fields import labels
from amarre.people.models import Person, Segment
from amarre.people.segments import parse_rule


@transaction.atomic
def save_segment(
    segment: Segment | None,
    *,
    name: str,
    rule: dict[str, Any],
    by: User | None,
    at: datetime,
    kind: str = Person.Kind.CUSTOMER,
    note: str = "",
) -> Segment:
    """Create or change a segment. Raises Invalid for a rule that cannot be read, Conflict for a name that is taken."""
    language = get_language() or "fr"
    name = name.strip()
    if not name:
        raise Invalid(_("The segment needs a name."), fields={"name": _("Give it a name that says who is in it.")})
    if kind not in Person.Kind.values:
        raise Invalid(_("There are no people of the kind “%(kind)s”.") % {"kind": kind})
    try:
        parsed = parse_rule(rule)
    except RuleError as error:
        raise Invalid(
            _("The rule cannot be read."), hint=error.say(language), fields={"rule": error.say(language)}
        ) from error
    segment = segment or Segment(created_at=at, created_by=by)
    segment.name, segment.kind, segment.note, segment.rule = name[:120], kind, note.strip()[:300], parsed.to_data()
    try:
        with transaction.atomic():
            segment.save()
    except IntegrityError as error:
        raise Conflict(
            _("Another segment is called “%(name)s”.") % {"name": name}, fields={"name": _("Choose another name.")}
        ) from error
    said = sentence(parsed, lang=language, labels=labels())
    record("segment.save", by=by, at=at, subject=segment, name=segment.name, sentence=said)
    return segment


@transaction.atomic
def remove_segment(segment: Segment, *, by: User | None, at: datetime) -> None:
    """Remove a segment. Messages already frozen keep their recipients."""
    record("segment.remove", by=by, at=at, subject=segment, name=segment.name)
    segment.delete()
