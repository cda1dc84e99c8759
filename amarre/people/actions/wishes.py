"""What a person asked of us, written down with who, when and how we know; and how often the house writes at most."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.channels.suppression import lift
from amarre.lib.errors import Conflict, Invalid
from amarre.people.models import ContactPoint, Frequency, Person, PreferenceChange
from amarre.people.topics import TOPICS, joined
from amarre.people.wishes import CHANNELS, Wishes, own_suppressions, wishes_of

_LONGEST_PAUSE = 366  # days


@transaction.atomic
def set_wishes(
    person: Person,
    wishes: Wishes,
    *,
    note: str = "",
    by: User | None,
    at: datetime,
    delivery_ref: int | None = None,
    undoes: PreferenceChange | None = None,
) -> PreferenceChange | None:
    """Keep to what a person asks from now on; None when nothing changes.

    `by=None`: they chose it themselves, on the page behind the link of the message `delivery_ref`. A colleague to whom
    it was told says how (`note`). Raises Invalid.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check(wishes, note, by, at)
    before = wishes_of(person)
    if wishes == before:
        return None
    source = PreferenceChange.Source.TOLD if by else PreferenceChange.Source.PERSON
    change = PreferenceChange.objects.create(
        person=person, at=at, source=source, note=note.strip()[:300], by=by, delivery_ref=delivery_ref,
        before=before.to_data(), after=wishes.to_data(), undoes=undoes,
    )  # fmt: skip
    for channel in before.channels - wishes.channels:
        _open(person, channel, source=change.note or str(change.get_source_display()), by=by, at=at)
    person.unwanted_channels, person.unwanted_topics = joined(wishes.channels), joined(wishes.topics)
    person.paused_until, person.language = wishes.paused_until, wishes.language
    person.preferred_channel, person.updated_at = wishes.preferred_channel, at
    person.save()
    if by:
        record("people.wishes", by=by, at=at, subject=person, person=str(person), note=change.note)
    else:
        record("people.wishes_own", by=None, at=at, subject=person, person=str(person))
    return change


@transaction.atomic
def undo_wishes(change: PreferenceChange, *, by: User | None, at: datetime, note: str = "") -> PreferenceChange | None:
    """Back to what held before the latest change. Raises Conflict for one that is no longer the latest."""
    latest = change.person.preference_changes.first()
    if latest is None or latest.pk != change.pk:
        raise Conflict(_("Something else was chosen since."), hint=_("Look at what holds now, and change it there."))
    return set_wishes(
        change.person, Wishes.from_data(change.before), note=note, by=by, at=at, delivery_ref=change.delivery_ref,
        undoes=change,
    )  # fmt: skip


@transaction.atomic
def set_frequency(
    *, is_on: bool, most: int, days: int, per_channel: dict[str, int], by: User | None, at: datetime
) -> Frequency:
    """How many messages one person gets at most, in how many days. Raises Invalid."""
    if not (1 <= most <= 100 and 1 <= days <= 90):
        raise Invalid(_("Between 1 and 100 messages, in 1 to 90 days."))
    if any(kind not in CHANNELS or not 1 <= number <= 100 for kind, number in per_channel.items()):
        raise Invalid(_("Between 1 and 100 messages by one channel."))
    frequency = Frequency.of_the_house()
    frequency.is_on, frequency.most, frequency.days, frequency.per_channel = is_on, most, days, per_channel
    frequency.save()
    data: dict[str, Any] = {"most": most, "days": days}
    record("people.frequency" if is_on else "people.frequency_off", by=by, at=at, **data)
    return frequency


def _check(wishes: Wishes, note: str, by: User | None, at: datetime) -> None:
    unknown = (wishes.channels - CHANNELS.keys()) | {slug for slug in wishes.topics if slug not in TOPICS}
    if unknown or (wishes.preferred_channel and len(wishes.preferred_channel) > 30):
        raise Invalid(_("This is no channel and no topic of ours."))
    if wishes.language and not (wishes.language.isascii() and wishes.language.isalpha() and len(wishes.language) <= 5):
        raise Invalid(_("This is not the code of a language."))
    if wishes.paused_until and (wishes.paused_until - timezone.localdate(at)).days > _LONGEST_PAUSE:
        raise Invalid(
            _("A pause lasts a year at most."), fields={"paused_until": _("Choose a day within the next year.")}
        )
    if by and not note.strip():
        raise Invalid(_("Say how you know."), fields={"note": _("For example: said on the telephone on 3 March.")})


def _open(person: Person, channel: str, *, source: str, by: User | None, at: datetime) -> None:
    """The person wants a channel again: their own refusals end. A dead address stays on the list."""
    kind = CHANNELS[channel][1]
    person.contact_points.filter(kind=kind, consent=ContactPoint.Consent.REFUSED).update(
        consent=ContactPoint.Consent.GIVEN, consent_source=source[:200], consent_at=at
    )
    for row in own_suppressions(person, channel):
        lift(row, why=source, by=by, at=at)
