"""Views that belong to no room."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amarre.lib.time import now
from amarre.lib.ui.example import ExampleForm, example


def patterns(request: HttpRequest) -> HttpResponse:
    """Every component with its words, light and dark: what a page may be made of."""
    wrong = ExampleForm({"email": "alix"}, prefix="wrong")
    return render(request, "patterns.html", example(now()) | {"filled": wrong})


def health(request: HttpRequest) -> HttpResponse:
    """Whether the web process answers and reaches its database: for supervisors. 200 "ok", else the server's error."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
