"""Sources and facts: what is known, who says so, until when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.lib.errors import Conflict, Invalid, NotAllowed
from amarre.lib.words import pick
from amarre.situation import hooks
from amarre.situation.actions.crisis import refuse_closed
from amarre.situation.models import Crisis, Fact, FactVersion, Source

Status = FactVersion.Status
SURE = (Status.VERIFIED, Status.DENIED)
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


@transaction.atomic
def add_source(
    crisis: Crisis,
    *,
    name: str,
    url: str = "",
    is_trusted: bool | None = None,
    note: str = "",
    by: User | None,
    at: datetime,
) -> Source:
    """Add to the short list of sources. Only somebody who may verify facts can call a source trusted; where nothing is
    said, it is trusted when they add it. Raises Invalid without a name, Conflict when it is there already, NotAllowed.
    """
    refuse_closed(crisis)
    name = name.strip()
    if not name:
        raise Invalid(_("A source has a name."), fields={"name": _("Write who or what it is.")})
    if crisis.sources.filter(name__iexact=name).exists():
        raise Conflict(_("This source is in the list already."), fields={"name": _("Choose it from the list.")})
    may_judge = by is None or by.may("facts.verify")
    if is_trusted and not may_judge:
        raise NotAllowed(
            _("Only somebody who may verify facts can call a source trusted."),
            hint=_("Add it as not trusted, and ask a lead of the cell."),
        )
    trusted = may_judge if is_trusted is None else is_trusted
    source = Source.objects.create(crisis=crisis, name=name, url=url.strip(), is_trusted=trusted, note=note.strip())
    record("source.add", by=by, at=at, subject=source, crisis_id=crisis.pk, name=name)
    return source


@transaction.atomic
def change_source(source: Source, *, url: str, is_trusted: bool, note: str, by: User | None, at: datetime) -> Source:
    """Change how far a source is trusted, its address or its note. Facts already stated keep their status."""
    source.url, source.is_trusted, source.note = url.strip(), is_trusted, note.strip()
    source.save(update_fields=["url", "is_trusted", "note"])
    record("source.change", by=by, at=at, subject=source, crisis_id=source.crisis_id, name=source.name)
    return source


@transaction.atomic
def add_fact(
    crisis: Crisis,
    *,
    question: Mapping[str, str],
    key: str = "",
    topic: str = "",
    visibility: str = Fact.Visibility.PUBLIC,
    by: User | None,
    at: datetime,
) -> Fact:
    """Ask a new question. Without `key` (the short name for `{{ fact.key }}`) one is made from the question."""
    refuse_closed(crisis)
    asked = {lang: words.strip() for lang, words in question.items() if words.strip()}
    if not asked:
        raise Invalid(_("A fact begins as a question."), fields={"question": _("Write the question.")})
    key = key.strip() or _key_from(crisis, pick(asked, crisis.language))
    if not KEY.fullmatch(key):
        raise Invalid(
            _("This short name cannot be used."),
            fields={"key": _("Small letters without accents, digits and _, beginning with a letter.")},
        )
    if crisis.facts.filter(key=key).exists():
        raise Conflict(_("A fact has this short name already."), fields={"key": _("Choose another one.")})
    last = crisis.facts.order_by("-order").values_list("order", flat=True).first()
    fact = Fact.objects.create(
        crisis=crisis,
        key=key,
        topic=topic.strip(),
        question=asked,
        visibility=visibility,
        order=0 if last is None else last + 1,
    )
    record("fact.ask", by=by, at=at, subject=fact, crisis_id=crisis.pk, question=pick(asked, crisis.language), key=key)
    return fact


def _key_from(crisis: Crisis, question: str) -> str:
    words = [word for word in slugify(question).split("-") if len(word) > 3][:4]
    base = re.sub(r"^[^a-z]+", "", "_".join(words))[:50] or "fact"
    key, number = base, 2
    while crisis.facts.filter(key=key).exists():
        key, number = f"{base}_{number}", number + 1
    return key


@transaction.atomic
def state_fact(
    fact: Fact,
    *,
    words: Mapping[str, str],
    status: str,
    source: Source | None,
    source_note: str = "",
    valid_until: datetime | None = None,
    seen: int | None = None,
    by: User | None,
    at: datetime,
) -> FactVersion:
    """Write a new version of a fact, which becomes the current one; what cites the old one is told.

    Verified or denied needs a source, and either the right to verify or a trusted source. Where nothing has changed,
    the current version is returned. `seen` is the number of the version that the writer had in view: raises Conflict
    when somebody has written another since. Raises Invalid at words, source or valid_until; NotAllowed.
    """
    refuse_closed(fact.crisis)
    fact = Fact.objects.select_for_update(of=("self",)).select_related("crisis", "current").get(pk=fact.pk)
    said = {lang: text.strip() for lang, text in words.items() if text.strip()}
    _check(said, status, source, valid_until, at)
    _check_may_be_sure(status, source, by)
    current = fact.current
    if seen is not None and seen != (current.number if current else 0):
        raise Conflict(
            _("Somebody has stated this fact anew while you were writing."),
            hint=_("Read their words below, then state yours again if they still hold."),
        )
    if current and (current.words, current.status, current.source, current.source_note, current.valid_until) == (
        said, status, source, source_note.strip(), valid_until,
    ):  # fmt: skip
        return current
    return _write(
        fact, words=said, status=status, source=source, source_note=source_note.strip(),
        valid_until=valid_until, by=by, at=at,
    )  # fmt: skip


def _check(
    said: Mapping[str, str], status: str, source: Source | None, valid_until: datetime | None, at: datetime
) -> None:
    fields = {}
    if status not in Status.values or status == Status.EXPIRED:
        fields["status"] = _("Choose one from the list.")
    if not said:
        fields["words"] = _("Write the words in one language at least.")
    if status in SURE and source is None:
        fields["source"] = _("What is verified or denied needs a source. Without one, it is to be verified.")
    if valid_until is not None and valid_until <= at:
        fields["valid_until"] = _("This moment has passed.")
    if fields:
        raise Invalid(_("This fact cannot be stated yet."), fields=fields)


def _check_may_be_sure(status: str, source: Source | None, by: User | None) -> None:
    if status not in SURE or by is None or by.may("facts.verify") or (source is not None and source.is_trusted):
        return
    raise NotAllowed(
        _("Only somebody who may verify facts can rely on a source that is not trusted."),
        hint=_("State it as to be verified, and ask a lead of the cell."),
    )


def _write(
    fact: Fact,
    *,
    words: Mapping[str, str],
    status: str,
    source: Source | None,
    source_note: str,
    valid_until: datetime | None,
    by: User | None,
    at: datetime,
) -> FactVersion:
    version = FactVersion.objects.create(
        fact=fact,
        number=fact.versions.count() + 1,
        status=status,
        words=dict(words),
        source=source,
        source_note=source_note,
        author=by,
        valid_from=at,
        valid_until=valid_until,
        created_at=at,
    )
    fact.current = version
    fact.save(update_fields=["current"])
    question = pick(fact.question, fact.crisis.language) or fact.key
    record(
        f"fact.{status}", by=by, at=at, subject=fact, crisis_id=fact.crisis_id,
        key=fact.key, question=question, number=version.number,
    )  # fmt: skip
    hooks.after_fact(fact, by=by, at=at)
    return version


def expire_due(*, at: datetime) -> int:
    """Facts whose validity has passed get a new version that says so. Returns how many."""
    due = Fact.objects.filter(crisis__closed_at=None, current__valid_until__lte=at).exclude(
        current__status=Status.EXPIRED
    )
    return sum(_expire(pk, at) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _expire(pk: int, at: datetime) -> bool:
    """One fact in its own transaction, looked at again: somebody may have stated it anew meanwhile."""
    fact = Fact.objects.select_for_update(of=("self",)).select_related("crisis", "current__source").get(pk=pk)
    old = fact.current
    if old is None or old.valid_until is None or old.valid_until > at or old.status == Status.EXPIRED:
        return False
    _write(
        fact, words=old.words, status=Status.EXPIRED, source=old.source, source_note=old.source_note,
        valid_until=old.valid_until, by=None, at=at,
    )  # fmt: skip
    return True
