"""The only writer of playbooks, templates and lessons."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.engine.render import RenderError, parse
from amarre.lib.errors import Invalid
from amarre.lib.words import pick
from amarre.plan.models import Lesson, MessageTemplate, Playbook
from amarre.plan.playbook_file import body_of, shipped_sources
from amarre.plan.playbook_file import parse as parse_playbook
from amarre.plan.playbook_shape import OTHER_NAMES, SHIPPED

TEMPLATE_FIELDS = ("occasion", "channel", "audience", "phase")


@transaction.atomic
def load_shipped(*, at: datetime, slugs: Sequence[str] = SHIPPED) -> int:
    """Create or renew the playbooks that come with amarre; what somebody edited is kept. Returns their number."""
    sources = {slug: text for slug, text in shipped_sources().items() if slug in slugs}
    for slug, text in sources.items():
        digest = hashlib.sha256(text.encode()).hexdigest()
        known = Playbook.objects.filter(slug=slug).first()
        if known is None or known.shipped_digest != digest:
            _load(known or Playbook(slug=slug), text, digest, at)
    return len(sources)


def _load(row: Playbook, text: str, digest: str, at: datetime) -> None:
    playbook = parse_playbook(text, name=f"{row.slug}.yaml")
    if row.edited_at is None:
        row.kind, row.harm = playbook.kind, playbook.harm
        row.title, row.summary = playbook.title.as_dict(), playbook.summary.as_dict()
        row.body = body_of(text)
    row.is_shipped, row.shipped_digest = True, digest
    is_new = row.pk is None
    row.save()
    kept = set(row.templates.exclude(edited_at=None).values_list("slug", flat=True))
    row.templates.filter(edited_at=None).exclude(slug__in=[t.slug for t in playbook.templates]).delete()
    for order, template in enumerate(playbook.templates):
        if template.slug in kept:
            continue
        values: dict[str, Any] = {name: getattr(template, name) for name in TEMPLATE_FIELDS}
        values |= {"order": order, "title": template.title.as_dict(), "body": template.body.as_dict()}
        values["subject"] = template.subject.as_dict() if template.subject else {}
        MessageTemplate.objects.update_or_create(playbook=row, slug=template.slug, defaults=values)
    record("playbook.load" if is_new else "playbook.renew", by=None, at=at, subject=row, slug=row.slug)


@transaction.atomic
def edit_template(
    template: MessageTemplate,
    *,
    title: Mapping[str, str],
    subject: Mapping[str, str],
    body: Mapping[str, str],
    by: User,
    at: datetime,
) -> MessageTemplate:
    """Change the words of a template, for every crisis to come. Raises Invalid at `body_fr`, `subject_en`... when words
    cannot be read or cite a fact that the playbook does not ask for, or one that must stay inside the house."""
    words = {f"body_{lang}": text for lang, text in body.items()}
    words |= {f"subject_{lang}": text for lang, text in subject.items()}
    reasons = {field: reason for field, text in words.items() if (reason := _trouble(template, text))}
    if not any(text.strip() for text in body.values()):
        reasons["body_fr"] = _("Write the words in one language at least.")
    if reasons:
        raise Invalid(_("These words cannot be kept yet."), fields=reasons)
    template.title, template.subject, template.body = dict(title), dict(subject), dict(body)
    template.edited_at = at
    template.save(update_fields=["title", "subject", "body", "edited_at"])
    record("template.edit", by=by, at=at, subject=template, title=pick(template.title))
    return template


def _trouble(template: MessageTemplate, text: str) -> str:
    """Why the words cannot be kept; "" when they can."""
    try:
        read = parse(text)
    except RenderError as error:
        return _("Line %(line)s: %(reason)s") % {"line": error.line, "reason": error.message}
    visibility = {fact["key"]: fact["visibility"] for fact in template.playbook.body["facts"]}
    for key in read.facts():
        if key not in visibility:
            return _("The playbook asks for no fact named “%(key)s”.") % {"key": key}
        if visibility[key] == "internal" and template.audience != "staff":
            return _("The fact “%(key)s” must stay inside the house.") % {"key": key}
    unknown = sorted(name for name in read.names() if not name.startswith("fact.") and name not in OTHER_NAMES)
    if unknown:
        return _("“%(name)s” is not a place that amarre can fill.") % {"name": unknown[0]}
    return ""


@transaction.atomic
def keep_lesson(
    playbook: Playbook,
    *,
    outcome: str,
    what: str,
    why: str = "",
    got_round: str = "",
    next_time: str = "",
    crisis_label: str = "",
    crisis_id: int | None = None,
    is_drill: bool = False,
    by: User | None,
    at: datetime,
) -> Lesson:
    """Keep what a crisis taught, for those who will not have been there. Raises Invalid when nothing is told."""
    if outcome not in Lesson.Outcome.values:
        raise Invalid(_("Say whether it worked or failed."), fields={"outcome": _("Choose one.")})
    if not what.strip():
        raise Invalid(_("A lesson tells what happened."), fields={"what": _("Write what happened.")})
    lesson = Lesson.objects.create(
        playbook=playbook,
        outcome=outcome,
        what=what.strip(),
        why=why.strip(),
        got_round=got_round.strip(),
        next_time=next_time.strip(),
        crisis_label=crisis_label,
        crisis_id=crisis_id,
        is_drill=is_drill,
        author=by,
        created_at=at,
    )
    record("lesson.keep", by=by, at=at, subject=lesson, crisis_id=crisis_id, playbook=pick(playbook.title))
    return lesson
