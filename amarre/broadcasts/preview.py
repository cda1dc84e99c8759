"""What one person would be sent, channel by channel, exactly as it would leave, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from amarre.accounts.models import Company
from amarre.broadcasts.audience import audience
from amarre.broadcasts.binding import BY_THE_OUTBOX, Bound, bind, page_url
from amarre.broadcasts.models import Message
from amarre.channels import outbox
from amarre.channels.desk import Asked, Standing, desk
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Measure
from amarre.channels.kinds.letter import press
from amarre.channels.kinds.letter.addresses import block
from amarre.channels.kinds.letter.handing import Ready, set_up
from amarre.channels.kinds.sms import gsm
from amarre.channels.kinds.sms.config import words_to_send
from amarre.channels.models import Batch, Channel
from amarre.channels.outbox.content import SHOWN, Composed, Rendered, frozen_content
from amarre.people.models import ContactPoint, Person
from amarre.people.personal import values_of
from amarre.people.reach_sql import select_recipients

# Shown when there is nobody to write to yet. Customers' words, not the interface's.
_NOBODY = {"fr": {"person.greeting": "Bonjour,"}, "en": {"person.greeting": "Hello,"}}
_HIDDEN = {"unsubscribe.url": "…", "preferences.url": "…"}
# A batch that is never saved: its links lead nowhere.
_NO_KEY, _NO_TOKEN = "0" * 32, "0" * 24


@dataclass(frozen=True)
class Reader:
    """One person on one channel: where they are reached, why not (a reason of the ledger), and their values."""

    person: Person | None
    address: str
    withheld: str
    typed: Mapping[str, Any]
    written: Mapping[str, str]


@dataclass(frozen=True)
class Shown:
    """What this reader would be sent. `missing`: places without a value, for which they would not be written to;
    `parts`: which part of each block they read, -1 for the last; `is_own`: words written for this kind of channel."""

    channel: Channel
    language: str
    reader: Reader
    subject: str
    text: str
    html: str
    missing: tuple[str, ...]
    parts: tuple[int, ...]
    is_own: bool
    measure: Measure | None

    @property
    def is_mail(self) -> bool:
        """Whether its readers see HTML, with a plain twin for those who do not."""
        return KINDS.get(self.channel.kind).has_html


def show(message: Message, person: Person | None, channel: Channel, language: str, *, at: datetime) -> Shown | None:
    """What `person` (nobody: an example) would be sent by `channel` in `language`; None without words in it.

    Raises `layouts.Broken` when the layout of its mail cannot be made.
    """
    bound = next((words for words in bind(message, channel.kind) if words.language == language), None)
    return show_words(message, bound, person, channel, at=at) if bound else None


def show_words(message: Message, bound: Bound, person: Person | None, channel: Channel, *, at: datetime) -> Shown:
    """The same for words that may not be saved yet."""
    composed = compose(bound.for_outbox(), channel, occasion=message.occasion)
    reader = reader_of(message, person, channel, composed, bound.language, at=at)
    words = filled(composed, reader)
    return Shown(
        channel=channel,
        language=bound.language,
        reader=reader,
        subject=words.subject,
        text=words.text,
        html=words.html,
        missing=tuple(_missing(bound, reader)),
        parts=bound.body.decide(reader.typed),
        is_own=bound.is_own,
        measure=measured(channel, words.subject, words.text),
    )


def compose(words: outbox.Words, channel: Channel, *, occasion: str) -> Composed:
    """Words as the post office will compile them for this channel."""
    kind = KINDS.get(channel.kind)
    batch = Batch(channel=channel, occasion=occasion, key=_NO_KEY)
    content = frozen_content(batch, words)
    company = Company.card(is_drill=channel.is_drill)
    return Composed(content, batch, company=company, kind=kind, config=kind.config(channel.config))


def filled(composed: Composed, reader: Reader) -> Rendered:
    """The words for one reader. The links in them lead nowhere."""
    return composed.rendered({**reader.written, SHOWN: composed.decide(reader.typed)}, token=_NO_TOKEN)


def parts_of_sms(text: str, channel: Channel) -> list[str]:
    """A text message as the telephone receives it: the words in the parts in which they are charged."""
    config = KINDS.get(channel.kind).config(channel.config)
    return gsm.cut(words_to_send(text, config, is_bulk=True))


def page_of_letter(shown: Shown, *, at: datetime) -> bytes:
    """The letter of one person as PDF, as the print shop gets it. Raises Undeliverable for an address that no postman
    could use."""
    config = KINDS.get(shown.channel.kind).config(shown.channel.config)
    person = shown.reader.person
    name = f"{person.first_name} {person.last_name}".strip() if person else ""
    ready = Ready(
        token=_NO_TOKEN, block=block(shown.reader.address, name), name=name, language=shown.language,
        subject=shown.subject, html=shown.html, text=shown.text,
    )  # fmt: skip
    file = BytesIO()
    placed = list(press.print_to(file, [set_up(ready, config, at)], config.paper))
    return file.getvalue() if placed[0] is not None else b""


def measured(channel: Channel, subject: str, text: str) -> Measure | None:
    """Length and cost of words on a channel; None for a kind that does not measure."""
    kind = KINDS.get(channel.kind)
    return kind.measure(subject, text, kind.config(channel.config)) if kind.measure else None


def reader_of(
    message: Message, person: Person | None, channel: Channel, composed: Composed, language: str, *, at: datetime
) -> Reader:
    """A person as the post office would find them at this moment: consent, wishes and values."""
    if person is None:
        return known_of(message, None, language)
    kind = KINDS.get(channel.kind)
    address, reason = _reached(message, person, channel, language, at)
    asked = Asked(
        people=[(person.pk, address, language)],
        address_kind=kind.addresses,
        occasion=message.occasion,
        is_vital=message.is_vital,
        names=composed.names,
        wants_time_zone=False,
        at=at,
        channel_kind=channel.kind,
    )
    standing = desk().standing(asked).get(person.pk) or Standing()
    # Whoever would not be written to has no values at the desk: the words are shown with what is known all the same.
    known = known_of(message, person, language)
    typed, written = {**known.typed, **standing.values}, {**known.written, **standing.written}
    return Reader(person, address, reason or standing.withheld, typed, written)


def known_of(message: Message, person: Person | None, language: str) -> Reader:
    """The values of a person without asking where they are reached, nor whether they may be: for measuring many."""
    page = {"page.url": page_url(message.crisis)}
    if person is None:
        example = {**_NOBODY.get(language, {}), **page}
        return Reader(None, "", "", example, example)
    written = {**values_of(person, language=language), **page}
    typed = {**written, **{f"person.{name}": value for name, value in person.attributes.items()}}
    return Reader(person, "", "", typed, written)


def _reached(message: Message, person: Person, channel: Channel, language: str, at: datetime) -> tuple[str, str]:
    """Where the freezing would find this person, and why not ("" when it would write to them)."""
    addresses = KINDS.get(channel.kind).addresses
    if not addresses:
        return channel.name, ""  # it speaks to the public
    sql, params = select_recipients(
        Person.objects.filter(pk=person.pk), address_kind=addresses, languages=[language], default_language=language,
        occasion=message.occasion, is_vital=message.is_vital, at=at, channel_kind=channel.kind,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return (row[1] or "", row[3] or "") if row else ("", "")


def somebody(people: QuerySet[Person], channel: Channel | None) -> Person | None:
    """Somebody to read a message by: the first who has an address there, else the first."""
    addresses = KINDS.get(channel.kind).addresses if channel else "email"
    if addresses == "post":
        able = people.exclude(postal_address="")
    else:
        able = people.filter(Exists(ContactPoint.objects.filter(person=OuterRef("pk"), kind=addresses)))
    return able.order_by("pk").first() or people.order_by("pk").first()


def sample_values(message: Message, language: str, *, at: datetime) -> Mapping[str, str]:
    """The personal values of somebody the message is for, to read it by."""
    example = {**_NOBODY.get(language, {}), "page.url": page_url(message.crisis), **_HIDDEN}
    person = somebody(audience(message, at=at), message.channel) if message.may_change else None
    return {**example, **values_of(person, language=language)} if person else example


def _missing(bound: Bound, reader: Reader) -> list[str]:
    typed = reader.typed
    names = dict.fromkeys((*bound.subject.missing(typed), *bound.body.missing(typed)))
    return [name for name in names if not name.startswith(BY_THE_OUTBOX)]
