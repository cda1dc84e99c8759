"""Pages that belong to no room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def patterns(request: HttpRequest) -> HttpResponse:
    """Every piece of the face with its words, so that a change can be looked at in one place."""
    return render(request, "patterns.html")
