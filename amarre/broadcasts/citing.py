"""Which facts a message stands on, found by reading its words, and whether they still hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amarre.broadcasts.blocks import known_fields, problems_in
from amarre.broadcasts.layouts import default_mjml, layout_of
from amarre.broadcasts.models import Approval, Citation, Message
from amarre.engine.render import RenderError, parse
from amarre.knowledge.facts import Sheet, read_template
from amarre.lib.render_words import said_with_line
from amarre.people.models import Person
from amarre.situation.facts import status_at
from amarre.situation.models import Fact, FactVersion

COMPANY_WORDS = {
    "company.name": gettext_lazy("its name"),
    "company.signature": gettext_lazy("the signature"),
    "company.contact": gettext_lazy("how to reach it"),
}


@dataclass(frozen=True)
class Doubt:
    """A reason why the words may not leave yet. `fact` is None when it is not about a fact."""

    words: str
    fact: Fact | None = None


def keys(message: Message) -> tuple[str, ...]:
    """The keys of the facts cited in any language, in order, each once."""
    found = (key for text in message.texts.all() for key in keys_in(text.subject, text.body))
    return tuple(dict.fromkeys(found))


def keys_in(*sources: str) -> tuple[str, ...]:
    """The keys of the facts cited in some words; words that cannot be read as a template cite nothing."""
    return tuple(dict.fromkeys(key for source in sources for key in read_template(source).facts()))


def cite(message: Message, sheet: Sheet) -> None:
    """Record that the message cites the versions that hold now. Whoever calls has just read them."""
    versions = {version.pk: version for version in sheet.versions(keys(message))}
    message.citations.exclude(version__in=versions).delete()
    cited = set(message.citations.values_list("version_id", flat=True))
    Citation.objects.bulk_create(Citation(message=message, version_id=pk) for pk in versions if pk not in cited)


def outdated(message: Message) -> list[Citation]:
    """Citations of versions that have been replaced since."""
    changed = message.citations.exclude(version__fact__current=F("version"))
    return list(changed.select_related("version__fact__current"))


def as_cited(message: Message) -> Sheet:
    """The facts as the message was approved with them, whatever they have become since."""
    sheet = Sheet.of(message.crisis)
    for citation in message.citations.select_related("version__source"):
        fact = sheet.facts.get(citation.version.fact.key)
        if fact is not None:
            fact.current, citation.version.fact = citation.version, fact
    return sheet


@dataclass(frozen=True)
class Confirmed:
    """What a fact had become when somebody said that the old words hold all the same."""

    fact: str
    version: int | None
    status: str

    @classmethod
    def now(cls, fact: Fact, at: datetime) -> Confirmed:
        """The fact as it is at this moment."""
        status = status_at(fact.current, at) if fact.current else ""
        return cls(fact.key, fact.current_id, str(status))


def confirmed(approval: Approval | None) -> frozenset[Confirmed]:
    """What was known, and accepted, when this approval said that the old words still hold."""
    found = approval.findings if approval else []
    return frozenset(Confirmed(**each["confirmed"]) for each in found if "confirmed" in each)


def digest(message: Message) -> str:
    """A fingerprint of exactly what is approved: the words, the fact versions, for whom, by which channel."""
    segment = message.segment
    texts = list(message.texts.all())
    content = {
        "texts": sorted((text.language, text.subject, text.body) for text in texts if not text.channel_kind),
        "versions": sorted(message.citations.values_list("version_id", flat=True)),
        "audience": [message.audience_kind, segment.pk if segment else None, segment.rule if segment else {}],
        "corrects": message.corrects_version_id,
        "repeats": message.repeats_id,
        "channel": message.channel_id,
        "vital": message.is_vital,
    }
    variants = sorted(
        [text.channel_kind, text.language, text.subject, text.body, json.dumps(text.options, sort_keys=True)]
        for text in texts
        if text.channel_kind
    )
    steps = [[step.channel_id, step.wait_hours, step.after] for step in message.steps.order_by("position")]
    ways = {"variants": variants, "steps": steps, "layout": _layout(message), "preferred": message.preferred_first}
    # Only what is used: a message approved before these existed is still the one that was approved.
    content |= {name: value for name, value in ways.items() if value}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _layout(message: Message) -> str:
    """A fingerprint of how its mail looks, "" when that is our own layout."""
    mjml = layout_of(message)
    return "" if mjml == default_mjml() else hashlib.sha256(mjml.encode()).hexdigest()


def doubts(message: Message, sheet: Sheet, *, at: datetime) -> list[Doubt]:
    """Every reason why these words may not leave: broken places, open or unsure facts, no words at all."""
    texts = list(message.texts.all())
    if not any(text.body.strip() for text in texts):
        return [Doubt(_("There are no words yet."))]
    found = [doubt for text in texts if text.body.strip() for doubt in _broken(text.subject, text.body)]
    inside = message.audience_kind == Person.Kind.EMPLOYEE
    found += _about_company(sheet, *(words for text in texts for words in (text.subject, text.body)))
    known = known_fields()
    found += [Doubt(why) for text in texts for words in (text.subject, text.body) for why in problems_in(words, known)]
    for text in texts:
        found += _about_facts(sheet, keys_in(text.subject, text.body), text.language, inside=inside, at=at)
    found += [
        Doubt(_("“%(fact)s” has changed since these words were read.") % {"fact": citation.version.fact.key},
              citation.version.fact)
        for citation in outdated(message)
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def _broken(*sources: str) -> Iterable[Doubt]:
    for source in sources:
        try:
            parse(source)
        except RenderError as error:
            yield Doubt(said_with_line(error))


def _about_company(sheet: Sheet, *sources: str) -> Iterable[Doubt]:
    named = {name for source in sources for name in read_template(source).names()}
    signed_by_name = {"company.signature"} if sheet.company.get("company.name") else set()
    for name, value in sheet.company.items():
        if name in named - signed_by_name and not value:
            yield Doubt(
                _("The company’s card is still empty here: %(name)s. A lead fills it in, under Settings.")
                % {"name": COMPANY_WORDS.get(name, name)}
            )


def _about_facts(sheet: Sheet, cited: Iterable[str], language: str, *, inside: bool, at: datetime) -> Iterable[Doubt]:
    for key in cited:
        fact, version = sheet.facts.get(key), sheet.current(key)
        if fact is None:
            yield Doubt(_("There is no fact “%(fact)s” in this crisis.") % {"fact": key})
        elif version is None:
            yield Doubt(_("“%(fact)s” is still an open question.") % {"fact": key}, fact)
        elif (status := status_at(version, at)) != FactVersion.Status.VERIFIED:
            state = FactVersion.Status(status).label
            yield Doubt(_("“%(fact)s” is not verified: %(state)s.") % {"fact": key, "state": state}, fact)
        elif not sheet.words(key, language):
            yield Doubt(_("“%(fact)s” has no words in this language: %(language)s.")
                        % {"fact": key, "language": language}, fact)  # fmt: skip
        elif not inside and not sheet.is_public(key):
            yield Doubt(_("“%(fact)s” is internal: customers may not read it.") % {"fact": key}, fact)
