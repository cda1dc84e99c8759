"""The layouts of mail: a list, one page to change each, and what it looks like."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from amarre.accounts.models import Company
from amarre.broadcasts import actions
from amarre.broadcasts.forms import LayoutForm
from amarre.broadcasts.layouts import Broken, Card, check, default_mjml, document
from amarre.broadcasts.models import Layout
from amarre.channels.outbox.content import BODY
from amarre.engine.render import parse
from amarre.lib.errors import Invalid, NotFound
from amarre.lib.markdown import to_html
from amarre.lib.security import policy
from amarre.lib.time import now

OURS = "ours"


@require_safe
def layouts(request: HttpRequest) -> HttpResponse:
    """Every layout of the house, and the one that comes with amarre."""
    return render(request, "broadcasts/layouts.html", {"layouts": Layout.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
def layout_new(request: HttpRequest) -> HttpResponse:
    """Begin from the one that comes with amarre."""
    if request.method == "POST":
        return _save(request, None)
    return _page(request, LayoutForm(initial={"mjml": default_mjml()}), None)


@require_http_methods(["GET", "HEAD", "POST"])
def layout_edit(request: HttpRequest, layout_id: int) -> HttpResponse:
    """Change one, or throw it away."""
    layout = _layout(layout_id)
    if request.method == "POST" and request.POST.get("do") == "remove":
        user: Any = request.user
        actions.remove_layout(layout, by=user, at=now())
        return redirect("broadcasts:layouts")
    if request.method == "POST":
        return _save(request, layout)
    initial = {"name": layout.name, "mjml": layout.mjml, "is_default": layout.is_default}
    return _page(request, LayoutForm(initial=initial), layout)


@require_safe
@xframe_options_sameorigin
def layout_page(request: HttpRequest, layout_id: int = 0) -> HttpResponse:
    """What a mail looks like in it, with example words, alone in its frame. 0: the one that comes with amarre."""
    mjml = _layout(layout_id).mjml if layout_id else default_mjml()
    words = to_html(_("## A title\n\nA paragraph, with [a link](https://example.org).\n\n- one thing\n- another"))
    try:
        page = document(mjml, _card()).replace(f"{{{{ {BODY} }}}}", words)
    except Broken as broken:
        page = f"<p>{broken.line}</p>"
    response = HttpResponse(page)
    response.headers["Content-Security-Policy"] = policy(
        script_src="'none'", style_src="'unsafe-inline'", img_src="'none'", form_action="'none'",
        frame_ancestors="'self'", sandbox="",
    )  # fmt: skip
    return response


def _save(request: HttpRequest, layout: Layout | None) -> HttpResponse:
    user: Any = request.user
    form = LayoutForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, layout, status=422)
    data = form.cleaned_data
    mjml = data["file"] or data["mjml"]
    try:
        kept = actions.save_layout(
            layout, name=data["name"], mjml=mjml, is_default=data["is_default"], by=user, at=now()
        )
    except Invalid as problem:
        if data["file"]:
            form = LayoutForm(request.POST | {"mjml": mjml})
        form.show(problem)
        return _page(request, form, layout, status=problem.status)
    notices.success(request, _("The layout is saved."))
    for warning in check(mjml, _card()).warnings:
        notices.warning(request, warning)
    return redirect("broadcasts:layout_edit", kept.pk)


def _page(request: HttpRequest, form: LayoutForm, layout: Layout | None, *, status: int = 200) -> HttpResponse:
    shown = reverse("broadcasts:layout_page", args=[layout.pk]) if layout else reverse("broadcasts:layout_page")
    response = render(
        request, "broadcasts/layout.html", {"form": form, "layout": layout, "shown": shown}, status=status
    )
    response.headers["Content-Security-Policy"] = policy(frame_src="'self'")
    return response


def _layout(layout_id: int) -> Layout:
    layout = Layout.objects.filter(pk=layout_id).first()
    if layout is None:
        raise NotFound("layout")
    return layout


def _card() -> Card:
    return Card.of(Company.card(), get_language() or "en", parse(_("Subject")))
