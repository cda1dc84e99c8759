"""What a send will be, in sentences: by what, to how many, until when, at what cost, and who approved it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amarre.broadcasts.estimating import ByChannel, Estimate
from amarre.broadcasts.models import Message, MessageStep
from amarre.lib.ui import numbers, times


def to_how_many(people: int) -> str:
    """What the button says: « Envoyer à 4 210 personnes »."""
    words = ngettext("Send to %(count)s person", "Send to %(count)s people", people)
    return words % {"count": numbers.grouped(people)}


def consequences(message: Message, expected: Estimate, steps: Sequence[tuple[MessageStep, int]]) -> list[str]:
    """Who receives it and who does not, by what, until when, at what cost, and who approved it: one sentence each."""
    figures = expected.reach
    lines = [by_what(row) for row in expected.rows if row.people]
    if len(expected.costs) and len(expected.rows) > 1:
        lines.append(_("In all, about %(cost)s.") % {"cost": cost_of(expected)})
    if figures.without_address:
        words = ngettext(
            "%(count)s person has no address there and will not be written to.",
            "%(count)s people have no address there and will not be written to.",
            figures.without_address,
        )
        lines.append(words % {"count": numbers.grouped(figures.without_address)})
    if figures.refused:
        words = ngettext(
            "%(count)s person refused to be written to, and will not be.",
            "%(count)s people refused to be written to, and will not be.",
            figures.refused,
        )
        lines.append(words % {"count": numbers.grouped(figures.refused)})
    lines += [then_by(step, count) for step, count in steps]
    lines.append(_("Addresses on the suppression list, and the same address twice, are left out and counted."))
    lines.append(how_long(expected))
    approval = message.approvals.filter(is_approved=True, is_void=False).select_related("by").first()
    if approval is not None:
        lines.append(_approved(message, str(approval.by or ""), approval.at))
    return lines


def by_what(row: ByChannel) -> str:
    """One channel's part: how many people, how long the words, what it costs."""
    people = ngettext("%(count)s person", "%(count)s people", row.people) % {"count": numbers.grouped(row.people)}
    if row.channel.kind == "tray":
        return _("By the tray, %(people)s: nothing leaves the house, every message can be read there.") % {
            "people": people
        }
    said = {"channel": row.channel.name, "people": people}
    if row.is_free:
        return _("By “%(channel)s”, %(people)s: one more costs nothing.") % said
    if row.units is not None:
        said["units"] = f"{numbers.grouped(row.units, 0 if row.units == int(row.units) else 1)} {row.unit}"
    if row.cost is not None:
        said["cost"] = money(row.cost, row.currency)
        return (
            _("By “%(channel)s”, %(people)s: %(units)s each, about %(cost)s.") % said
            if row.units is not None
            else _("By “%(channel)s”, %(people)s: about %(cost)s.") % said
        )
    if row.units is not None:
        return _("By “%(channel)s”, %(people)s: %(units)s each. Its price is not set, so the cost is not known.") % said
    return _("By “%(channel)s”, %(people)s. What it costs is not known.") % said


def then_by(step: MessageStep, people: int | None) -> str:
    """One line of the plan for those whom it does not reach; None when nobody was counted."""
    if people is None:
        words = (
            _("If it came back, or there is no address: by “%(channel)s”.")
            if step.after == MessageStep.After.BOUNCED
            else _("If nothing confirms it within %(hours)s h: by “%(channel)s”.")
        )
        return words % {"channel": step.channel.name, "hours": step.wait_hours}
    said = {"channel": step.channel.name, "hours": step.wait_hours, "count": numbers.grouped(people)}
    if step.after == MessageStep.After.BOUNCED:
        words = ngettext(
            "If it came back, or there is no address: by “%(channel)s”, where %(count)s person has an address.",
            "If it came back, or there is no address: by “%(channel)s”, where %(count)s people have an address.",
            people,
        )
    else:
        words = ngettext(
            "If nothing confirms it within %(hours)s h: by “%(channel)s”, where %(count)s person has an address.",
            "If nothing confirms it within %(hours)s h: by “%(channel)s”, where %(count)s people have an address.",
            people,
        )
    return words % said


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency."""
    return f"{numbers.grouped(amount, 2)}\u00a0{currency}"


def cost_of(expected: Estimate) -> str:
    """What the whole send costs, one sum for each currency."""
    return " + ".join(money(amount, currency) for currency, amount in expected.costs.items())


def how_long(expected: Estimate) -> str:
    """An estimate; said to be unknown when there was no send to learn from and no pace is set."""
    if expected.takes is None:
        return _("How long it takes is not known before the first send; the page will say.")
    words = times.duration(expected.takes.total_seconds())
    return _("It takes about %(duration)s: an estimate, from the channel’s pace and its last send.") % {
        "duration": words
    }


def _approved(message: Message, approver: str, at: datetime) -> str:
    return _("Written by %(author)s, approved by %(approver)s on %(when)s.") % {
        "author": str(message.author or "amarre"),
        "approver": approver,
        "when": times.exact(at),
    }
