"""Answers, to one or to many at once: reviewed, sent through the outbox, written down with the facts they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.channels import outbox
from amarre.channels.models import Batch, Delivery
from amarre.engine.etiquette import Finding
from amarre.engine.render import RenderError, Template, parse
from amarre.inbox.actions.state import answered
from amarre.inbox.languages import answer_subject, language_of, personal_values
from amarre.inbox.models import Conversation, Draft, Turn
from amarre.inbox.reviewing import Reviewed, review_answer
from amarre.inbox.ways import Way, ways_of
from amarre.knowledge.facts import Sheet
from amarre.lib.errors import Conflict, Invalid
from amarre.situation.models import Crisis

Kept = Mapping[str, str]
"""A finding left in on purpose: `{"code": ..., "why": ...}`."""


@dataclass(frozen=True)
class Ready:
    """An answer in one language that may leave: facts bound, personal places left."""

    language: str
    template: Template
    reviewed: Reviewed


@transaction.atomic
def reply(
    conversation: Conversation,
    *,
    text: str,
    subject: str | None = None,
    by: User | None,
    at: datetime,
    findings_kept: Sequence[Kept] = (),
) -> Turn:
    """Answer one person under their own words: by the channel they last wrote by, or by mail.

    `text` may hold facts as places or as their words. `findings_kept` says why a finding was left in. Raises Invalid
    when there is nothing to say, no address to answer, or a fact that is not verified, not public or no longer true.
    """
    conversation = _locked([conversation.pk])[0]
    way = _ways([conversation])[conversation.pk]
    language = language_of(conversation)
    ready = _ready(conversation.crisis, text, language, at)
    words = outbox.Words(
        language=language, subject=subject or answer_subject(conversation, language), text=ready.template.source
    )
    batch = _send([(conversation, way)], {language: words}, by=by, at=at, in_reply_to=way.in_reply_to)
    turn = _write_down(conversation, ready, batch.deliveries.get(), by=by, at=at, kept=findings_kept)
    record("inbox.answer", by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id)
    return turn


@transaction.atomic
def bulk_reply(
    conversations: Sequence[Conversation],
    *,
    text: str | Mapping[str, str],
    by: User | None,
    at: datetime,
    findings_kept: Sequence[Kept] = (),
) -> list[Turn]:
    """Answer many at once, each with their own greeting, in one batch for each channel they wrote by.

    `text` is one text when all speak one language, else a text per language (`{"fr": ..., "en": ...}`). All must be
    of one crisis. Somebody chosen twice receives one answer, which closes the wait of both requests. Raises Invalid as
    `reply` does, or when a language among them has no text.
    """
    chosen = _locked([conversation.pk for conversation in conversations])
    if not chosen:
        raise Invalid(_("No request is chosen."), hint=_("Tick those that this answer answers."))
    if len({conversation.crisis_id for conversation in chosen}) > 1:
        raise Invalid(_("These requests belong to several crises."), hint=_("Answer those of one crisis at a time."))
    languages = {conversation.pk: language_of(conversation) for conversation in chosen}
    texts = _texts(text, set(languages.values()))
    crisis = chosen[0].crisis
    ready = {language: _ready(crisis, words, language, at) for language, words in texts.items()}
    words = {
        language: outbox.Words(
            language=language, subject=_common_subject(chosen, languages, language), text=each.template.source
        )
        for language, each in ready.items()
    }
    sent = _send_by_each_channel(chosen, words, by=by, at=at)
    turns = [
        _write_down(each, ready[languages[each.pk]], sent.get(each.pk), by=by, at=at, kept=findings_kept)
        for each in chosen
    ]
    batch = next(iter(sent.values())).batch
    record("inbox.bulk_answer", by=by, at=at, subject=batch, crisis_id=chosen[0].crisis_id, count=len(chosen))
    return turns


def _send_by_each_channel(
    chosen: Sequence[Conversation], words: Mapping[str, outbox.Words], *, by: User | None, at: datetime
) -> dict[int, Delivery]:
    """One batch for each channel; what was sent, by the number of the conversation. Of two conversations with the same
    address, the first."""
    ways = _ways(chosen)
    by_channel: dict[int, dict[str, Conversation]] = {}
    for conversation in chosen:
        way = ways[conversation.pk]
        by_channel.setdefault(way.channel.pk, {}).setdefault(way.address.casefold(), conversation)
    sent: dict[int, Delivery] = {}
    for first_of in by_channel.values():
        batch = _send([(each, ways[each.pk]) for each in first_of.values()], words, by=by, at=at)
        deliveries = batch.deliveries.select_related("batch").order_by("id")
        sent |= {each.pk: delivery for each, delivery in zip(first_of.values(), deliveries, strict=True)}
    return sent


def _locked(numbers: Sequence[int]) -> list[Conversation]:
    """The conversations, locked, in the order given; raises Conflict for one merged meanwhile."""
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("crisis", "person")
    found = {row.pk: row for row in rows.filter(pk__in=numbers)}
    chosen = [found[number] for number in dict.fromkeys(numbers) if number in found]
    for conversation in chosen:
        if conversation.merged_into_id is not None:
            raise Conflict(
                _("This request was put together with another one."), hint=_("Answer the one that holds both.")
            )
    return chosen


def _ways(conversations: Sequence[Conversation]) -> dict[int, Way]:
    """How each of them is answered; raises Invalid when one of them cannot be."""
    found = {number: way for number, way in ways_of(conversations).items() if way is not None}
    if len(found) < len(conversations):
        raise Invalid(
            _("There is no address to answer."),
            hint=_("Say who wrote it, or answer by another way and leave a note."),
        )
    return found


def _ready(crisis: Crisis | None, text: str, language: str, at: datetime) -> Ready:
    if not text.strip():
        raise Invalid(_("The answer has no words."), fields={"text": _("Write the answer.")})
    try:
        template = parse(text.strip())
    except RenderError as error:
        words = _("Line %(line)s: %(problem)s") % {"line": error.line, "problem": error.message}
        raise Invalid(_("The answer cannot be read."), fields={"text": words}) from error
    sheet = Sheet.of(crisis) if crisis else Sheet({})
    reviewed = review_answer(crisis, text.strip(), language, at=at, sheet=sheet)
    missing = sheet.missing(template.facts(), language)
    if reviewed.blockers or missing:
        excerpts = [finding.excerpt for finding in reviewed.blockers] or [f"fact.{key}" for key in missing]
        raise Invalid(
            _("The answer rests on facts that cannot be told as they are: %(what)s.") % {"what": "; ".join(excerpts)},
            hint=_("Take them out, or ask for them to be verified."),
            fields={"text": _("Facts that cannot be told: %(what)s.") % {"what": "; ".join(excerpts)}},
        )
    return Ready(language, sheet.bind(template, language), reviewed)


def _send(
    pairs: Sequence[tuple[Conversation, Way]],
    words: Mapping[str, outbox.Words],
    *,
    by: User | None,
    at: datetime,
    in_reply_to: str = "",
) -> Batch:
    """One batch for all of them, who share a channel, started. The outbox keeps one row each, sent or suppressed with
    its reason."""
    first, way = pairs[0]
    batch = outbox.prepare(
        channel=way.channel,
        label=next(iter(words.values())).subject, occasion="answer",
        words=list(words.values()), origin=f"inbox.conversation:{first.pk}", crisis_id=first.crisis_id,
        by=by, at=at, in_reply_to=in_reply_to,
    )  # fmt: skip
    outbox.freeze(batch, (_recipient(conversation, way) for conversation, way in pairs), at=at)
    outbox.start(batch, by=by, at=at)
    return batch


def _recipient(conversation: Conversation, way: Way) -> outbox.Recipient:
    language = language_of(conversation)
    return outbox.Recipient(
        person_ref=conversation.person_id, address=way.address, language=language,
        values=personal_values(conversation, language),
    )  # fmt: skip


def _write_down(
    conversation: Conversation,
    ready: Ready,
    delivery: Delivery | None,
    *,
    by: User | None,
    at: datetime,
    kept: Sequence[Kept],
) -> Turn:
    values = personal_values(conversation, ready.language)
    missing = ready.template.missing(values)
    if missing:
        raise Invalid(
            _("Nothing is known to put in: %(places)s.") % {"places": ", ".join(missing)},
            fields={"text": _("Nothing is known to put in: %(places)s.") % {"places": ", ".join(missing)}},
        )
    turn = Turn.objects.create(
        conversation=conversation, direction=Turn.Direction.OUT, at=at, text=ready.template.render(values), author=by,
        delivery=delivery, findings_kept=_left_in(ready.reviewed.findings, kept),
    )  # fmt: skip
    turn.cites.set(ready.reviewed.versions)
    Draft.objects.filter(conversation=conversation, author=by).delete()
    answered(conversation, by=by, at=at)
    return turn


def _left_in(findings: Sequence[Finding], kept: Sequence[Kept]) -> list[dict[str, Any]]:
    """Every finding still in the text when it left, with the reason given for it, if any."""
    why = {each["code"]: each.get("why", "") for each in kept}
    wanted = ("code", "severity", "excerpt")
    return [
        {name: value for name, value in asdict(finding).items() if name in wanted} | {"why": why.get(finding.code, "")}
        for finding in findings
    ]


def _texts(text: str | Mapping[str, str], languages: set[str]) -> dict[str, str]:
    texts = {language: text for language in languages} if isinstance(text, str) else dict(text)
    if isinstance(text, str) and len(languages) > 1:
        raise Invalid(_("These people write in several languages."), hint=_("Write the answer in each of them."))
    lacking = sorted(language for language in languages if not texts.get(language, "").strip())
    if lacking:
        raise Invalid(
            _("The answer is missing in: %(languages)s.") % {"languages": ", ".join(lacking)},
            fields={f"text_{language}": _("Some of these people write in this language.") for language in lacking},
        )
    return {language: texts[language] for language in languages}


def _common_subject(chosen: Sequence[Conversation], languages: Mapping[int, str], language: str) -> str:
    """The subject they share, if they do; else plain words."""
    subjects = {answer_subject(each, language) for each in chosen if languages[each.pk] == language}
    return subjects.pop() if len(subjects) == 1 else answer_subject(Conversation(), language)
