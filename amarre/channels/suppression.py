"""The list of addresses that are not written to any more: why, on which evidence, lifted by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amarre.accounts import journal
from amarre.accounts.models import User
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Channel, Receipt, Suppression
from amarre.lib import bulk
from amarre.lib.errors import Conflict, Invalid

# A tray stands in for e-mail: what is suppressed for one is suppressed for the other.
_SAME_LIST = {"tray": "email", "form": "email"}
# The invented people of a drill have a list of their own, which nobody else is measured against.
DRILL = "drill"
ANSWERED_ALL_THE_SAME = frozenset({Suppression.Cause.UNSUBSCRIBED, Suppression.Cause.COMPLAINED})


def list_of(channel: Channel) -> str:
    """The name of the list on which suppressions of this channel are kept."""
    return DRILL if channel.is_drill else _SAME_LIST.get(channel.kind, channel.kind)


def suppressed_among(name: str, addresses: Sequence[str]) -> dict[str, str]:
    """Those of the addresses (normal form, at most some thousands) that are on a list, with the cause."""
    rows = bulk.having(Suppression, "address", addresses, give=("address", "cause", "lifted_at"), channel_kind=name)
    return {address: cause for address, cause, lifted_at in rows if lifted_at is None}


def refused_among(batch: Batch, addresses: Sequence[str]) -> dict[str, str]:
    """Those of the addresses to which this send must not go, with the cause. Vital messages are no exception.

    Somebody who wants no more mailings, and then writes to us, is answered.
    """
    refused = suppressed_among(list_of(batch.channel), addresses)
    if batch.occasion == "answer":
        return {address: cause for address, cause in refused.items() if cause not in ANSWERED_ALL_THE_SAME}
    return refused


def suppress(
    *,
    channel_kind: str,
    address: str,
    cause: str,
    by: User | None,
    at: datetime,
    receipt: Receipt | None = None,
    note: str = "",
    normal_as: str = "",
) -> Suppression:
    """Put an address on a list (`list_of` a channel); an address that is there already stays as it is.

    The normal form of the address is that of the list's kind, or of `normal_as` where the list is of no kind (a drill).
    """
    normal = KINDS.get(normal_as or ("email" if channel_kind == DRILL else channel_kind)).address_of(address)
    if not normal:
        raise Invalid(
            _("Type the address that must not be written to."), fields={"address": _("An address is needed.")}
        )
    try:
        with transaction.atomic():
            row = Suppression.objects.create(
                channel_kind=channel_kind,
                address=normal,
                cause=cause,
                receipt=receipt,
                note=note[:300],
                created_at=at,
                created_by=by,
            )
            journal.record("suppression.add", by=by, at=at, subject=row, address=normal)
            return row
    except IntegrityError:
        return Suppression.objects.get(channel_kind=channel_kind, address=normal, lifted_at=None)


@transaction.atomic
def lift(suppression: Suppression, *, why: str, by: User | None, at: datetime) -> Suppression:
    """Write to the address again. The row stays, with who lifted it and why."""
    if suppression.lifted_at is not None:
        raise Conflict(_("This address is no longer on the list."))
    if not why.strip():
        raise Invalid(_("Say why this address may be written to again."), fields={"why": _("A reason is needed.")})
    suppression.lifted_at, suppression.lifted_by, suppression.lifted_why = at, by, why.strip()[:300]
    suppression.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    journal.record("suppression.lift", by=by, at=at, subject=suppression, address=suppression.address, why=why)
    return suppression
