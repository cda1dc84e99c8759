"""Print files from the press to the post, and the letters that come back, scanned one after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlencode

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amarre.channels import printing
from amarre.channels.forms_of_post import ReturnForm
from amarre.channels.kinds.letter import folder
from amarre.channels.kinds.letter.reasons import RETURNS, UNKNOWN
from amarre.channels.models import PrintFile, Receipt, Suppression
from amarre.channels.reading import page_of
from amarre.channels.reasons import explain
from amarre.lib.errors import DomainError, NotFound
from amarre.lib.time import now

_PIECE = 1 << 18
_FILES = {"letters": folder.LETTERS, "list": folder.LIST, "table": folder.TABLE}


def letters(request: HttpRequest) -> HttpResponse:
    """The print files, newest first: what they hold, what they weigh and cost, whether they were posted."""
    printing.register()
    found, older = page_of(printing.printed_for(request.user), request.GET.get("before"), size=20)  # type: ignore[arg-type]
    files = [printing.described(row) for row in found]
    return render(request, "channels/letters.html", {"files": files, "older": older})


@require_safe
def download(request: HttpRequest, file_id: int, which: str) -> HttpResponseBase:
    """One of the files of a hand-over, to keep."""
    row = _row(request, file_id)
    if which not in _FILES:
        raise Http404
    try:
        path = printing.file_of(row, _FILES[which])
    except NotFound as problem:
        messages.error(request, str(problem))
        return redirect("channels:letters")
    names = {"letters": _("letters"), "list": _("cover list"), "table": _("cover list")}
    word = slugify(names[which])  # plain letters: the name stands in a header
    name = f"{word}-{printing.name_of(row)[:15]}{path.suffix}"
    return _to_keep(request, path, name)


@require_POST
def post(request: HttpRequest, file_id: int, act: str) -> HttpResponse:
    """Somebody says that the letters were posted, or that they were not after all."""
    row = _row(request, file_id)
    acts = {"posted": printing.post, "kept": printing.unpost}
    if act not in acts:
        raise Http404
    try:
        acts[act](row, by=request.user, at=now())  # type: ignore[arg-type]
    except DomainError as problem:
        messages.error(request, str(problem))
    return redirect("channels:letters")


def returns(request: HttpRequest) -> HttpResponse:
    """One field for the codes of returned letters; the reason stays chosen from one to the next."""
    why = request.GET.get("why", UNKNOWN)
    form = ReturnForm(initial={"why": why if why in RETURNS else UNKNOWN})
    if request.method == "POST":
        form = ReturnForm(request.POST)
        if form.is_valid():
            return _scan(request, form.cleaned_data["code"], form.cleaned_data["why"])
    came = printing.returns_of(request.user, at=now())[:30]  # type: ignore[arg-type]
    context = {"form": form, "came": [_line(receipt) for receipt in came]}
    return render(request, "channels/returns.html", context)


def _scan(request: HttpRequest, code: str, why: str) -> HttpResponse:
    try:
        delivery = printing.letter_of(code, user=request.user)  # type: ignore[arg-type]
        printing.came_back(delivery, why=why, by=request.user, at=now())  # type: ignore[arg-type]
    except DomainError as problem:
        messages.error(request, str(problem))
    else:
        said = {"address": _in_one_line(delivery.address), "why": explain(delivery.State.BOUNCED, why).why}
        messages.success(request, _("%(address)s. %(why)s") % said)
    return redirect(f"{reverse('channels:returns')}?{urlencode({'why': why})}")


@require_POST
def undo(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """The letter that was scanned last did not come back after all."""
    at = now()
    receipt = printing.returns_of(request.user, at=at).filter(pk=receipt_id).first()  # type: ignore[arg-type]
    if receipt is None:
        raise Http404
    try:
        printing.take_back_return(receipt, by=request.user, at=at)  # type: ignore[arg-type]
    except DomainError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Taken back: this letter did not come back."))
    return redirect(f"{reverse('channels:returns')}?{urlencode({'why': receipt.reason})}")


def _to_keep(request: HttpRequest, path: Path, name: str) -> HttpResponseBase:
    """A file, piece by piece: under ASGI, Django would read all of a FileResponse at once."""
    answer: StreamingHttpResponse | FileResponse
    if isinstance(request, ASGIRequest):
        answer = StreamingHttpResponse(_pieces(path), content_type=guess_type(path)[0] or "application/octet-stream")
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["Content-Length"] = str(path.stat().st_size)
    else:
        answer = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with await sync_to_async(lambda: path.open("rb"))() as file:
        while piece := await sync_to_async(file.read)(_PIECE):
            yield piece


def _line(receipt: Receipt) -> dict[str, object]:
    delivery = receipt.delivery
    return {
        "receipt": receipt,
        "delivery": delivery,
        "address": _in_one_line(delivery.address if delivery is not None else ""),
        "why": explain("bounced", receipt.reason),
        "suppressed": Suppression.objects.filter(receipt=receipt, lifted_at=None).exists(),
    }


def _in_one_line(address: str) -> str:
    return ", ".join(address.splitlines())


def _row(request: HttpRequest, file_id: int) -> PrintFile:
    row = printing.printed_for(request.user).filter(pk=file_id).first()  # type: ignore[arg-type]
    if row is None:
        raise Http404
    return row
