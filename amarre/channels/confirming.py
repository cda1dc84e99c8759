"""One short answer to whoever asks for no more, or for messages again: it is done, and how to change it back.

It goes by the one outbox, as an answer, although the address has just been suppressed. That is accepted practice, and
close to a duty: whoever objects is told what was done about it (GDPR, article 12(3), for a request under article 21),
and a single confirmation sent at once is no new message against their will (47 CFR 64.1200(a)(12) says so in as many
words). So it says nothing else, and a second STOP is not answered.

A provider that answers these words itself is left to do so (`Kind.answers_stop`): nobody gets two confirmations.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from amarre.accounts.models import Company
from amarre.channels import keywords, outbox
from amarre.channels.doors import config_of
from amarre.channels.kinds import KINDS
from amarre.channels.links import deliveries_to
from amarre.channels.models import Batch, Channel, Delivery, Inbound

ORIGIN = "channels.keyword"
# Two robots that say STOP and START to each other end here.
MOST_A_DAY = 4


def confirm(asked: str, row: Inbound, channel: Channel, delivery: Delivery | None, *, at: datetime) -> Batch | None:
    """Say to whoever wrote `asked` (`keywords.STOP` or `START`) that it is done; `delivery` is what they answered.

    None where the provider answers by itself, the channel cannot answer, or they were answered often enough today.
    """
    kind = KINDS.get(channel.kind)
    if kind.send is None or kind.answers_stop is None or not channel.is_enabled:
        return None
    if not kind.answers_stop(config_of(channel, for_reading=True)):
        return None
    theirs = deliveries_to(kind.addresses, row.from_address).filter(batch__origin=ORIGIN, batch__channel=channel)
    if theirs.filter(queued_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        return None
    language = _language(row, delivery)
    with override(language):
        words = outbox.Words(language, "", words_of(asked, channel))
    label = _("STOP confirmed") if asked == keywords.STOP else _("START confirmed")
    batch = outbox.prepare(
        channel=channel, label=label, occasion="answer", words=[words], origin=ORIGIN, crisis_id=row.crisis_id,
        by=None, at=at, in_reply_to=row.message_id,
    )  # fmt: skip
    outbox.freeze(batch, [outbox.Recipient(row.person_ref, row.from_address, language, {})], at=at)
    return outbox.start(batch, by=None, at=at)


def words_of(asked: str, channel: Channel) -> str:
    """What is answered, in the language of the moment. One plain SMS, unless the company's name is very long."""
    is_sms = channel.kind == "sms"
    if not Company.card(is_drill=channel.is_drill).name:
        if asked == keywords.STOP:
            return _("You will receive no more messages from us here. To receive them again, reply START.")
        return _("You will receive our messages here again. To receive no more, reply STOP.")
    if asked == keywords.STOP:
        if is_sms:
            return _("You will receive no more SMS from {{ company.name }}. To receive them again, reply START.")
        return _("You will receive no more messages from {{ company.name }} here. To receive them again, reply START.")
    if is_sms:
        return _("You will receive SMS from {{ company.name }} again. To receive no more, reply STOP.")
    return _("You will receive messages from {{ company.name }} here again. To receive no more, reply STOP.")


def _language(row: Inbound, delivery: Delivery | None) -> str:
    """The one in which we last wrote to them, else theirs as the network says it, else the company's."""
    spoken = (delivery.language if delivery else "", row.language[:2], Company.card().language)
    known = [code for code, _name in settings.LANGUAGES]
    return next((code for code in spoken if code in known), known[0])
