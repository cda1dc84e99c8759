"""The link by which a person asks for no more mail. Signed, so that nobody can unsubscribe another by guessing."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from amarre.channels.models import Delivery
from amarre.lib.errors import NotFound

_SIGNER = Signer(salt="amarre.channels.unsubscribe", sep=".")


def unsubscribe_url(token: str) -> str:
    """The whole address of the page for the delivery with this token."""
    return settings.BASE_URL + reverse("channels:unsubscribe", args=[_SIGNER.sign(token)])


def delivery_of(signed: str) -> Delivery:
    """The delivery behind a link. Raises NotFound for a link that we did not write."""
    try:
        token = _SIGNER.unsign(signed)
        return Delivery.objects.select_related("batch__channel").get(token=token)
    except (BadSignature, Delivery.DoesNotExist):
        raise NotFound("unknown link") from None
