"""The page between a wish and what cannot be undone: one for all rooms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amarre.lib.errors import Words


def confirm(
    request: HttpRequest, question: Words, label: Words, *, back: str, consequences: Sequence[Words] = (),
    form: BaseForm | None = None, danger: bool = False, irreversible: bool = False, crisis: Any = None,
) -> HttpResponse:  # fmt: skip
    """Ask once more before something is done.

    `label` is the button and repeats the question: "Send to 4,210 customers". `consequences` say what will happen, to
    whom, until when. `danger`: it harms or is lost. `irreversible` says so in words. `back` is the address of "No". The
    answer comes as a POST to the same address; a form that was filled in wrongly is shown again (422).
    """
    context = {
        "question": question, "action_label": label, "cancel_url": back, "consequences": consequences, "form": form,
        "danger": danger, "irreversible": irreversible,
    }  # fmt: skip
    if crisis is not None:
        context["crisis"] = crisis
    is_wrong = form is not None and form.is_bound and bool(form.errors)
    return render(request, "confirm.html", context, status=422 if is_wrong else 200)
