"""Sign-in links, one's own card, colleagues, the company, API tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amarre.accounts import actions
from amarre.accounts.forms import AccessForm, CompanyForm, InviteForm, TokenForm
from amarre.accounts.models import ApiToken, Company, User
from amarre.lib.errors import DomainError, NotFound
from amarre.lib.time import now

SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows one button (mail scanners open links); POST signs in and spends the link."""
    try:
        if request.method != "POST":
            link = actions.find_signin_link(token, at=now())
            return render(request, "accounts/sign_in_by_link.html", {"person": link.user})
        user = actions.use_signin_link(token, at=now())
    except NotFound as problem:
        return render(request, "accounts/sign_in_link_dead.html", {"problem": problem}, status=404)
    login(request, user, backend=SIGN_IN_BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language: on the person when signed in, and in a cookie."""
    language = request.POST.get("language", "")
    following = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure()):
        following = "/"
    response = HttpResponseRedirect(following)
    if language in dict(settings.LANGUAGES):
        if isinstance(request.user, User):
            actions.choose_own_language(request.user, language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 86400,
            samesite="Lax",
            secure=settings.SECURE,
            httponly=True,
        )
    return response


def me(request: HttpRequest) -> HttpResponse:
    """One's own card: language, password, second factor; and the way to the settings."""
    return render(request, "accounts/me.html")


def colleagues(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.invite(**form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            return _show_link(request, user)
    people = User.objects.order_by("name")
    return render(request, "accounts/colleagues.html", {"form": form, "people": people})


def colleague(request: HttpRequest, user_id: int) -> HttpResponse:
    """Change a colleague's role, close their access, or make them a new sign-in link."""
    user = get_object_or_404(User, pk=user_id)
    if request.method == "POST" and "link" in request.POST:
        return _show_link(request, user)
    form = AccessForm(request.POST or None, initial={"role": user.role, "is_active": user.is_active})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_access(user, **form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(request, _("The access of %(name)s is changed.") % {"name": user.name})
            return redirect("accounts:colleagues")
    return render(request, "accounts/colleague.html", {"form": form, "person": user})


def company(request: HttpRequest) -> HttpResponse:
    card = Company.card()
    form = CompanyForm(request.POST or None, instance=card)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_company(values=form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(request, _("The company's card is saved."))
            return redirect("accounts:company")
    return render(request, "accounts/company.html", {"form": form})


def tokens(request: HttpRequest) -> HttpResponse:
    """API tokens: made here, shown once, revoked here."""
    if request.method == "POST" and "revoke" in request.POST:
        token = get_object_or_404(ApiToken, pk=request.POST["revoke"], revoked_at=None)
        actions.revoke_token(token, by=_me(request), at=now())
        messages.success(request, _("The token of %(name)s no longer works.") % {"name": token.name})
        return redirect("accounts:tokens")
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        lives = timedelta(days=form.cleaned_data["days"]) if form.cleaned_data["days"] else None
        _token, secret = actions.create_token(
            _me(request), name=form.cleaned_data["name"], by=_me(request), at=now(), lives=lives
        )
        form = TokenForm()
    listed = ApiToken.objects.select_related("user").filter(revoked_at=None).order_by("-created_at")
    return render(request, "accounts/tokens.html", {"form": form, "tokens": listed, "secret": secret})


def _show_link(request: HttpRequest, user: User) -> HttpResponse:
    token = actions.make_signin_link(user, by=_me(request), at=now())
    link = settings.BASE_URL + reverse("accounts:sign_in_by_link", args=[token])
    return render(request, "accounts/link_made.html", {"person": user, "link": link})


def _me(request: HttpRequest) -> Any:
    """The signed-in colleague: routes here are guarded, so it is a User."""
    return request.user
