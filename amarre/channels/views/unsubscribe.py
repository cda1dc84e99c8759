"""The page behind 'receive no more': a look changes nothing, a press does, and it can be undone.

Mail scanners follow every link of every mail. So GET only shows; the one-press request of RFC 8058, which mail programs
send by themselves, is a POST without our CSRF token and without a session.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from amarre.accounts.models import Company
from amarre.channels import receipts
from amarre.channels.links import delivery_of
from amarre.lib.time import now


@never_cache
@csrf_exempt  # the link's signature is the proof; RFC 8058, section 3.1, forbids asking for more
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    delivery = delivery_of(signed)
    live = receipts.live_unsubscription(delivery)
    if request.method == "POST":
        if request.POST.get("undo"):
            live = receipts.undo_unsubscription(delivery, at=now())
        else:
            live = receipts.unsubscribe(delivery, at=now())
    with override(delivery.language):
        return render(
            request,
            "channels/unsubscribe.html",
            {
                "delivery": delivery,
                "suppression": live,
                "company": Company.card(),
                "undone": "undo" in request.POST,
                "link": signed,
            },
        )
