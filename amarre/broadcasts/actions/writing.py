"""Write a message, change it, throw it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.broadcasts.actions.locking import locked, must_be, void_approvals
from amarre.broadcasts.audience import not_reached
from amarre.broadcasts.citing import cite
from amarre.broadcasts.models import UNSENT, Message, MessageText
from amarre.broadcasts.ways import Ways, problems_of, save_ways, ways_of
from amarre.channels.models import Channel
from amarre.channels.outbox import default_channel
from amarre.engine.render import RenderError, parse
from amarre.knowledge.facts import Sheet
from amarre.lib.errors import Conflict, Invalid, Words
from amarre.lib.render_words import said_with_line
from amarre.people.models import Person, Segment
from amarre.plan.models import MessageTemplate
from amarre.plan.playbook_file import OCCASIONS
from amarre.situation.models import Crisis, FactVersion

Texts = Mapping[str, tuple[str, str]]
"""Per language, the subject and the words."""


@dataclass(frozen=True)
class OtherVersion:
    """What a colleague saved while we were writing: shown beside our own words."""

    editor: str
    at: datetime
    revision: int
    texts: Texts
    ways: Ways


class ChangedMeanwhile(Conflict):
    """Somebody else saved the message since it was opened. `theirs` holds their words; ours are in the form."""

    def __init__(self, theirs: OtherVersion) -> None:
        super().__init__(
            _("%(who)s saved other words while you were writing.") % {"who": theirs.editor},
            hint=_("Nothing is lost: both versions are below. Saving again keeps yours."),
        )
        self.theirs = theirs


@transaction.atomic
def write(
    crisis: Crisis,
    *,
    occasion: str,
    title: str,
    texts: Texts,
    by: User | None,
    at: datetime,
    template: MessageTemplate | None = None,
    channel: Channel | None = None,
    audience_kind: str = Person.Kind.CUSTOMER,
    segment: Segment | None = None,
    is_vital: bool = False,
    corrects: Message | None = None,
    corrects_version: FactVersion | None = None,
    repeats: Message | None = None,
    ways: Ways | None = None,
) -> Message:
    """A new draft. Raises Invalid for an unknown occasion, no name, a segment of other people, broken places, or ways
    that lead nowhere."""
    channel = channel or default_channel(is_drill=crisis.is_drill)
    problems = _problems(occasion=occasion, title=title, texts=texts, audience_kind=audience_kind, segment=segment)
    _must_be_writable(problems | _problems_of_ways(ways, channel, crisis))
    message = Message.objects.create(
        crisis=crisis, template=template, occasion=occasion, title=title.strip(),
        channel=channel, audience_kind=audience_kind, segment=segment,
        is_vital=is_vital, corrects=corrects,
        corrects_version=corrects_version, repeats=repeats, author=by, last_editor=by, created_at=at, updated_at=at,
    )  # fmt: skip
    _save_texts(message, texts)
    if ways is not None:
        save_ways(message, ways)
        message.save(update_fields=["layout", "preferred_first"])
    cite(message, Sheet.of(crisis))
    record("message.write", by=by, at=at, subject=message, crisis_id=crisis.pk, title=message.title)
    return message


@transaction.atomic
def write_again(message: Message, *, by: User | None, at: datetime) -> Message:
    """A draft with the same words for those whom a stopped sending had not reached; the one being written if there is.

    Raises Conflict when the sending was not stopped, or reached everybody.
    """
    pending = message.repetitions.filter(state__in=UNSENT).first()
    if pending is not None:
        return pending
    must_be(locked(message), Message.State.STOPPED)
    if not not_reached(message).exists():
        raise Conflict(_("Everybody had been reached before it was stopped."))
    return write(
        message.crisis,
        occasion=message.occasion,
        title=(_("%(title)s, continued") % {"title": message.title})[:160],
        texts=common_texts(message),
        template=message.template,
        channel=message.channel,
        audience_kind=message.audience_kind,
        is_vital=message.is_vital,
        repeats=message,
        ways=ways_of(message),
        by=by,
        at=at,
    )


@transaction.atomic
def revise(
    message: Message,
    *,
    revision: int,
    title: str,
    texts: Texts,
    by: User | None,
    at: datetime,
    channel: Channel | None = None,
    audience_kind: str | None = None,
    segment: Segment | None = None,
    is_vital: bool | None = None,
    ways: Ways | None = None,
) -> Message:
    """Change words, audience or ways (None: as they were); the citations become those of the facts as they are now.

    What was approved is void, and the message is a draft again; when it was planned, it leaves only if it is approved
    by then. `revision` is the one that was opened: raises ChangedMeanwhile (with the other words) when somebody saved
    since, Conflict when it has left, Invalid as `write`.
    """
    fresh = locked(message)
    must_be(fresh, *UNSENT)
    if fresh.revision != revision:
        raise ChangedMeanwhile(_theirs(fresh))
    kind = audience_kind or fresh.audience_kind
    problems = _problems(occasion=fresh.occasion, title=title, texts=texts, audience_kind=kind, segment=segment)
    _must_be_writable(problems | _problems_of_ways(ways, channel or fresh.channel, fresh.crisis))
    fresh.title, fresh.audience_kind, fresh.segment = title.strip(), kind, segment
    fresh.channel = channel or fresh.channel
    fresh.is_vital = fresh.is_vital if is_vital is None else is_vital
    fresh.state, fresh.last_editor, fresh.updated_at = Message.State.DRAFT, by, at
    fresh.revision += 1
    if ways is not None:
        save_ways(fresh, ways)
    fresh.save()
    _save_texts(fresh, texts)
    cite(fresh, Sheet.of(fresh.crisis))
    void_approvals(fresh)
    record("message.change", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title)
    return fresh


@transaction.atomic
def discard(message: Message, *, by: User | None, at: datetime) -> None:
    """Throw away a draft. Raises Conflict once it is waiting for approval, approved or sent."""
    fresh = locked(message)
    must_be(fresh, Message.State.DRAFT)
    record("message.discard", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title)
    try:
        fresh.delete()
    except ProtectedError:
        raise Conflict(_("A follow-up sequence uses this message: take it out of the sequence first.")) from None


def common_texts(message: Message) -> dict[str, tuple[str, str]]:
    """Subject and words by language, without those of one kind of channel."""
    return {text.language: (text.subject, text.body) for text in message.texts.filter(channel_kind="")}


def _problems(
    *, occasion: str, title: str, texts: Texts, audience_kind: str, segment: Segment | None
) -> dict[str, Words]:
    problems: dict[str, Words] = {}
    if occasion not in OCCASIONS:
        problems["occasion"] = _("This occasion is not known.")
    if not title.strip():
        problems["title"] = _("Give it a name that colleagues will recognise.")
    if segment is not None and segment.kind != audience_kind:
        problems["segment"] = _("This segment is made of other people than those chosen.")
    for language, (subject, body) in texts.items():
        for name, words in (("subject", subject), ("body", body)):
            if why := _unreadable(words):
                problems[f"{name}_{language}"] = why
    return problems


def _problems_of_ways(ways: Ways | None, channel: Channel | None, crisis: Crisis) -> dict[str, Words]:
    if ways is None:
        return {}
    problems = problems_of(ways, channel, is_drill=crisis.is_drill)
    for (kind, language), variant in ways.variants.items():
        for name, words in (("subject", variant.subject), ("body", variant.body)):
            if why := _unreadable(words):
                problems[f"{name}_{kind}_{language}"] = why
    return problems


def _must_be_writable(problems: dict[str, Words]) -> None:
    if problems:
        raise Invalid(_("The message cannot be saved yet."), fields=problems)


def _unreadable(words: str) -> str:
    try:
        parse(words)
    except RenderError as error:
        return said_with_line(error)
    return ""


def _save_texts(message: Message, texts: Texts) -> None:
    message.texts.filter(channel_kind="").exclude(language__in=texts).delete()
    for language, (subject, body) in texts.items():
        words = {"subject": subject.strip(), "body": body.replace("\r\n", "\n").strip()}
        MessageText.objects.update_or_create(message=message, channel_kind="", language=language, defaults=words)


def _theirs(fresh: Message) -> OtherVersion:
    editor = str(fresh.last_editor or "amarre")
    return OtherVersion(editor, fresh.updated_at, fresh.revision, common_texts(fresh), ways_of(fresh))
