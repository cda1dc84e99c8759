"""What a change of a running sequence does to whom, in plain words: on its page and before it is approved."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amarre.broadcasts.models import SequenceChangeStep
from amarre.broadcasts.sequences.changing import Fate, Outlook
from amarre.broadcasts.sequences.reading import wait_words
from amarre.lib.ui import numbers


def outlook_words(found: Outlook) -> list[str]:
    """Everything that changes, one sentence each; then what does not."""
    lines = [line for fate in found.fates for line in fate_words(fate)]
    lines += [_added(row, found.through) for row in found.added]
    lines.append(_("Nobody is sent again what they have already been sent."))
    return lines


def fate_words(fate: Fate) -> list[str]:
    """What becomes of one step and of those who wait there; nothing when it stays as it is."""
    if not fate.is_changed:
        return []
    lines = [_taken_out(fate)] if fate.wanted is None else _kept(fate)
    if fate.at_once:
        words = ngettext(
            "%(count)s of them is written to at once.", "%(count)s of them are written to at once.", fate.at_once
        )
        lines.append(words % {"count": numbers.grouped(fate.at_once)})
    if fate.leaving and (fate.wanted is None or fate.has_other_words):
        words = ngettext(
            "%(count)s message of “%(title)s” is already on its way and leaves as it is: a pause holds it.",
            "%(count)s messages of “%(title)s” are already on their way and leave as they are: a pause holds them.",
            fate.leaving,
        )
        lines.append(words % {"count": numbers.grouped(fate.leaving), "title": fate.step.message.title})
    return lines


def _taken_out(fate: Fate) -> str:
    named = {"count": numbers.grouped(fate.waiting), "title": fate.step.message.title}
    if fate.target is None:
        return ngettext(
            "“%(title)s” is taken out: %(count)s person who waits for it has been through to the end.",
            "“%(title)s” is taken out: %(count)s people who wait for it have been through to the end.",
            fate.waiting,
        ) % named  # fmt: skip
    return ngettext(
        "“%(title)s” is taken out: %(count)s person who waits for it goes on to “%(next)s”.",
        "“%(title)s” is taken out: %(count)s people who wait for it go on to “%(next)s”.",
        fate.waiting,
    ) % {**named, "next": fate.target.message.title}  # fmt: skip


def _kept(fate: Fate) -> list[str]:
    wanted = fate.wanted
    if wanted is None:
        return []
    named = {"count": numbers.grouped(fate.waiting), "title": fate.step.message.title}
    lines = []
    if fate.has_other_words:
        lines.append(ngettext(
            "“%(title)s” has other words: %(count)s person who waits for it gets those.",
            "“%(title)s” has other words: %(count)s people who wait for it get those.",
            fate.waiting,
        ) % named)  # fmt: skip
    if fate.has_other_wait:
        lines.append(_waits(fate, wanted, named))
    if fate.has_other_people:
        segment = wanted.only_if
        lines.append(
            _("“%(title)s” is only for those of “%(segment)s” from now on; the others pass it.")
            % {**named, "segment": segment}
            if segment
            else _("“%(title)s” is for everybody from now on.") % named
        )
    return lines


def _waits(fate: Fate, wanted: SequenceChangeStep, named: dict[str, str]) -> str:
    waits = {**named, "old": wait_words(fate.step.wait_hours), "new": wait_words(wanted.wait_hours)}
    if fate.hours > 0:
        words = ngettext(
            "“%(title)s” leaves %(new)s instead of %(old)s: %(count)s person waiting gets it that much later.",
            "“%(title)s” leaves %(new)s instead of %(old)s: %(count)s people waiting get it that much later.",
            fate.waiting,
        )
    else:
        words = ngettext(
            "“%(title)s” leaves %(new)s instead of %(old)s: %(count)s person waiting gets it that much sooner.",
            "“%(title)s” leaves %(new)s instead of %(old)s: %(count)s people waiting get it that much sooner.",
            fate.waiting,
        )
    return words % waits


def _added(row: SequenceChangeStep, through: int) -> str:
    named = {"title": row.message.title, "wait": wait_words(row.wait_hours), "count": numbers.grouped(through)}
    if not through:
        return _("“%(title)s” is added at the end, %(wait)s: everybody still inside gets it in turn.") % named
    return ngettext(
        "“%(title)s” is added at the end, %(wait)s: everybody still inside gets it in turn; %(count)s person who has "
        "been through to the end does not.",
        "“%(title)s” is added at the end, %(wait)s: everybody still inside gets it in turn; %(count)s people who have "
        "been through to the end do not.",
        through,
    ) % named  # fmt: skip
