"""Reading the post office: what a colleague may see, and the words for why a message did not get through."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amarre.accounts.models import User
from amarre.channels.models import Batch, Delivery, Inbound, Receipt
from amarre.engine.mailin import AUTO_REPLY, BOUNCE, MESSAGE, REPORT, say


def _of_visible_crises(user: User) -> Q:
    """Rows of no crisis, or of one that this colleague may know of. `situation` lies above: it is named in settings."""
    visible: QuerySet[Any] = import_string(settings.CRISES_VISIBLE_TO)(user)
    return Q(crisis_id=None) | Q(crisis_id__in=visible.values("pk"))


def batches_visible_to(user: User) -> QuerySet[Batch]:
    """The sends that this colleague may see."""
    return Batch.objects.filter(_of_visible_crises(user)).select_related("channel", "created_by")


def deliveries_visible_to(user: User) -> QuerySet[Delivery]:
    """The single messages that this colleague may see."""
    return Delivery.objects.filter(batch__in=batches_visible_to(user).values("pk")).select_related("batch__channel")


def inbounds_visible_to(user: User) -> QuerySet[Inbound]:
    """What came in, as far as this colleague may see it."""
    return Inbound.objects.filter(_of_visible_crises(user))


def why(delivery: Delivery) -> str:
    """Why a delivery is where it is, in plain words; empty when there is nothing to add to its state."""
    return words_for(delivery.state, delivery.reason)


def words_for(state: str, reason: str) -> str:
    """The words for a delivery's state and reason; what is no slug is the next hop's own words, shown as they are."""
    if not reason:
        return ""
    fixed = {
        "no_address": _("No address is known for this person."),
        "refused": _("This person does not want to be written to by this channel."),
        "double": _("The same address stood twice in this send: it was written to once."),
        "unsubscribed": _("This person asked for no more messages."),
        "complained": _("This person reported our mail as unwanted."),
        "dead": _("Earlier mail came back: the address does not exist."),
        "by_hand": _("A colleague put this address on the suppression list."),
        "sender_lost": _("The sender was interrupted before the answer was written down: it may have arrived."),
        "stopped": _("The send was stopped before this message left."),
    }
    if reason in fixed:
        return fixed[reason]
    return say(BOUNCE, reason, lang=_language()) if state == Delivery.State.BOUNCED else reason


def why_came(row: Inbound) -> str:
    """Why what came in was taken for what it is."""
    own = {
        "spam_header": _("The receiving server marked it as spam."),
        "said_by_colleague": _("A colleague said that it is a message."),
    }
    if row.reason in own:
        return own[row.reason]
    if row.channel_kind == "form":
        return _("Written on the public form.")
    kind = row.kind if row.kind in (BOUNCE, REPORT, AUTO_REPLY) else MESSAGE
    return say(kind, row.reason, lang=_language())


def news(receipt: Receipt) -> str:
    """One receipt in plain words."""
    if receipt.reason and receipt.kind in (Receipt.Kind.BOUNCED, Receipt.Kind.DELAYED):
        return say(BOUNCE, receipt.reason, lang=_language())
    return str(receipt.get_kind_display())


def _language() -> str:
    return (get_language() or "fr").split("-")[0]


def page_of(rows: QuerySet[Any], before: str | None, size: int = 50) -> tuple[list[Any], int | None]:
    """The newest `size` rows before a number, and the number to ask for the next ones; never counts the rest."""
    ordered = rows.order_by("-pk")
    if before and before.isdigit():
        ordered = ordered.filter(pk__lt=int(before))
    found: list[Model] = list(ordered[: size + 1])
    return found[:size], (found[size - 1].pk if len(found) > size else None)
