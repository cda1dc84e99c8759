"""Reading the post office: what a colleague may see, and the words for why a message did not get through."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from amarre.accounts.models import User
from amarre.channels.models import Batch, Delivery, Inbound, Receipt, Suppression
from amarre.channels.reasons import explain, language
from amarre.channels.suppression import ANSWERED_ALL_THE_SAME
from amarre.engine.mailin import AUTO_REPLY, BOUNCE, MESSAGE, REPORT, say

State = Delivery.State


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


def crises_of(user: User) -> list[tuple[int, str]]:
    """(number, title) of the crises that this colleague may know of."""
    visible: QuerySet[Any] = import_string(settings.CRISES_VISIBLE_TO)(user)
    return [(crisis.pk, crisis.title) for crisis in visible]


def words_for(delivery: Delivery) -> str:
    """Why a delivery is where it is, in one sentence; empty when there is nothing to add to its state."""
    return explain(delivery.state, delivery.reason, delivery.batch.channel.kind).why


def history(delivery: Delivery) -> list[dict[str, Any]]:
    """Everything that is known of a delivery, in the order in which it happened, as the timeline component reads it."""
    entries: list[dict[str, Any]] = [
        {"at": delivery.queued_at, "what": _("Written down as to be sent"), "icon": "hourglass"}
    ]
    state, kind = Delivery.State(delivery.state), delivery.batch.channel.kind
    if delivery.sent_at:
        said = _("It answered: %(words)s") % {"words": delivery.reply} if delivery.reply else ""
        entries.append(
            {"at": delivery.sent_at, "what": _("Accepted by the next server"), "icon": "send", "detail": said}
        )
    receipts = list(delivery.receipts.select_related("inbound").order_by("at", "id"))
    for receipt in receipts:
        url = reverse("channels:inbound", args=[receipt.inbound_id]) if receipt.inbound_id else ""
        entries.append(
            {"at": receipt.at, "what": news(receipt, kind), "url": url, "icon": "mail", "detail": own_words(receipt)}
        )
    told = {Receipt.Kind.BOUNCED, Receipt.Kind.DELIVERED} & {receipt.kind for receipt in receipts}
    ended = state in (State.STOPPED, State.SUPPRESSED, State.FAILED)
    if delivery.closed_at and (ended or (state in (State.BOUNCED, State.DELIVERED) and not told)):
        icon = {State.STOPPED: "octagon-pause", State.SUPPRESSED: "ban", State.FAILED: "x"}.get(state, "check")
        what = state.label[:1].upper() + state.label[1:]
        why = words_for(delivery)
        entries.append({"at": delivery.closed_at, "what": what, "icon": icon, "detail": why})
    if state == State.QUEUED and delivery.not_before:
        entries.append(
            {"at": delivery.not_before, "what": _("Will be tried again"), "icon": "clock",
             "detail": words_for(delivery)}
        )  # fmt: skip
    return sorted(entries, key=lambda entry: entry["at"])


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
    return say(kind, row.reason, lang=language())


def news(receipt: Receipt, kind: str = "") -> str:
    """One receipt of this kind of channel ("" is mail), in plain words."""
    if receipt.reason and receipt.kind in (Receipt.Kind.BOUNCED, Receipt.Kind.DELAYED):
        return explain("bounced", receipt.reason, kind).why
    return str(receipt.get_kind_display())


def own_words(receipt: Receipt) -> str:
    """What the next hop said itself, word for word, and its code where we have said it in our own words."""
    if receipt.diagnostic:
        return _("In its own words: %(words)s") % {"words": receipt.diagnostic}
    return _("Its code: %(code)s") % {"code": receipt.status} if receipt.status else ""


def evidence(row: Suppression) -> str:
    """On what an address was suppressed: the news of a message, or a colleague's note."""
    return news(row.receipt, row.channel_kind) if row.receipt else row.note


def still_goes(row: Suppression) -> str:
    """What is sent to a suppressed address all the same."""
    if row.cause in ANSWERED_ALL_THE_SAME:
        return _("Answers still go: who writes to us is answered. Nothing else is sent, not even what is vital.")
    return _("Nothing is sent any more: no news, no answers, not even what is vital.")


def page_of(rows: QuerySet[Any], before: str | None, size: int = 50) -> tuple[list[Any], int | None]:
    """The newest `size` rows before a number, and the number to ask for the next ones; never counts the rest."""
    ordered = rows.order_by("-pk")
    if before and before.isdigit():
        ordered = ordered.filter(pk__lt=int(before))
    found: list[Model] = list(ordered[: size + 1])
    return found[:size], (found[size - 1].pk if len(found) > size else None)
