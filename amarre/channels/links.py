"""The links by which people change what they receive. Each carries a proof: nobody changes another's by guessing."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.urls import reverse

from amarre.channels.desk import desk
from amarre.channels.models import Delivery
from amarre.channels.tokens import LENGTH, link_mac, names, number_in
from amarre.lib.errors import NotFound

# Mail sent before 2026-12 carries links of this form: they stay good.
_OLD_SIGNER = Signer(salt="amarre.channels.unsubscribe", sep=".")


def link_of(key: str, token: str) -> str:
    """What the links of one delivery end with: its token and a proof, made with its batch's key."""
    return token + link_mac(key, token)


def link_bases() -> tuple[str, str]:
    """The addresses of the two pages (asking for no more; choosing what one receives), up to where the link begins."""
    mark = "link"
    pages = (reverse("channels:unsubscribe", args=[mark]), reverse("people:preferences", args=[mark]))
    return tuple(settings.BASE_URL + page.removesuffix(f"{mark}/") for page in pages)  # type: ignore[return-value]


def unsubscribe_url(delivery: Delivery) -> str:
    """The address of the page where the reader of this delivery asks for no more."""
    return f"{link_bases()[0]}{link_of(delivery.batch.key, delivery.token)}/"


def preferences_url(delivery: Delivery) -> str:
    """The address of the page where the reader of this delivery chooses what they receive, and how."""
    return f"{link_bases()[1]}{link_of(delivery.batch.key, delivery.token)}/"


def delivery_of(link: str) -> Delivery:
    """The delivery behind a link. Raises NotFound for a link that we did not write."""
    token, mac = link[:LENGTH], link[LENGTH:]
    delivery = by_token(token)
    if delivery is not None and hmac.compare_digest(mac, link_mac(delivery.batch.key, token)):
        return delivery
    try:
        return Delivery.objects.select_related("batch__channel").get(old_token=_OLD_SIGNER.unsign(link))
    except (BadSignature, Delivery.DoesNotExist):
        raise NotFound("unknown link") from None


def by_token(token: str) -> Delivery | None:
    """The delivery that a token names; None for one that we did not make."""
    deliveries = Delivery.objects.select_related("batch__channel")
    if len(token) != LENGTH:
        return None
    number = number_in(token)
    if number is not None:
        found = deliveries.filter(pk=number).first()
        if found is not None and not found.old_token and names(token, found.batch.key, found.pk):
            return found
    return deliveries.filter(old_token=token).first()


def deliveries_to(address_kind: str, address: str) -> QuerySet[Delivery]:
    """What was sent to an address: to the people who have it, and, at that address, to nobody in particular.

    Deliveries have no index by address (a large send would pay for it): the people lead to them.
    """
    refs = list(desk().refs_at(address_kind, address))
    to_nobody = Q(person_ref=None, address=address)
    wanted = to_nobody | Q(person_ref__in=refs, address=address) if refs else to_nobody
    return Delivery.objects.select_related("batch__channel").filter(wanted)
