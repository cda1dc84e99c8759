"""Domain errors at the HTTP edge: plain words, what to do, and the right status."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from amarre.lib.errors import DomainError, NotFound


class DomainErrorMiddleware:
    """Turns a DomainError that no view caught into a page (or an htmx fragment) with its words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            raise Http404 from exception
        if isinstance(exception, DomainError):
            return render(request, "problem.html", {"problem": exception}, status=exception.status)
        return None


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's CSRF token is missing or old: say so plainly; the words typed are still in the page before."""
    return render(request, "stale_form.html", status=403)
