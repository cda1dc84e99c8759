"""Try a message on oneself: one copy through the real channel, marked as a test, with the values of a chosen person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.broadcasts.binding import Bound, bind
from amarre.broadcasts.models import Message
from amarre.broadcasts.preview import compose, reader_of
from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Channel
from amarre.lib.errors import Invalid, NotAllowed
from amarre.people.addresses import find_by_address
from amarre.people.models import Person
from amarre.tasks.processes import Process


def try_on_oneself(
    message: Message,
    *,
    channel: Channel,
    language: str,
    person: Person | None,
    address: str = "",
    by: User,
    at: datetime,
) -> Batch:
    """Send one copy to the colleague who asks, here and now; returns its batch, whose row says what became of it.

    A mail goes to their own address and nowhere else; other channels to the `address` given, which must not be a
    customer's. The test is no part of the message: nobody has been told anything by it. Raises NotAllowed for whoever
    may not write messages, Invalid for an address that is none of theirs, or a language without words.
    """
    if not by.may("messages.write"):
        raise NotAllowed(_("You may not write messages."))
    bound = next((words for words in bind(message, channel.kind) if words.language == language), None)
    if bound is None:
        raise Invalid(_("There are no words in this language."))
    own = _own_address(channel, address, by)
    words = bound.for_outbox()
    composed = compose(words, channel, occasion=message.occasion)
    reader = reader_of(message, person, channel, composed, language, at=at)
    batch = outbox.prepare(
        channel=channel,
        label=_("Test: %(name)s") % {"name": message.title},
        occasion=message.occasion,
        words=[_marked(bound, words, reader.typed, has_subject=KINDS.get(channel.kind).has_subject)],
        origin=f"broadcasts.test:{message.pk}",
        crisis_id=message.crisis_id,
        by=by,
        at=at,
    )
    values = {name: value for name, value in reader.written.items() if name in composed.names or name == "page.url"}
    outbox.freeze(batch, [outbox.Recipient(None, own, language, values)], at=at)
    record(
        "message.test", by=by, at=at, subject=message, crisis_id=message.crisis_id, title=message.title,
        by_what=channel.name,
    )  # fmt: skip
    batch = outbox.start(batch, by=by, at=at)
    outbox.send_chunk(batch.pk, worker=str(Process.current()), clock=lambda: at)
    batch.refresh_from_db()
    return batch


def _own_address(channel: Channel, address: str, by: User) -> str:
    kind = KINDS.get(channel.kind)
    if not kind.addresses:
        words = _("This channel speaks to the public: nothing can be tried there without being said.")
        raise Invalid(words, fields={"address": words})
    if kind.addresses == "email":
        return by.email
    normal = kind.address_of(address)
    if not normal:
        words = _("Say where to send the test: your own number or address.")
        raise Invalid(words, fields={"address": words})
    owner = find_by_address(kind.addresses, normal)
    if owner is not None and owner.kind != Person.Kind.EMPLOYEE and not channel.is_drill:
        words = _("This is a customer’s address: a test goes to yourself.")
        raise Invalid(words, fields={"address": words})
    return normal


def _marked(bound: Bound, words: outbox.Words, typed: Mapping[str, Any], *, has_subject: bool) -> outbox.Words:
    """The words that this person would read, without blocks, and said to be a test in their own language."""
    subject = bound.subject.flat(bound.subject.decide(typed)).source
    text = bound.body.flat(bound.body.decide(typed)).source
    with override(bound.language):
        mark = _("[Test, please ignore]")
    if has_subject:
        subject = f"{mark} {subject}"
    else:
        text = f"{mark} {text}"
    return replace(words, subject=subject, text=text)
