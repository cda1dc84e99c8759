"""The suppression list: who is not written to any more, why and on which evidence; adding, lifting, keeping a copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amarre.accounts.models import User
from amarre.channels.desk import desk
from amarre.channels.forms import LiftForm, SuppressionFilter, SuppressionForm, kind_of_list
from amarre.channels.models import Suppression
from amarre.channels.reading import deliveries_visible_to, evidence, news, page_of, still_goes
from amarre.channels.reasons import of_cause
from amarre.channels.suppression import DRILL, suppress
from amarre.channels.suppression import lift as lift_suppression
from amarre.lib.asking import confirm
from amarre.lib.errors import DomainError
from amarre.lib.sheets import csv_lines
from amarre.lib.streaming import stream
from amarre.lib.time import now

_AT_ONCE = 1000


def suppressions(request: HttpRequest) -> HttpResponse:
    """The live list, newest first; by address, kind and cause."""
    form = SuppressionFilter(request.GET)
    found, older = page_of(_wanted(form), request.GET.get("before"))
    context = {
        "listed": [
            {
                "row": row,
                "evidence": evidence(row),
                "kind": _kind_name(row),
                "cause": of_cause(row.cause, row.channel_kind),
            }
            for row in found
        ],
        "older": older,
        "form": form,
        "is_filtered": form.has_changed(),
        "query": request.GET.urlencode(),
    }
    return render(request, "channels/suppressions.html", context)


def suppression(request: HttpRequest, suppression_id: int) -> HttpResponse:
    """One address: why it is on the list, on which evidence, whose it is, and what happened to it before."""
    row = get_object_or_404(
        Suppression.objects.select_related("receipt__delivery__batch", "receipt__inbound", "created_by", "lifted_by"),
        pk=suppression_id,
    )
    user: User = request.user  # type: ignore[assignment]
    earlier = Suppression.objects.filter(channel_kind=row.channel_kind, address=row.address).exclude(pk=row.pk)
    context = {
        "row": row,
        "kind": _kind_name(row),
        "cause": of_cause(row.cause, row.channel_kind),
        "evidence": news(row.receipt, row.channel_kind) if row.receipt else "",
        "diagnostic": row.receipt.diagnostic if row.receipt else "",
        "delivery": _delivery(row, user),
        "still_goes": still_goes(row),
        "people": _people(row) if user.may("people.read") else [],
        "earlier": earlier.select_related("lifted_by").order_by("-pk")[:20],
    }
    return render(request, "channels/suppression.html", context)


def suppressions_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list as a file, filtered as the page is."""
    head = [_("Address"), _("Channel"), _("Why"), _("Evidence"), _("Words of the server"), _("Note"), _("Since"),
            _("Added by"), _("Lifted"), _("Lifted by"), _("Why it was lifted")]  # fmt: skip
    rows = (_line(row) for row in _all(_wanted(SuppressionFilter(request.GET))))
    lines = csv_lines(head, rows)
    return stream(request, lines, content_type="text/csv; charset=utf-8", file_name="suppressions.csv")


def add(request: HttpRequest) -> HttpResponse:
    """Put an address on a list by hand, of any kind of channel."""
    form = SuppressionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = suppress(
                channel_kind=data["kind"],
                address=data["address"],
                cause=Suppression.Cause.BY_HAND,
                by=request.user,  # type: ignore[arg-type]
                at=now(),
                note=data["note"],
            )
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(request, _("%(address)s will not be written to any more.") % {"address": row.address})
            return redirect("channels:suppression", row.pk)
    return render(request, "channels/suppression_add.html", {"form": form})


def lift(request: HttpRequest, suppression_id: int) -> HttpResponse:
    """Write to an address again, with the reason."""
    row = get_object_or_404(Suppression.objects.select_related("receipt"), pk=suppression_id)
    if row.lifted_at is not None:
        raise Http404
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lift_suppression(row, why=form.cleaned_data["why"], by=request.user, at=now())  # type: ignore[arg-type]
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(request, _("%(address)s may be written to again.") % {"address": row.address})
            return redirect("channels:suppressions")
    consequences = [_("Why it is on the list: %(cause)s.") % {"cause": of_cause(row.cause, row.channel_kind)}]
    if row.receipt:
        consequences.append(news(row.receipt))
    if row.cause in (Suppression.Cause.UNSUBSCRIBED, Suppression.Cause.COMPLAINED):
        consequences.append(_("The law asks you to respect this wish, unless the person has asked for our mail again."))
    if row.cause == Suppression.Cause.DEAD:
        consequences.append(_("Mail to an address that does not exist harms what servers think of all your mail."))
    question = _("Write to %(address)s again?") % {"address": row.address}
    back = reverse("channels:suppression", args=[row.pk])
    return confirm(request, question, _("Write to this address again"), back=back, consequences=consequences, form=form)


def _wanted(form: SuppressionFilter) -> QuerySet[Suppression]:
    rows = Suppression.objects.exclude(channel_kind=DRILL).select_related("receipt", "created_by", "lifted_by")
    return form.narrow(rows) if form.is_valid() else rows.filter(lifted_at=None)


def _all(rows: QuerySet[Suppression]) -> Iterator[Suppression]:
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        yield from found
        last = found[-1].pk


def _line(row: Suppression) -> Sequence[Any]:
    return (
        row.address, _kind_name(row), of_cause(row.cause, row.channel_kind),
        news(row.receipt, row.channel_kind) if row.receipt else "",
        row.receipt.diagnostic if row.receipt else "", row.note, row.created_at, row.created_by or "",
        row.lifted_at, row.lifted_by or "", row.lifted_why,
    )  # fmt: skip


def _kind_name(row: Suppression) -> str:
    kind = kind_of_list(row.channel_kind)
    return str(kind.name) if kind else row.channel_kind


def _people(row: Suppression) -> list[tuple[int, str]]:
    """(number, name) of those who have this address; a person without a name is shown by the address."""
    kind = kind_of_list(row.channel_kind)
    if kind is None or not kind.addresses:
        return []
    refs = list(desk().refs_at(kind.addresses, row.address))[:20]
    names = desk().name_of(refs)
    return [(ref, names.get(ref, row.address)) for ref in refs]


def _delivery(row: Suppression, user: User) -> Any:
    """The message on whose evidence the address was suppressed, as far as this colleague may know of it."""
    number = row.receipt.delivery_id if row.receipt else None
    return deliveries_visible_to(user).filter(pk=number).first() if number else None
