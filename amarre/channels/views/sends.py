"""Sends: all of them, one with its progress, its causes and its ledger, the parts of one message, a single message."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amarre.channels import ledger, outbox, watching
from amarre.channels.desk import desk
from amarre.channels.forms import LedgerFilter, SendsFilter
from amarre.channels.models import Batch, Delivery
from amarre.channels.outbox.content import rendered
from amarre.channels.reading import batches_visible_to, deliveries_visible_to, history, page_of, words_for
from amarre.channels.reasons import explain
from amarre.lib.sheets import csv_lines
from amarre.lib.streaming import stream
from amarre.lib.time import now


def sends(request: HttpRequest) -> HttpResponse:
    """Everything that has left, leaves or is about to, the newest first."""
    form = SendsFilter(request.GET, user=request.user)
    rows = batches_visible_to(request.user)  # type: ignore[arg-type]
    rows = form.narrow(rows) if form.is_valid() else rows
    found, older = page_of(rows, request.GET.get("before"), size=25)
    listed = [watching.Part(one, outbox.progress(one)) for one in found]
    context = {"listed": listed, "older": older, "form": form, "is_filtered": form.has_changed()}
    return render(request, "channels/sends.html", context)


def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One send. htmx asks for what moves alone."""
    shown = batch_for(request, batch_id)
    others = [one for one in _visible_siblings(request, shown) if one.pk != shown.pk]
    overview = reverse("channels:send_of", args=[shown.origin]) if others else ""
    export = reverse("channels:ledger_csv", args=[shown.pk])
    extra = {"batch": shown, "overview": overview, "parts": len(others) + 1, "export_url": export}
    return _page(request, [shown], "channels/batch.html", extra)


def send_of(request: HttpRequest, origin: str) -> HttpResponse:
    """All the batches of one message (its channels, its fallback steps) as one send, with their sums."""
    batches = _of_origin(request, origin)
    export = reverse("channels:send_of_csv", args=[origin])
    extra = {"batch": batches[0], "origin": origin, "export_url": export}
    return _page(request, batches, "channels/send_of.html", extra)


def _page(request: HttpRequest, batches: list[Batch], template: str, extra: dict[str, Any]) -> HttpResponse:
    sight = watching.sight(batches, at=now())
    here = request.path
    context = {"sight": sight, "progress": sight.progress, "here": here, "place": watching.place_of(batches[0])} | extra
    if getattr(request, "htmx", False) and request.GET.get("part") == "progress":
        response = render(request, "channels/_progress.html", context)
        if request.GET.get("was") not in (None, sight.mark):
            response["HX-Refresh"] = "true"  # its buttons have changed as well
        return response
    form = LedgerFilter(request.GET, sight=sight, languages=_languages(batches))
    found = ledger.page(batches, form.wanted(), before=_number(request.GET.get("before")))
    names = desk().name_of([row.person_ref for row in found.rows if row.person_ref])
    rows = [{"row": row, "why": words_for(row), "name": names.get(row.person_ref or 0, "")} for row in found.rows]
    more = {"form": form, "ledger": rows, "page": found, "query": request.GET.urlencode()}
    return render(request, template, context | more)


def ledger_csv(request: HttpRequest, batch_id: int) -> StreamingHttpResponse:
    """The ledger of one send as a file, filtered as the page is."""
    shown = batch_for(request, batch_id)
    return _file(request, [shown], f"{shown.pk}")


def send_of_csv(request: HttpRequest, origin: str) -> StreamingHttpResponse:
    """The ledger of all parts of a message as a file."""
    batches = _of_origin(request, origin)
    return _file(request, batches, f"{batches[0].pk}-{batches[-1].pk}")


def _file(request: HttpRequest, batches: list[Batch], name: str) -> StreamingHttpResponse:
    form = LedgerFilter(request.GET, sight=watching.sight(batches, at=now()), languages=_languages(batches))
    head = [_("Address"), _("Person"), _("Language"), _("Channel"), _("State"), _("Why"), _("Reason as recorded"),
            _("Answer of the next server"), _("Provider’s number"), _("Attempts"), _("Written down"), _("Sent"),
            _("Closed")]  # fmt: skip
    states = dict(Delivery.State.choices)
    rows = (
        (
            row["address"], row["person_ref"], row["language"], row["batch__channel__name"], states.get(row["state"]),
            explain(row["state"], row["reason"], row["batch__channel__kind"]).why, row["reason"], row["reply"],
            row["reference"], row["attempts"],
            row["queued_at"], row["sent_at"], row["closed_at"],
        )
        for row in ledger.every(batches, form.wanted())
    )  # fmt: skip
    lines = csv_lines(head, rows)
    return stream(request, lines, content_type="text/csv; charset=utf-8", file_name=f"ledger-{name}.csv")


def delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """What one person was sent, and all that is known of it since."""
    shown = deliveries_visible_to(request.user).filter(pk=delivery_id).first()  # type: ignore[arg-type]
    if shown is None:
        raise Http404
    name = desk().name_of([shown.person_ref]).get(shown.person_ref, "") if shown.person_ref else ""
    context = {
        "delivery": shown,
        "name": name,
        "is_unwritten": _is_unwritten(shown),
        "words": rendered(shown),
        "why": explain(shown.state, shown.reason, shown.batch.channel.kind),
        "entries": history(shown),
        "is_erased": shown.address == "erased",
    }
    return render(request, "channels/delivery.html", context)


def _is_unwritten(shown: Delivery) -> bool:
    """Whether the words have places for this person that nothing has been put into."""
    has_not_left = shown.state in (Delivery.State.QUEUED, Delivery.State.SUPPRESSED)
    return has_not_left and not shown.values and shown.batch.contents.filter(text__contains="{{ person.").exists()


def batch_for(request: HttpRequest, batch_id: int) -> Batch:
    """The batch, as far as this colleague may know of it; else 404."""
    found = batches_visible_to(request.user).filter(pk=batch_id).first()  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


def _visible_siblings(request: HttpRequest, shown: Batch) -> list[Batch]:
    if not shown.origin or shown.occasion == "answer":
        return [shown]
    return list(batches_visible_to(request.user).filter(origin=shown.origin).order_by("pk"))  # type: ignore[arg-type]


def _of_origin(request: HttpRequest, origin: str) -> list[Batch]:
    found = list(batches_visible_to(request.user).filter(origin=origin).order_by("pk"))  # type: ignore[arg-type]
    if not origin or not found:
        raise Http404
    return found


def _languages(batches: list[Batch]) -> list[str]:
    return sorted({language for batch in batches for language in batch.contents.values_list("language", flat=True)})


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isdigit() else None


def to_batch(batch: Batch) -> HttpResponse:
    """Back to its page after an act."""
    return redirect("channels:batch", batch.pk)
