"""What people asked of us, in words: on their page, and each change with who, when and how we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amarre.people.models import Person, PreferenceChange
from amarre.people.topics import TOPICS
from amarre.people.wishes import CHANNELS, Wishes

_LATEST = 10


def wishes_in_words(wishes: Wishes, *, today: date) -> list[str]:
    """One line for each thing that the person does not want, or asked for; none for one who asked for nothing."""
    lines = [
        _("Not by this channel: %(name)s") % {"name": CHANNELS[slug][0]} for slug in CHANNELS if slug in wishes.channels
    ]
    topics = [str(topic.name) for slug, topic in TOPICS.items() if slug in wishes.topics]
    if len(topics) == len(TOPICS.items()):
        lines.append(_("Nothing but answers and what is vital for safety"))
    else:
        lines += [_("Not about: %(name)s") % {"name": name} for name in topics]
    if wishes.paused_until and wishes.paused_until > today:
        lines.append(_("Nothing before %(day)s") % {"day": date_format(wishes.paused_until)})
    return lines


@dataclass(frozen=True)
class Changed:
    """One change as the page shows it."""

    change: PreferenceChange
    lines: list[str]
    is_latest: bool


def changes_in_words(person: Person) -> list[Changed]:
    """The latest changes of what this person wants, the newest first."""
    found: list[Changed] = []
    for change in person.preference_changes.select_related("by")[:_LATEST]:
        lines = _differences(Wishes.from_data(change.before), Wishes.from_data(change.after))
        found.append(Changed(change, lines, is_latest=not found))
    return found


def _differences(before: Wishes, after: Wishes) -> list[str]:
    lines = []
    for slug, (name, _kind) in CHANNELS.items():
        if (slug in before.channels) != (slug in after.channels):
            words = _("no more by this channel: %(name)s") if slug in after.channels else _("again by: %(name)s")
            lines.append(words % {"name": name})
    for slug, topic in TOPICS.items():
        if (slug in before.topics) != (slug in after.topics):
            words = _("no more about: %(name)s") if slug in after.topics else _("again about: %(name)s")
            lines.append(words % {"name": topic.name})
    if before.paused_until != after.paused_until:
        until = after.paused_until
        lines.append(_("nothing before %(day)s") % {"day": date_format(until)} if until else _("no pause any more"))
    if before.language != after.language:
        lines.append(_("language: %(language)s") % {"language": after.language or "—"})
    if before.preferred_channel != after.preferred_channel:
        preferred = CHANNELS.get(after.preferred_channel, ("—", ""))[0]
        lines.append(_("preferred way: %(name)s") % {"name": preferred})
    return lines
