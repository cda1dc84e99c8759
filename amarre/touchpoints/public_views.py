"""The public form: the only page of the public that needs the database, since it keeps what people write."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation

from amarre.channels.inbound import receive_form
from amarre.lib.time import now
from amarre.touchpoints.assets import style_url
from amarre.touchpoints.content import Content, gather
from amarre.touchpoints.forms import WriteForm
from amarre.touchpoints.limits import RateLimit
from amarre.touchpoints.models import Page

limit = RateLimit(time.monotonic)


def form(request: HttpRequest, slug: str, lang: str) -> HttpResponse:
    """Write to the company. Whatever goes wrong, the words stay on the page."""
    page = _open_page(slug)
    if lang not in page.title:
        return redirect("touchpoints:form", slug, page.crisis.language)
    with translation.override(lang):
        filled = WriteForm(request.POST or None)
        if request.method == "POST" and filled.is_valid():
            if limit.allows(request.META.get("REMOTE_ADDR", "")):
                return redirect("touchpoints:thanks", slug, lang, _keep(filled, page, lang))
            return _show(request, page, lang, filled, status=429)
        return _show(request, page, lang, filled, status=422 if filled.is_bound else 200)


def _open_page(slug: str) -> Page:
    pages = Page.objects.select_related("crisis__playbook").filter(is_public=True, form_is_open=True)
    return get_object_or_404(pages, crisis__slug=slug, crisis__closed_at=None)


def _keep(filled: WriteForm, page: Page, lang: str) -> str:
    """Store the words and give the reference under which they are found again."""
    words = filled.cleaned_data
    inbound = receive_form(
        text=words["text"],
        address=words["email"],
        name=words["name"],
        language=lang,
        crisis_id=page.crisis_id,
        fields={"order": words["order"]} if words["order"] else {},
        at=now(),
    )
    return inbound.digest[:8].upper()


def _show(request: HttpRequest, page: Page, lang: str, filled: WriteForm, *, status: int) -> HttpResponse:
    context = {"form": filled, "too_many": status == 429} | _frame(page, lang)
    return render(request, "touchpoints/public/write.html", context, status=status)


def thanks(request: HttpRequest, slug: str, lang: str, reference: str) -> HttpResponse:
    """What was received, and what happens now."""
    page = get_object_or_404(Page.objects.select_related("crisis__playbook"), crisis__slug=slug, is_public=True)
    with translation.override(lang if lang in page.title else page.crisis.language):
        return render(request, "touchpoints/public/thanks.html", {"reference": reference} | _frame(page, lang))


def _frame(page: Page, lang: str) -> dict[str, object]:
    content: Content = gather(page, lang if lang in page.title else page.crisis.language)
    return {"content": content, "style_url": style_url(content.company)}
