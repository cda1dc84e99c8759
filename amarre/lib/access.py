"""Permission and route on one line: `route("facts/", views.facts, may="facts.read", name="facts")`.

`may` is PUBLIC (anybody, no session), SIGNED_IN (any colleague with an account) or the name of a permission
(`amarre.accounts.permissions`). The resolver keeps it on the view, so that a test can walk every URL as each persona.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

PUBLIC = "public"
SIGNED_IN = "signed_in"

View = Callable[..., HttpResponseBase]


def guard(view: View, *, may: str) -> View:
    """`view`, refused to those who lack the permission (403) or are not signed in (redirected to sign in)."""
    if may == PUBLIC:
        guarded = _same(view)
    else:

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if may != SIGNED_IN and not user.may(may):
                raise PermissionDenied(may)
            return view(request, *args, **kwargs)

    guarded.may = may  # type: ignore[attr-defined]
    return guarded


def route(pattern: str, view: View, *, may: str, name: str) -> URLPattern:
    """A URL pattern that carries its permission."""
    return path(pattern, guard(view, may=may), name=name)


def _same(view: View) -> View:
    @wraps(view)
    def public(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return public
